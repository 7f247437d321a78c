"""Documents cited by a directive: the places of one document brought together, and what the directive does with it."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from core.directive import BlockKind, Directive, Letterhead
from core.reference import Reference
from core.span import Span
from core.text import fold_aligned, squeeze
from ingest.citations.document_identity import merge_key, other_issuer, same_series
from ingest.citations.document_numbers import canonical_number, kind_of_number, number_key, serial
from ingest.citations.mentions import Mention, find_mentions
from ingest.citations.named_documents import NamedDocument, find_named_documents
from ingest.citations.relations import RelationReader
from ingest.citations.short_names import ShortName, find_short_names

__all__ = ["canonical_number", "find_references", "mentions_of", "number_key"]

_NUMBER_MARK = re.compile(r"(?:^|\n)\s*s.{0,2}\s?[:.;][^a-z\n]*$")
_LONGEST_MARK = 24


class _Group:
    """Mentions of one document."""

    def __init__(self, mention: Mention) -> None:
        self.mentions = [mention]
        self.short_name: ShortName | None = None

    @property
    def dates(self) -> list[date]:
        return [mention.issued_on for mention in self.mentions if mention.issued_on is not None]

    @property
    def number(self) -> str:
        """The spelling used most; the first of those used equally often."""
        return Counter(mention.number for mention in self.mentions).most_common(1)[0][0]


def mentions_of(directive: Directive) -> tuple[Mention, ...]:
    """Every citation by number, the directive's own number included."""
    flat = directive.flat(0, len(directive.text))
    return find_mentions(flat, [block.end for block in directive.blocks])


def find_references(directive: Directive, mentions: Sequence[Mention]) -> tuple[Reference, ...]:
    """All documents cited, in the order in which they are first named.

    Args:
        directive: with blocks and letterhead.
        mentions: as `mentions_of` found them.
    """
    flat = directive.flat(0, len(directive.text))
    cited = [mention for mention in mentions if not is_own(mention, directive.letterhead)]
    cited = [mention for mention in cited if not _is_unread_own(directive, mention)]
    short_names = find_short_names(flat)
    groups = _merge_by_short_name(_group(cited), short_names)
    relations = RelationReader(directive)
    folded = fold_aligned(flat)
    references = [
        _reference(directive, group, short=_short_places(folded, group, groups), relations=relations)
        for group in groups
    ]
    named = find_named_documents(directive, [span for reference in references for span in reference.spans])
    for document in named:
        numbered = _numbered_law(references, document)
        if numbered is None:
            references.append(_named_reference(directive, document, relations))
        else:
            spans = _named_reference(directive, document, relations).spans
            references[numbered] = _with_spans(references[numbered], spans)
    return tuple(sorted(references, key=lambda reference: reference.spans[0].start))


def is_own(mention: Mention, letterhead: Letterhead) -> bool:
    """The mention names the directive itself: same number, and no other year."""
    if letterhead.number is None or number_key(mention.number) != number_key(letterhead.number):
        return False
    if mention.issued_on is None or letterhead.issued_on is None:
        return True
    return mention.issued_on.year == letterhead.issued_on.year


def _is_unread_own(directive: Directive, mention: Mention) -> bool:
    """The mention is what was read of the directive's own number, after "Số:" in its head, where that stays unread."""
    if directive.letterhead.number is not None:
        return False
    heads = [block for block in directive.blocks if block.kind is BlockKind.LETTERHEAD]
    before = fold_aligned(directive.text[max(0, mention.start - _LONGEST_MARK) : mention.start])
    return any(block.start <= mention.start < block.end for block in heads) and _NUMBER_MARK.search(before) is not None


def _group(mentions: Sequence[Mention]) -> list[_Group]:
    """One group a document: same number, and the same year where the number does not state it."""
    by_key: dict[str, list[_Group]] = defaultdict(list)
    ordered: list[_Group] = []
    for mention in mentions:
        known = by_key[merge_key(mention.number)]
        group = next((group for group in reversed(known) if _same_document(group, mention)), None)
        group = group or next((other for other in ordered if _is_misread_variant(other, mention)), None)
        if group is None:
            group = _Group(mention)
            known.append(group)
            ordered.append(group)
        else:
            group.mentions.append(mention)
    return ordered


def _is_misread_variant(group: _Group, mention: Mention) -> bool:
    """The same serial number of the same day with one letter of the code read otherwise (GDTrH, GDTTH)."""
    if mention.issued_on is None or mention.issued_on not in group.dates:
        return False
    one, other = merge_key(group.mentions[0].number), merge_key(mention.number)
    unlike = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return len(one) == len(other) and len(unlike) == 1 and all(letter.isalpha() for letter in unlike[0])


def _same_document(group: _Group, mention: Mention) -> bool:
    """The mention fits one that the group holds; of two equal days the issuers need not agree."""
    return any(
        same_series(mention.number, known.issued_on, mention.issued_on)
        and (known.issued_on == mention.issued_on is not None or not other_issuer(known.issuer, mention.issuer))
        for known in group.mentions
        if known.issued_on is not None or mention.issued_on is None or not group.dates
    )


def _merge_by_short_name(groups: list[_Group], short_names: Sequence[ShortName]) -> list[_Group]:
    """Gives each short name to the document it was defined for; a number defined as short name is that document too."""
    for short_name in short_names:
        candidates = [
            group
            for group in groups
            if any(short_name.start - 600 < mention.start < short_name.start for mention in group.mentions)
        ]
        owner = _owner(candidates, short_name)
        if owner is None:
            continue
        owner.short_name = owner.short_name or short_name
        for group in list(groups):
            first = group.mentions[0]
            inside = short_name.start <= first.start < short_name.end
            if group is not owner and inside:
                owner.mentions.extend(group.mentions)
                groups.remove(group)
    return groups


def _owner(groups: Sequence[_Group], short_name: ShortName) -> _Group | None:
    """The document that a short name stands for: by serial number if the name holds one, else the nearest before."""
    if short_name.serial is not None:
        groups = [group for group in groups if serial(group.number) == short_name.serial]
    elif short_name.kind is None:
        return None
    else:
        groups = [
            group
            for group in groups
            if fold_aligned(group.mentions[0].kind or "").startswith(fold_aligned(short_name.kind))
        ]
    before = [group for group in groups if group.mentions[0].start < short_name.start]
    return max(
        before, key=lambda group: max(m.start for m in group.mentions if m.start < short_name.start), default=None
    )


def _reference(
    directive: Directive, group: _Group, *, short: Sequence[tuple[int, int]], relations: RelationReader
) -> Reference:
    mentions = sorted(group.mentions, key=lambda mention: mention.start)
    number = group.number
    kind = next((mention.kind for mention in mentions if mention.kind), None)
    spans = [span for mention in mentions for span in directive.spans(mention.start, mention.end)]
    known = list(spans)
    for start, end in short:
        if not any(span.start < end and start < span.end for span in known):
            spans.extend(directive.spans(start, end))
    return Reference(
        number=number,
        kind=kind or kind_of_number(number),
        issued_on=next((mention.issued_on for mention in mentions if mention.issued_on), None),
        issuer=_issuer(mentions),
        title=next((mention.title for mention in mentions if mention.title), None),
        short_name=group.short_name.text if group.short_name else None,
        relation=relations.strongest([(mention.start, mention.number_end) for mention in mentions]),
        spans=tuple(sorted(dict.fromkeys(spans), key=lambda span: span.start)),
    )


def _issuer(mentions: Sequence[Mention]) -> str | None:
    """The issuer named most often beside a date, in its fullest form; without a date there, the first one named."""
    dated = [mention.issuer for mention in mentions if mention.issuer and mention.written_date]
    named = dated or [mention.issuer for mention in mentions if mention.issuer]
    if not named:
        return None
    common = Counter(named).most_common(1)[0][0]
    return max((name for name in named if name.startswith(common)), key=len)


def _short_places(folded: str, group: _Group, groups: Sequence[_Group]) -> list[tuple[int, int]]:
    """Places that name the document by kind and bare number (`Nghị quyết 57`), when no other one could be meant."""
    number, kinds = serial(group.number), _kinds(group)
    if not kinds or not number:
        return []
    if any(other is not group and serial(other.number) == number and _kinds(other) & kinds for other in groups):
        return []
    words = "|".join(sorted((re.escape(kind) for kind in kinds), key=len, reverse=True))
    pattern = re.compile(rf"\b(?:{words})\s+(?:so\s+)?0*{number}\b(?![-/.\d]|\s*[-/]\s*\w)")
    return [match.span() for match in pattern.finditer(folded)]


def _kinds(group: _Group) -> set[str]:
    return {fold_aligned(mention.kind) for mention in group.mentions if mention.kind}


def _numbered_law(references: Sequence[Reference], document: NamedDocument) -> int | None:
    """Index of the law cited with its number elsewhere that `document` names."""
    name = fold_aligned(document.title)
    for index, reference in enumerate(references):
        if (
            reference.number
            and reference.kind
            and reference.title
            and fold_aligned(f"{reference.kind} {reference.title}") == name
        ):
            return index
    return None


def _with_spans(reference: Reference, spans: Sequence[Span]) -> Reference:
    ordered = sorted((*reference.spans, *spans), key=lambda span: span.start)
    return reference.model_copy(update={"spans": tuple(ordered)})


def _named_reference(directive: Directive, document: NamedDocument, relations: RelationReader) -> Reference:
    return Reference(
        number=None,
        kind=document.kind,
        issued_on=document.issued_on,
        issuer=document.issuer,
        title=squeeze(document.title),
        relation=relations.strongest(document.places),
        spans=tuple(span for start, end in document.places for span in directive.spans(start, end)),
    )
