"""Text cut into the pieces of words that e5 knows: those whose scores add up to most (a unigram model).

No piece runs over a space, so each word is cut by itself, and the words of a language come again and again.

Source: Kudo, Subword Regularization (2018), section 3.2: Viterbi over the pieces.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from index.e5_weights import E5Words

_SPACES = re.compile(" {2,}")
_SPACE = "▁"
"""Stands before each word in the pieces."""
_UNKNOWN_COST = 10.0
_WORDS_KEPT = 20_000


class E5Tokens:
    """Cuts texts; threads may share it."""

    def __init__(self, words: E5Words) -> None:
        self._pieces = dict(_by_length(words))
        self._longest = max(self._pieces)
        self._scores = words.scores
        self._unknown, self._unknown_score = words.unknown, float(words.scores.min()) - _UNKNOWN_COST
        self._spelling = words.spelling
        self._cut = lru_cache(maxsize=_WORDS_KEPT)(self._cut_word)

    def numbers(self, text: str) -> list[int]:
        """The numbers of the pieces of `text`, which begins with a letter, without those that open and close it."""
        words = _SPACES.sub(" ", text.translate(self._spelling)).split(" ")
        return [number for word in words for number in self._cut(_SPACE + word)]

    def _cut_word(self, word: str) -> tuple[int, ...]:
        best = [0.0] + [-np.inf] * len(word)
        last = [(0, 0)] * (len(word) + 1)
        for start in range(len(word)):
            for end, number, score in (*self._known(word, start), (start + 1, self._unknown, self._unknown_score)):
                if best[start] + score > best[end]:
                    best[end], last[end] = best[start] + score, (start, number)
        found, end = [], len(word)
        while end:
            end, number = last[end]
            found.append(number)
        return tuple(reversed(found))

    def _known(self, word: str, start: int) -> Iterator[tuple[int, int, float]]:
        """The pieces that `word` may go on with at `start`: where each ends, its number and its score."""
        for end in range(start + 1, min(len(word), start + self._longest) + 1):
            asked = word[start:end].encode()
            known = self._pieces.get(len(asked))
            number = known.number(asked) if known is not None else None
            if number is not None and number != self._unknown:
                yield end, number, float(self._scores[number])


@dataclass(frozen=True)
class _Pieces:
    """Pieces of as many bytes, in order, and the number of each: a fifth of what a dictionary of them would take."""

    in_order: npt.NDArray[np.bytes_]
    numbers: npt.NDArray[np.int32]

    def number(self, piece: bytes) -> int | None:
        place = int(self.in_order.searchsorted(piece))
        if place == len(self.in_order) or self.in_order[place] != piece:
            return None
        return int(self.numbers[place])


def _by_length(words: E5Words) -> Iterator[tuple[int, _Pieces]]:
    lengths = np.diff(words.places)
    for length in np.unique(lengths[lengths > 0]).tolist():
        numbers = np.flatnonzero(lengths == length)
        letters = words.letters[words.places[numbers][:, None] + np.arange(length)]
        pieces = letters.view(f"S{length}").ravel()
        order = np.argsort(pieces)
        yield length, _Pieces(pieces[order], numbers[order].astype(np.int32))
