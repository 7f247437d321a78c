"""What may have been printed where a word was read, before the context is asked.

    local score = C log P(read | form) + S log P(spelling | word) + K log P(case | spelling)

where P(read | form) is the channel's for a word misread by an OCR model, and for a word typed without accents 1 for the
forms that give it when their accents are left out and 0 for all others.

The word may also be none that the lexicon knows: it then stands as it was read, at a price for each of its letters.
"""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.restore.candidates import Matches
from ingest.restore.codes import CodeRestorer
from ingest.restore.language_model import UNKNOWN_ID, pair_key
from ingest.restore.model_file import RestorationModel
from ingest.restore.run_together import Pair
from ingest.restore.syllables import is_syllable
from ingest.restore.typing_style import is_speakable, shows_misreading
from ingest.restore.weights import Weights


class Choices(NamedTuple):
    """Forms that may stand in a slot, the best by itself first.

    Forms that differ in case or spelling alone are one word to the language model, which so sees half as many.

    Attributes:
        forms: as printed.
        word: for each form the index of its word in `first` and `last`.
        first, last: language-model ids of the first and last syllable of each word.
        local: local scores of the forms.
        initial: local scores at the start of a sentence, where a capital says nothing about the word.
        is_shouted: the form is a syllable in capitals, as in a heading.
        is_raised: the form is a syllable with a capital first letter.
    """

    forms: tuple[str, ...]
    word: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    local: NDArray[np.float32]
    initial: NDArray[np.float32]
    is_shouted: NDArray[np.bool_]
    is_raised: NDArray[np.bool_]

    @classmethod
    def only(cls, form: str, word: int) -> "Choices":
        """One form and no other."""
        ids, score, never = np.array([word], np.int64), np.zeros(1, np.float32), np.zeros(1, bool)
        return cls((form,), np.zeros(1, np.int64), ids, ids, score, score, never, never)


class _Scored(NamedTuple):
    """Columns of `Choices` for many forms, and their language-model words."""

    word: NDArray[np.int64]
    local: NDArray[np.float32]
    initial: NDArray[np.float32]
    is_shouted: NDArray[np.bool_]
    is_raised: NDArray[np.bool_]


class Scorer:
    """Gives the forms that were found for read words their local scores."""

    def __init__(self, model: RestorationModel, weights: Weights) -> None:
        lexicon = model.lexicon
        self._lexicon, self._weights, self._capitals = lexicon, weights, model.capitals
        self._codes = CodeRestorer(model.known_codes, model.capitals)
        self._form_logs = weights.spelling * lexicon.spelling_logs
        self._case_logs = weights.case * lexicon.case_logs
        self._is_shouted = np.array([form.isupper() and len(form) > 1 and is_syllable(form) for form in lexicon.forms])
        self._is_raised = np.array([form.istitle() and is_syllable(form) for form in lexicon.forms])
        self.prior = self._form_logs + self._case_logs + weights.language * model.language_model.unigrams[lexicon.words]
        """What each form is worth by itself, however it was read."""

    def choices(self, words: Sequence[str], best: Matches) -> dict[str, Choices]:
        """For each word the given forms, then the word as it was read, then the abbreviation that it is without its Đ.

        Args:
            words: as read.
            best: the forms of each word in turn; `log` holds the evidence for them, C log P(read | form).
        """
        others = [self._unknown(word) for word in words]
        numbers, unknown = np.arange(len(words) + 1), np.array([len(each) for each in others], np.int64)
        lowest_keys = pair_key(numbers, np.zeros_like(numbers))
        sizes = np.stack([np.bincount(best.word, minlength=len(words)), unknown], axis=1)
        is_form = np.repeat(np.tile([True, False], len(words)), sizes.ravel())
        scored = self._scored(best, is_form, [price for each in others for _, price in each])
        owner = np.repeat(numbers[:-1], sizes.sum(axis=1))
        keys, places = np.unique(pair_key(owner, scored.word), return_inverse=True)
        bounds = np.searchsorted(keys, lowest_keys)
        ids = keys - np.repeat(lowest_keys[:-1], np.diff(bounds))
        forms = map(self._lexicon.forms.__getitem__, best.form.tolist())
        found: dict[str, Choices] = {}
        end = 0
        for number, (word, (given, _)) in enumerate(zip(words, sizes.tolist(), strict=True)):
            shown = (*islice(forms, given), *(form for form, _ in others[number]))
            start, end = end, end + len(shown)
            own, kinds = slice(start, end), ids[bounds[number] : bounds[number + 1]]
            found[word] = Choices(
                forms=shown,
                word=places[own] - bounds[number],
                first=kinds,
                last=kinds,
                local=scored.local[own],
                initial=scored.initial[own],
                is_shouted=scored.is_shouted[own],
                is_raised=scored.is_raised[own],
            )
        return found

    def _scored(self, best: Matches, is_form: NDArray[np.bool_], prices: Sequence[float]) -> _Scored:
        """Words and scores where forms of the lexicon, and unknown words at these prices, stand one after another."""
        word, initial = np.full(len(is_form), UNKNOWN_ID, np.int64), np.zeros(len(is_form), np.float32)
        is_shouted, is_raised = np.zeros((2, len(is_form)), np.bool_)
        word[is_form] = self._lexicon.words[best.form]
        initial[is_form], initial[~is_form] = best.log + self._form_logs[best.form], prices
        local = initial.copy()
        local[is_form] += self._case_logs[best.form]
        is_shouted[is_form], is_raised[is_form] = self._is_shouted[best.form], self._is_raised[best.form]
        return _Scored(word, local, initial, is_shouted, is_raised)

    def _unknown(self, word: str) -> list[tuple[str, float]]:
        """What a word is that the lexicon lacks, with the price: as it was read, and with its Đ."""
        weights = self._weights
        price = weights.unknown_small if word[0].islower() else weights.unknown_capital
        if word.isupper() and len(word) > 1:
            price = weights.unknown_capitals if is_speakable(word) else weights.unknown_initials
        if shows_misreading(word):
            price += weights.unknown_misread
        code = self._codes.restore(word) if "&" in word else self._codes.restore_part(word)
        as_read = (word, price + weights.unknown_letter * len(word))
        return [as_read] if code == word or word in self._capitals else [as_read, (code, price + 2.0)]

    def with_pair(self, choices: Choices, pair: Pair) -> Choices:
        """The same choices and, as the last, two words that were read as one."""
        left, right = both = [pair.left, pair.right]
        evidence = self._weights.channel * pair.log + self._weights.lost_space
        local = evidence + float((self._form_logs + self._case_logs)[both].sum())
        return Choices(
            forms=(*choices.forms, f"{self._lexicon.forms[left]} {self._lexicon.forms[right]}"),
            word=np.append(choices.word, len(choices.first)),
            first=np.append(choices.first, self._lexicon.words[left]),
            last=np.append(choices.last, self._lexicon.words[right]),
            local=np.append(choices.local, local).astype(np.float32),
            initial=np.append(choices.initial, local).astype(np.float32),
            is_shouted=np.append(choices.is_shouted, self._is_shouted[both].all()),
            is_raised=np.append(choices.is_raised, self._is_raised[left]),
        )
