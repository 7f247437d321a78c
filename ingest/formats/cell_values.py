"""The value of a workbook's cell as a Vietnamese office writes it.

>>> from datetime import date, datetime, time
>>> write_value(datetime(2025, 3, 31), "dd/mm/yyyy"), write_value(datetime(2025, 3, 31, 8, 30), "General")
('31/03/2025', '31/03/2025 08:30')
>>> write_value(1234567, "#,##0"), write_value(0.155, "0.0%"), write_value(2.5, "General"), write_value(7.0, "General")
('1.234.567', '15,5%', '2.5', '7')
"""

import re
from datetime import date, datetime, time, timedelta

_DECIMALS = re.compile(r"0\.(0+)")
_LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_MOST_DIGITS = 15


def write_value(value: object, number_format: str) -> str:
    """Dates as day/month/year; numbers with the decimals and thousands that their format shows; text as it is."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, int | float):
        return _number(value, _LITERALS.sub("", number_format.split(";")[0]))
    return str(value)


def _number(value: float, number_format: str) -> str:
    """A number; Vietnamese signs where the format asks for thousands, decimals or a percentage, else as it is kept."""
    percent = "%" in number_format
    decimals = _DECIMALS.search(number_format)
    if not percent and decimals is None and "," not in number_format:
        padding = re.fullmatch(r"0+", number_format)
        plain = str(int(value)) if float(value).is_integer() else f"{value:.{_MOST_DIGITS}g}"
        return plain.zfill(len(number_format)) if padding else plain
    shown = value * 100 if percent else value
    text = f"{shown:,.{len(decimals.group(1)) if decimals else 0}f}"
    if "," not in number_format:
        text = text.replace(",", "")
    return text.translate(str.maketrans(",.", ".,")) + "%" * percent
