"""Which words are written with a capital beside which neighbours: `triển khai`, but `Thi đua, Khen thưởng`.

An English OCR model reads k, s, c and other letters of one shape as small or large as it pleases. How often the word by
itself has a capital (`lexicon`) says little then; its neighbours say more. For a word w between v and x, the share of
its form with a capital first letter is multiplied by exp( H * h ) against its other forms, where

    h       = before(v, w) + after(w, x) / 2
    before  = logit P(capital | w after v) - logit P(capital | w)         after likewise, with x after w

Words keep their shares, which only their forms divide anew. The first word of a sentence is left as it is.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.restore.language_model import BOUNDARY_ID, UNKNOWN_ID, pair_key
from ingest.restore.ngram_table import NgramTable
from ingest.restore.second_look import Ranked

STEP, ZERO = 1 / 16, 128
"""One unit of a stored difference of logits, and what stands for none."""
_WEIGHT = 0.7
"""H of the formula."""
_CERTAIN = 0.999


class CaseHabits(NamedTuple):
    """Tables of before(v, w) and after(w, x) by the language-model ids of the pair."""

    before: NgramTable
    after: NgramTable

    def revised(self, sentences: Sequence[Sequence[Ranked]]) -> list[list[Ranked]]:
        """The same slots, the forms of their words in the case that their neighbours ask for."""
        revised = [list(sentence) for sentence in sentences]
        places = [
            (row, column, word)
            for row, sentence in enumerate(sentences)
            for column, slot in enumerate(sentence)
            if column and slot.shares[0] < _CERTAIN
            for word in sorted(_words_in_two_cases(slot))
        ]
        for (row, column, word), gain in zip(places, self._gains(sentences, places).tolist(), strict=True):
            if gain:
                revised[row][column] = _recased(revised[row][column], word, np.exp(_WEIGHT * gain))
        return revised

    def _gains(
        self, sentences: Sequence[Sequence[Ranked]], places: Sequence[tuple[int, int, int]]
    ) -> NDArray[np.float64]:
        """h of each word at its place."""
        before = [sentences[row][column - 1].words[0] for row, column, _ in places]
        after = [sentences[row][column + 1 :][:1] for row, column, _ in places]
        following = [slots[0].words[0] if slots else BOUNDARY_ID for slots in after]
        words = np.array([word for _, _, word in places], np.int64)
        first = _looked_up(self.before, pair_key(np.array(before, np.int64), words))
        return first + _looked_up(self.after, pair_key(words, np.array(following, np.int64))) / 2


def in_steps(differences: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Differences of logits as a table holds them.

    >>> in_steps(np.array([-1.0, 0.0, 99.0])).tolist()
    [112, 128, 255]
    """
    return np.clip(np.round(differences / STEP) + ZERO, 0, 255).astype(np.uint8)


def _looked_up(table: NgramTable, keys: NDArray[np.int64]) -> NDArray[np.float64]:
    found, columns = table.look_up(keys)
    return np.where(found, (columns[:, 0].astype(np.float64) - ZERO) * STEP, 0.0)


def _words_in_two_cases(slot: Ranked) -> set[int]:
    """Words of which a form with a capital first letter and another one are rivals."""
    raised = {word for form, word in zip(slot.forms, slot.words, strict=True) if word > UNKNOWN_ID and _is_raised(form)}
    return {word for word in raised if slot.words.count(word) > 1}


def _is_raised(form: str) -> bool:
    return len(form) > 1 and form[0].isupper() and form[1:].islower()


def _recased(slot: Ranked, word: int, factor: float) -> Ranked:
    """The slot with the raised forms of `word` worth so many times more against its other forms."""
    own = [index for index, known in enumerate(slot.words) if known == word]
    weights = {index: slot.shares[index] * (factor if _is_raised(slot.forms[index]) else 1.0) for index in own}
    scale = sum(slot.shares[index] for index in own) / max(sum(weights.values()), 1e-30)
    shares = [weights[index] * scale if index in weights else share for index, share in enumerate(slot.shares)]
    order = sorted(range(len(shares)), key=lambda index: -shares[index])
    return Ranked(
        tuple(slot.forms[index] for index in order),
        tuple(slot.words[index] for index in order),
        tuple(shares[index] for index in order),
    )
