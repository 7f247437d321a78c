"""Which of a slot's rival words fits the words around it: a small network that sees six words on either side.

The trigram lattice sees two words back and, through its paths, two ahead. What tells `tặng` from `tăng` often stands
farther off. For a slot with the words c_-6..c_-1 and c_1..c_6 around it, a rival w has

    x        = E[c_-6] ; ... ; E[c_-1] ; E[c_1] ; ... ; E[c_6]          (one row of E a word, side by side)
    h        = max(0, x W + u) V + v
    score(w) = h . O[w] + b[w]                       P(w | rivals, context) = exp score(w) / sum over rivals exp score

E, W, u, V, v, O and b are learnt from clean text (`train_context`): each word of it against the words that it is
mistaken for. Asked only where the lattice is in doubt, it costs little.

>>> network = ContextNetwork(
...     E=np.eye(3, dtype=np.float32), W=np.ones((3 * 2 * SPAN, 4), np.float32), u=np.zeros(4, np.float32),
...     V=np.ones((4, 1), np.float32), v=np.zeros(1, np.float32),
...     O=np.array([[0], [1], [2]], np.float32), b=np.zeros(3, np.float32),
... )
>>> windows(np.array([1, 2]), np.array([0]))[0, SPAN - 1 : SPAN + 1].tolist()  # a boundary before, word 2 after
[0, 2]
>>> network.scores(windows(np.array([1, 2]), np.array([0])), np.array([[1, 2]])).tolist()
[[48.0, 96.0]]

Source: Bengio et al., A Neural Probabilistic Language Model, 2003, with words on both sides
and the sum over rivals only.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.restore.language_model import BOUNDARY_ID

SPAN = 6
"""Words seen on either side."""
_BLOCK, _CHUNK = 16, 1024
"""Matrices of 16 rows are small enough for the linear algebra library to stay on one core: its threads cost more time
waiting for each other than they save. So many slots are worked on at once."""

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]


class ContextNetwork(NamedTuple):
    """The weights of the formula above, by its names; shapes with V words, e = row of E, h hidden and d output units.

    Attributes:
        E: (V, e). W: (2 SPAN e, h). u: (h,). V: (h, d). v: (d,). O: (V, d). b: (V,).
    """

    E: Floats
    W: Floats
    u: Floats
    V: Floats
    v: Floats
    O: Floats  # noqa: E741
    b: Floats

    def scores(self, around: Ids, rivals: Ids) -> Floats:
        """score(w) of every rival: (slots, rivals).

        Args:
            around: ids of the words around each slot, left to right: (slots, 2 SPAN).
            rivals: ids of the words that may stand in it: (slots, rivals).
        """
        hidden = np.concatenate([self._hidden(around[at : at + _CHUNK]) for at in range(0, len(around), _CHUNK)])
        scored: Floats = np.einsum("nd,nkd->nk", hidden, self.O[rivals]) + self.b[rivals]
        return scored

    def _hidden(self, around: Ids) -> Floats:
        """h of each slot: (slots, d)."""
        blocks = -(-len(around) // _BLOCK)
        padded = np.zeros((blocks * _BLOCK, around.shape[1]), np.int64)
        padded[: len(around)] = around
        x = self.E[padded].reshape(blocks, _BLOCK, around.shape[1], -1).transpose(0, 2, 1, 3)
        inner = (x @ self.W.reshape(around.shape[1], -1, self.W.shape[1])).sum(axis=1) + self.u
        hidden: Floats = (np.maximum(inner, 0) @ self.V + self.v).reshape(blocks * _BLOCK, -1)[: len(around)]
        return hidden


def windows(words: Ids, places: Ids) -> Ids:
    """The `SPAN` words before and after each place in `words`, boundaries past both ends: (places, 2 SPAN)."""
    padded = np.pad(words, SPAN, constant_values=BOUNDARY_ID)
    offsets = np.r_[0:SPAN, SPAN + 1 : 2 * SPAN + 1]
    return np.asarray(padded[places[:, None] + offsets], np.int64)
