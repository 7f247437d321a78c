"""Marks that OCR misread, mended where their neighbours in the series leave no other reading.

"l. Mục tiêu" before "2. Nhiệm vụ" is 1; "Ill." between II and IV is III; "2 Nhiệm vụ" between 1 and 3 has lost its dot.
A mark is only mended when it would not fit as it stands and both neighbours ask for the other reading.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.structure.markers import LIST_LETTERS, Marker, Rank, read_marker, roman_value

_LOOKED_AHEAD = 60
_NUMBERISH = re.compile(r"([0-9lIiOoSBZz|!]{1,2})\s?([.)/,:]?)\s*(?=\S)")
_ROMANISH = re.compile(r"([IVXilL1|!TH]{1,5}|[Ii]\s?[VXvx])\s?([.)/,:\-–]?)\s*(?=\S)")
_LETTERISH = re.compile(r"['‘’]?([a-zđ0-9ảạàáâăêôơưĐDC¢€])\s?([)\]}])\s*(?=\S)")
_DIGITS = str.maketrans("lIi|!OoSBZz", "11111005822")
_ROMAN_LETTERS = str.maketrans("ilL1|!TH", "IIIIIIII")
_ALIKE = {"d": "đ", "đ": "d", "e": "c", "c": "e", "€": "e", "¢": "c", "6": "b", "8": "g", "9": "g", "0": "o", "ø": "o"}


def mend_marks(texts: Sequence[str], marks: Sequence[Marker | None]) -> tuple[Marker | None, ...]:
    """The mark of each paragraph, misread ones replaced; `label` stays as it was read.

    >>> texts = ["l. Mục tiêu", "2. Nhiệm vụ"]
    >>> [mark.key for mark in mend_marks(texts, [read_marker(text) for text in texts])]
    ['1', '2']
    """
    mended = list(marks)
    series: dict[Rank, int] = {}
    for index, text in enumerate(texts):
        mark = mended[index]
        if mark is None or not _fits(mark, series):
            better = next((other for other in _readings(text, mark) if _is_asked(other, index, mended, series)), None)
            mended[index] = mark = better or mark
        _note(mark, series)
    return tuple(mended)


def _fits(mark: Marker, series: dict[Rank, int]) -> bool:
    return mark.rank is Rank.BULLET or mark.order == series.get(mark.rank, 0) + 1


def _note(mark: Marker | None, series: dict[Rank, int]) -> None:
    if mark is None or mark.rank is Rank.BULLET:
        return
    series[mark.rank] = mark.order
    for rank in [rank for rank in series if rank > mark.rank]:
        del series[rank]


def _is_asked(other: Marker, index: int, marks: Sequence[Marker | None], series: dict[Rank, int]) -> bool:
    """`other` is the next of its series, and the one after it follows."""
    if other.order != series.get(other.rank, 0) + 1:
        return False
    for mark in marks[index + 1 : index + 1 + _LOOKED_AHEAD]:
        if mark is not None and mark.rank <= other.rank:
            return mark.rank is other.rank and mark.order == other.order + 1
    return False


def _readings(text: str, mark: Marker | None) -> Iterator[Marker]:
    """What the mark at the start of `text` may have been."""
    match = _ROMANISH.match(text)
    if match:
        key = match.group(1).replace(" ", "").upper() if match.group(1)[0] in "Ii" else match.group(1)
        key = key.translate(_ROMAN_LETTERS)
        if roman_value(key) and (match.group(2) or mark is not None):
            yield Marker(Rank.ROMAN, match.group(1), key, roman_value(key), match.end())
    match = _NUMBERISH.match(text)
    if match:
        digits = match.group(1).translate(_DIGITS)
        follows = text[match.end()]
        lost_dot = not match.group(2) and not (match.group(1).isdecimal() and follows.isupper())
        if digits.isdecimal() and int(digits) and not follows.isdigit() and not lost_dot:
            yield Marker(Rank.NUMBER, match.group(1), str(int(digits)), int(digits), match.end())
    match = _LETTERISH.match(text)
    if match and _ALIKE.get(match.group(1), match.group(1)) in LIST_LETTERS:
        key = _ALIKE.get(match.group(1), match.group(1))
        yield Marker(Rank.LETTER, match.group(1), key, letter_order(key), match.end())


def letter_order(key: str) -> int:
    """Place of a list letter, as `read_marker` counts it."""
    known = read_marker(f"{key}) x")
    return known.order if known is not None else 0
