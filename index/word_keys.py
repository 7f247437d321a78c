"""Words as numbers: all words of many texts at once, without making a string of each.

The number of a word is a polynomial over its bytes, modulo 2^64: the sum of byte i times MULTIPLIER^i. Of each word it
is read off the running sum over all bytes, divided by the power that stands where the word begins.

Half of a number is kept in the database beside the passage (`index.schema.word_keys`), so that texts are not cut again
at each search: whoever changes how numbers are made has all of them made again.

Source: Karp, Rabin, Efficient randomized pattern-matching algorithms (1987).
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Halves = npt.NDArray[np.uint32]

_MULTIPLIER = 0x9E3779B97F4A7C15
_INVERSE = pow(_MULTIPLIER, -1, 1 << 64)
_CARRY = 0xD6E8FEB86659FD93
_SPACE = 0x20
_ROUND = 1 << 16
_KEPT = np.dtype("<u4")
_HALF = np.uint64(32)


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


def halves(texts: Sequence[str]) -> Halves:
    """As `word_keys`, half of each number: one in four thousand million is another word's too.

    The upper half, after the lower one was carried into it: the first letter of a word stands in the lower one alone.
    """
    return ((word_keys(texts) * np.uint64(_CARRY)) >> _HALF).astype(_KEPT)


def to_blobs(texts: Sequence[str]) -> list[bytes]:
    """The numbers of the words of each text, as the database keeps them."""
    joined = halves(texts).tobytes()
    ends = list(accumulate((text.count(" ") + 1 if text else 0 for text in texts), initial=0))
    return [joined[start * _KEPT.itemsize : end * _KEPT.itemsize] for start, end in pairwise(ends)]


def from_blobs(blobs: Sequence[bytes]) -> tuple[Halves, npt.NDArray[np.intp]]:
    """The numbers in all blobs, one after the other, and how many are of each."""
    sizes = np.array(list(map(len, blobs)), dtype=np.intp) // _KEPT.itemsize
    return np.frombuffer(b"".join(blobs), dtype=_KEPT), sizes


@lru_cache(maxsize=8)
def _powers(base: int, length: int) -> Keys:
    powers = np.full(length, base, dtype=np.uint64)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)
