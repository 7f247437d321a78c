"""Words as numbers: all words of many texts at once, without making a string of each.

The number of a word is a polynomial over its bytes, modulo 2^64: the sum of byte i times MULTIPLIER^i. Of each word it
is read off the running sum over all bytes, divided by the power that stands where the word begins.

Source: Karp, Rabin, Efficient randomized pattern-matching algorithms (1987).
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]

_MULTIPLIER = 0x9E3779B97F4A7C15
_INVERSE = pow(_MULTIPLIER, -1, 1 << 64)
_SPACE = 0x20
_ROUND = 1 << 16


def word_keys(texts: Sequence[str]) -> Keys:
    """A number for each word of the texts in order; equal words have equal numbers, others have others.

    Args:
        texts: words apart by one space.

    >>> one, other, again = word_keys(["kế hoạch kế"]).tolist()
    >>> one == again, one == other
    (True, False)
    """
    joined = " ".join(filter(None, texts)).encode()
    if not joined:
        return np.zeros(0, dtype=np.uint64)
    content = np.frombuffer(joined, dtype=np.uint8)
    ends = np.append(np.flatnonzero(content == _SPACE), len(content))
    starts = np.append(0, ends[:-1] + 1)
    length = -(-len(content) // _ROUND) * _ROUND
    sums = np.cumsum(content * _powers(_MULTIPLIER, length)[: len(content)], dtype=np.uint64)
    before = np.where(starts > 0, sums[starts - 1], np.uint64(0))
    keys: Keys = (sums[ends - 1] - before) * _powers(_INVERSE, length)[starts]
    return keys


def word_count(text: str) -> int:
    """How many words a text has, whose words are apart by one space."""
    return text.count(" ") + 1 if text else 0


@lru_cache(maxsize=8)
def _powers(base: int, length: int) -> Keys:
    powers = np.full(length, base, dtype=np.uint64)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)
