"""Makes deadline wording easy to match while every character keeps its place.

All readers of this package match on `plain(text)`: lower case, one spelling for the words that are written in two ways
(hàng năm / hằng năm, quí / quý, kì / kỳ), one dash, one kind of white space, Roman quarters without the l, 1 and | that
OCR reads for I. The result has the length of the input, so an offset found in it is an offset in the text.
"""

import re
from functools import lru_cache

from ingest.dates_in_words import with_figures

_TRANSLATION = str.maketrans({"–": "-", "—": "-", "−": "-", "‑": "-", "*": " ", "\u00a0": " "})
_WHITE = re.compile(r"\s")
_SPELLINGS = (
    (re.compile(r"\bhàng(?=\s+(?:năm|quý|quí|tháng|tuần|ngày)\b)"), "hằng"),
    (re.compile(r"\bquí\b"), "quý"),
    (re.compile(r"\bkì\b"), "kỳ"),
)
_MISREAD_QUARTER = re.compile(r"(?<=\bquý )(?!\d+\b)[il1|]{0,3}[il1|]v?(?!\w)")
_ROMAN_ONE = str.maketrans("l1|", "iii")


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """`text` in the one spelling that the readers match; same length.

    >>> plain("Trước ngày  15/12 HÀNG NĂM")
    'trước ngày  15/12 hằng năm'
    >>> plain("quý IIl năm 2025, quý 1V và quý 1")
    'quý iii năm 2025, quý iv và quý 1'
    """
    text = with_figures(text)
    lowered = _WHITE.sub(" ", text.translate(_TRANSLATION).lower())
    if len(lowered) != len(text):
        lowered = "".join(_lower(character) for character in text.translate(_TRANSLATION))
    for spelling, standard in _SPELLINGS:
        lowered = spelling.sub(standard, lowered)
    return _MISREAD_QUARTER.sub(lambda match: match.group().translate(_ROMAN_ONE), lowered)


def _lower(character: str) -> str:
    """The lower-case letter, unless that is longer than one character; white space becomes a plain space."""
    if character.isspace():
        return " "
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


def wording(pattern: str) -> re.Pattern[str]:
    """`pattern` compiled so that each space in it matches any run of white space, and ` ?` any run or none.

    >>> bool(wording("trước ngày").fullmatch("trước   ngày"))
    True
    """
    return re.compile(pattern.replace(" ?", r"\s*+").replace(" ", r"\s++"))
