"""Training only: counts how often words have a capital beside which neighbours, for `case_habits`.

Only letters that look alike small and large are of use (c, k, o, p, s, u, v, w, x, y, z, with any accents): the others
are read in the right case. Kept are pairs seen `_LEAST_TIMES` whose logit differs by `_LEAST_DIFFERENCE` or more.
"""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.text import nfc, strip_accents
from ingest.restore.case_habits import CaseHabits, in_steps
from ingest.restore.language_model import BOUNDARY_ID, NUMBER_ID, UNKNOWN_ID
from ingest.restore.ngram_table import NgramTable
from ingest.restore.tokens import PartKind, ends_sentence, language_key, parse_token
from ingest.restore.train_language_model import Counts, merge_counts

_V = 1 << 16
_ALIKE = frozenset("ckopsuvwxyz")
_LEAST_TIMES, _LEAST_DIFFERENCE, _MOST_DIFFERENCE = 20, 0.7, 4.0
_PRIOR = 5.0
"""So many times is a pair taken to have been seen with the word's own share of capitals."""
_SMALL, _RAISED, _OTHER = range(3)

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class CaseCounter:
    """Counts cases beside neighbours.

    Args:
        ids: language-model ids of the words.
    """

    def __init__(self, ids: dict[str, int]) -> None:
        self._ids = ids
        self._parts: tuple[list[Counts], list[Counts]] = ([], [])
        self._stream = [BOUNDARY_ID]
        self._units = lru_cache(maxsize=500_000)(self._units_of)

    def read(self, paragraphs: Iterable[str]) -> None:
        """Counts in these as well."""
        for paragraph in paragraphs:
            for token in nfc(paragraph).split():
                self._stream += self._units(token)
            self._stream.append(BOUNDARY_ID)
            if len(self._stream) > 6_000_000:
                self._close()
        self._close()

    def habits(self) -> CaseHabits:
        """The tables of what was read."""
        before, after = (_by_pair(merge_counts(parts)) for parts in self._parts)
        small = np.bincount(before[0] % _V, before[1], minlength=_V)
        raised = np.bincount(before[0] % _V, before[2], minlength=_V)
        usual = np.clip((raised + 1) / (raised + small + 20), 1e-3, 0.999)
        alike = np.zeros(_V, bool)
        alike[[index for word, index in self._ids.items() if strip_accents(word[0]) in _ALIKE]] = True
        alike[: UNKNOWN_ID + 1] = False
        return CaseHabits(_table(before, before[0] % _V, usual, alike), _table(after, after[0] // _V, usual, alike))

    def _units_of(self, token: str) -> list[int]:
        """For each part of a token 4 times its id and its case; a boundary after strong punctuation."""
        parsed = parse_token(token)
        units = [
            4 * NUMBER_ID
            if part.kind is PartKind.PROTECTED
            else 4 * self._ids.get(language_key(part.text), UNKNOWN_ID) + _case(part.text)
            for part in parsed.parts
        ]
        return [*units, BOUNDARY_ID] if ends_sentence(parsed.after) else units

    def _close(self) -> None:
        """Counts the pairs of the stream; capitals throughout say nothing, nor does the first word of a sentence."""
        stream = np.array(self._stream, np.int64)
        word, case = stream // 4, stream % 4
        is_plain = case < _OTHER
        inside = is_plain[1:] & is_plain[:-1] & (word[:-1] != BOUNDARY_ID) & (word[1:] > UNKNOWN_ID)
        self._parts[0].append(_distinct((word[:-1] * _V + word[1:])[inside] * 2 + case[1:][inside]))
        followed = inside[:-1] & is_plain[2:]
        self._parts[1].append(_distinct((word[1:-1] * _V + word[2:])[followed] * 2 + case[1:-1][followed]))
        self._stream = [BOUNDARY_ID]


def _case(word: str) -> int:
    if word == word.lower():
        return _SMALL
    return _RAISED if len(word) > 1 and word[0].isupper() and word[1:] == word[1:].lower() else _OTHER


def _distinct(keys: Ints) -> Counts:
    distinct, counts = np.unique(keys, return_counts=True)
    return distinct, counts.astype(np.float64)


def _by_pair(counts: Counts) -> tuple[Ints, Floats, Floats]:
    """The pairs, and how often their word was small and raised."""
    keys, seen = counts
    pairs, place = np.unique(keys // 2, return_inverse=True)
    raised = np.bincount(place, seen * (keys % 2 == _RAISED)).astype(np.float64)
    return pairs, np.bincount(place, seen).astype(np.float64) - raised, raised


def _table(counts: tuple[Ints, Floats, Floats], word: Ints, usual: Floats, alike: NDArray[np.bool_]) -> NgramTable:
    """The table of logit P(capital | pair) - logit P(capital | word), where it says something."""
    pairs, small, raised = counts
    share = usual[word]
    differences = np.log((raised + _PRIOR * share) / (small + _PRIOR * (1 - share))) - np.log(share / (1 - share))
    differences = np.clip(differences, -_MOST_DIFFERENCE, _MOST_DIFFERENCE)
    times = small + raised
    kept = np.flatnonzero(alike[word] & (times >= _LEAST_TIMES) & (np.abs(differences) >= _LEAST_DIFFERENCE))
    kept = kept[np.argsort(-times[kept] * np.abs(differences[kept]))]
    return NgramTable.build(pairs[kept], in_steps(differences[kept])[:, None])
