"""Dates and periods as an official document writes them.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.4b: days below 10 and months 1, 2 take a leading zero.
"""

import calendar
from datetime import date

_HALVES = {(1, 6): "6 tháng đầu năm", (7, 12): "6 tháng cuối năm", (1, 9): "9 tháng đầu năm"}
_QUARTERS = {(1, 3): "quý I năm", (4, 6): "quý II năm", (7, 9): "quý III năm", (10, 12): "quý IV năm"}


def long_date(day: date) -> str:
    """
    >>> long_date(date(2026, 2, 5)), long_date(date(2026, 6, 15))
    ('ngày 05 tháng 02 năm 2026', 'ngày 15 tháng 6 năm 2026')
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """
    >>> short_date(date(2026, 2, 5)), short_date(date(2026, 6, 15))
    ('05/02/2026', '15/6/2026')
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def period_phrase(start: date, end: date) -> str:
    """
    >>> period_phrase(date(2026, 1, 1), date(2026, 6, 30))
    'từ ngày 01 tháng 01 năm 2026 đến ngày 30 tháng 6 năm 2026'
    """
    return f"từ {long_date(start)} đến {long_date(end)}"


def period_name(start: date, end: date) -> str | None:
    """The common name of a period (năm, quý, tháng, 6 tháng); None when it has none.

    >>> period_name(date(2025, 1, 1), date(2025, 12, 31))
    'năm 2025'
    >>> period_name(date(2025, 5, 1), date(2025, 5, 31))
    'tháng 5 năm 2025'
    >>> period_name(date(2025, 5, 3), date(2025, 5, 31)) is None
    True
    """
    months = (start.month, end.month)
    is_whole = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if is_whole and start.year == end.year:
        if months == (1, 12):
            return f"năm {start.year}"
        if months in _HALVES or months in _QUARTERS:
            return f"{(_HALVES | _QUARTERS)[months]} {start.year}"
        if start.month == end.month:
            return (
                f"tháng {start.month:02d} năm {start.year}"
                if start.month < 3
                else f"tháng {start.month} năm {start.year}"
            )
    if is_whole and months == (1, 12):
        return f"giai đoạn {start.year} - {end.year}"
    return None
