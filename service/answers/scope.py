"""Which documents a question is about."""

import re
from collections.abc import Sequence
from functools import cached_property

from core.record import Record
from core.reference import Reference
from core.text import fold
from index.words import code_key
from service.answers.evidence import Bag, bag_of
from service.answers.question import Mention, Question
from service.records import DocumentRecord

_NAMED, _CITED, _PROFILE = 10.0, 2.0, 4.0
_CLEAR_LEAD = 1.0
_LEAST = 1.2


class Scope(Record):
    """The documents to answer from.

    Attributes:
        document_ids: the documents meant, likeliest first; all documents when the question names none.
        is_named: the question names them by number, or the caller did.
        unknown: number or code of a document that the question names and that is neither held nor cited.
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

    def is_called(self, mention: Mention) -> bool:
        """Whether `mention` is its kind and number; Chương trình hành động may be called Chương trình."""
        if not re.match(rf"{mention.number}(?!\d)", self.number_key):
            return False
        return not self.kind or self.kind.startswith(mention.kind) or mention.kind.startswith(self.kind)

    def cites(self, question: Question) -> bool:
        """Whether it cites a document that the question names."""
        return any(is_named_reference(reference, question) for reference in self.document.references)


def find_scope(question: Question, documents: Sequence[DocumentRecord]) -> Scope:
    """The documents that the question names by number; else those whose names and topic it speaks of; else all."""
    profiles = [Profile(document=document) for document in documents]
    named = [profile for profile in profiles if _names_document(question, profile)]
    if named:
        placed = [p for p in profiles if p not in named and _is_only_one_called(question, p, profiles)]
        return Scope(document_ids=tuple(profile.document.id for profile in (*named, *placed)), is_named=True)
    scores = sorted(((_score(question, profile, profiles), profile) for profile in profiles), key=lambda pair: -pair[0])
    everything = tuple(profile.document.id for _, profile in scores)
    unknown = _unknown_name(question, profiles)
    if not scores or scores[0][0] < _LEAST:
        return Scope(document_ids=everything, unknown=unknown)
    best = scores[0][0]
    return Scope(
        document_ids=tuple(profile.document.id for score, profile in scores if score > best - _CLEAR_LEAD),
        unknown=unknown,
    )


def _is_only_one_called(question: Question, profile: Profile, profiles: Sequence[Profile]) -> bool:
    """Whether the question holds a pair of words that, of all documents, only this one's issuer or place has."""
    others = frozenset(pair for other in profiles if other is not profile for pair in other.names.pairs)
    own = profile.names.pairs - others
    return any(f"{term.word} {term.after}" in own for term in question.terms)


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
    kind = fold(reference.kind or "")
    return any(
        re.match(rf"{mention.number}(?!\d)", key) is not None and (not kind or kind.startswith(mention.kind))
        for mention in question.mentions
    )


def _score(question: Question, profile: Profile, profiles: Sequence[Profile]) -> float:
    cited = _CITED if profile.cites(question) else 0.0
    return cited + _PROFILE * _shared(question, profile, profiles)


def _shared(question: Question, profile: Profile, profiles: Sequence[Profile]) -> float:
    """Weight of the question's words that stand in the profile; a word that stands in every profile tells nothing."""
    total = 0.0
    for term in question.terms:
        credit = max(
            profile.names.credit(term, accentless=question.accentless),
            0.5 * profile.topic.credit(term, accentless=question.accentless),
        )
        if credit == 0:
            continue
        holders = sum(
            max(
                other.names.credit(term, accentless=question.accentless),
                other.topic.credit(term, accentless=question.accentless),
            )
            > 0
            for other in profiles
        )
        total += term.weight * credit * (1 - (holders - 1) / max(1, len(profiles) - 1))
    return total / 2


def _unknown_name(question: Question, profiles: Sequence[Profile]) -> str | None:
    """A document that the question names by code or by kind and number, and that is neither held nor cited."""
    known = {profile.number_key for profile in profiles}
    for profile in profiles:
        known.update(code_key(reference.number) for reference in profile.document.references if reference.number)
    strange = [code for code in question.codes if code not in known]
    strange += [
        f"{mention.kind} {mention.number}"
        for mention in question.mentions
        if not any(re.match(rf"{mention.number}(?!\d)", key) for key in known)
    ]
    return strange[0] if strange else None
