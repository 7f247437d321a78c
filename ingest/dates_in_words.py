"""Dates that are written in words, as minutes and solemn papers have them, put in figures at the same places.

"ngày hai mươi tháng chín năm hai nghìn không trăm hai mươi lăm" is the 20th of September 2025. The result has the
length of the input, so an offset found in it is an offset in the text. "năm" is five only where it cannot be the year.
"""

import re

from ingest.numerals import AFTER_TENS, NUMERALS, TENS, UNITS

_NUMBERS = {word: number for word, number in NUMERALS.items() if number <= 31} | {"tư": 4}
_TENS = {ten.removesuffix(" mươi"): number for ten, number in TENS.items()}
_LAST = AFTER_TENS | {"năm": 5}


def _words(numbers: dict[str, int]) -> str:
    longest_first = sorted(numbers, key=len, reverse=True)
    return "|".join(word.replace(" ", r"\s+") for word in longest_first)


_MONTHS = {word: number for word, number in _NUMBERS.items() if number <= 12}
_DAY = re.compile(rf"\b(ngày\s+)((?:mồng\s+|mùng\s+)?(?:{_words(_NUMBERS)}))(?=\s+tháng\s)", re.IGNORECASE)
_MONTH = re.compile(
    rf"(\d\s+tháng\s+|\btháng\s+(?=\S+(?:\s\S+)?\s+năm\s+(?:\d{{4}}|hai\s+(?:nghìn|ngàn))))({_words(_MONTHS)})"
    r"(?=\s+(?:năm\s+(?:\d{4}|hai\s)|hằng|hàng)|\s*[,;.)]|\s*$)",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(\bnăm\s+)(hai\s+(?:nghìn|ngàn)(?:\s+không\s+trăm)?"
    rf"(?:\s+(?:linh|lẻ)\s+({_words(dict.fromkeys(UNITS, 0))})|\s+mười(?:\s+({_words(_LAST)}))?"
    rf"|\s+({_words(_TENS)})\s+mươi(?:\s+({_words(_LAST)}))?))",
    re.IGNORECASE,
)
_HINT = re.compile(r"\b(?:ngày|tháng|năm)\s+(?:mồng|mùng|một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười)\b", re.IGNORECASE)


def with_figures(text: str) -> str:
    """`text` with days, months and years in words turned into figures; same length.

    >>> " ".join(with_figures("ngày hai mươi tháng chín năm hai nghìn không trăm hai mươi lăm").split())
    'ngày 20 tháng 9 năm 2025'
    >>> with_figures("trong năm học, tháng năm")
    'trong năm học, tháng năm'
    """
    if _HINT.search(text) is None:
        return text
    text = _YEAR.sub(lambda match: match[1] + _padded(str(_year(match)), match[2]), text)
    text = _DAY.sub(lambda match: match[1] + _padded(str(_number(match[2])), match[2]), text)
    return _MONTH.sub(lambda match: match[1] + _padded(str(_number(match[2])), match[2]), text)


def _padded(figures: str, words: str) -> str:
    """The figures at the end of the room that the words took."""
    return figures.rjust(len(words))


def _number(words: str) -> int:
    plain = re.sub(r"^(?:mồng|mùng)\s+", "", words.lower())
    return _NUMBERS[" ".join(plain.split())]


def _year(match: re.Match[str]) -> int:
    after_zero, after_ten, tens, last = (group.lower() if group else None for group in match.group(3, 4, 5, 6))
    if after_zero is not None:
        return 2000 + _NUMBERS[after_zero]
    if tens is None:
        return 2010 + (_LAST[after_ten] if after_ten else 0)
    return 2000 + _TENS[tens] + (_LAST[last] if last else 0)
