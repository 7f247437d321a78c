"""Calendar dates as directives write them: `ngày 08 tháng 5 năm 2023`, `22/12/2024`, `01-9-2016`."""

import re
from datetime import date
from typing import NamedTuple

from core.text import fold_aligned
from ingest.dates_in_words import with_figures

_LONG = r"(?:ngay\s*|(?<![\d/]))(?P<d1>\d{1,2})\s*thang\s*(?P<m1>\d{1,2})\s*,?\s*n[ai]m\s*(?P<y1>(?:19|20)\d ?\d)"
_SHORT = (
    r"(?<![\d/])(?P<d2>\d{1,2}|\d \d)\s*(?P<sep>[/.\-])\s*(?P<m2>\d ?\d?)\s*(?P=sep)\s*(?P<y2>(?:19|20)\d ?\d)(?!\d|/)"
)
_DATE = re.compile(f"{_LONG}|{_SHORT}")


class WrittenDate(NamedTuple):
    """A date as written: half-open offsets, its numbers, and its value; None when no calendar has such a day."""

    start: int
    end: int
    day: int
    month: int
    year: int
    value: date | None


def find_written_dates(text: str) -> tuple[WrittenDate, ...]:
    """All full dates in `text`, in order.

    >>> [found.value for found in find_written_dates("ngày 8/10/202 1; ngày 08 tháng 5 năm 2023")]
    [datetime.date(2021, 10, 8), datetime.date(2023, 5, 8)]
    >>> find_written_dates("ngày 31 tháng 02 năm 2025")[0].value is None
    True
    """
    found = []
    for match in _DATE.finditer(fold_aligned(with_figures(text))):
        day, month, year = _numbers(match)
        found.append(WrittenDate(match.start(), match.end(), day, month, year, as_date(day, month, year)))
    return tuple(found)


def as_date(day: int, month: int, year: int) -> date | None:
    """The calendar date, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def written(day: date) -> str:
    """A date as directives write it: days below ten and January, February with a zero.

    >>> written(date(2025, 2, 8)), written(date(2019, 9, 27))
    ('08/02/2025', '27/9/2019')
    """
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day.month < 3 else f"{day.day:02d}/{day.month}/{day.year}"


def _numbers(match: re.Match[str]) -> tuple[int, int, int]:
    parts = match.group("d1", "m1", "y1") if match.group("d1") else match.group("d2", "m2", "y2")
    day, month, year = (int("".join(part.split())) for part in parts)
    return day, month, year
