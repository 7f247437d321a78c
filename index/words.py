"""The words of a text as search compares them: syllables, numbers and codes, with accents and without."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest

from core.text import fold, nfc, tone_key

_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(
    r"(?<![\w/.])(?P<number>\d{1,5}(?:\.\d{1,3}(?=\s?/\s?(?:19|20)\d{2}))?)\s?(?:/\s?(?P<year>(?:19|20)\d{2})\s?)?[-–/]\s?"
    r"(?P<suffix>[^\W\d_](?:[\w&]|\s?[-–/]\s?(?=[^\W\d_]))*)"
)


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
    >>> code_keys("Nghị quyết số 66.15/2026/NQ-CP")
    ('66152026nqcp',)
    """
    return tuple(dict.fromkeys(code_key(match.group()) for match in _CODE.finditer(nfc(text))))


@lru_cache(maxsize=8_192)
def code_key(code: str) -> str:
    """Key of one số, ký hiệu: letters and digits only, accent- and case-blind, without leading zeros."""
    return "".join(folded_words(code)).lstrip("0")


def syllable_count(text: str) -> int:
    """How many words stand in `text`."""
    return len(text.split())


_NUMBER_MARKS = frozenset({"số", "so"})


def exact_search_text(text: str) -> str:
    """`text` as the accent-exact full-text table holds it: words apart by a space, spelling habits evened out.

    >>> exact_search_text("Nghị quyết số 08-NQ/TW, hằng năm")
    'nghị quyết 8 nq tw hàng năm'
    """
    return " ".join(_without_number_marks(list(map(_even, _WORD.findall(nfc(text))))))


def folded_search_text(text: str) -> str:
    """`text` as the accent-folded full-text table holds it.

    >>> folded_search_text("Nghị quyết số 08-NQ/TW")
    'nghi quyet 8 nq tw'
    """
    return " ".join(_without_number_marks(list(map(_folded, _WORD.findall(nfc(text))))))


def both_search_texts(text: str) -> tuple[str, str]:
    """`exact_search_text` and `folded_search_text`, their words looked for once.

    >>> both_search_texts("Điều 08")
    ('điều 8', 'dieu 8')
    """
    words = _WORD.findall(nfc(text))
    even, folded = list(map(_even, words)), list(map(_folded, words))
    return " ".join(_without_number_marks(even)), " ".join(_without_number_marks(folded))


@lru_cache(maxsize=65_536)
def _even(word: str) -> str:
    """One word in lower case, old tone placement, `hàng` for `hằng`, without leading zeros."""
    key = tone_key(word)
    return "hàng" if key == "hằng" else key.lstrip("0") or key


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    key = fold(word)
    return key.lstrip("0") or key


def _without_number_marks(words: Sequence[str]) -> Sequence[str]:
    """The words less a `số` that stands before a number: "Nghị quyết số 57" is "Nghị quyết 57"."""
    if _NUMBER_MARKS.isdisjoint(words):
        return words
    return [
        word
        for word, following in zip_longest(words, words[1:], fillvalue="")
        if not (word in _NUMBER_MARKS and following[:1].isdigit())
    ]
