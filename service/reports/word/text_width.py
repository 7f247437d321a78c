"""How wide a line of Times New Roman is, and where to break a centred title so that its lines are even.

Source: advance widths of the Times metrics, thousandths of an em; a Vietnamese mark over or under a letter adds
nothing.
"""

import unicodedata
from functools import cache
from typing import Final

_REGULAR: Final = {
    250: " .,",
    278: "ijlt;:/",
    333: "frI-()[]",
    389: "sJ",
    444: "acez“”",
    500: "bdghknopquvxy0123456789đ–",
    542: "ơư",
    556: "FPS",
    611: "ELTZ",
    667: "BCR",
    722: "wADGHKNOQUVXYĐƠ",
    778: "Ưm&",
    889: "M",
    944: "W",
    1000: "…%",
}
_BOLD: Final = {
    250: " .,",
    278: "il/",
    333: "fjt-;:()[]",
    389: "sI",
    444: "cerz",
    500: "agovxyJ0123456789–“”",
    556: "bdhknpquSđơ",
    600: "ư",
    611: "FP",
    667: "BELTZ",
    722: "wACDNRUVXYĐ",
    778: "GHKOQƠ",
    796: "Ư",
    833: "m&",
    944: "M",
    1000: "W…%",
}

_PAIRS: Final = (
    "|công đoàn|liên đoàn|lao động|giáo dục|đào tạo|khoa học|công nghệ|thông tin|truyền thông|nông nghiệp|môi trường"
    "|việt nam|hà nội|ủy ban|nhân dân|hội đồng|chính phủ|văn phòng|thành phố|thị xã|thị trấn|trung học|phổ thông"
    "|cơ sở|tiểu học|mầm non|đại học|cao đẳng|bệnh viện|công ty|tổ chức|nội vụ|tài chính|đảng ủy|đảng bộ|chi bộ"
    "|kết quả|thực hiện|kế hoạch|chương trình|hành động|nghị quyết|chỉ thị|quyết định|công văn|nhiệm vụ|triển khai"
    "|đầu năm|cuối năm|tình hình|hoạt động|chuyển đổi|công tác|tăng cường|lãnh đạo|thi đua|khen thưởng|"
)


@cache
def _widths(is_bold: bool) -> dict[str, int]:
    groups = _BOLD if is_bold else _REGULAR
    return {letter: width for width, letters in groups.items() for letter in letters}


def width_pt(text: str, *, size_pt: float, is_bold: bool) -> float:
    """Width of one line of text in points.

    >>> round(width_pt("Độc lập - Tự do - Hạnh phúc", size_pt=13, is_bold=True))
    159
    """
    widths = _widths(is_bold)
    return sum(widths.get(_base(letter), 500) for letter in text) * size_pt / 1000


@cache
def _base(letter: str) -> str:
    """The letter without tone and vowel marks; ơ and ư keep their horn, which widens them."""
    parts = unicodedata.normalize("NFD", letter)
    horn = "\u031b" if "\u031b" in parts else ""
    return unicodedata.normalize("NFC", parts[0] + horn)


def even_lines(text: str, *, size_pt: float, is_bold: bool, widest_pt: float) -> tuple[str, ...]:
    """`text` in as few lines as fit in `widest_pt`, broken at spaces so that the longest line is shortest.

    >>> even_lines("CÔNG ĐOÀN TRƯỜNG THPT CHU VĂN AN", size_pt=12, is_bold=True, widest_pt=190)
    ('CÔNG ĐOÀN TRƯỜNG', 'THPT CHU VĂN AN')
    """
    words = _glued(text)
    for lines in range(1, len(words) + 1):
        limit = widest_pt
        best = _fill(words, limit, size_pt, is_bold)
        if len(best) > lines:
            continue
        while (tighter := _fill(words, limit - 4, size_pt, is_bold)) and len(tighter) <= lines and limit > 40:
            best, limit = tighter, limit - 4
        return tuple(best)
    return (text,)


def _glued(text: str) -> list[str]:
    """Words of `text`; two syllables that make one common word stay together."""
    words: list[str] = []
    for word in text.split():
        if words and f"|{words[-1].split()[-1]} {word}|".lower() in _PAIRS:
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _fill(words: list[str], limit_pt: float, size_pt: float, is_bold: bool) -> list[str]:
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_pt(longer, size_pt=size_pt, is_bold=is_bold) > limit_pt:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
