"""Finds the choices of read words: forms that the channel may have turned into them, or that lost their accents."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from core.text import strip_accents
from ingest.restore.candidates import NEAR, Breadth, Matches, find_matches
from ingest.restore.channel import Channel
from ingest.restore.choices import Choices, Scorer
from ingest.restore.language_model import NUMBER_ID
from ingest.restore.lexicon import best_below
from ingest.restore.lost_letters import LostLetters
from ingest.restore.model_file import RestorationModel
from ingest.restore.run_together import PAIRS_KEPT, RunTogether
from ingest.restore.tokens import misread_roman
from ingest.restore.weights import Weights

_REMEMBERED = 100_000
_HOPELESS = -5.5
"""No form explains a read word where none has a better local score."""


class ChoiceFinder:
    """Finds and remembers the choices of read words."""

    def __init__(self, model: RestorationModel, weights: Weights) -> None:
        self._breadth, self._channel, self._channel_weight = NEAR, model.channel, weights.channel
        self._forms, self._trie, self._reads = model.lexicon.forms, model.trie, model.reads
        self._scorer = Scorer(model, weights)
        self._promise = best_below(model.trie, self._scorer.prior)
        ends = np.searchsorted(model.reads.word, np.arange(len(model.reads.words) + 1)).tolist()
        self._common = {word: slice(ends[i], ends[i + 1]) for i, word in enumerate(model.reads.words)}
        ranks = self._scorer.prior[model.reads.form] + weights.channel * model.reads.log
        self._run_together = RunTogether(model, ranks, weights.language)
        self._misread: dict[str, Choices] = {}
        self._unaccented: dict[str, Choices] = {}
        self._lost_letters: LostLetters | None = None
        self._forms_by_plain = _by_plain_spelling(self._forms)

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
        romans = {word: numeral for word in new if (numeral := misread_roman(word))}
        self._misread |= {word: Choices.only(numeral, NUMBER_ID) for word, numeral in romans.items()}
        common = [word for word in new if word in self._common and word not in romans]
        self._misread |= self._ranked(common, self._matches_of_common(common))
        rare = [word for word in new if word not in self._misread]
        reach = self._breadth.reach
        self._misread |= self._ranked(
            rare, find_matches(rare, self._trie, self._channel, promise=self._promise, reach=reach)
        )
        self._split_hopeless(rare)
        return {word: self._misread[word] for word in wanted}

    def _matches_of_common(self, words: Sequence[str]) -> Matches:
        """What a search found beforehand."""
        spans = [self._common[word] for word in words]
        places = np.concatenate([np.arange(0), *(np.arange(span.start, span.stop) for span in spans)])
        owner = np.repeat(np.arange(len(spans)), [span.stop - span.start for span in spans])
        return Matches(owner, self._reads.form[places], self._reads.log[places])

    def _ranked(self, words: Sequence[str], matches: Matches) -> dict[str, Choices]:
        """Choices among the best of the forms found for each misread word."""
        evidence = self._channel_weight * matches.log
        rank = evidence + self._scorer.prior[matches.form]
        order, places = _in_order(matches.word, rank, len(words))
        behind = rank[order][np.arange(len(order)) - places] - rank[order]
        kept = order[(behind < self._breadth.range) & (places < self._breadth.kept - 2 - PAIRS_KEPT)]
        return self._scorer.choices(words, Matches(matches.word[kept], matches.form[kept], evidence[kept]))

    def _split_hopeless(self, words: Iterable[str]) -> None:
        """Adds pairs of words to the choices of words that no single form explains."""
        for word in words:
            for pair in self._run_together.pairs(word, is_hopeless=self._is_hopeless(word)):
                self._misread[word] = self._scorer.with_pair(self._misread[word], pair)

    def _is_hopeless(self, word: str) -> bool:
        found = self._misread[word]
        return word.isalpha() and float(found.local.max()) < _HOPELESS

    def unaccented(self, words: Iterable[str]) -> dict[str, Choices]:
        """Choices of words typed without accents."""
        wanted = set(words)
        new = sorted(wanted - self._unaccented.keys())
        self._unaccented |= self._fitting(new, [self._forms_by_plain.get(word, ()) for word in new])
        return {word: self._unaccented[word] for word in wanted}

    def lost(self, words: Iterable[str]) -> dict[str, Choices]:
        """Choices of words whose letters with accents were lost."""
        if self._lost_letters is None:
            self._lost_letters = LostLetters(self._forms)
        wanted = sorted(set(words))
        return self._fitting(wanted, [self._lost_letters.forms_of(word) for word in wanted])

    def _fitting(self, words: Sequence[str], forms: Sequence[Sequence[int]]) -> dict[str, Choices]:
        """Choices among forms that all explain their word equally well."""
        owner, form = np.repeat(np.arange(len(words)), [*map(len, forms)]), np.array([*chain(*forms)], np.int64)
        order, places = _in_order(owner, self._scorer.prior[form], len(words))
        kept = order[places < self._breadth.kept - 2]
        return self._scorer.choices(words, Matches(owner[kept], form[kept], np.zeros(len(kept), np.float32)))


def _in_order(
    owner: NDArray[np.int64], rank: NDArray[np.float32], owners: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The order of owners and, within each, from the best rank down; and the place of each among its owner's."""
    order = np.lexsort((-rank, owner))
    starts = np.searchsorted(owner[order], np.arange(owners))
    return order, np.arange(len(order)) - starts[owner[order]]


def _by_plain_spelling(forms: Iterable[str]) -> dict[str, list[int]]:
    plain: dict[str, list[int]] = defaultdict(list)
    for index, form in enumerate(forms):
        plain[strip_accents(form)].append(index)
    return dict(plain)
