"""What of a question stands in passages: all of them looked at together, as arrays.

Going through the words of a hundred passages one by one took the interpreter longer than all else in a search.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from index.rarity import rarity
from index.word_keys import Halves, from_blobs, halves

Shares = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]
Truths = npt.NDArray[np.bool_]

_LEAST_WEIGHT = 0.05
_WINDOW_WORDS = 30
_USUAL_WORDS = 110.0
_SATURATION, _LENGTH_SHARE = 1.2, 0.75
_SIEVE = 1 << 12


@dataclass(frozen=True)
class AskedWords:
    """The words of a question.

    Attributes:
        numbers: by word, its place in the arrays.
        weights: how telling each word is; 0 for a function word.
        followers: `[one, other]` is the weight of the two side by side; 0 where the question does not have them so.
        length: how many words it has.
    """

    numbers: Mapping[str, int]
    weights: Shares
    followers: Shares
    length: int

    def among(self, keys: Halves) -> tuple[Numbers, Numbers]:
        """Which of the words with these keys are words of the question, and of each of them its place in the arrays."""
        own, order, sieve = self._sought
        likely = np.flatnonzero(sieve[keys % _SIEVE])
        nearest = order[np.searchsorted(own, keys[likely], sorter=order).clip(max=len(own) - 1)]
        is_own = own[nearest] == keys[likely]
        return likely[is_own], nearest[is_own]

    @cached_property
    def _sought(self) -> tuple[Halves, Numbers, Truths]:
        """The keys of its words, the order that sorts them, and where a key may be one of them."""
        own = halves(list(self.numbers))
        sieve = np.zeros(_SIEVE, dtype=np.bool_)
        sieve[own % _SIEVE] = True
        return own, np.argsort(own), sieve

    @property
    def rarest(self) -> str:
        """The most telling of its words; "" when it has none but function words."""
        best = max(self.numbers, key=lambda word: float(self.weights[self.numbers[word]]), default="")
        return best if self.weights.any() else ""

    @property
    def total(self) -> float:
        return float(self.weights.sum()) or 1.0

    @property
    def pair_total(self) -> float:
        return float(self.followers.sum()) or 1.0


def asked_words(words: Sequence[str], function_words: frozenset[str]) -> AskedWords:
    """The words of a question, as the tables of words hold them, with their weights."""
    numbers = {word: place for place, word in enumerate(dict.fromkeys(words))}
    weights = np.array([0.0 if word in function_words else max(_LEAST_WEIGHT, rarity(word)) for word in numbers])
    followers = np.zeros((len(numbers), len(numbers)))
    for one, other in pairwise(map(numbers.__getitem__, words)):
        followers[one, other] = weights[one] + weights[other]
    return AskedWords(numbers=numbers, weights=weights, followers=followers, length=max(1, len(words)))


class WordMatches:
    """What the words of passages say of a question, a value for each passage.

    Shares of the weight of the question are 0..1; the score is a BM25 over it.

    Args:
        asked: the words of the question.
        texts, contexts: keys of their words (`index.word_keys.to_blobs`), one of each for a passage.

    Attributes:
        lengths: how many words the text of each passage has.
    """

    def __init__(self, asked: AskedWords, texts: Sequence[bytes], contexts: Sequence[bytes]) -> None:
        self._asked, self._passages = asked, len(texts)
        parts = [part for both in zip(texts, contexts, strict=True) for part in both]
        keys, sizes = from_blobs(parts)
        self.lengths: Numbers = sizes[::2]
        found, self._number = asked.among(keys)
        part = np.repeat(np.arange(len(parts)), sizes)[found]
        self._passage, self._is_own = part // 2, part % 2 == 0
        self._place = found + _WINDOW_WORDS * part
        """Words of two parts are further apart than a window, and never neighbours."""

    def holds(self, word: str) -> Shares:
        """1 where the word of the question stands in the passage or its context, else 0."""
        place = self._asked.numbers.get(word)
        return np.zeros(self._passages) if place is None else (self._held[:, place]).astype(np.float64)

    def coverage(self) -> Shares:
        return self._share(self._own_counts > 0)

    def all_coverage(self) -> Shares:
        return self._share(self._held)

    def score(self) -> Shares:
        by_length = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * self.lengths / _USUAL_WORDS)
        counts = self._own_counts
        return self._share(counts * (_SATURATION + 1) / (counts + by_length[:, None]))

    def pairs(self) -> Shares:
        return self._pair_share(self._follows & self._is_own)

    def all_pairs(self) -> Shares:
        return self._pair_share(self._follows)

    def run(self) -> Shares:
        """The longest run of words that stand in the text as they do in the question, in words of it."""
        places = np.arange(len(self._number))
        longest = np.zeros(self._passages)
        followed = places - np.maximum.accumulate(np.where(self._follows, -1, places))
        np.maximum.at(longest, self._passage, np.where(self._is_own, followed, 0))
        return np.where(longest > 0, longest + 1, 0.0) / self._asked.length

    def window(self) -> Shares:
        """The greatest weight of different words that stand within `_WINDOW_WORDS` of each other in the text."""
        number, passage, place = (each[self._is_own] for each in (self._number, self._passage, self._place))
        newest = np.full((len(number), len(self._asked.weights)), -_WINDOW_WORDS)
        newest[np.arange(len(number)), number] = place
        is_near = np.maximum.accumulate(newest, axis=0) > (place - _WINDOW_WORDS)[:, None]
        best = np.zeros(self._passages)
        np.maximum.at(best, passage, self._share(is_near))
        return best

    @cached_property
    def _own_counts(self) -> Numbers:
        return self._counted(self._is_own)

    @cached_property
    def _held(self) -> Truths:
        held: Truths = self._counted(np.ones_like(self._is_own)) > 0
        return held

    def _counted(self, chosen: Truths) -> Numbers:
        """How often each word of the question stands in each passage."""
        words = len(self._asked.weights)
        keys = (self._passage * words + self._number)[chosen]
        return np.bincount(keys, minlength=self._passages * words).reshape(self._passages, words)

    @cached_property
    def _follows(self) -> Truths:
        """For each word found, whether it stands behind the one that it follows in the question."""
        follows = np.zeros(len(self._number), dtype=np.bool_)
        beside = np.diff(self._place) == 1
        follows[1:] = beside & (self._asked.followers[self._number[:-1], self._number[1:]] > 0)
        return follows

    def _share(self, held: npt.NDArray[Any]) -> Shares:
        """Of the weight of the question, row by row: rows that are alike get the very same share."""
        share: Shares = (held * self._asked.weights).sum(axis=1) / self._asked.total
        return share

    def _pair_share(self, chosen: Truths) -> Shares:
        """The share of different pairs, of the words chosen and what they follow."""
        second = np.flatnonzero(chosen)
        pair = np.ravel_multi_index((self._number[second - 1], self._number[second]), self._asked.followers.shape)
        pairs = self._asked.followers.size
        different = np.unique(self._passage[second] * pairs + pair)
        weights = self._asked.followers.ravel()[different % pairs]
        return np.bincount(different // pairs, weights, minlength=self._passages) / self._asked.pair_total
