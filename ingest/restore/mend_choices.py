"""What may have been printed where the Vietnamese OCR read a word.

    local score = C log P(read | form) + [form is not what was read] * R(c) + S log P(spelling) + K log P(case)

with R(c) the evidence of the OCR's own confidence (`mend_model`). The word may also be none that the lexicon knows:
then it stands as it was read, at a price. What is never a choice: another case, another way to write the same syllable
(hòa and hoà, kỹ and kĩ), anything at all for numbers, codes, abbreviations and foreign words.
"""

from collections.abc import Container, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.text import strip_accents
from ingest.restore.candidates import Matches, find_matches
from ingest.restore.language_model import UNKNOWN_ID
from ingest.restore.lexicon import best_below
from ingest.restore.mend_model import MendModel
from ingest.restore.model_file import RestorationModel
from ingest.restore.syllables import is_syllable
from ingest.restore.tokens import language_key

_REMEMBERED = 100_000


class MendWeights(NamedTuple):
    """How much each source of evidence counts, found on development texts.

    Attributes:
        channel, spelling, case, language: exponents of the probabilities.
        confidence: what the evidence of the OCR's confidence is multiplied by.
        unknown: log price of a word that the lexicon lacks and that could be a syllable.
        unknown_letter: log price of each of its letters.
        unspeakable: log price of a word with Vietnamese letters that is no syllable.
        least_share: probability that a form must reach to be written in the place of what was read.
        kept: most choices for one word.
    """

    channel: float = 1.0
    spelling: float = 0.5
    case: float = 0.5
    language: float = 1.0
    confidence: float = 1.0
    unknown: float = -9.0
    unknown_letter: float = -0.5
    unspeakable: float = -14.0
    least_share: float = 0.8
    kept: int = 8


class MendChoices(NamedTuple):
    """Forms that may stand in a slot; the first is what was read.

    Attributes:
        forms: as printed.
        words: language-model ids.
        local: scores without the evidence of the confidence.
        is_change: 0 for what was read, 1 for all others.
    """

    forms: tuple[str, ...]
    words: NDArray[np.int64]
    local: NDArray[np.float32]
    is_change: NDArray[np.float32]


class MendChoiceFinder:
    """Finds and remembers the choices of words that the Vietnamese OCR read."""

    def __init__(self, model: RestorationModel, mending: MendModel, weights: MendWeights) -> None:
        self._model, self._channel, self._weights = model, mending.channel, weights
        lexicon = model.lexicon
        self._form_logs = weights.spelling * lexicon.spelling_logs + weights.case * lexicon.case_logs
        self._prior = self._form_logs + weights.language * model.language_model.unigrams[lexicon.words]
        self._promise = best_below(model.trie, self._prior)
        self._ids = {word: index for index, word in enumerate(model.words)}
        self._form_ids = {form: index for index, form in enumerate(lexicon.forms)}
        self._spellings = {strip_accents(word) for word in model.words if is_syllable(word)}
        self._found: dict[str, MendChoices] = {}

    def find(self, words: Iterable[str]) -> dict[str, MendChoices]:
        """The choices of each of `words`."""
        wanted = set(words)
        if len(self._found) > _REMEMBERED:
            self._found.clear()
        new = sorted(word for word in wanted - self._found.keys() if not is_fixed(word, self._spellings))
        matches = find_matches(new, self._model.trie, self._channel, promise=self._promise)
        order = np.argsort(matches.word, kind="stable")
        ends = np.searchsorted(matches.word[order], np.arange(len(new) + 1))
        for number, word in enumerate(new):
            self._found[word] = self._choose(word, matches, order[ends[number] : ends[number + 1]])
        return {word: self._found[word] if word in self._found else self._only(word) for word in wanted}

    def _choose(self, word: str, matches: Matches, found: NDArray[np.int64]) -> MendChoices:
        key, case = language_key(word), _case_of(word)
        forms, logs = matches.form[found], self._weights.channel * matches.log[found]
        best = np.argsort(-(logs + self._prior[forms]))[: 3 * self._weights.kept]
        others = [k for k in best.tolist() if self._is_other(self._model.lexicon.forms[forms[k]], key, case)]
        others = others[: self._weights.kept - 1]
        return MendChoices(
            forms=(word, *(self._model.lexicon.forms[forms[k]] for k in others)),
            words=np.array([self._ids.get(key, UNKNOWN_ID), *self._model.lexicon.words[forms[others]]], np.int64),
            local=np.array([self._read_score(word, forms, logs), *(logs + self._form_logs[forms])[others]], np.float32),
            is_change=np.array([0, *[1] * len(others)], np.float32),
        )

    def _is_other(self, form: str, key: str, case: str) -> bool:
        return _case_of(form) == case and language_key(form) != key and is_syllable(form)

    def _read_score(self, word: str, forms: NDArray[np.int64], logs: NDArray[np.float32]) -> float:
        """Score of the word as it was read: a form of the lexicon, another case of one, or a word it lacks."""
        own = self._form_ids.get(word)
        same = np.flatnonzero(forms == own) if own is not None else np.zeros(0, np.int64)
        if len(same):
            return float(logs[same[0]] + self._form_logs[own])
        weights = self._weights
        if not word.isascii() and not is_syllable(word):
            return weights.unspeakable
        return weights.unknown + weights.unknown_letter * len(word)

    def _only(self, word: str) -> MendChoices:
        ids = np.array([self._ids.get(language_key(word), UNKNOWN_ID)], np.int64)
        return MendChoices((word,), ids, np.zeros(1, np.float32), np.zeros(1, np.float32))


def is_fixed(word: str, spellings: Container[str]) -> bool:
    """Whether a word stands as it was read: not of letters alone, an abbreviation, or a foreign word.

    Args:
        word: as read.
        spellings: syllables with their accents left out.

    >>> known = {"doi", "tin", "quoc", "viet"}
    >>> [word for word in ("đối", "tin", "QUOC", "QUÓC", "KHCN", "CĐN", "Mobile", "d6i") if is_fixed(word, known)]
    ['KHCN', 'CĐN', 'Mobile', 'd6i']
    """
    if not word.isalpha() or not strip_accents(word).isascii() or (len(word) == 1 and word.isascii()):
        return True
    plain = word.replace("Đ", "D") if word.isupper() else word
    return plain.isascii() and not is_syllable(word) and plain.lower() not in spellings


def _case_of(word: str) -> str:
    if word.isupper() and len(word) > 1:
        return "upper"
    return "title" if word[:1].isupper() else "lower"
