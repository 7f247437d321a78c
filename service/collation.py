"""Vietnamese alphabetical order.

Source: order of Vietnamese dictionaries: letters a ă â b c d đ e ê …, then tones none, huyền, hỏi, ngã, sắc, nặng.
"""

import re
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: index for index, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_PIECES = re.compile(r"\d+|[^\W\d_]+")

SortKey = tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]


def vietnamese_key(text: str) -> SortKey:
    """Sort key: letters first, then tones, numbers by value.

    >>> sorted(["Đà Nẵng", "Dung", "Đắk Lắk", "An"], key=vietnamese_key)
    ['An', 'Dung', 'Đà Nẵng', 'Đắk Lắk']
    >>> sorted(["số 10", "số 9"], key=vietnamese_key)
    ['số 9', 'số 10']
    """
    words: list[tuple[int, ...]] = []
    tones: list[int] = []
    for piece in _PIECES.findall(unicodedata.normalize("NFC", text.lower())):
        words.append((-1, int(piece)) if piece.isdigit() and piece.isascii() else _letter_ranks(piece, tones))
    return tuple(words), tuple(tones)


def _letter_ranks(word: str, tones: list[int]) -> tuple[int, ...]:
    """Ranks of the letters of `word`; the tone of each is appended to `tones`."""
    ranks = []
    for character in word:
        marks = unicodedata.normalize("NFD", character)
        tones.append(next((_TONES[mark] for mark in marks if mark in _TONES), 0))
        letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        ranks.append(_RANK.get(letter, len(_LETTERS) + ord(letter[0])))
    return tuple(ranks)


def collation_key(text: str) -> str:
    """`vietnamese_key` as text that a database sorts byte by byte.

    >>> sorted(["Đà Nẵng", "Dung", "Đắk Lắk", "An", "An 10", "An 9"], key=collation_key)
    ['An', 'An 9', 'An 10', 'Dung', 'Đà Nẵng', 'Đắk Lắk']
    """
    words, tones = vietnamese_key(text)
    return "!".join(map(_sortable, words)) + " " + "".join(map(str, tones))


def _sortable(ranks: tuple[int, ...]) -> str:
    """One word: numbers before letters, by how many digits they have; letters as characters past both marks."""
    if ranks[:1] == (-1,):
        digits = str(ranks[1])
        return f"0{len(digits):03d}{digits}"
    return "".join(chr(0x41 + rank) if rank < len(_LETTERS) else "~" for rank in ranks)
