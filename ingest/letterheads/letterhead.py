"""Letterhead and signature of a directive: what the text states, null where it is silent.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 05-HD/VPTW for documents of the Party.
"""

import re
from collections.abc import Sequence
from datetime import date

from core.directive import Directive, Letterhead
from core.page import RegionKind, Word
from core.span import Span
from core.text import fold_aligned, squeeze
from ingest.citations.document_numbers import NUMBER, canonical_number, kind_of_number
from ingest.letterheads.broken_lines import join_broken_lines
from ingest.letterheads.crowded_lines import part_crowded_lines
from ingest.letterheads.data_sheet import sheet_end
from ingest.letterheads.document_kinds import NAME_BY_FOLD
from ingest.letterheads.head_fields import HeadField, HeadFields, is_blank_date, read_head_fields
from ingest.letterheads.head_marks import read_head_marks, without_marks
from ingest.letterheads.issuing_bodies import read_issuing_bodies
from ingest.letterheads.own_statement import (
    ATTACHED_TO,
    OwnStatement,
    find_parent_number,
    passed_on,
    read_own_statement,
)
from ingest.letterheads.signature import Signature, read_recipients, read_signature
from ingest.structure.kind_lines import kind_words
from ingest.structure.lines import Line
from ingest.structure.zones import Zone

_UNREADABLE_BELOW = 0.5
"""A digit of a number or date read with less confidence than this is a guess: the field stays null."""


class _Draft:
    """Fields as they are gathered, each with its spans."""

    def __init__(self, directive: Directive) -> None:
        self.directive = directive
        self.spans: dict[str, tuple[Span, ...]] = {}
        self.doubtful: list[str] = []

    def note(self, field: str, places: Sequence[tuple[int, int]]) -> None:
        found = tuple(span for start, end in places for span in self.directive.spans(start, end))
        if found:
            self.spans[field] = found

    def words(self, start: int, end: int) -> list[Word]:
        """Words with a known confidence between the offsets."""
        if start >= end:
            return []
        index = self.directive.page_index_at(start)
        offset = self.directive.page_starts[index]
        page = self.directive.pages[index]
        return [word for word in page.words if word.start + offset < end and word.end + offset > start]

    def is_unreadable(self, start: int, end: int) -> bool:
        """A digit between the offsets was no more than guessed."""
        return any(
            word.confidence < _UNREADABLE_BELOW and any(character.isdigit() for character in word.text)
            for word in self.words(start, end)
        )


def read_letterhead(directive: Directive, lines: Sequence[Line], zones: Sequence[Zone]) -> Letterhead:
    """The letterhead with the spans of each field, and the fields that were read with doubt."""
    draft = _Draft(directive)
    top = [line for line, zone in zip(lines, zones, strict=True) if zone is Zone.HEAD]
    head_lines = part_crowded_lines(join_broken_lines(top[sheet_end(top) :]))
    title_lines = [line for line, zone in zip(lines, zones, strict=True) if zone is Zone.TITLE]
    marks = read_head_marks([*head_lines, *title_lines])
    head, title_lines = read_head_fields(without_marks(head_lines)), without_marks(title_lines)
    kind = _kind(draft, title_lines, head)
    own = read_own_statement(directive, lines, zones, head, kind)
    number = _number(draft, head, own)
    issued_on = _issued_on(draft, head, own)
    title = _title(draft, title_lines, head)
    bodies = read_issuing_bodies(directive, head, own, kind=kind, number=number)
    signature = read_signature(directive, lines, zones)
    recipients, recipient_spans = read_recipients(directive, lines, zones)
    _note_closing(draft, signature, recipient_spans)
    parent_number = find_parent_number(directive, lines, zones, own_number=number)
    places = {"place": head.place, "attached_to": parent_number, "urgency": marks.urgency, "secrecy": marks.secrecy}
    for field, found in places.items():
        if found is not None:
            draft.note(field, [(found.start, found.end)])
    draft.note("issuer", bodies.issuer_places)
    draft.note("parent_issuer", bodies.parent_places)
    return Letterhead(
        kind=kind,
        number=number,
        issued_on=issued_on,
        issuer=" - ".join(bodies.issuers) or None,
        issuers=bodies.issuers,
        parent_issuer=bodies.parent,
        place=head.place.text if head.place else None,
        title=title,
        signer="; ".join(signature.names) or None,
        signer_role=", ".join(signature.roles) or None,
        recipients=recipients,
        urgency=marks.urgency.text if marks.urgency else None,
        secrecy=marks.secrecy.text if marks.secrecy else None,
        is_draft=marks.draft is not None,
        attached_to=canonical_number(parent_number.text) if parent_number else None,
        spans=draft.spans,
        doubtful=tuple(dict.fromkeys([*draft.doubtful, *_on_doubtful_words(draft)])),
    )


def _note_closing(draft: _Draft, signature: Signature, recipient_spans: tuple[Span, ...]) -> None:
    for field, spans in (
        ("signer", signature.name_spans),
        ("signer_role", signature.role_spans),
        ("recipients", recipient_spans),
    ):
        if spans:
            draft.spans[field] = spans


def _kind(draft: _Draft, title_lines: Sequence[Line], head: HeadFields) -> str | None:
    for line in title_lines:
        words = kind_words(line)
        if words is not None:
            draft.note("kind", [(words.start, words.end)])
            return words.kind
    if head.subject:
        return "Công văn"
    named = kind_of_number(head.number.text if head.number else head.code or "")
    if named is not None:
        return named
    return "Công văn" if head.has_addressees and (head.number or head.code) else None


def _number(draft: _Draft, head: HeadFields, own: OwnStatement | None) -> str | None:
    found = head.number or (own.number if own else None)
    if found is None:
        unread = head.unread_number or _written_over(draft, head.open_number)
        if unread is not None:
            draft.note("number", [(unread.start, unread.end)])
            draft.doubtful.append("number")
        return None
    draft.note("number", [(found.start, found.end)])
    if draft.is_unreadable(found.start, found.start + max(1, found.text.find("/"))):
        draft.doubtful.append("number")
        return None
    return canonical_number(found.text)


def _written_over(draft: _Draft, blank: HeadField | None) -> HeadField | None:
    """`blank` when a hand filled it in that nobody read: handwriting stands on its line; None when it is blank."""
    boxes = [word.box for word in draft.words(blank.start, blank.end) if word.box] if blank is not None else []
    if blank is None or not boxes:
        return None
    page = draft.directive.pages[draft.directive.page_index_at(blank.start)]
    written = [region.box for region in page.regions if region.kind is RegionKind.HANDWRITING]
    is_filled = any(
        box.top < code.bottom and code.top < box.bottom and box.x0 < code.x1 for box in written for code in boxes
    )
    return blank if is_filled else None


def _issued_on(draft: _Draft, head: HeadFields, own: OwnStatement | None) -> date | None:
    words = head.date_words
    if words is not None:
        draft.note("issued_on", [(words.start, words.end)])
        unreadable = draft.is_unreadable(words.start, words.end)
        if unreadable or (head.issued_on is None and not is_blank_date(words.text)):
            draft.doubtful.append("issued_on")
        return None if unreadable else head.issued_on
    if own is not None and own.issued_on is not None and own.date_place is not None:
        draft.note("issued_on", [own.date_place])
        return own.issued_on
    passed = passed_on(draft.directive)
    if passed is None:
        return None
    draft.note("issued_on", [passed[1]])
    return passed[0]


def _title(draft: _Draft, title_lines: Sequence[Line], head: HeadFields) -> str | None:
    text = draft.directive.text
    places: list[tuple[int, int]] = []
    kind_at: Line | None = None
    for line in title_lines:
        named = kind_words(line) if kind_at is None else None
        kind_at = line if named is not None else kind_at
        start = named.end if named is not None else line.start
        if ATTACHED_TO.match(fold_aligned(text[start : line.end]).lstrip(" (")):
            break
        words = text[start : line.end].strip(" *_|.")
        of_the_issuer = named is not None and fold_aligned(words).startswith("cua ")
        if any(character.isalpha() for character in words) and not _is_number_only(words) and not of_the_issuer:
            at = text.index(words, start)
            places.append((at, at + len(words)))
    places = _from_own_citation(draft.directive, places) or [(part.start, part.end) for part in head.subject]
    if not places:
        return None
    draft.note("title", places)
    title = squeeze(" ".join(text[start:end] for start, end in places)).strip("*_ |")
    return title.strip('“”"') if title.count("“") != title.count("”") else title


def _from_own_citation(directive: Directive, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A title that repeats kind, number and date of its own document begins at `về`."""
    if not places:
        return places
    start, end = places[0]
    words = directive.flat(start, end)
    match = re.match(rf"(?:{'|'.join(NAME_BY_FOLD)}) so .{{1,120}}?\b(?=ve\b)", fold_aligned(words))
    return [(start + match.end(), end), *places[1:]] if match and NUMBER.search(words[: match.end()]) else places


def _is_number_only(words: str) -> bool:
    return re.fullmatch(r"(?:số:?\s*)?[\d\s]+|(?:số:?\s*)?\S*\d\S*", words, re.IGNORECASE) is not None


def _on_doubtful_words(draft: _Draft) -> list[str]:
    """Fields that rest on words read with low confidence."""
    return [
        field
        for field, spans in draft.spans.items()
        if any(word.is_doubtful for span in spans for word in draft.words(span.start, span.end))
    ]
