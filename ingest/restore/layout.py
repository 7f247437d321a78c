"""Sentences of slots laid out as a lattice of words, and the way back from words to printed forms.

The language model knows words, not their case or spelling, so the forms of one word are one candidate of the lattice:

    local(word) = log sum over its forms of exp local(form)
    P(form)     = P(word) * exp( local(form) - local(word) )

Where the case of the words around a slot says something about its own, it is added to the forms' scores first.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.restore.choices import Choices
from ingest.restore.language_model import BOUNDARY_ID, NUMBER_ID, UNKNOWN_ID
from ingest.restore.lattice import Lattice
from ingest.restore.sentences import Slot
from ingest.restore.weights import Weights

_NEVER = np.float32(-1e4)
_BOUNDARY_ROW, _NUMBER_ROW = 0, 1

Sentence = Sequence[Slot]


class ChoiceTable(NamedTuple):
    """Choices of many read words, one row each, after a row for the boundary and one for protected slots.

    Attributes:
        rows: the row of each read word.
        first, last: language-model ids: (rows, words).
        word: index of each form's word in its row: (rows, forms).
        local, initial: scores of the forms, -1e4 where there is none: (rows, forms).
        is_shouted, is_raised: as in `Choices`: (rows, forms).
    """

    rows: dict[str, int]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    word: NDArray[np.int64]
    local: NDArray[np.float32]
    initial: NDArray[np.float32]
    is_shouted: NDArray[np.bool_]
    is_raised: NDArray[np.bool_]

    @classmethod
    def of(cls, choices: Mapping[str, Choices], sentences: Sequence[Sentence]) -> "ChoiceTable":
        """The table of all words of the sentences."""
        wanted = sorted({slot.text for sentence in sentences for slot in sentence if not slot.is_protected})
        found = [Choices.only("", BOUNDARY_ID), Choices.only("", NUMBER_ID), *(choices[text] for text in wanted)]
        return cls(
            {text: row for row, text in enumerate(wanted, _NUMBER_ROW + 1)},
            _stacked([one.first for one in found], UNKNOWN_ID),
            _stacked([one.last for one in found], UNKNOWN_ID),
            _stacked([one.word for one in found], 0),
            _stacked([one.local for one in found], _NEVER),
            _stacked([one.initial for one in found], _NEVER),
            _stacked([one.is_shouted for one in found], False),
            _stacked([one.is_raised for one in found], False),
        )

    def rows_of(self, sentences: Sequence[Sentence]) -> NDArray[np.int64]:
        """The row of each slot, (sentences, slots), one slot longer than the longest sentence."""
        rows = np.full((len(sentences), max(map(len, sentences)) + 1), _BOUNDARY_ROW, np.int64)
        for number, sentence in enumerate(sentences):
            rows[number, : len(sentence)] = [
                _NUMBER_ROW if slot.is_protected else self.rows[slot.text] for slot in sentence
            ]
        return rows


def _stacked(columns: Sequence[NDArray[Any]], filling: Any) -> NDArray[Any]:
    """Arrays of different lengths as rows of one, filled up at their ends."""
    lengths = np.array([len(column) for column in columns])
    stacked = np.full((len(columns), lengths.max()), filling, columns[0].dtype)
    stacked[np.arange(lengths.max()) < lengths[:, None]] = np.concatenate(columns)
    return stacked


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


def lay_out(sentences: Sequence[Sentence], table: ChoiceTable, weights: Weights) -> LaidOut:
    """The lattice of sentences of about equal length; boundaries fill up the shorter ones."""
    rows = table.rows_of(sentences)
    is_capital, is_small = np.zeros((2, *rows.shape), np.bool_)
    for number, sentence in enumerate(sentences):
        around = _surroundings([slot.text for slot in sentence])
        is_capital[number, : len(sentence)], is_small[number, : len(sentence)] = around
    scores = table.local[rows]
    scores[:, 0] = table.initial[rows[:, 0]]
    gain = np.where(is_capital, np.float32(weights.shouting), np.float32(-weights.shouting))
    scores += gain[..., None] * table.is_shouted[rows]
    scores -= (np.float32(weights.raising) * is_small)[..., None] * table.is_raised[rows]
    word = table.word[rows]
    local, within = _gathered(scores, word, table.first.shape[1])
    return LaidOut(Lattice(table.first[rows], table.last[rows], local), word, within)


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
