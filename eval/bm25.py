"""Plain BM25 over a collection held in memory: the peer that every search is measured beside.

Source: Robertson, Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009); k1 = 1.2, b = 0.75.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_K1, _B = 1.2, 0.75

Scores = npt.NDArray[np.float32]


class Bm25:
    """Scores texts for a question.

    Args:
        texts: the words of each text, apart by spaces.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._numbers: dict[str, int] = {}
        words = [np.array(self._numbered(text), dtype=np.int64) for text in texts]
        lengths = np.array([len(one) for one in words], dtype=np.float32)
        size = max(1, len(self._numbers))
        texts_of_words = np.repeat(np.arange(len(texts)), [len(one) for one in words])
        keys, counts = np.unique(np.concatenate(words) * len(texts) + texts_of_words, return_counts=True)
        terms, self._texts = np.divmod(keys, len(texts))
        self._starts = np.searchsorted(terms, np.arange(size + 1))
        holding = np.diff(self._starts)
        weight = np.log1p((len(texts) - holding + 0.5) / (holding + 0.5))[terms]
        norm = _K1 * (1 - _B + _B * lengths / lengths.mean())[self._texts]
        self._scores = (weight * counts * (_K1 + 1) / (counts + norm)).astype(np.float32)
        self._size = len(texts)

    def scores(self, words: Sequence[str]) -> Scores:
        """One score for each text."""
        total = np.zeros(self._size, dtype=np.float32)
        for word in dict.fromkeys(words):
            number = self._numbers.get(word)
            if number is not None:
                part = slice(self._starts[number], self._starts[number + 1])
                total[self._texts[part]] += self._scores[part]
        return total

    def best(self, words: Sequence[str], count: int) -> list[int]:
        """Places of the best texts, best first."""
        scores = self.scores(words)
        return [int(place) for place in np.argsort(-scores, kind="stable")[:count]]

    def _numbered(self, text: str) -> list[int]:
        return [self._numbers.setdefault(word, len(self._numbers)) for word in text.split()]
