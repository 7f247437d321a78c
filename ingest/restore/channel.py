"""What an OCR model reads where a letter was printed.

    P(read | word) = max over cuts of the read string into one piece a letter of  prod_k P(piece_k | g_k, g_{k-1})

A piece has 0 to 3 characters. The table holds log P(piece | pair of letters) for each piece seen in training; a
longer piece that was never seen costs as much as its best character plus one stray character each for the others.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

START = "^"
"""Stands before the first letter of a word."""
LONGEST_PIECE = 3

STRAY = 4e-4
"""How likely it is that a character beside the one meant strayed in."""

_UNSEEN = np.float32(np.log(1e-5))


class Channel:
    """Log probabilities of pieces given a letter and the letter before it.

    Args:
        pairs: the pairs (letter before + letter), in the order of the table's columns.
        pieces: the pieces, in the order of the table's rows; "" is the first.
        table: (pieces, pairs) natural logarithms.
    """

    def __init__(self, *, pairs: Sequence[str], pieces: Sequence[str], table: NDArray[np.float32]) -> None:
        self.pair_ids = {pair: index for index, pair in enumerate(pairs)}
        self._rows = {piece: index for index, piece in enumerate(pieces)}
        self._table = table

    def rows_for(self, pieces: Sequence[str]) -> NDArray[np.float32]:
        """One row of log probabilities for each piece, seen in training or not: (pieces, pairs)."""
        return np.stack([self._row(piece) for piece in pieces])

    def _row(self, piece: str) -> NDArray[np.float32]:
        index = self._rows.get(piece)
        if index is not None:
            row: NDArray[np.float32] = self._table[index]
            return row
        if len(piece) == 1:
            return np.full(self._table.shape[1], _UNSEEN, np.float32)
        best = np.max(np.stack([self._row(character) for character in piece]), axis=0)
        return np.asarray(best + np.float32(np.log(STRAY)) * (len(piece) - 1), np.float32)
