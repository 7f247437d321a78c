"""e5-small put together: tokens, their first vectors, the network, and one vector of them all."""

from collections.abc import Iterator

import numpy as np

from index.e5_network import E5Network
from index.e5_tokens import E5Tokens
from index.e5_weights import E5Weights, Floats

_OPENING_AND_CLOSING = 2


class E5:
    """Maps text, prefix and all, to a unit vector; threads may share it."""

    def __init__(self) -> None:
        self._weights = weights = E5Weights()
        self._shape, self._ends = weights.shape, (weights.words.start, weights.words.end)
        self._tokens = E5Tokens(weights.words)
        self._network = E5Network(weights)
        kinds = weights.numbers("emb.type").reshape(-1, self._shape.hidden)
        self._places = weights.numbers("emb.pos").reshape(-1, self._shape.hidden) + kinds[0]

    def vector(self, text: str) -> Floats:
        """The mean of its tokens; of a long text the mean of its parts, each weighed by its tokens."""
        total = np.zeros(self._shape.hidden, dtype=np.float32)
        for part in self._parts(self._tokens.numbers(text)):
            numbers = [self._ends[0], *part, self._ends[1]]
            read = self._weights.rows("emb.word", numbers) + self._places[: len(numbers)]
            total += max(1, len(part)) * self._network.run(read).mean(axis=0)
        unit: Floats = total / np.linalg.norm(total)
        return unit

    def _parts(self, numbers: list[int]) -> Iterator[list[int]]:
        longest = self._shape.positions - _OPENING_AND_CLOSING
        for start in range(0, max(1, len(numbers)), longest):
            yield numbers[start : start + longest]
