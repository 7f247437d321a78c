"""Which documents a question is about."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from core.directive import Directive
from core.record import Record
from core.reference import Reference
from core.text import fold
from index.words import code_key
from ingest.citations.document_numbers import kind_of_number
from ingest.letterheads.document_kinds import KIND_NAMES
from service.answers.asking import Asked
from service.answers.evidence import Bag, bag_of
from service.answers.profile_places import ProfilePlaces, Shares, places_of
from service.answers.question import Mention, Question
from service.records import DocumentRecord

_NAMED, _CITED, _PROFILE = 10.0, 2.0, 4.0
_CLEAR_LEAD = 1.0
_CODE = re.compile(
    r"(?<![\w/.])\d{1,5}(?:\.\d{1,3}(?=\s?/\s?(?:19|20)\d{2}))?\s?(?:/\s?(?:19|20)\d{2}\s?)?(?:/\s?[^\W\d_]|-\s?[^\W\d_]+\s?/)[\w&/-]*[\w&]"
)
_LEAST = 1.2
_MOST_POINTED_AT = 12
_KINDS = "|".join(re.escape(fold(kind)) for kind in KIND_NAMES)
_CARRIES_OUT = re.compile(
    rf"\b(?P<kind>{_KINDS})\b(?! (?:so )?\d)(?! nao)(?:(?! va )[^,.;?]){{0,60}}?\b(?:thuc hien|trien khai|cu the hoa)"
    rf"(?: (?:thuc hien|viec|va|cac|noi dung))* (?P<carried>{_KINDS}) (?:so )?0*(?P<number>\d{{1,5}})\b"
)
_ALIKE = 0.3
_OPENS_WITH_KIND = re.compile(rf"(?P<kind>{_KINDS}) (?!nao\b|gi\b|(?:so )?\d)")
_OF_KIND = 0.2
_UNNUMBERED = re.compile(rf"\b(?:{_KINDS})\b(?! (?:so )?\d)")
_LAWS = frozenset({"luat", "bo luat", "phap lenh", "nghi quyet"})
_WITHOUT_CODE = frozenset({"cong van", "van ban", "luat"})
_OF_ASSEMBLY = re.compile(r"QH\d")
_MOST_OPENED, _HEADING_NUMBER = 40, 20


class Scope(Record):
    """The documents to answer from.

    Attributes:
        document_ids: the documents meant, likeliest first; all documents when the question names none.
        is_named: the question names them by number, or the caller did.
        unknown: số, ký hiệu that the question names and that no document bears or cites.
    """

    document_ids: tuple[str, ...]
    is_named: bool = False
    unknown: str | None = None


class Profile(Record):
    """What a document is called by."""

    document: DocumentRecord

    @cached_property
    def number_key(self) -> str:
        head = self.document.letterhead
        return code_key(head.number) if head and head.number else ""

    @cached_property
    def kind(self) -> str:
        head = self.document.letterhead
        return fold(head.kind) if head and head.kind else ""

    @cached_property
    def names(self) -> Bag:
        """Words of who issued it and where."""
        head = self.document.letterhead
        fields = (head.issuer, head.parent_issuer, head.place) if head else ()
        return bag_of(" ; ".join(field for field in fields if field))

    @cached_property
    def topic(self) -> Bag:
        """Words of what it is about."""
        head = self.document.letterhead
        return bag_of(f"{head.kind or ''} {head.title or ''}" if head else "")

    @cached_property
    def cited_keys(self) -> frozenset[str]:
        """Keys of the số, ký hiệu that it cites."""
        numbers = (reference.number for reference in self.document.references)
        return frozenset(code_key(number) for number in numbers if number)

    def is_called(self, mention: Mention) -> bool:
        """Whether `mention` is its kind and number; Chương trình hành động may be called Chương trình."""
        if not mention.begins(self.number_key):
            return False
        return not self.kind or self.kind.startswith(mention.kind) or mention.kind.startswith(self.kind)

    def carries_out(self, mention: Mention) -> bool:
        """Whether it cites the document that `mention` names."""
        return any(
            reference.number is not None
            and mention.begins(code_key(reference.number))
            and (not reference.kind or fold(reference.kind).startswith(mention.kind))
            for reference in self.document.references
        )

    def cites(self, question: Question) -> bool:
        """Whether it cites a document that the question names."""
        if not question.codes and not question.mentions:
            return False
        return any(
            key in question.codes or any(mention.begins(key) for mention in question.mentions)
            for key in self.cited_keys
        ) and any(is_named_reference(reference, question) for reference in self.document.references)


def find_scope(question: Question, profiles: Sequence[Profile]) -> Scope:
    """The documents that the question names by number; else those whose names and topic it speaks of; else all."""
    described = _described(question, profiles)
    names_some = bool(question.codes or question.mentions)
    named = [profile for profile in profiles if names_some and _names_document(question, profile)]
    if described:
        return Scope(document_ids=tuple(profile.document.id for profile in described), is_named=True)
    if named:
        known = set(map(id, named))
        others = [profile for profile in profiles if id(profile) not in known]
        placed = _only_ones_called(question, others, profiles) or _set_beside(question, others)
        return Scope(document_ids=tuple(profile.document.id for profile in (*named, *placed)), is_named=True)
    return Scope(
        document_ids=tuple(profiles[place].document.id for place in _pointed_at(_scores(question, profiles))),
        unknown=_unknown_name(question, profiles),
    )


def _pointed_at(scores: Shares) -> list[int]:
    """Places of the documents that the question points at, likeliest first; all when it points at many of them.

    Many share a word of their names with a question by chance, and what answers it may stand in any other.
    """
    order: list[int] = np.argsort(-scores, kind="stable").tolist()
    if not order or scores[order[0]] < _LEAST:
        return order
    near = [place for place in order if scores[place] > scores[order[0]] - _CLEAR_LEAD]
    return near if len(near) <= _MOST_POINTED_AT else order


def _described(question: Question, profiles: Sequence[Profile]) -> list[Profile]:
    """Documents called by what they carry out ("kế hoạch thực hiện Nghị quyết 57"), and those called by number beside.

    Of several of that kind that cite the document, those whose title has its number come first, then those whose
    issuer and place the question speaks of most.
    """
    found: list[Profile] = []
    for match in _CARRIES_OUT.finditer(question.folded):
        own = Mention(kind=match["kind"], number=match["number"])
        carried = Mention(kind=match["carried"], number=match["number"])
        if any(profile.is_called(own) for profile in profiles):
            continue
        citing = [one for one in profiles if one.kind.startswith(match["kind"]) and one.carries_out(carried)]
        titled = [one for one in citing if one.topic.holds(match["number"])] or citing
        shares = _shares(question, titled)
        best = max(shares.tolist(), default=0.0)
        found += [one for one, share in zip(titled, shares, strict=True) if share >= best - _ALIKE]
    if not found:
        return []
    rest = _CARRIES_OUT.sub(" ", question.folded)
    others = [m for m in question.mentions if re.search(rf"\b{re.escape(m.kind)} (?:so )?0*{m.number}\b", rest)]
    found += [one for one in profiles if any(one.is_called(mention) for mention in others)]
    return list({profile.document.id: profile for profile in found}.values())


def called_in_heading(
    question: Question, profiles: Sequence[Profile], directive: Callable[[str], Directive]
) -> tuple[str, ...]:
    """Documents without a number of their own whose heading gives one that the question names ("Chương trình 3")."""
    found = []
    for mention in question.mentions:
        alike = [one for one in profiles if not one.number_key and one.kind and one.kind.startswith(mention.kind)]
        for profile in alike[:_MOST_OPENED]:
            head = profile.document.letterhead
            end = head.spans["kind"][-1].end if head and head.spans.get("kind") else None
            if end is not None:
                after = directive(profile.document.id).text[end : end + _HEADING_NUMBER]
                if re.match(rf"\s*(?:số\s*:?\s*)?0*{mention.number}(?![\d/.,-])", after, re.IGNORECASE):
                    found.append(profile.document.id)
    return tuple(dict.fromkeys(found))


def _set_beside(question: Question, candidates: Sequence[Profile]) -> list[Profile]:
    """The one candidate whose title the question speaks of most, when it sets a document beside the named one."""
    if not question.asks(Asked.COMPARE) or not candidates or not _UNNUMBERED.search(question.folded):
        return []
    shares = _shares(question, candidates)
    best = max(range(len(candidates)), key=lambda place: shares[place])
    return [candidates[best]] if _PROFILE * shares[best] >= _LEAST else []


def _only_ones_called(question: Question, candidates: Sequence[Profile], profiles: Sequence[Profile]) -> list[Profile]:
    """Candidates whose issuer or place has a pair of words of the question that no other document's has."""
    asked = {f"{term.word} {term.after}" for term in question.terms}
    holders = Counter(pair for profile in profiles for pair in filter(profile.names.holds, asked))
    return [one for one in candidates if any(holders[pair] == 1 for pair in filter(one.names.holds, asked))]


def _names_document(question: Question, profile: Profile) -> bool:
    if profile.number_key and profile.number_key in question.codes:
        return True
    return any(profile.is_called(mention) for mention in question.mentions)


def is_named_reference(reference: Reference, question: Question) -> bool:
    """Whether the question names the cited document, by code or by kind and number."""
    if reference.number is None:
        return False
    key = code_key(reference.number)
    if key in question.codes:
        return True
    return any(mention.begins(key) and _may_be_of_kind(reference, mention.kind) for mention in question.mentions)


def _may_be_of_kind(reference: Reference, kind: str) -> bool:
    """Whether the cited document may be called by `kind` (folded): by its kind, else by what its number says it is."""
    own = reference.kind or kind_of_number(reference.number or "")
    if own is None:
        return kind in _LAWS if _OF_ASSEMBLY.search(reference.number or "") else kind in _WITHOUT_CODE
    return fold(own).startswith(kind)


def _scores(question: Question, profiles: Sequence[Profile]) -> Shares:
    """For each profile what speaks for its being meant; a little for the kind with which the question opens."""
    opens = _OPENS_WITH_KIND.match(question.folded)
    shares = places_of(profiles).shares(question.terms, accentless=question.accentless)
    if opens is not None:
        is_of_kind = np.array([profile.kind.startswith(opens["kind"]) for profile in profiles], dtype=np.bool_)
        shares += _OF_KIND * ((shares > 0) & is_of_kind)
    scores = _PROFILE * shares
    if question.codes or question.mentions:
        scores += np.where([profile.cites(question) for profile in profiles], _CITED, 0.0)
    return scores


def _shares(question: Question, profiles: Sequence[Profile]) -> Shares:
    """For each profile the weight of the question's words in it."""
    return ProfilePlaces(profiles).shares(question.terms, accentless=question.accentless)


def _unknown_name(question: Question, profiles: Sequence[Profile]) -> str | None:
    """A số, ký hiệu of the question, as typed, that no document bears or cites."""
    for match in _CODE.finditer(question.typed):
        key = code_key(match.group())
        if not any(key == profile.number_key or key in profile.cited_keys for profile in profiles):
            return match.group()
    return None
