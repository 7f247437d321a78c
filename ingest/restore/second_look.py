"""The words that the lattice leaves in doubt, looked at again with all of the document decided.

For each rival w in a doubtful slot, with P(w) from the lattice,

    P'(w) ~ P(w) * exp( N * score(w) + M * log(1 + n(w)) + T * t(w) )

    t(w) = log of (d(w) + A * p(w)) / (D + A) over p(w), between -3 and 3

score(w) is the context network's, n(w) how often the document itself has w beside the same neighbour where both are
beyond doubt: a name or term that stands clear once is known wherever it comes again. t(w) says how much more often than
other texts, which have it with p(w), the document speaks of w: d(w) of its D words beyond doubt are w. A rival that
the language model does not know keeps its share; the others divide theirs anew.

Source: Kuhn and De Mori, A Cache-Based Natural Language Model for Speech Recognition, 1990 (the last term).
"""

from collections import Counter
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
    trust: float = 0.4
    memory: float = 0.5
    topic: float = 0.5
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
            for (row, column), slot in zip(
                doubtful, self._ranked_anew(slots, _Stream(sentences), doubtful), strict=True
            ):
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
        evidence += self.memory * np.log1p(stream.times_beside(at, words))
        evidence += self.topic * stream.topicality(words, np.exp(self.usual[words].astype(np.float64)))
        shares = _revised_shares(shares, evidence, words > UNKNOWN_ID)
        order = np.argsort(-shares, axis=1, kind="stable")
        return [
            _reordered(slot, best, row) for slot, best, row in zip(slots, order.tolist(), shares.tolist(), strict=True)
        ]


class _Stream:
    """The best words of a document one after another, with a boundary before, between and after its sentences."""

    def __init__(self, sentences: Sequence[Sequence[Ranked]]) -> None:
        words, clear = [BOUNDARY_ID], [False]
        self.starts: list[int] = []
        for sentence in sentences:
            self.starts.append(len(words))
            words += [slot.words[0] for slot in sentence]
            clear += [slot.shares[0] > _BEYOND_DOUBT for slot in sentence]
            words.append(BOUNDARY_ID)
            clear.append(False)
        self.words = np.array(words, np.int64)
        self._clear = np.array(clear) & (self.words > UNKNOWN_ID)
        pairs = pair_key(self.words[:-1], self.words[1:])[self._clear[:-1] & self._clear[1:]]
        self._pairs = Counter(pairs.tolist())
        self._times = np.bincount(self.words[self._clear], minlength=1)

    def topicality(self, rivals: NDArray[np.int64], usual: NDArray[np.float64]) -> NDArray[np.float64]:
        """t(w) of each rival; `usual` is p(w)."""
        times = self._times[np.minimum(rivals, len(self._times) - 1)] * (rivals < len(self._times))
        ratio = (times + _USUAL_WORDS * usual) / ((self._times.sum() + _USUAL_WORDS) * usual)
        topicality: NDArray[np.float64] = np.clip(np.log(ratio), -_MOST_TOPICAL, _MOST_TOPICAL)
        return topicality

    def times_beside(self, at: NDArray[np.int64], rivals: NDArray[np.int64]) -> NDArray[np.float64]:
        """How often each rival stands clear in the document beside a clear neighbour that the slot has as well."""
        before, after = self.words[at - 1][:, None], self.words[at + 1][:, None]
        left = np.where(self._clear[at - 1][:, None], pair_key(before, rivals), -1)
        right = np.where(self._clear[at + 1][:, None], pair_key(rivals, after), -1)
        counts = [self._pairs.get(key, 0) for key in (*left.ravel().tolist(), *right.ravel().tolist())]
        times: NDArray[np.float64] = np.array(counts, np.float64).reshape(2, *rivals.shape).sum(axis=0)
        return times


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
