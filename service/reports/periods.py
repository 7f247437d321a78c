"""Periods that reports are made for: named in words, or following from a rhythm and a day.

    a report is on the period in which it falls due once 45 % of that period has passed, else on the one before

So "trước ngày 10 tháng 11 hằng năm" is on the year that runs, "trước ngày 15 của tháng đầu quý" on the quarter past.
Source: ADR 0105.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from core.record import Record
from core.text import fold

_LATE: Final = 0.45
_YEAR: Final = r"(?:nam |/ ?|-)(?P<year>\d{4})"
_ROMANS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NAMED: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\w)giai doan (?P<first>\d{4}) ?- ?(?P<year>\d{4})",
        r"(?<!\w)6 thang (?P<half>dau|cuoi) nam (?P<year>\d{4})",
        r"(?<!\w)(?P<nine>9|chin) thang(?: dau)? nam (?P<year>\d{4})",
        rf"(?<!\w)quy (?P<quarter>[ivx]+|\d) ?{_YEAR}",
        rf"(?<!\w)thang (?P<month>\d{{1,2}}) ?{_YEAR}",
        r"(?<!\w)(?<!hoc )(?<!ngay )nam (?P<year>\d{4})(?! ?- ?\d{4})",
    )
)


class Period(Record):
    """First and last day."""

    start: date
    end: date


def months_from(first: date, months: int) -> Period:
    """The period of whole months that begins with the month of `first`."""
    last = first.month - 1 + months - 1
    year, month = first.year + last // 12, last % 12 + 1
    return Period(start=first.replace(day=1), end=date(year, month, calendar.monthrange(year, month)[1]))


def named_period(words: str) -> Period | None:
    """The one period that the words name; None when they name none.

    >>> named_period("báo cáo kết quả quý III năm 2025").start
    datetime.date(2025, 7, 1)
    >>> named_period("hoạt động nữ công năm 2017").end
    datetime.date(2017, 12, 31)
    >>> named_period("nghị quyết của Đại hội") is None
    True
    """
    folded = fold(words)
    for pattern in _NAMED:
        match = pattern.search(folded)
        if match is not None:
            return _read(match)
    return None


def reported_period(months: int, day: date) -> Period:
    """The period of so many months (1, 3, 6, 12) that a report due on `day` is on.

    >>> reported_period(12, date(2025, 11, 10)).end, reported_period(3, date(2026, 1, 15)).start
    (datetime.date(2025, 12, 31), datetime.date(2025, 10, 1))
    """
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    running = months_from(first, months)
    length = (running.end - running.start).days
    if (day - running.start).days >= _LATE * length:
        return running
    before = running.start - timedelta(days=1)
    return months_from(date(before.year, (before.month - 1) // months * months + 1, 1), months)


def _read(match: re.Match[str]) -> Period | None:
    groups = match.groupdict()
    year = int(groups["year"])
    readers: tuple[tuple[str, Callable[[str], Period | None]], ...] = (
        ("first", lambda first: Period(start=date(int(first), 1, 1), end=date(year, 12, 31))),
        ("half", lambda half: months_from(date(year, 1 if half == "dau" else 7, 1), 6)),
        ("nine", lambda _: months_from(date(year, 1, 1), 9)),
        ("quarter", lambda quarter: _part(year, _ROMANS.get(quarter) or _number(quarter), 3)),
        ("month", lambda month: _part(year, int(month), 1)),
    )
    for name, read in readers:
        if groups.get(name):
            return read(groups[name])
    return months_from(date(year, 1, 1), 12)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else 0


def _part(year: int, number: int, months: int) -> Period | None:
    first = (number - 1) * months + 1
    return months_from(date(year, first, 1), months) if 1 <= first <= 12 else None
