"""A reached figure against its target, when both are plain and speak of the same unit."""

import re
from typing import Final

from core.text import fold

_FIGURE: Final = re.compile(r"(?<![\w.,/])(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?\s*(%|[^\W\d_]+)?")
_UPPER_LIMIT: Final = re.compile(r"(?<!\w)(khong qua|khong vuot|duoi|toi da|giam con)(?!\w)")


def compare(measure: str, result: str, *, content: str = "") -> str | None:
    """Whether the one figure in `result` meets the one in `measure`, in words; None when the two cannot be compared.

    Figures are compared only when each text has exactly one with the same unit ("%", "lớp"), so nothing is guessed.

    >>> compare("100%", "đã tập huấn cho 85% cán bộ")
    'chưa đạt chỉ tiêu 100%'
    >>> compare("không quá 5%", "còn 3,5%"), compare("ít nhất 02 lớp", "mở 3 lớp")
    ('đạt chỉ tiêu không quá 5%', 'đạt chỉ tiêu ít nhất 02 lớp')
    >>> compare("100%", "85% năm 2024, 90% năm 2025") is None
    True
    """
    wanted = _figures(measure)
    if len(wanted) != 1:
        return None
    target, unit = wanted[0]
    reached = [value for value, its_unit in _figures(result) if its_unit == unit]
    if len(reached) != 1 or unit == "":
        return None
    is_upper = _UPPER_LIMIT.search(fold(f"{content} {measure}")) is not None
    is_met = reached[0] <= target if is_upper else reached[0] >= target
    return f"{'đạt' if is_met else 'chưa đạt'} chỉ tiêu {measure}"


def _figures(text: str) -> list[tuple[float, str]]:
    found = []
    for match in _FIGURE.finditer(text):
        whole, decimals, unit = match.groups()
        found.append((float(f"{whole.replace('.', '')}.{decimals or '0'}"), (unit or "").lower()))
    return found
