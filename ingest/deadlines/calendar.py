"""Stretches of days, written with as much of the year as the words give.

"quý III" is the stretch from day 1 of month 7 to day 30 of month 9 of a year that is not said. A stretch becomes real
days by `resolve`: a missing year is filled in from the date of issue, as the first year in which the stretch is not
over yet, and from nothing else.

    last year missing:  year = min{ y : last(y) >= issued_on }
    first year missing: the year of the last day, or the year before when the stretch runs over New Year
"""

import calendar
import datetime
from typing import NamedTuple

from ingest.deadlines.working_days import next_lunar_new_year

DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class PartialDay(NamedTuple):
    """A calendar day whose year, or whose month and year, may be unsaid."""

    year: int | None
    month: int | None
    day: int


class Stretch(NamedTuple):
    """Days from `first` to `last`, both included.

    Attributes:
        first, last: an end that the words leave open ("cuối năm 2025" has no first day) is None.
        this_year: the year is the year of issue, even when the stretch is over ("trong năm").
        is_day: the words name a single day.
        is_range: the words give both ends ("từ tháng 3 đến tháng 5"), so "từ" before them opens no endless time.
        is_tet: the lunar New Year of a year that is not said.
        is_bare: digits alone ("15/12", "2025"): a date only where a date is expected.
    """

    first: PartialDay | None
    last: PartialDay | None
    this_year: bool = False
    is_day: bool = False
    is_range: bool = False
    is_bare: bool = False
    is_tet: bool = False


NEXT_TET = Stretch(PartialDay(None, 1, 1), PartialDay(None, 1, 1), is_day=True, is_bare=True, is_tet=True)
"""Mồng Một Tết of a year that is not said; its day and month are those of no one year."""


class Days(NamedTuple):
    """Real days; None for an end that is open or whose year cannot be told."""

    first: datetime.date | None
    last: datetime.date | None


def is_possible(year: int | None, month: int, day: int) -> bool:
    """Whether some year (or that year) has this day.

    >>> is_possible(None, 2, 29), is_possible(2025, 2, 29), is_possible(2025, 13, 1)
    (True, False, False)
    """
    if not 1 <= month <= 12 or not 1 <= day <= DAYS_IN_MONTH[month - 1]:
        return False
    return year is None or day <= calendar.monthrange(year, month)[1]


def one_day(year: int | None, month: int | None, day: int, *, bare: bool = False) -> Stretch | None:
    """The stretch of one day, or None for a day that no calendar has."""
    if month is not None and not is_possible(year, month, day):
        return None
    point = PartialDay(year, month, day)
    return Stretch(point, point, is_day=True, is_bare=bare)


def months(year: int | None, first: int, last: int, *, bare: bool = False) -> Stretch | None:
    """Whole months of one year.

    >>> resolve(months(2025, 7, 9), issued_on=None)
    Days(first=datetime.date(2025, 7, 1), last=datetime.date(2025, 9, 30))
    """
    if not (1 <= first <= last <= 12):
        return None
    return Stretch(PartialDay(year, first, 1), PartialDay(year, last, DAYS_IN_MONTH[last - 1]), is_bare=bare)


def years(first: int, last: int, *, bare: bool = False) -> Stretch | None:
    """Whole years."""
    if last < first:
        return None
    return Stretch(PartialDay(first, 1, 1), PartialDay(last, 12, 31), is_range=first < last, is_bare=bare)


def resolve(stretch: Stretch, *, issued_on: datetime.date | None) -> Days:
    """The real days of `stretch` in a document issued on `issued_on`.

    >>> resolve(one_day(None, 12, 15), issued_on=datetime.date(2025, 12, 20)).last
    datetime.date(2026, 12, 15)
    >>> resolve(one_day(None, 12, 15), issued_on=None).last is None
    True
    """
    if stretch.is_tet:
        feast = next_lunar_new_year(issued_on) if issued_on else None
        return Days(feast, feast)
    end = stretch.last or stretch.first
    if end is None or end.month is None:
        return Days(None, None)
    year = end.year if end.year is not None else _missing_year(stretch, end, issued_on)
    if year is None:
        return Days(None, None)
    last = _day(year, end) if stretch.last is not None else None
    first = _first_day(stretch.first, end, year) if stretch.first is not None else None
    return Days(first, last)


def _first_day(first: PartialDay, end: PartialDay, end_year: int) -> datetime.date | None:
    if first.year is not None:
        return _day(first.year, first)
    over_new_year = (first.month or 1, first.day) > (end.month or 12, end.day)
    return _day(end_year - 1 if over_new_year else end_year, first)


def _missing_year(stretch: Stretch, end: PartialDay, issued_on: datetime.date | None) -> int | None:
    if issued_on is None:
        return None
    if stretch.this_year:
        return issued_on.year
    day = _day(issued_on.year, end)
    return issued_on.year if day is None or day >= issued_on else issued_on.year + 1


def _day(year: int, point: PartialDay) -> datetime.date | None:
    """The day in `year`; the last day of February stands for 29 where there is none."""
    month = point.month or 1
    length = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, min(point.day, length)) if 1 <= year <= 9998 else None
