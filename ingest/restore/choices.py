"""What may have been printed where a word was read, before the context is asked.

    local score = C log P(read | form) + S log P(spelling | word) + K log P(case | spelling)

where P(read | form) is the channel's for a word misread by an OCR model, and for a word typed without accents 1 for the
forms that give it when their accents are left out and 0 for all others.

The word may also be none that the lexicon knows: it then stands as it was read, at a price for each of its letters.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.text import strip_accents
from ingest.restore.candidates import NEAR, Breadth, find_matches
from ingest.restore.channel import Channel
from ingest.restore.codes import CodeRestorer
from ingest.restore.language_model import NUMBER_ID, UNKNOWN_ID
from ingest.restore.lexicon import best_below
from ingest.restore.lost_letters import LostLetters
from ingest.restore.model_file import RestorationModel
from ingest.restore.run_together import PAIRS_KEPT, Pair, RunTogether
from ingest.restore.syllables import is_syllable
from ingest.restore.tokens import misread_roman
from ingest.restore.typing_style import is_speakable, shows_misreading
from ingest.restore.weights import Weights

_REMEMBERED = 200_000
_HOPELESS = -5.5
"""No form explains a read word where none has a better local score."""


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


class ChoiceFinder:
    """Finds and remembers the choices of read words."""

    def __init__(self, model: RestorationModel, weights: Weights) -> None:
        self._breadth = NEAR
        self._lexicon, self._trie, self._channel = model.lexicon, model.trie, model.channel
        self._weights = weights
        self._capitals = model.capitals
        self._codes = CodeRestorer(model.known_codes, self._capitals)
        self._form_logs = weights.spelling * model.lexicon.spelling_logs
        self._case_logs = weights.case * model.lexicon.case_logs
        word_logs = weights.language * model.language_model.unigrams[model.lexicon.words]
        self._prior = self._form_logs + self._case_logs + word_logs
        self._promise = best_below(model.trie, self._prior)
        self._is_shouted = np.array([f.isupper() and len(f) > 1 and is_syllable(f) for f in model.lexicon.forms])
        self._is_raised = np.array([f.istitle() and is_syllable(f) for f in model.lexicon.forms])
        self._reads = model.reads
        ends = np.searchsorted(model.reads.word, np.arange(len(model.reads.words) + 1)).tolist()
        self._common = {word: slice(ends[i], ends[i + 1]) for i, word in enumerate(model.reads.words)}
        ranks = self._prior[model.reads.form] + weights.channel * model.reads.log
        self._run_together = RunTogether(model, ranks, weights.language)
        self._misread: dict[str, Choices] = {}
        self._unaccented: dict[str, Choices] = {}
        self._lost_letters: LostLetters | None = None
        self._forms_by_plain = _by_plain_spelling(model.lexicon.forms)

    def of_poor_scans(self, channel: Channel, breadth: Breadth) -> "ChoiceFinder":
        """The same for poor scans: another channel, by which no word was searched beforehand."""
        other = copy(self)
        other._channel, other._breadth = channel, breadth
        other._common, other._misread = {}, {}
        return other

    def best_alone(self, words: Iterable[str], known: Mapping[str, float]) -> dict[str, float]:
        """The best local score of each word, as `known` has it or as a search finds it."""
        wanted = set(words)
        found = self.misread(wanted - known.keys())
        return {word: known[word] if word in known else float(found[word].local.max()) for word in wanted}

    @property
    def plain_spellings(self) -> Collection[str]:
        """All forms with their accents left out."""
        return self._forms_by_plain.keys()

    def knows(self, read: str) -> bool:
        """Whether `read` is a word with its accents left out, or a common misreading of one."""
        return read in self._forms_by_plain or read in self._common

    def misread(self, words: Iterable[str]) -> dict[str, Choices]:
        """Choices of words that an OCR model read."""
        wanted = set(words)
        if len(self._misread) > _REMEMBERED:
            self._misread.clear()
        new = sorted(wanted - self._misread.keys())
        for word in new:
            if word in self._common:
                span = self._common[word]
                self._misread[word] = self._rank(word, self._reads.form[span], self._reads.log[span])
        rare = [word for word in new if word not in self._misread]
        matches = find_matches(rare, self._trie, self._channel, promise=self._promise, reach=self._breadth.reach)
        order = np.argsort(matches.word, kind="stable")
        ends = np.searchsorted(matches.word[order], np.arange(len(rare) + 1))
        for number, word in enumerate(rare):
            found = order[ends[number] : ends[number + 1]]
            self._misread[word] = self._rank(word, matches.form[found], matches.log[found])
        self._split_hopeless(rare)
        return {word: self._misread[word] for word in wanted}

    def _rank(self, word: str, forms: NDArray[np.int64], logs: NDArray[np.float32]) -> Choices:
        """The best of the forms found for a misread word."""
        roman = misread_roman(word)
        if roman:
            return Choices.only(roman, NUMBER_ID)
        evidence = self._weights.channel * logs
        rank = evidence + self._prior[forms]
        best = np.argsort(-rank)[: self._breadth.kept - 2 - PAIRS_KEPT]
        best = best[rank[best] > rank.max(initial=-np.inf) - self._breadth.range]
        return self._choices(word, forms[best], evidence[best])

    def _split_hopeless(self, words: Iterable[str]) -> None:
        """Adds pairs of words to the choices of words that no single form explains."""
        for word in words:
            for pair in self._run_together.pairs(word, is_hopeless=self._is_hopeless(word)):
                evidence = self._weights.channel * pair.log + self._weights.lost_space
                self._misread[word] = self._with_pair(self._misread[word], pair, evidence)

    def _is_hopeless(self, word: str) -> bool:
        found = self._misread[word]
        return word.isalpha() and float(found.local.max()) < _HOPELESS

    def _with_pair(self, choices: Choices, pair: Pair, evidence: float) -> Choices:
        left, right = both = [pair.left, pair.right]
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

    def unaccented(self, words: Iterable[str]) -> dict[str, Choices]:
        """Choices of words typed without accents."""
        new = set(words) - self._unaccented.keys()
        self._unaccented |= {word: self._fitting(word, self._forms_by_plain.get(word, ())) for word in new}
        return {word: self._unaccented[word] for word in words}

    def lost(self, words: Iterable[str]) -> dict[str, Choices]:
        """Choices of words whose letters with accents were lost."""
        if self._lost_letters is None:
            self._lost_letters = LostLetters(self._lexicon.forms)
        return {word: self._fitting(word, self._lost_letters.forms_of(word)) for word in words}

    def _fitting(self, word: str, forms: Sequence[int]) -> Choices:
        """Choices among forms that all explain `word` equally well."""
        places = np.asarray(forms, np.int64)
        best = places[np.argsort(-self._prior[places])[: self._breadth.kept - 2]]
        return self._choices(word, best, np.zeros(len(best), np.float32))

    def _choices(self, word: str, forms: NDArray[np.int64], evidence: NDArray[np.float32]) -> Choices:
        """The given forms, then the word as it was read, then the abbreviation that it is without its Đ."""
        weights = self._weights
        others = [word]
        code = self._codes.restore(word) if "&" in word else self._codes.restore_part(word)
        if code != word and word not in self._capitals:
            others.append(code)
        price = weights.unknown_small if word[0].islower() else weights.unknown_capital
        if word.isupper() and len(word) > 1:
            price = weights.unknown_capitals if is_speakable(word) else weights.unknown_initials
        if shows_misreading(word):
            price += weights.unknown_misread
        prices = [price + weights.unknown_letter * len(word), price + 2.0][: len(others)]
        initial = evidence + self._form_logs[forms]
        ids, places = np.unique(np.append(self._lexicon.words[forms], [UNKNOWN_ID] * len(others)), return_inverse=True)
        return Choices(
            forms=(*(self._lexicon.forms[form] for form in forms), *others),
            word=places.astype(np.int64),
            first=ids,
            last=ids,
            local=np.append(initial + self._case_logs[forms], prices).astype(np.float32),
            initial=np.append(initial, prices).astype(np.float32),
            is_shouted=np.append(self._is_shouted[forms], [False] * len(others)),
            is_raised=np.append(self._is_raised[forms], [False] * len(others)),
        )


def _by_plain_spelling(forms: Iterable[str]) -> dict[str, list[int]]:
    plain: dict[str, list[int]] = defaultdict(list)
    for index, form in enumerate(forms):
        plain[strip_accents(form)].append(index)
    return dict(plain)
