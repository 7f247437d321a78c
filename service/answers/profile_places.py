"""How much each of many documents is called by the words of a question: looked up, not gone through one by one."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from service.answers.evidence import GUESSED_ACCENT, LONE_SYLLABLE, RARE, Bag, is_one_slip
from service.answers.question import Spelling, Term

_TOPIC = 0.5
"""What a word of the topic counts beside one of who issued it and where."""
_KEPT = 4

Shares = npt.NDArray[np.float64]


class Named(Protocol):
    """As much of a document's profile as it is called by."""

    @property
    def names(self) -> Bag: ...
    @property
    def topic(self) -> Bag: ...


class ProfilePlaces:
    """A list of profiles with the words that they are called by.

    Attributes:
        profiles: the profiles.
    """

    def __init__(self, profiles: Sequence[Named]) -> None:
        self.profiles = tuple(profiles)
        self._names = _Bags(profile.names for profile in profiles)
        self._topics = _Bags(profile.topic for profile in profiles)

    def shares(self, terms: Iterable[Term], *, accentless: bool) -> list[float]:
        """For each profile the weight of the terms in it; a word that stands in every profile tells nothing."""
        totals = np.zeros(len(self.profiles))
        for term in terms:
            credits = self.credits(term.model_copy(update={"others": ()}), accentless=accentless)
            telling = 1 - (np.count_nonzero(credits) - 1) / max(1, len(self.profiles) - 1)
            totals += term.weight * credits * telling / 2
        found: list[float] = totals.tolist()
        return found

    def credits(self, term: Term, *, accentless: bool) -> Shares:
        """For each profile how well it speaks of the term, as `Bag.credit`; its topic counts half."""
        names = self._names.credits(term, accentless=accentless)
        return np.maximum(names, _TOPIC * self._topics.credits(term, accentless=accentless))


class _Bags:
    """Bags of words, those alike once, with the places where each word, pair and row of initials stands."""

    def __init__(self, bags: Iterable[Bag]) -> None:
        numbers: dict[int, int] = {}
        self._bags: list[Bag] = []
        each = []
        for bag in bags:
            if id(bag) not in numbers:
                numbers[id(bag)] = len(self._bags)
                self._bags.append(bag)
            each.append(numbers[id(bag)])
        self._each = np.array(each, dtype=np.intp)
        self._by_word: dict[str, list[int]] = {}
        self._by_pair: dict[str, list[int]] = {}
        self._by_initials: dict[str, list[int]] = {}
        for place, bag in enumerate(self._bags):
            for word in bag.words:
                self._by_word.setdefault(word, []).append(place)
            for pair in bag.pairs:
                self._by_pair.setdefault(pair, []).append(place)
            self._by_initials.setdefault(bag.initials, []).append(place)
        self._by_variant: dict[str, list[str]] = {}
        for word in self._by_word:
            for variant in _variants(word):
                self._by_variant.setdefault(variant, []).append(word)

    def credits(self, term: Term, *, accentless: bool) -> Shares:
        """For each bag as it was given `Bag.credit` of a term without other words for it."""
        found = np.zeros(len(self._bags))
        self._put(found, term.spelling, term.weight, share=1.0)
        if accentless or term.lacks_accents:
            self._put(found, term.folded_spelling, term.weight, share=GUESSED_ACCENT)
        if term.is_unfamiliar:
            for place in self._that_may_be_meant(term):
                found[place] = self._bags[place].credit(term, accentless=accentless)
        spread: Shares = found[self._each]
        return spread

    def _put(self, found: Shares, spelling: Spelling, weight: float, *, share: float) -> None:
        alone = share * (1.0 if weight >= RARE else LONE_SYLLABLE)
        places = self._by_word.get(spelling.word, [])
        found[places] = np.maximum(found[places], alone)
        for pair in (spelling.with_before, spelling.with_after):
            places = self._by_pair.get(pair, [])
            found[places] = np.maximum(found[places], share)

    def _that_may_be_meant(self, term: Term) -> set[int]:
        """Bags with a word that the term may be mistyped for, or with words that it may be the initials of."""
        short = term.folded_spelling.word
        near = {word for variant in _variants(term.word) for word in self._by_variant.get(variant, ())}
        found = {place for word in near if is_one_slip(term.word, word) for place in self._by_word[word]}
        found.update(place for said, places in self._by_initials.items() if short in said for place in places)
        return found


def _variants(word: str) -> Iterator[str]:
    """The word, and it with any one letter left out: words that are one slip apart have a variant in common."""
    yield word
    yield from {word[:place] + word[place + 1 :] for place in range(len(word))}


_newest: list[ProfilePlaces] = []
"""What was made last, newest first: while no document changes, every question of one person asks for the same."""


def places_of(profiles: Sequence[Named]) -> ProfilePlaces:
    """The places of these very profiles; made once while they stay the same."""
    wanted = list(map(id, profiles))
    for kept in _newest:
        if list(map(id, kept.profiles)) == wanted:
            return kept
    made = ProfilePlaces(profiles)
    _newest[:] = [made, *_newest[: _KEPT - 1]]
    return made
