"""What a directive says of itself outside its letterhead: `Kèm theo Kế hoạch số … ngày …`, a numbered title."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from core.directive import Directive
from core.text import fold_aligned
from ingest.citations.document_numbers import NUMBER, is_document_number, number_key
from ingest.letterheads.document_kinds import NAME_BY_FOLD
from ingest.letterheads.head_fields import HeadField, HeadFields
from ingest.structure.kind_lines import kind_words
from ingest.structure.lines import Line
from ingest.structure.zones import Zone
from ingest.written_dates import find_written_dates

ATTACHED_TO = re.compile(r"(?:ban hanh )?(?:dinh |gui )?kem theo\s+|ban hanh theo\s+")
_PASSED = re.compile(
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết) này (?:đã )?được [^.;]{5,160}? thông qua\s+"
    r"(?P<date>ngày \d+ tháng \d+ năm \d{4})"
)
_OPENING_CHARACTERS = 2500
_NUMBER_REACH = 60


class OwnStatement(NamedTuple):
    """Number, date and issuer that another place of the document states for it."""

    number: HeadField
    issued_on: date | None
    date_place: tuple[int, int] | None
    issuer: HeadField | None


def read_own_statement(
    directive: Directive, lines: Sequence[Line], zones: Sequence[Zone], head: HeadFields, kind: str | None
) -> OwnStatement | None:
    """What `Kèm theo Kế hoạch số … ngày … của …` or the document's own numbered title says about it."""
    for line, zone in zip(lines, zones, strict=True):
        if zone is Zone.TITLE and head.number is None and (found := _numbered_title(line)) is not None:
            return _dated(directive, found)
        if zone not in (Zone.ANNEX, Zone.TITLE):
            continue
        text = directive.flat(line.start, min(len(directive.text), line.start + 400))
        match = ATTACHED_TO.search(fold_aligned(line.text))
        number = NUMBER.search(text, match.end()) if match else None
        if match is None or number is None or not is_document_number(number.group()):
            continue
        named = _kind_before(text[match.end() : number.start()])
        if kind is None or named is None or fold_aligned(named).split()[:2] != fold_aligned(kind).split()[:2]:
            continue
        if head.number is not None and number_key(head.number.text) != number_key(number.group()):
            continue
        return _statement(
            HeadField(number.group(), line.start + number.start(), line.start + number.end()), text, line.start
        )
    return None


def find_parent_number(
    directive: Directive, lines: Sequence[Line], zones: Sequence[Zone], *, own_number: str | None
) -> HeadField | None:
    """The number of the document that this one is issued with, as the lines under its title say.

    An annex that follows its own document says the same of that; so only a title counts, or an annex that stands alone.
    """
    stands_alone = Zone.TITLE not in zones and own_number is None
    for line, zone in zip(lines, zones, strict=True):
        if zone is not Zone.TITLE and not (zone is Zone.ANNEX and stands_alone):
            continue
        match = ATTACHED_TO.search(fold_aligned(line.text))
        text = directive.flat(line.start, min(len(directive.text), line.start + 400))
        number = NUMBER.search(text, match.end(), match.end() + _NUMBER_REACH) if match else None
        if number is None or not is_document_number(number.group()):
            continue
        if own_number is not None and number_key(number.group()) == number_key(own_number):
            return None
        return HeadField(number.group(), line.start + number.start(), line.start + number.end())
    return None


def _numbered_title(line: Line) -> HeadField | None:
    if kind_words(line) is None:
        return None
    number = NUMBER.search(line.text)
    if number is None or number.end() != len(line.text.rstrip()) or not is_document_number(number.group()):
        return None
    return HeadField(number.group(), line.start + number.start(), line.start + number.end())


def _dated(directive: Directive, number: HeadField) -> OwnStatement:
    """The own number with the date and issuer that the text gives where it names itself again."""
    key = number_key(number.text)
    for match in NUMBER.finditer(directive.text, number.end, number.end + _OPENING_CHARACTERS):
        if number_key(match.group()) == key:
            own = _statement(number, directive.flat(match.end(), match.end() + 200), match.end())
            if own.issued_on is not None:
                return own
    return OwnStatement(number, None, None, None)


def _statement(number: HeadField, text: str, offset: int) -> OwnStatement:
    """Reads `… ngày 15/4/2025 của CĐGD Việt Nam` in `text`, which begins at `offset`."""
    after = max(0, number.end - offset)
    dates = [found for found in find_written_dates(text[after : after + 60])]
    if not dates:
        return OwnStatement(number, None, None, None)
    found = dates[0]
    issuer = re.match(r"\s*\)?\s*của\s+([^).;,]{2,90})", text[after + found.end :])
    issuer_field = None
    if issuer is not None:
        start = offset + after + found.end + issuer.start(1)
        name = re.split(r"\s+(?:về|ban hành|quy định|phê duyệt|V/v)\b", issuer.group(1))[0].rstrip(" *_")
        issuer_field = HeadField(name, start, start + len(name))
    return OwnStatement(number, found.value, (offset + after + found.start, offset + after + found.end), issuer_field)


def _kind_before(words: str) -> str | None:
    """The kind that the words before a number name: `Kế hoạch số`."""
    folded = re.sub(r"\s*(?:so|:|,)\s*$", "", fold_aligned(words).strip()).strip()
    folded = re.sub(r"\s*(?:so|:)\s*$", "", folded).strip()
    return next((name for key, name in NAME_BY_FOLD.items() if folded == key or folded.endswith(f" {key}")), None)


def passed_on(directive: Directive) -> tuple[date, tuple[int, int]] | None:
    """The day a law or resolution says it was passed, with its place."""
    match = _PASSED.search(directive.flat(0, len(directive.text)))
    if match is None:
        return None
    found = next(iter(find_written_dates(match.group("date"))), None)
    return (found.value, match.span("date")) if found is not None and found.value is not None else None
