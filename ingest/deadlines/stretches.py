"""Reads days and periods: "15/12/2025", "tháng 3-5/2025", "quý III năm 2025", "6 tháng đầu năm", "giai đoạn
2026-2030", "học kỳ I".

Each form is one pattern and one small function from its match to a stretch, or None when the numbers name no day.
Forms are tried in the order of `_FORMS`, longest first. Bounds of the school year: docs/adr/0030.
"""

import re
from collections.abc import Callable

from ingest.deadlines.calendar import (
    DAYS_IN_MONTH,
    NEXT_TET,
    PartialDay,
    Stretch,
    months,
    one_day,
    years,
)
from ingest.deadlines.wording import wording
from ingest.deadlines.working_days import lunar_new_year
from ingest.numerals import COUNT_WORDS, count_of

SCHOOL_YEAR_FIRST = (9, 1)
FIRST_TERM_LAST = (1, 18)
SECOND_TERM_FIRST = (1, 19)
SCHOOL_YEAR_LAST = (5, 31)

_DAY = r"(0?[1-9]|[12]\d|3[01])"
_MONTH = r"(0?[1-9]|1[0-2])"
_YEAR = r"((?:19|20)\d\d)"
_QUARTER = r"(iv|i{1,3}|[1-4])"
_SEP = r"\s?[/.-]\s?"
_TO = r"(?:\s?-\s?| đến hết | đến )"
_END = r"(?![\w/]|[.,-]\d)"
_DATE = rf"{_DAY}{_SEP}{_MONTH}{_SEP}{_YEAR}"
_OR = r"(?:\s?-\s?|, ?| và )(?:quý )?"
_ERA = r"(?:trong )?(?:giai đoạn|nhiệm kỳ|thời kỳ|các năm) (?:từ )?(?:năm )?"
_OF_YEAR = rf"(?:\s?[/-]\s?|,? (?:của )?năm (?:học )?|, ?| ){_YEAR}"

_WEEK = r"tuần (?:thứ )?(?:\d|hai|ba|tư|bốn),?(?: của)?"
"""A week of a month: nothing says which days it has, so its month is all that is known."""

_QUARTER_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_UNREAD_PART = re.compile(r"\b(?:quý|tháng|học kỳ)\s?[ivxlo\d|]{1,4},?\s(?:của\s)?(?:năm\s)?\Z")
_UNREAD_PART_LENGTH = 24

Builder = Callable[[re.Match[str]], Stretch | None]


def read_stretch(text: str, position: int) -> tuple[int, Stretch] | None:
    """The stretch that the plain `text` names at `position`, and where its words end.

    >>> read_stretch("quý 3 năm 2024", 0)[1].last
    PartialDay(year=2024, month=9, day=30)

    The year of a quarter or month that cannot be read is no period of its own: it would be far too long.

    >>> read_stretch("quý 5 năm 2024", 6) is None
    True
    """
    if _UNREAD_PART.search(text, max(0, position - _UNREAD_PART_LENGTH), position):
        return None
    for pattern, build in _FORMS:
        match = pattern.match(text, position)
        if match is None:
            continue
        stretch = build(match)
        if stretch is not None:
            return match.end(), stretch
    return _read_edge(text, position)


def quarter_of(word: str) -> int:
    """1 to 4 for Roman or Arabic."""
    return int(word) if word.isdigit() else _QUARTER_NUMBERS[word]


def _full_day(match: re.Match[str]) -> Stretch | None:
    day, month, year = (int(group) for group in match.groups())
    return one_day(year, month, day)


def _day_of_month(match: re.Match[str]) -> Stretch | None:
    bare = not match.group().startswith("ngày")
    return one_day(None, int(match[2]), int(match[1]), bare=bare)


def _days_of_month(match: re.Match[str]) -> Stretch | None:
    """ "ngày 15-17/8/2025", "15 và 16 tháng 8"."""
    first, last, month = (int(group) for group in match.groups()[:3])
    year = int(match[4]) if match[4] else None
    start, end = one_day(year, month, first), one_day(year, month, last)
    if start is None or end is None or first >= last:
        return None
    return Stretch(start.first, end.last, is_range=True)


def _day_to_day(match: re.Match[str]) -> Stretch | None:
    """ "15/01 - 24/01/2026", "từ ngày 20/12/2025 đến ngày 05/01/2026"."""
    year = int(match[6])
    start_year = int(match[3]) if match[3] else None
    start = one_day(start_year, int(match[2]), int(match[1]))
    end = one_day(year, int(match[5]), int(match[4]))
    return Stretch(start.first, end.last, is_range=True) if start and end else None


def _months(match: re.Match[str]) -> Stretch | None:
    year = int(match[3]) if match[3] else None
    first, last = int(match[1]), int(match[2] or match[1])
    if first == last:
        return months(year, first, last)
    return Stretch(PartialDay(None, first, 1), PartialDay(year, last, DAYS_IN_MONTH[last - 1]), is_range=True)


def _month_with_years(match: re.Match[str]) -> Stretch | None:
    """ "tháng 11/2025 đến tháng 3/2026"."""
    first, last = int(match[1]), int(match[3])
    start, end = PartialDay(int(match[2]), first, 1), PartialDay(int(match[4]), last, DAYS_IN_MONTH[last - 1])
    return Stretch(start, end, is_range=True)


def _bare_month(match: re.Match[str]) -> Stretch | None:
    month = int(match[1])
    return months(int(match[2]), month, month, bare=True)


def _quarters(match: re.Match[str]) -> Stretch | None:
    numbers = [quarter_of(word) for word in (match[1], match[2], match[3]) if word]
    year = int(match[4]) if match[4] else None
    stretch = months(year, 3 * min(numbers) - 2, 3 * max(numbers))
    return stretch and stretch._replace(is_range=len(numbers) > 1)


def _part_of_year(match: re.Match[str]) -> Stretch | None:
    """ "6 tháng đầu năm 2025", "2 tháng cuối năm"."""
    count = count_of(match[1])
    year = int(match[3]) if match[3] else None
    if count > 12:
        return None
    return months(year, 1, count) if match[2] == "đầu" else months(year, 13 - count, 12)


def _half_of_year(match: re.Match[str]) -> Stretch | None:
    year = int(match[2]) if match[2] else None
    return months(year, 1, 6) if match[1] == "đầu" else months(year, 7, 12)


def _half_of_month(match: re.Match[str]) -> Stretch | None:
    month = int(match[2])
    year = int(match[3]) if match[3] else None
    first, last = (1, 15) if match[1] == "đầu" else (16, DAYS_IN_MONTH[month - 1])
    return Stretch(PartialDay(year, month, first), PartialDay(year, month, last))


def _third_of_month(match: re.Match[str]) -> Stretch | None:
    """ "trung tuần tháng 6/2025": the 11th to the 20th."""
    month = int(match[2])
    year = int(match[3]) if match[3] else None
    first, last = {"thượng": (1, 10), "trung": (11, 20), "hạ": (21, DAYS_IN_MONTH[month - 1])}[match[1]]
    return Stretch(PartialDay(year, month, first), PartialDay(year, month, last))


def _school_term(match: re.Match[str]) -> Stretch | None:
    year = int(match[3]) if match[3] else None
    if match[1] in {"i", "1", "một"}:
        return _school_days(SCHOOL_YEAR_FIRST, FIRST_TERM_LAST, end_year=year)
    return _school_days(SECOND_TERM_FIRST, SCHOOL_YEAR_LAST, end_year=year)


def _school_year(match: re.Match[str]) -> Stretch | None:
    first, last = int(match[1]), int(match[2])
    if last - first != 1:
        return None
    return _school_days(SCHOOL_YEAR_FIRST, SCHOOL_YEAR_LAST, end_year=last)


def _school_days(first: tuple[int, int], last: tuple[int, int], *, end_year: int | None) -> Stretch:
    start_year = None if end_year is None else end_year - (first > last)
    return Stretch(PartialDay(start_year, *first), PartialDay(end_year, *last))


def _year_span(match: re.Match[str]) -> Stretch | None:
    bare = not match.group()[0].isalpha()
    return years(int(match[1]), int(match[2]), bare=bare)


def _year_onward(match: re.Match[str]) -> Stretch | None:
    return Stretch(PartialDay(int(match[1]), 1, 1), None)


def _year(match: re.Match[str]) -> Stretch | None:
    bare = not match.group()[0].isalpha()
    return years(int(match[1]), int(match[1]), bare=bare)


def _this_year(match: re.Match[str]) -> Stretch | None:
    return Stretch(PartialDay(None, 1, 1), PartialDay(None, 12, 31), this_year=True)


def _some_time_this_year(match: re.Match[str]) -> Stretch | None:
    return Stretch(PartialDay(None, 1, 1), PartialDay(None, 12, 31), this_year=True, is_bare=True)


def _only_day(match: re.Match[str]) -> Stretch | None:
    return one_day(None, None, int(match[1]))


def _next_new_year_feast(match: re.Match[str]) -> Stretch | None:
    return NEXT_TET


def _new_year_feast(match: re.Match[str]) -> Stretch | None:
    day = lunar_new_year(int(match[1]))
    return None if day is None else one_day(day.year, day.month, day.day)


_FORMS: tuple[tuple[re.Pattern[str], Builder], ...] = tuple(
    (wording(rf"\b{pattern}"), build)
    for pattern, build in (
        (rf"(?:ngày )?{_DAY}{_SEP}{_MONTH}(?:{_SEP}{_YEAR})?{_TO}(?:ngày )?{_DATE}{_END}", _day_to_day),
        (rf"(?:ngày )?{_DAY}(?:\s?-\s?| và |, ){_DAY}(?:{_SEP}| tháng ){_MONTH}(?:{_SEP}| năm ){_YEAR}{_END}",
         _days_of_month),
        (rf"(?:ngày )?{_DATE}{_END}", _full_day),
        (rf"(?:từ )?ngày {_DAY}(?:\s?-\s?| đến (?:ngày )?){_DAY}(?:/| tháng ){_MONTH}(){_END}", _days_of_month),
        (rf"từ {_DAY}(?:\s?-\s?| đến (?:ngày )?){_DAY}/{_MONTH}(){_END}", _days_of_month),
        (rf"(?:ngày )?{_DAY} ?tháng ?{_MONTH}(?: ?,? ?năm ?|\s?/\s?|, ?){_YEAR}{_END}", _full_day),
        (rf"ngày {_DAY} ?tháng ?{_MONTH}{_END}", _day_of_month),
        (rf"{_DAY} tháng {_MONTH}{_END}", _day_of_month),
        (rf"ngày {_DAY}\s?[/-]\s?{_MONTH}{_END}", _day_of_month),
        (rf"(?:từ )?tháng {_MONTH}{_SEP}{_YEAR}{_TO}(?:tháng )?{_MONTH}{_SEP}{_YEAR}{_END}", _month_with_years),
        (rf"tháng {_MONTH}(?:{_TO}|, | và )(?:tháng )?{_MONTH}{_OF_YEAR}{_END}", _months),
        (rf"tháng {_MONTH}{_TO}(?:tháng )?{_MONTH}(){_END}", _months),
        (rf"tháng {_MONTH}(){_OF_YEAR}{_END}", _months),
        (rf"t\.?{_MONTH}()\s?[/.-]\s?{_YEAR}{_END}", _months),
        (rf"tháng {_MONTH}()(){_END}", _months),
        (rf"quý {_QUARTER}(?:{_OR}{_QUARTER})?(?:{_OR}{_QUARTER})?{_OF_YEAR}{_END}", _quarters),
        (rf"quý {_QUARTER}(?:{_OR}{_QUARTER})?()(){_END}", _quarters),
        (rf"q{_QUARTER}()()\s?[/-]\s?{_YEAR}{_END}", _quarters),
        (rf"(0?\d|1[0-2]|{COUNT_WORDS}) tháng (đầu|cuối)(?: của)? năm(?! học)(?: {_YEAR})?{_END}", _part_of_year),
        (rf"nửa (đầu|cuối)(?: của)? năm(?! học)(?: {_YEAR})?{_END}", _half_of_year),
        (rf"(thượng|trung|hạ) tuần tháng {_MONTH}(?:{_OF_YEAR})?{_END}", _third_of_month),
        (rf"{_WEEK} tháng {_MONTH}(){_OF_YEAR}{_END}", _months),
        (rf"{_WEEK} tháng {_MONTH}()(){_END}", _months),
        (rf"nửa (đầu|cuối)(?: của)? tháng {_MONTH}(?:{_OF_YEAR})?{_END}", _half_of_month),
        (rf"học kỳ (i{{1,2}}|[12]|một|hai)(?:,? (?:của )?(?:năm học )?{_YEAR}\s?-\s?{_YEAR})?{_END}", _school_term),
        (rf"năm học {_YEAR}\s?-\s?{_YEAR}{_END}", _school_year),
        (rf"(?:{_ERA}|(?:từ )?năm ){_YEAR}{_TO}(?:năm )?{_YEAR}{_END}", _year_span),
        (rf"(?:các )?năm {_YEAR}(?:, (?:19|20)\d\d)*(?:, | và )(?:năm )?{_YEAR}{_END}", _year_span),
        (rf"năm {_YEAR} và (?:các|những) năm (?:tiếp theo|sau|kế tiếp){_END}", _year_onward),
        (rf"năm {_YEAR}{_END}", _year),
        (rf"(?:trong năm|năm)(?: nay| này){_END}", _this_year),
        (r"trong năm(?! học| \d)(?!\w)", _some_time_this_year),
        (rf"tết (?:nguyên đán|âm lịch|cổ truyền) (?:\w+ \w+ )?(?:\(?năm )?{_YEAR}", _new_year_feast),
        (r"tết (?:nguyên đán|âm lịch|cổ truyền)(?! \w+ \w+ (?:\d|năm)| (?:\(?năm )?\d)(?!\w)", _next_new_year_feast),
        (rf"{_YEAR}\s?-\s?{_YEAR}{_END}", _year_span),
        (rf"{_MONTH}\s?/\s?{_YEAR}{_END}", _bare_month),
        (rf"{_DAY}\s?/\s?{_MONTH}{_END}", _day_of_month),
        (rf"{_YEAR}{_END}", _year),
        (rf"ngày {_DAY}(?![\w/%]|[.,-]\d)", _only_day),
    )
)  # fmt: skip

_EDGE = wording(r"\b(đầu|giữa|cuối|hết) (?=năm|quý|tháng|học kỳ|nhiệm kỳ|giai đoạn)")
_PLAIN_YEAR_EDGE = wording(r"\b(đầu|cuối|hết) năm(?! học)(?: nay| này)?(?![\w])")


def _read_edge(text: str, position: int) -> tuple[int, Stretch] | None:
    """ "cuối năm 2025" ends on the last day and starts on none; "đầu năm 2026" starts on the first and ends on none."""
    match = _EDGE.match(text, position)
    if match is not None:
        inner = read_stretch(text, match.end())
        if inner is not None:
            return inner[0], _edge_of(inner[1], match[1])
    match = _PLAIN_YEAR_EDGE.match(text, position)
    if match is None:
        return None
    year = Stretch(PartialDay(None, 1, 1), PartialDay(None, 12, 31), this_year=True)
    return match.end(), _edge_of(year, match[1])


def _edge_of(stretch: Stretch, edge: str) -> Stretch:
    if edge == "đầu":
        return stretch._replace(last=None)
    if edge == "giữa":
        return Stretch(None, None)
    return stretch._replace(first=None)
