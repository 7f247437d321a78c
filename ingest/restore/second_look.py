"""The words that the lattice leaves in doubt, looked at again with all of the document decided.

For each rival w in a doubtful slot, with P(w) from the lattice,

    P'(w) ~ P(w) * exp( N * score(w) + M * log(1 + 3 n(w)) + T * t(w) )

    n(w) = the greater, of both neighbours, of  sum over its rivals v of P'(v) * times(v, w)
    t(w) = log of (d(w) + A * p(w)) / (D + A) over p(w), between -3 and 3

score(w) is the context network's. times(v, w) is how often the document is expected to have v and w side by side
elsewhere: the sum of P'(v) P'(w) over all places, this one left out. A name or term that stands clear once is known
wherever it comes again, and one that is likely in many places is soon clear in all. t(w) says how much more often than
other texts, which have it with p(w), the document speaks of w: d(w) of its D words beyond doubt are w. A rival that
the language model does not know keeps its share; the others divide theirs anew.

What is expected depends on P', which is P at first; so the whole is done `ROUNDS` times.

Source: Kuhn and De Mori, A Cache-Based Natural Language Model for Speech Recognition, 1990 (the last two terms).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.restore.context_network import ContextNetwork, windows
from ingest.restore.language_model import BOUNDARY_ID, UNKNOWN_ID, pair_key

_BEYOND_DOUBT = 0.97
_USUAL_WORDS, _MOST_TOPICAL = 150.0, 3.0
"""A of the formula, and the bound of t(w)."""
_LOWEST = 1e-12
_COUNTED, _LEAST_COUNTED = 3, 0.02
"""So many rivals of a slot are counted as neighbours, and pairs that are at least so likely."""
_NO_WORDS, _NO_SHARES = (BOUNDARY_ID,) * _COUNTED, (0.0,) * _COUNTED
_WEIGHT_OF_TIMES = 3.0
ROUNDS = 2


class Ranked(NamedTuple):
    """The rivals of one slot, the most probable first.

    Attributes:
        forms: as printed.
        words: their language-model ids.
        shares: their probabilities.
    """

    forms: tuple[str, ...]
    words: tuple[int, ...]
    shares: tuple[float, ...]


class SecondLook(NamedTuple):
    """How the second look weighs its evidence.

    Attributes:
        network: tells which rival fits the words around it.
        usual: log p(w) by language-model id.
        trust, memory, topic: N, M and T of the formula.
        certain: probability from which a slot is not looked at again.
    """

    network: ContextNetwork
    usual: NDArray[np.float32]
    trust: float = 0.3
    memory: float = 1.5
    topic: float = 0.6
    certain: float = 0.98

    def revised(self, sentences: Sequence[Sequence[Ranked]]) -> list[list[Ranked]]:
        """The same slots, the rivals of the doubtful ones ranked anew."""
        revised = [list(sentence) for sentence in sentences]
        doubtful = [
            (row, column)
            for row, sentence in enumerate(sentences)
            for column, slot in enumerate(sentence)
            if slot.shares[0] < self.certain and len(slot.forms) > 1
        ]
        if doubtful:
            slots = [sentences[row][column] for row, column in doubtful]
            for _ in range(ROUNDS):
                anew = self._ranked_anew(slots, _Stream(revised), doubtful)
                for (row, column), slot in zip(doubtful, anew, strict=True):
                    revised[row][column] = slot
        return revised

    def _ranked_anew(
        self, slots: Sequence[Ranked], stream: "_Stream", places: Sequence[tuple[int, int]]
    ) -> list[Ranked]:
        width = max(len(slot.forms) for slot in slots)
        words = np.full((len(slots), width), UNKNOWN_ID, np.int64)
        shares = np.full((len(slots), width), _LOWEST)
        for number, slot in enumerate(slots):
            words[number, : len(slot.words)] = slot.words
            shares[number, : len(slot.shares)] = np.maximum(slot.shares, _LOWEST)
        at = np.array([stream.starts[row] + column for row, column in places])
        evidence = self.trust * self.network.scores(windows(stream.words, at), words).astype(np.float64)
        evidence += self.memory * np.log1p(_WEIGHT_OF_TIMES * stream.times_beside(at, words))
        evidence += self.topic * stream.topicality(words, np.exp(self.usual[words].astype(np.float64)))
        shares = _revised_shares(shares, evidence, words > UNKNOWN_ID)
        order = np.argsort(-shares, axis=1, kind="stable")
        return [
            _reordered(slot, best, row) for slot, best, row in zip(slots, order.tolist(), shares.tolist(), strict=True)
        ]


class _Stream:
    """The words of a document one after another, with a boundary before, between and after its sentences.

    Attributes:
        words: the best word of each place.
        starts: the place of each sentence's first word.
    """

    def __init__(self, sentences: Sequence[Sequence[Ranked]]) -> None:
        words, shares = [_NO_WORDS], [_NO_SHARES]
        self.starts: list[int] = []
        for sentence in sentences:
            self.starts.append(len(words))
            words += [(slot.words + _NO_WORDS)[:_COUNTED] for slot in sentence]
            shares += [(slot.shares + _NO_SHARES)[:_COUNTED] for slot in sentence]
            words.append(_NO_WORDS)
            shares.append(_NO_SHARES)
        self._rivals = np.array(words, np.int64)
        self._shares = np.where(self._rivals > UNKNOWN_ID, np.array(shares), 0.0)
        self.words = self._rivals[:, 0]
        self._pairs = _expected_pairs(self._rivals, self._shares)
        self._times = np.bincount(self.words[self._shares[:, 0] > _BEYOND_DOUBT], minlength=1)

    def topicality(self, rivals: NDArray[np.int64], usual: NDArray[np.float64]) -> NDArray[np.float64]:
        """t(w) of each rival; `usual` is p(w)."""
        times = self._times[np.minimum(rivals, len(self._times) - 1)] * (rivals < len(self._times))
        ratio = (times + _USUAL_WORDS * usual) / ((self._times.sum() + _USUAL_WORDS) * usual)
        topicality: NDArray[np.float64] = np.clip(np.log(ratio), -_MOST_TOPICAL, _MOST_TOPICAL)
        return topicality

    def times_beside(self, at: NDArray[np.int64], rivals: NDArray[np.int64]) -> NDArray[np.float64]:
        """n(w) of each rival: (places, rivals); `at` holds the places."""
        is_same = self._rivals[at][:, None, :] == rivals[:, :, None]
        here = (self._shares[at][:, None, :] * is_same).sum(axis=2)
        times = np.zeros((2, *rivals.shape))
        for side, beside in enumerate((at - 1, at + 1)):
            for neighbour, share in zip(self._rivals[beside].T, self._shares[beside].T, strict=True):
                neighbour, share = neighbour[:, None], share[:, None]
                pairs = pair_key(rivals, neighbour) if side else pair_key(neighbour, rivals)
                times[side] += share * np.maximum(self._pairs.of(pairs) - share * here, 0)
        greater: NDArray[np.float64] = times.max(axis=0)
        return greater


class _Sums(NamedTuple):
    """Sums by key; `keys` ascend."""

    keys: NDArray[np.int64]
    sums: NDArray[np.float64]

    def of(self, keys: NDArray[np.int64]) -> NDArray[np.float64]:
        """The sum of each key, 0 where there is none."""
        places = np.searchsorted(self.keys, keys) % len(self.keys)
        return np.where(self.keys[places] == keys, self.sums[places], 0.0)


def _expected_pairs(rivals: NDArray[np.int64], shares: NDArray[np.float64]) -> _Sums:
    """How often each pair of words is expected side by side, in a document of at least two places."""
    weights = shares[:-1, :, None] * shares[1:, None, :]
    weights = np.where(weights < _LEAST_COUNTED, 0.0, weights)
    keys, places = np.unique(pair_key(rivals[:-1, :, None], rivals[1:, None, :]), return_inverse=True)
    return _Sums(keys, np.bincount(places.ravel(), weights.ravel()).astype(np.float64))


def _revised_shares(
    shares: NDArray[np.float64], evidence: NDArray[np.float64], is_known: NDArray[np.bool_]
) -> NDArray[np.float64]:
    weights = np.where(is_known, np.log(shares) + evidence, -np.inf)
    weights = np.exp(weights - np.maximum(weights.max(axis=1, keepdims=True), -1e9))
    divided = (shares * is_known).sum(axis=1, keepdims=True)
    return np.where(is_known, weights / np.maximum(weights.sum(axis=1, keepdims=True), _LOWEST) * divided, shares)


def _reordered(slot: Ranked, order: Sequence[int], shares: Sequence[float]) -> Ranked:
    kept = [index for index in order if index < len(slot.forms)]
    return Ranked(
        tuple(slot.forms[index] for index in kept),
        tuple(slot.words[index] for index in kept),
        tuple(shares[index] for index in kept),
    )
