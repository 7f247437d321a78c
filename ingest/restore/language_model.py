"""How likely a syllable is after the two before it: interpolated Kneser-Ney trigrams in backing-off form.

    p(c | a, b) = p3(a, b, c)                 when the trigram is in the table
                = g(a, b) * p(c | b)          otherwise; g = 1 for a pair that is not in the table
    p(c | b)    = p2(b, c)                    when the pair is in the table
                = g(b) * p1(c)                otherwise

All values are natural logarithms; those in tables are kept in steps of `STEP`.

Source: Chen and Goodman, An Empirical Study of Smoothing Techniques for Language Modeling, 1999, section 2.7.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.restore.ngram_table import NgramTable

STEP = 1 / 15
"""One unit of a stored logarithm; 255 units reach down to e^-17."""

BOUNDARY_ID, NUMBER_ID, UNKNOWN_ID = 0, 1, 2
_VOCABULARY_LIMIT = 1 << 16

Ids = NDArray[np.int64]
Logs = NDArray[np.float32]


class PairLogs(NamedTuple):
    """For pairs (b, c): log p(c | b), and log g(b, c), what backing off from the context (b, c) costs."""

    probability: Logs
    back_off: Logs


class LanguageModel:
    """Trigram model over syllable ids.

    Args:
        unigrams: log p1, one for each id.
        back_offs: log g(b), one for each id.
        pairs: table of (b, c): steps of log p2, steps of log g(b, c).
        triples: table of (a, b, c): steps of log p3.
    """

    def __init__(self, *, unigrams: Logs, back_offs: Logs, pairs: NgramTable, triples: NgramTable) -> None:
        self.unigrams, self.back_offs = unigrams, back_offs
        self._pairs, self._triples = pairs, triples

    @property
    def tables(self) -> tuple[NgramTable, NgramTable]:
        """The tables of pairs and of triples."""
        return self._pairs, self._triples

    def pair_logs(self, first: Ids, second: Ids) -> PairLogs:
        """Logs of p(second | first) and of g(first, second), element by element; any equal shapes."""
        found, columns = self._pairs.look_up(pair_key(first, second).ravel())
        found, stored = found.reshape(first.shape), columns.reshape(*first.shape, 2) * np.float32(-STEP)
        backed_off = self.back_offs[first] + self.unigrams[second]
        return PairLogs(np.where(found, stored[..., 0], backed_off), np.where(found, stored[..., 1], np.float32(0)))

    def triple_logs(self, pair: Ids, third: Ids, *, back_off: Logs, shorter: Logs) -> Logs:
        """Logs of p(third | a, b), element by element.

        Args:
            pair: `pair_key(a, b)`.
            back_off: log g(a, b).
            shorter: log p(third | b).
        """
        keys = pair * _VOCABULARY_LIMIT + third
        found, columns = self._triples.look_up(keys.ravel())
        stored = columns[:, 0].reshape(keys.shape) * np.float32(-STEP)
        return np.where(found.reshape(keys.shape), stored, back_off + shorter)


def pair_key(first: Ids, second: Ids) -> Ids:
    """One number for a pair of ids."""
    return first * _VOCABULARY_LIMIT + second


def in_steps(logs: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Logarithms as stored in a table."""
    return np.clip(np.round(-logs / STEP), 0, 255).astype(np.uint8)
