"""Capitals of TCVN3, which has no accented capital letter but seven (Ă Â Ê Ô Ơ Ư Đ).

People typed `QUYÕT §ÞNH`, capitals with small accented letters among them, and set it in a capital face. Where the
face is an ordinary one the words must tell: an accented small letter before a capital, or beside two, is one for sure.
A word that could be either (`Sè`: Số or SỐ) goes with the sure words next to it.

>>> raise_capitals("QUYếT ĐịNH Về VIệC")
'QUYẾT ĐỊNH VỀ VIỆC'
>>> raise_capitals("Số: 15, Đề nghị UBND Xã Ở Phú Mỹ")
'Số: 15, Đề nghị UBND Xã Ở Phú Mỹ'
"""

import re
from enum import Enum
from itertools import pairwise

from ingest.restore.syllables import is_syllable

_LETTERS = re.compile(r"[^\W\d_]+")


class _Case(Enum):
    CAPITALS = 1
    SMALL = 2
    EITHER = 3
    NOTHING = 4


def raise_capitals(text: str) -> str:
    """`text`, just converted from TCVN3, with the words in capitals wholly in capitals."""
    return "\n".join(_raise_line(line) for line in text.split("\n"))


def _raise_line(line: str) -> str:
    words = list(_LETTERS.finditer(line))
    cases = [_case(word.group()) for word in words]
    if _Case.CAPITALS not in cases:
        return line
    pieces, at = [], 0
    for index, word in enumerate(words):
        pieces.append(line[at : word.start()])
        raised = cases[index] is _Case.CAPITALS or (cases[index] is _Case.EITHER and _among_capitals(cases, index))
        pieces.append(word.group().upper() if raised else word.group())
        at = word.end()
    return "".join([*pieces, line[at:]])


def _case(word: str) -> _Case:
    small = [letter for letter in word if letter.islower()]
    if not small:
        return _Case.CAPITALS if len(word) > 1 and is_syllable(word) else _Case.NOTHING
    if any(letter.isascii() for letter in small):
        return _Case.SMALL
    capitals = sum(letter.isupper() for letter in word)
    small_before_capital = any(first.islower() and second.isupper() for first, second in pairwise(word))
    return _Case.CAPITALS if capitals > 1 or small_before_capital else _Case.EITHER


def _among_capitals(cases: list[_Case], index: int) -> bool:
    """The nearest words that are sure, on both sides where there are any, are in capitals."""
    before = next((case for case in reversed(cases[:index]) if case in (_Case.CAPITALS, _Case.SMALL)), None)
    after = next((case for case in cases[index + 1 :] if case in (_Case.CAPITALS, _Case.SMALL)), None)
    return _Case.SMALL not in (before, after)
