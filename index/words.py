"""The words of a text as search compares them: syllables, numbers and codes, with accents and without."""

import re

from core.text import fold, nfc, tone_key

_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(
    r"(?<![\w/.])(?P<number>\d{1,5})\s?(?:/\s?(?P<year>(?:19|20)\d{2})\s?)?[-–/]\s?"
    r"(?P<suffix>[^\W\d_](?:[\w&]|\s?[-–/]\s?(?=[^\W\d_]))*)"
)


def exact_words(text: str) -> list[str]:
    """Words of `text` in order, case and tone placement evened out, accents kept.

    >>> exact_words("Kế hoạch số 15/KH-CĐN")
    ['kế', 'hoạch', 'số', '15', 'kh', 'cđn']
    """
    return _WORD.findall(tone_key(text))


def folded_words(text: str) -> list[str]:
    """Words of `text` in order, without accents and case.

    >>> folded_words("Đôn đốc")
    ['don', 'doc']
    """
    return _WORD.findall(fold(nfc(text)))


def code_keys(text: str) -> tuple[str, ...]:
    """Keys of the số, ký hiệu in `text`, equal for every spelling of one code.

    >>> code_keys("theo KH 15/kh-cdn và 03 / KH-SGDĐT")
    ('15khcdn', '3khsgddt')
    """
    return tuple(dict.fromkeys(code_key(match.group()) for match in _CODE.finditer(nfc(text))))


def code_key(code: str) -> str:
    """Key of one số, ký hiệu: letters and digits only, accent- and case-blind, without leading zeros."""
    return "".join(folded_words(code)).lstrip("0")


def syllable_count(text: str) -> int:
    """How many words stand in `text`."""
    return len(text.split())


_NUMBER_MARK = re.compile(r"\bsố\s+(?=\d)")
_FOLDED_NUMBER_MARK = re.compile(r"\bso\s+(?=\d)")
_LEADING_ZEROS = re.compile(r"(?<![\w.,])0+(?=[1-9])")


def exact_search_text(text: str) -> str:
    """`text` as the accent-exact full-text table holds it: words apart by a space, spelling habits evened out.

    >>> exact_search_text("Nghị quyết số 08-NQ/TW, hằng năm")
    'nghị quyết 8 nq tw hàng năm'
    """
    even = _LEADING_ZEROS.sub("", _NUMBER_MARK.sub("", tone_key(text))).replace("hằng", "hàng")
    return " ".join(_WORD.findall(even))


def folded_search_text(text: str) -> str:
    """`text` as the accent-folded full-text table holds it.

    >>> folded_search_text("Nghị quyết số 08-NQ/TW")
    'nghi quyet 8 nq tw'
    """
    even = _LEADING_ZEROS.sub("", _FOLDED_NUMBER_MARK.sub("", fold(nfc(text))))
    return " ".join(_WORD.findall(even))
