"""Two words that were read as one: `Soluong` for `Số lượng`.

A read word is cut in two at a stray mark inside it, or anywhere when no form explains it. Both halves must be common
readings, as what is rare in half a word is noise. Behind the halves stand forms l and r, ranked by

    rank(l) + rank(r) + L * ( log p(r | l) - log p(r) )

where rank is what a form is worth by itself, log p(r) included, and L the weight of the language model: words that are
often side by side come first, however rare each is.
"""

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.restore.model_file import RestorationModel

PAIRS_KEPT = 4
"""Most pairs for one read word."""
_FORMS_TRIED, _SHORTEST = 12, 4
_STRAY_MARK = re.compile(r"^([^\W\d_]{3,})[.‘’'`_]([^\W\d_]{2,})$")


class Pair(NamedTuple):
    """Two forms that may have been run together, and the channel's log P(read | both)."""

    left: int
    right: int
    log: float


class RunTogether:
    """Finds the pairs behind a read word.

    Args:
        model: gives the common readings and how likely words are beside each other.
        ranks: what each match of the common readings is worth by itself.
        weight: L of the formula.
    """

    def __init__(self, model: RestorationModel, ranks: NDArray[np.float32], weight: float) -> None:
        self._reads, self._words, self._language_model = model.reads, model.lexicon.words, model.language_model
        self._ranks, self._weight = ranks, weight
        ends = np.searchsorted(model.reads.word, np.arange(len(model.reads.words) + 1)).tolist()
        self._spans = {word: (ends[index], ends[index + 1]) for index, word in enumerate(model.reads.words)}

    def pairs(self, word: str, *, is_hopeless: bool) -> list[Pair]:
        """The best pairs for `word`; without a stray mark only where no single form explains it."""
        found = [ranked for before, after in self._cuts(word, is_hopeless) for ranked in self._ranked(before, after)]
        return [pair for _, pair in sorted(found, reverse=True)[:PAIRS_KEPT]]

    def _cuts(self, word: str, is_hopeless: bool) -> list[tuple[str, str]]:
        marked = _STRAY_MARK.match(word)
        if marked:
            cuts = [(marked[1], marked[2])]
        elif is_hopeless and len(word) >= _SHORTEST:
            cuts = [(word[:cut], word[cut:]) for cut in range(2, len(word) - 1)]
        else:
            cuts = []
        return [cut for cut in cuts if cut[0] in self._spans and cut[1] in self._spans]

    def _ranked(self, before: str, after: str) -> list[tuple[float, Pair]]:
        left, right = (self._best(half)[:, None] for half in (before, after))
        left, right = np.broadcast_arrays(left, right.T)
        first, second = self._words[self._reads.form[left]], self._words[self._reads.form[right]]
        beside = self._language_model.pair_logs(first, second).probability - self._language_model.unigrams[second]
        ranks = self._ranks[left] + self._ranks[right] + self._weight * beside
        logs = self._reads.log[left] + self._reads.log[right]
        columns = (ranks, self._reads.form[left], self._reads.form[right], logs)
        return [
            (rank, Pair(one, other, log))
            for rank, one, other, log in zip(*(column.ravel().tolist() for column in columns), strict=True)
        ]

    def _best(self, read: str) -> NDArray[np.int64]:
        """Places of the best matches of a common reading."""
        start, end = self._spans[read]
        return np.asarray(start + np.argsort(-self._ranks[start:end])[:_FORMS_TRIED], np.int64)
