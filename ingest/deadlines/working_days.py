"""Counting days, months and working days.

A term is counted from the day after the day it starts on (Bộ luật Dân sự 2015, Điều 147 khoản 2). A working day is
Monday to Friday and no public holiday of Vietnam; the holidays, lunar ones included, come from the `holidays` package
(docs/adr/0031).
"""

import calendar
import datetime
from functools import cache

import holidays

_FRIDAY = 4
_TET_NAMES = ("Tết Nguyên Đán", "Tết Nguyên đán")


@cache
def public_holidays(year: int) -> frozenset[datetime.date]:
    """Days off by law in Vietnam in `year`, days in lieu included."""
    return frozenset(holidays.country_holidays("VN", years=year))


@cache
def lunar_new_year(year: int) -> datetime.date | None:
    """Mồng Một Tết of the lunar year that begins in `year`; None for a year that the calendar does not know.

    >>> lunar_new_year(2026)
    datetime.date(2026, 2, 17)
    """
    named = holidays.country_holidays("VN", years=year, language="vi", observed=False)
    days = [day for day, name in named.items() if name in _TET_NAMES]
    return min(days) if days else None


def next_lunar_new_year(day: datetime.date) -> datetime.date | None:
    """The first Mồng Một Tết that is not before `day`.

    >>> next_lunar_new_year(datetime.date(2025, 4, 15))
    datetime.date(2026, 2, 17)
    """
    feasts = (lunar_new_year(day.year), lunar_new_year(day.year + 1))
    return next((feast for feast in feasts if feast is not None and feast >= day), None)


def is_working_day(day: datetime.date) -> bool:
    """Monday to Friday and no public holiday.

    >>> is_working_day(datetime.date(2025, 9, 2))
    False
    """
    return day.weekday() <= _FRIDAY and day not in public_holidays(day.year)


def add_working_days(start: datetime.date, count: int) -> datetime.date:
    """The `count`-th working day after `start`.

    >>> add_working_days(datetime.date(2025, 8, 29), 3)
    datetime.date(2025, 9, 5)
    """
    day = start
    while count > 0:
        day += datetime.timedelta(days=1)
        count -= is_working_day(day)
    return day


def add_months(start: datetime.date, count: int) -> datetime.date:
    """The same day `count` months later, or the last day of a shorter month.

    >>> add_months(datetime.date(2025, 1, 31), 1)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(start.month - 1 + count, 12)
    year, month = start.year + year, month + 1
    return datetime.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
