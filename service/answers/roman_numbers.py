"""Numbers of grades, quarters and the like, which papers write in Roman figures and people in Arabic ones.

"đơn vị dự toán cấp 1" is "đơn vị dự toán cấp I", "quý 3" is "quý III", and the other way round.
"""

import re

from core.text import fold

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")
_ARABIC_OF = {roman: str(place) for place, roman in enumerate(_ROMAN, start=1)}
_ROMAN_OF = {arabic: roman for roman, arabic in _ARABIC_OF.items()}
_NUMBERED_LIST = """
cấp quý loại hạng bậc nhóm mức khu vực vùng kỳ khóa khoá chương phần mục giai đoạn lần thứ tiểu dự án phụ lục mẫu biểu
tuyến
"""
_NUMBERED = frozenset(fold(word) for word in _NUMBERED_LIST.split())
_QUARTER = re.compile(r"(?<!\w)(?P<quarter>qu[ýy]) (?P<number>i{1,3}|iv)(?!\w)", re.IGNORECASE)


def written_otherwise(before: str, word: str) -> str | None:
    """The word before a number with the number in the other figures; None when the word is no such number.

    >>> written_otherwise("cấp", "1"), written_otherwise("quý", "iii"), written_otherwise("ngày", "1")
    ('cấp i', 'quý 3', None)
    """
    other = _ROMAN_OF.get(word) or _ARABIC_OF.get(word)
    return f"{before} {other}" if other is not None and fold(before) in _NUMBERED else None


def quarters_in_arabic(text: str) -> str:
    """The text with quarters in Arabic figures.

    >>> quarters_in_arabic("trong quý III năm 2025, Quy I")
    'trong quý 3 năm 2025, Quy 1'
    """
    return _QUARTER.sub(lambda match: f"{match['quarter']} {_ARABIC_OF[match['number'].lower()]}", text)
