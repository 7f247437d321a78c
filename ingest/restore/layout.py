"""Sentences of slots laid out as a lattice of words, and the way back from words to printed forms.

The language model knows words, not their case or spelling, so the forms of one word are one candidate of the lattice:

    local(word) = log sum over its forms of exp local(form)
    P(form)     = P(word) * exp( local(form) - local(word) )

Where the case of the words around a slot says something about its own, it is added to the forms' scores first.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.restore.choices import Choices
from ingest.restore.language_model import BOUNDARY_ID, NUMBER_ID, UNKNOWN_ID
from ingest.restore.lattice import Lattice
from ingest.restore.sentences import Slot
from ingest.restore.weights import Weights

_NEVER = np.float32(-1e4)

Sentence = Sequence[Slot]


class LaidOut(NamedTuple):
    """A lattice of words with the forms behind them.

    Attributes:
        lattice: (sentences, slots, words).
        word: index of each form's word in its slot: (sentences, slots, forms).
        within: share that each form has of its word; 0 where there is none: the same shape.
    """

    lattice: Lattice
    word: NDArray[np.int64]
    within: NDArray[np.float32]

    def shares_of_forms(self, shares: NDArray[np.float32]) -> NDArray[np.float32]:
        """P(form) from P(word): (sentences, slots, forms)."""
        return np.take_along_axis(shares, self.word, axis=2) * self.within


def lay_out(sentences: Sequence[Sentence], choices: Mapping[str, Choices], weights: Weights) -> LaidOut:
    """The lattice of sentences of about equal length; boundaries fill up the shorter ones."""
    found = {slot.text: choices[slot.text] for sentence in sentences for slot in sentence if not slot.is_protected}
    slots = max(map(len, sentences)) + 1
    words = max((len(one.first) for one in found.values()), default=1)
    forms = max((len(one.forms) for one in found.values()), default=1)
    first = np.full((len(sentences), slots, words), UNKNOWN_ID, np.int64)
    last = first.copy()
    word = np.zeros((len(sentences), slots, forms), np.int64)
    scores = np.full(word.shape, _NEVER, np.float32)
    scores[:, :, 0] = 0
    for row, sentence in enumerate(sentences):
        is_capital, is_small = _surroundings([slot.text for slot in sentence])
        for column, slot in enumerate(sentence):
            if slot.is_protected:
                first[row, column, 0] = last[row, column, 0] = NUMBER_ID
            else:
                one = found[slot.text]
                count, kinds = len(one.forms), len(one.first)
                first[row, column, :kinds], last[row, column, :kinds] = one.first, one.last
                word[row, column, :count] = one.word
                alone = one.local if column else one.initial
                if count > 1:
                    gain = weights.shouting if is_capital[column] else -weights.shouting
                    is_raised = one.is_raised * (weights.raising if is_small[column] else 0.0)
                    alone = np.asarray(alone + gain * one.is_shouted - is_raised, np.float32)
                scores[row, column, :count] = alone
        first[row, len(sentence) :, 0] = last[row, len(sentence) :, 0] = BOUNDARY_ID
    local, within = _gathered(scores, word, words)
    return LaidOut(Lattice(first, last, local), word, within)


def _gathered(
    scores: NDArray[np.float32], word: NDArray[np.int64], words: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """local(word), (sentences, slots, words), and each form's share of its word."""
    peak = scores.max(axis=2, keepdims=True)
    parts = np.exp(scores - peak)
    cells = np.arange(scores.shape[0] * scores.shape[1]).reshape(*scores.shape[:2], 1) * words + word
    sums = np.bincount(cells.ravel(), parts.ravel(), minlength=scores.shape[0] * scores.shape[1] * words)
    sums = sums.reshape(*scores.shape[:2], words)
    local = np.where(sums > 0, np.log(np.maximum(sums, 1e-30)) + peak, _NEVER).astype(np.float32)
    return local, (parts / np.maximum(np.take_along_axis(sums, word, axis=2), 1e-30)).astype(np.float32)


def _surroundings(words: Sequence[str]) -> tuple[list[bool], list[bool]]:
    """For each word: whether most of the two words on either side are in capitals; whether both neighbours are small.

    A word without words around it is judged by itself. `S6` may be `Số` as well as `SỐ`: one capital tells nothing.
    """
    capitals = [word.isupper() and sum(map(str.isalpha, word)) > 1 for word in words]
    votes = [
        (1 if one else -1) if len(word) > 1 and word.isalpha() else 0 for word, one in zip(words, capitals, strict=True)
    ]
    small = [word[0].islower() for word in words]
    is_capital, is_small = [], []
    for place, alone in enumerate(capitals):
        near = votes[max(0, place - 2) : place] + votes[place + 1 : place + 3]
        is_capital.append(sum(near) > 0 if any(near) else alone)
        is_small.append(0 < place < len(words) - 1 and small[place - 1] and small[place + 1])
    return is_capital, is_small
