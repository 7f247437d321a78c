"""What may have been printed where a word was read, before the context is asked.

    local score = C * log P(read | form) + F * log P(form | word)            for a word misread by an OCR model
                = F * log P(form | word), forms that lose their accents to it  for a word typed without accents

The word may also be none that the lexicon knows: it then stands as it was read, at a price for each of its letters.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.text import strip_accents
from ingest.restore.candidates import find_matches
from ingest.restore.language_model import UNKNOWN_ID
from ingest.restore.model_file import RestorationModel

WIDTH = 24
"""Most choices kept for one read word."""


class Weights(NamedTuple):
    """How much each source of evidence counts, found on development texts.

    Attributes:
        channel, form, language: exponents of the three probabilities.
        unknown, unknown_letter: log price of a word that the lexicon lacks, and of each of its letters.
    """

    channel: float = 1.0
    form: float = 0.7
    language: float = 1.0
    unknown: float = -14.0
    unknown_letter: float = -1.0


class Choices(NamedTuple):
    """Forms that may stand in a slot, the best by itself first.

    Attributes:
        forms: as printed.
        first, last: language-model ids of the first and last word of the form.
        local: local scores.
    """

    forms: tuple[str, ...]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    local: NDArray[np.float32]


class ChoiceFinder:
    """Finds and remembers the choices of read words."""

    def __init__(self, model: RestorationModel, weights: Weights) -> None:
        self._model, self._weights = model, weights
        self._misread: dict[str, Choices] = {}
        self._unaccented: dict[str, Choices] = {}
        self._forms_by_plain: dict[str, list[int]] = {}

    def misread(self, words: Iterable[str]) -> dict[str, Choices]:
        """Choices of words that an OCR model read."""
        wanted = set(words)
        new = sorted(wanted - self._misread.keys())
        if len(self._misread) > 200_000:
            self._misread.clear()
        matches = find_matches(new, self._model.trie, self._model.channel)
        local = self._weights.channel * matches.log + self._weights.form * self._model.lexicon.logs[matches.form]
        rank = (
            local
            + self._weights.language * self._model.language_model.unigrams[self._model.lexicon.words[matches.form]]
        )
        order = np.lexsort((-rank, matches.word))
        ends = np.searchsorted(matches.word[order], np.arange(len(new) + 1))
        for number, word in enumerate(new):
            best = order[ends[number] : ends[number + 1]][: WIDTH - 1]
            self._misread[word] = self._choices(word, matches.form[best], local[best])
        return {word: self._misread[word] for word in wanted}

    def unaccented(self, words: Iterable[str]) -> dict[str, Choices]:
        """Choices of words typed without accents."""
        if not self._forms_by_plain:
            self._forms_by_plain = _by_plain_spelling(self._model.lexicon.forms)
        found = {}
        for word in set(words):
            if word not in self._unaccented:
                forms = np.asarray(self._forms_by_plain.get(word, ()), np.int64)
                scores = self._weights.form * self._model.lexicon.logs[forms]
                rank = (
                    scores
                    + self._weights.language * self._model.language_model.unigrams[self._model.lexicon.words[forms]]
                )
                best = np.argsort(-rank)[: WIDTH - 1]
                self._unaccented[word] = self._choices(word, forms[best], scores[best])
            found[word] = self._unaccented[word]
        return found

    def _choices(self, word: str, forms: NDArray[np.int64], local: NDArray[np.float32]) -> Choices:
        ids = np.append(self._model.lexicon.words[forms], UNKNOWN_ID)
        price = self._weights.unknown + self._weights.unknown_letter * len(word)
        printed = (*(self._model.lexicon.forms[form] for form in forms), word)
        return Choices(printed, ids, ids, np.append(local, price).astype(np.float32))


def _by_plain_spelling(forms: Iterable[str]) -> dict[str, list[int]]:
    plain: dict[str, list[int]] = defaultdict(list)
    for index, form in enumerate(forms):
        plain[strip_accents(form)].append(index)
    return dict(plain)
