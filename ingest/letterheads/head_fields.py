"""Number, date, place and issuing bodies as the lines above the title state them."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from core.text import fold_aligned, squeeze
from ingest.citations.document_numbers import HEAD_NUMBER, is_document_number
from ingest.letterheads.organisations import join_names, opens_body_name
from ingest.structure.lines import Line, cut_cells, is_separator
from ingest.structure.markers import is_capitals
from ingest.written_dates import find_written_dates

_MOTTO = re.compile(
    r"c.{0,2}ng\s*h.{1,2}\s*x.{1,2}\s*h.{1,3}\s*c?h?.*$|d[^ ]{1,2}c\s*l.p\s*[-–—].*$|dang\s*cong\s*san\s*viet\s*nam.*$"
    r"|doan\s*tncs\s*ho\s*chi\s*minh\s*$|doan thanh nien cong san ho chi minh\s*$"
)
_MOTTO_AHEAD = re.compile(r"doan tncs ho chi minh\s+|.*viet nam\s+(?=.)|.*hanh phuc\s+(?=.)")
_NAME_END = re.compile(r"\s*(?:\*{2,}|\bSố\s*:|\bSo\s*:).*$|[\s.\-_–*|]+$")
_NUMBER_MARK = re.compile(
    r"(?:(?:luat|lenh|phap lenh|bo luat|nghi quyet)\s+)?"
    r"(?:(?:s[o0-9]{0,2}|\$[0-9o])\s*[:.;]\s*|s[o0]\s*(?=[\d/\-–_.…(]|$))"
)
_STAMP = re.compile(r"(?:ky boi|nguoi ky|gio ky|thoi gian ky|ngay ky|dia chi|email|co quan\s*:)")
_PLACE = re.compile(r"(?P<place>[^\d,:;()]{2,40}?)\s*,?\s*ng[aà]y(?![a-z])", re.IGNORECASE)
_DAY_MARK = re.compile(r"\bngay(?![a-z])|\bng.y\b(?=.*\bth.ng\b)")
_BLANKS = re.compile(r"[\s._…\-]*")
_CODE = re.compile(
    r"(?P<serial>[^/A-ZĐ]{0,16}|[^/]{1,8}?)\s*"
    r"(?P<code>[/-]\s?[A-ZĐ][A-Za-zĐđ&]*(?:\s?[-/]\s?[A-ZĐ][A-Za-zĐđ&]*)*)"
)
_ADDRESSEES = re.compile(r"k[ii]nh ?(?:gui|trinh|chuyen)\b")
_OPENING_SUBJECT = re.compile(r"[“\"]?\s*v/v")
_SUBJECT = re.compile(r"[“\"]?\s*v/v|ve viec\b")
_LETTER_CODE = re.compile(r"-\s*CV\s*/")
"""A công văn of the Party has its subject under the number, from `về việc` on."""


class HeadField(NamedTuple):
    """Words of the head with their half-open offsets."""

    text: str
    start: int
    end: int


class HeadFields(NamedTuple):
    """What the lines above the title say; `date_words` without a date: one stands there that cannot be read.

    Attributes:
        open_number: the words of a number that was left blank, or filled in by a hand that was not read at all.
    """

    number: HeadField | None = None
    unread_number: HeadField | None = None
    open_number: HeadField | None = None
    code: str | None = None
    issued_on: date | None = None
    date_words: HeadField | None = None
    place: HeadField | None = None
    bodies: tuple[tuple[HeadField, ...], ...] = ()
    subject: tuple[HeadField, ...] = ()
    has_addressees: bool = False


def read_head_fields(lines: Sequence[Line]) -> HeadFields:
    """The fields of letterhead lines, in whatever columns they stand."""
    number = _find_number(lines)
    unread, blank, code = (None, None, None) if number is not None else _find_code(lines)
    issued_on, date_words, place = _find_date(lines, number)
    return HeadFields(
        number=number,
        unread_number=unread,
        open_number=blank,
        code=code,
        issued_on=issued_on,
        date_words=date_words,
        place=place,
        bodies=_find_bodies(lines),
        subject=_find_subject(lines),
        has_addressees=any(_ADDRESSEES.match(fold_aligned(line.text)) for line in lines),
    )


def _find_number(lines: Sequence[Line]) -> HeadField | None:
    for line in lines:
        for cell in cut_cells(line):
            folded = fold_aligned(cell.text)
            mark = _NUMBER_MARK.match(folded)
            if _SUBJECT.match(folded) and not mark:
                return None
            found = HEAD_NUMBER.search(line.text, cell.start - line.start)
            if found is None or not is_document_number(found.group()):
                continue
            before = fold_aligned(line.text[cell.start - line.start : found.start()])
            if (mark is not None and not before[mark.end() :].strip()) or not before.strip():
                return HeadField(found.group(), line.start + found.start(), line.start + found.end())
    return None


def _find_code(lines: Sequence[Line]) -> tuple[HeadField | None, HeadField | None, str | None]:
    """Where no number can be read: the words that stand for it, or those of a blank, and its code (`/CT-UBND`)."""
    for line in lines:
        for cell in cut_cells(line):
            folded = fold_aligned(cell.text)
            mark = _NUMBER_MARK.match(folded)
            if _SUBJECT.search(folded):
                return None, None, None
            found = _CODE.match(line.text, cell.start - line.start + (mark.end() if mark else 0))
            if found is None or (mark is None and found.group("serial").strip()):
                continue
            words = HeadField(found.group(), line.start + found.start(), line.start + found.end())
            blank = _BLANKS.fullmatch(found.group("serial")) is not None
            return (None if blank else words), (words if blank else None), "1" + squeeze(found.group("code"))
    return None, None, None


def _find_date(
    lines: Sequence[Line], number: HeadField | None
) -> tuple[date | None, HeadField | None, HeadField | None]:
    for line in lines:
        folded = fold_aligned(line.text)
        if _STAMP.match(folded) or _SUBJECT.match(folded) or not _DAY_MARK.search(folded):
            continue
        begin = number.end - line.start if number is not None and line.start <= number.start < line.end else 0
        cell_start = _cell_of_date(line, begin)
        words = line.text[cell_start:]
        place = _place(words, line.start + cell_start)
        day = _DAY_MARK.search(fold_aligned(words))
        found = next(iter(find_written_dates(words)), None)
        if found is not None and (day is None or found.start <= day.start()):
            where = HeadField(
                words[found.start : found.end],
                line.start + cell_start + found.start,
                line.start + cell_start + found.end,
            )
            return found.value, where, place
        if day is None or not re.search(r"th.{1,3}ng|nam", fold_aligned(words[day.end() :])):
            continue
        return None, HeadField(words[day.start() :].strip(), line.start + cell_start + day.start(), line.end), place
    return None, None, None


def is_blank_date(words: str) -> bool:
    """The day or month was left open to be filled by hand: no digit and no scrawl where it belongs.

    >>> is_blank_date("ngày     tháng 4 năm 2025"), is_blank_date("ngay /8 thang 7 nam 2025")
    (True, False)
    """
    match = re.search(r"ng.y(.*?)th.{1,3}ng(.*?)n.m", fold_aligned(words))
    return match is not None and any(_BLANKS.fullmatch(part) is not None for part in match.groups())


def _cell_of_date(line: Line, begin: int) -> int:
    for cell in cut_cells(line):
        offset = cell.start - line.start
        if cell.end - line.start > begin and _DAY_MARK.search(fold_aligned(cell.text)):
            return max(offset, begin)
    return begin


def _place(words: str, offset: int) -> HeadField | None:
    match = _PLACE.search(words)
    if match is None:
        return None
    place = match.group("place")
    motto = _MOTTO_AHEAD.match(fold_aligned(place))
    place = place[motto.end() :] if motto else place
    lead = len(place) - len(place.lstrip(' .*_|-–"“'))
    cleaned = squeeze(place[lead:]).strip()
    if not cleaned or not cleaned[0].isupper() or len(cleaned.split()) > 5:
        return None
    start = offset + match.end("place") - len(place) + lead
    return HeadField(cleaned, start, start + len(place[lead:].rstrip()))


def _find_bodies(lines: Sequence[Line]) -> tuple[tuple[HeadField, ...], ...]:
    """Names of the issuing bodies, the superior first; each may run over several lines."""
    names: list[HeadField] = []
    for line in _from_motto(lines):
        if _STAMP.match(fold_aligned(line.text)) or is_separator(line):
            continue
        stop = False
        for cell in cut_cells(line):
            motto = _MOTTO.search(fold_aligned(cell.text))
            words = _NAME_END.sub("", cell.text[: motto.start()] if motto else cell.text).strip("* ")
            folded = fold_aligned(cell.text)
            if (
                _NUMBER_MARK.match(folded)
                or folded.startswith("/")
                or _SUBJECT.match(folded)
                or _DAY_MARK.search(folded)
            ):
                stop = bool(names)
                break
            beside = bool(_MOTTO.search(fold_aligned(line.text[cell.end - line.start :]))) or bool(motto and words)
            named = opens_body_name(words) or (names and not any(character.isdigit() for character in words))
            if (is_capitals(words) or beside) and len(words) > 3 and named:
                start = cell.start + cell.text.find(words)
                names.append(HeadField(words, start, start + len(words)))
        if stop:
            break
    if not names or not opens_body_name(names[0].text):
        return ()
    groups = join_names([name.text for name in names])
    return tuple(tuple(names[index] for index in group) for group in groups)


def _from_motto(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines from the one on that has a body at the left of the motto; what stands above it is a stamp."""
    for index, line in enumerate(lines):
        motto = _MOTTO.search(fold_aligned(line.text))
        left = line.text[: motto.start()] if motto is not None else ""
        if opens_body_name(left) and not _NUMBER_MARK.match(fold_aligned(left)):
            above = lines[index - 1] if index and line.gap == 0 else None
            return lines[index - 1 :] if above and above.indent < 30 and opens_body_name(above.text) else lines[index:]
    return lines


def is_letter_number(line: Line) -> bool:
    """The line holds the number of a công văn of the Party (`Số 123-CV/HU`)."""
    return _LETTER_CODE.search(line.text) is not None and _NUMBER_MARK.match(fold_aligned(line.text)) is not None


def opens_subject(folded: str, *, is_letter: bool) -> bool:
    """The folded words open the subject of a công văn: `V/v`, or `về việc` where the number says that it is one."""
    return _OPENING_SUBJECT.match(folded) is not None or (is_letter and folded.startswith("ve viec"))


def _find_subject(lines: Sequence[Line]) -> tuple[HeadField, ...]:
    """V/v of a công văn: the words under the number, line by line."""
    found: list[HeadField] = []
    column = 0
    is_letter = any(is_letter_number(line) for line in lines)
    for line in lines:
        cells = cut_cells(line)
        if not found:
            cell = next(
                (cell for cell in cells if opens_subject(fold_aligned(cell.text), is_letter=is_letter)),
                None,
            )
            if cell is not None:
                column = cell.column
                found.append(HeadField(cell.text, cell.start, cell.end))
            continue
        cell = cells[0] if cells else None
        folded = fold_aligned(line.text)
        if (
            cell is None
            or line.gap > 0
            or re.match(r"k[^ ]{0,6} ?g[^ ]{1,3}\b|kinh|k.{0,3}nh ?g|- ", folded)
            or _DAY_MARK.search(folded)
        ):
            break
        if abs(cell.column - column) > 30 or _MOTTO.search(fold_aligned(cell.text)) or is_capitals(cell.text):
            break
        found.append(HeadField(cell.text, cell.start, cell.end))
    return tuple(found)
