"""Marks that open a numbered part or a list item: Phần, Chương, Mục, Điều, I, 1, 1.1, a), -.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6 (bố cục của nội dung văn bản).
"""

import re
from enum import IntEnum
from typing import NamedTuple

from core.text import fold_aligned
from ingest.letters import LOWER


class Rank(IntEnum):
    """How high a mark stands in a document: a part of lower rank value holds those of higher value."""

    ANNEX = 0
    PART = 1
    CHAPTER = 2
    SECTION = 3
    SUBSECTION = 4
    CAPITAL = 5
    ROMAN = 6
    ARTICLE = 7
    NUMBER = 8
    NUMBER_2 = 9
    NUMBER_3 = 10
    NUMBER_4 = 11
    LETTER = 12
    BULLET = 13


class Marker(NamedTuple):
    """A mark found at the start of a line.

    Attributes:
        label: the mark as written, without closing punctuation (`II`, `1.1`, `a`, `Điều 5`, `-`).
        key: the same as it stands in a path: reading slips mended (`I1` is `II`).
        order: its place in its series (III is 3); 0 for a bullet.
        length: characters up to the words that follow.
    """

    rank: Rank
    label: str
    key: str
    order: int
    length: int


_NAMED_RANKS = {
    "phan": Rank.PART,
    "chuong": Rank.CHAPTER,
    "muc": Rank.SECTION,
    "tieu muc": Rank.SUBSECTION,
    "dieu": Rank.ARTICLE,
}
_NAMED = re.compile(
    r"(phan|chuong|tieu muc|muc|dieu)\s+((?:thu\s+)?(?:nhat|hai|ba|tu|bon|nam|sau|bay|tam)|[ivxl1]{1,6}|\d{1,3}[a-z]?)"
    r"\b\s*([.:\-–/]?)\s*"
)
_ORDINALS = {"nhat": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8}
_ROMAN = re.compile(r"([IVXl1|]{1,6})\s*[.\-–:/)]+\s*(?=\S)(?![vV]\b)")
_ROMAN_BARE = re.compile(r"([IVX]{1,5})\s+(?=\S)")
_CAPITAL = re.compile(r"([A-HĐ])\s*[.\-–/)]\s*(?=\S)")
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})(\s?[.)/:]|-(?=\s))?(\s*)(?=\S)")
_LETTER = re.compile(rf"([a-zđ¢{LOWER}])\s?([.)/])\s*(?=\S)")
_BULLET = re.compile(r"([-–—+*•●○▪■◦✓❖➢·])\s*(?=\S)")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_ALPHABET = "abcdđeêghiklmnoôơpqrstuưvxyfjwzăâ"
LIST_LETTERS = "abcdđeghiklmnopqrstuvxy"
UNREAD = "?"
"""Key of a list letter that was read as something no list uses (`ở)`)."""


def read_marker(text: str) -> Marker | None:
    """The mark that `text` opens with, or None.

    >>> read_marker("I1. NỘI DUNG")[:4]
    (<Rank.ROMAN: 6>, 'I1', 'II', 2)
    >>> read_marker("2.1. Các phòng")[1:]
    ('2.1', '2.1', 1, 5)
    >>> read_marker("31/5/2021") is None
    True
    """
    for reader in (_read_named, _read_roman, _read_capital, _read_number, _read_letter, _read_bullet):
        marker = reader(text)
        if marker is not None:
            return marker
    return None


def roman_value(label: str) -> int:
    """Value of a Roman numeral up to 39, 0 when it is none."""
    total = 0
    for index, letter in enumerate(label):
        value = _ROMAN_VALUES.get(letter, 0)
        following = _ROMAN_VALUES.get(label[index + 1], 0) if index + 1 < len(label) else 0
        total += -value if value < following else value
    return total if label and label == _roman(total) else 0


def _roman(value: int) -> str:
    if not 0 < value < 40:
        return ""
    return "X" * (value // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[value % 10]


def is_capitals(text: str) -> bool:
    """The words are written in capitals (a few small letters are let pass: OCR slips, `và`)."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 1 and sum(character.isupper() for character in letters) >= 0.85 * len(letters)


def _read_named(text: str) -> Marker | None:
    if not text[:1].isupper():
        return None
    match = _NAMED.match(fold_aligned(text[:40]))
    if match is None:
        return None
    name, number, mark = match.groups()
    rest = text[match.end() :]
    if not _opens_heading(rest, mark, is_article=name == "dieu"):
        return None
    order = _order(number)
    if order == 0:
        return None
    label = text[: match.end(2)]
    return Marker(_NAMED_RANKS[name], label, " ".join(label.split()), order, match.end())


def _opens_heading(rest: str, mark: str, *, is_article: bool) -> bool:
    """What follows `Điều 5`, `Mục III` shows a heading, not a citation that a line happens to begin with."""
    if not rest:
        return True
    if is_article:
        return mark in (".", ":") and not rest[0].islower()
    return (mark != "" and rest[0].isupper()) or is_capitals(rest)


def _order(number: str) -> int:
    word = number.removeprefix("thu ").strip()
    if word in _ORDINALS:
        return _ORDINALS[word]
    digits = re.match(r"\d+", number)
    if digits and not set(number) <= {"1"}:
        return int(digits.group())
    if digits and len(number) < 3:
        return int(number)
    return roman_value(_mend_roman(number.upper()))


def _mend_roman(label: str) -> str:
    return re.sub(r"[l1|L]", "I", label)


def _read_roman(text: str) -> Marker | None:
    match = _ROMAN.match(text)
    if match is None:
        match = _ROMAN_BARE.match(text)
        if match is None or not is_capitals(text[match.end() :]):
            return None
    label = match.group(1)
    value = roman_value(_mend_roman(label))
    if value == 0 or not set(label) & set("IVX"):
        return None
    return Marker(Rank.ROMAN, label, _mend_roman(label), value, match.end())


def _read_capital(text: str) -> Marker | None:
    match = _CAPITAL.match(text)
    if match is None or not is_capitals(text[match.end() :]):
        return None
    label = match.group(1)
    return Marker(Rank.CAPITAL, label, label, "ABCDĐEFGH".index(label) + 1, match.end())


def _read_number(text: str) -> Marker | None:
    match = _NUMBER.match(text)
    if match is None:
        return None
    label, mark, space = match.groups()
    following = text[match.end()]
    depth = label.count(".") + 1
    if following.isdigit() or (not space and not (mark and following.isupper())):
        return None
    if mark is None and (depth == 1 or not (following.isupper() or following in "“\"'(*")):
        return None
    if mark and mark.strip() == "/" and not following.isupper():
        return None
    return Marker(Rank(Rank.NUMBER + depth - 1), label, label, int(label.split(".")[-1]), match.end())


def _read_letter(text: str) -> Marker | None:
    match = _LETTER.match(text)
    if match is None or (match.group(2) != ")" and not text[match.end()].isupper()):
        return None
    label = match.group(1)
    key = "c" if label == "¢" else label
    if key not in _ALPHABET:
        if match.group(2) != ")":
            return None
        key = UNREAD
    return Marker(Rank.LETTER, label, key, _ALPHABET.find(key) + 1, match.end())


def next_letter(key: str) -> str:
    """The letter that follows in a list (a, b, c, d, đ, e); the first one after none.

    >>> next_letter(""), next_letter("d"), next_letter("y")
    ('a', 'đ', 'y')
    """
    return LIST_LETTERS[min(LIST_LETTERS.find(key) + 1 if key else 0, len(LIST_LETTERS) - 1)]


def _read_bullet(text: str) -> Marker | None:
    match = _BULLET.match(text)
    if match is None or (match.end() == 1 and (text[1].isdigit() or text[1] in "-–—*.")):
        return None
    return Marker(Rank.BULLET, match.group(1), match.group(1), 0, match.end())
