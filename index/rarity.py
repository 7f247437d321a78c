"""How telling a word is: the rarer in official Vietnamese, the more.

`syllable_counts.tsv` counts syllables in public legal and general text; each line is a syllable and its count.
"""

import math
from functools import cache, lru_cache
from importlib.resources import files

from core.text import fold, tone_key

_COMMONEST = 3.0
_RAREST = 11.0
_BARE_SHARE = 0.02
_TYPED_WITHOUT_ACCENTS = 8
"""An accent-less word is taken for one of about so many syllables that fold to it."""


@lru_cache(maxsize=16_384)
def rarity(word: str) -> float:
    """Weight of a word, 0 (on every page) to 1 (a name, a number, a rare term).

    The weight grows with the information of the word, log(total / count), and is level above and below.

    >>> rarity("và") < rarity("báo") < rarity("facebook")
    True
    """
    exact, folded, total = _counts()
    key = tone_key(word)
    count = float(exact.get(key, 0))
    if fold(key) == key:
        count = max(count, folded.get(key, 0) / _TYPED_WITHOUT_ACCENTS)
    return _weight(count, total)


def bare_rarity(word: str) -> float:
    """Weight of a word typed without accents, of which any may be meant: that of all that fold to it together.

    >>> bare_rarity("cho") < rarity("chở")
    True
    """
    _, folded, total = _counts()
    return _weight(folded.get(fold(tone_key(word)), 0), total)


def _weight(count: float, total: int) -> float:
    information = math.log(total / count) if count else _RAREST
    return min(1.0, max(0.0, (information - _COMMONEST) / (_RAREST - _COMMONEST)))


def wants_accents(word: str) -> bool:
    """Whether Vietnamese text hardly ever has `word` without accents, and often with some.

    >>> wants_accents("thuong"), wants_accents("ban"), wants_accents("website")
    (True, False, False)
    """
    exact, folded, _ = _counts()
    key = tone_key(word)
    return fold(key) == key and exact.get(key, 0) < _BARE_SHARE * folded.get(key, 0)


@lru_cache(maxsize=16_384)
def is_spelt(word: str) -> bool:
    """Whether some syllable of Vietnamese text is spelt so, accents aside.

    >>> is_spelt("hoach"), is_spelt("hoạhc")
    (True, False)
    """
    return fold(tone_key(word)) in _counts()[1]


@cache
def _counts() -> tuple[dict[str, int], dict[str, int], int]:
    """Counts by syllable as written, by syllable without accents, and their sum."""
    exact: dict[str, int] = {}
    folded: dict[str, int] = {}
    for row in files("index").joinpath("syllable_counts.tsv").read_text(encoding="utf-8").splitlines():
        syllable, count = row.split("\t")
        key = tone_key(syllable)
        exact[key] = exact.get(key, 0) + int(count)
        folded[fold(key)] = folded.get(fold(key), 0) + int(count)
    return exact, folded, sum(exact.values())
