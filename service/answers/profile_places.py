"""How much each of many documents is called by the words of a question: looked up, not gone through one by one."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from service.answers.evidence import (
    GUESSED_ACCENT,
    LONE_SYLLABLE,
    LONG_WORD,
    MISTYPED,
    RARE,
    SHORTEST_INITIALS,
    Bag,
    credit_of_initials,
    is_one_slip,
)
from service.answers.question import Spelling, Term

_TOPIC = 0.5
"""What a word of the topic counts beside one of who issued it and where."""
_KEPT = 4

Shares = npt.NDArray[np.float64]
Places = npt.NDArray[np.int32]


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

    def shares(self, terms: Iterable[Term], *, accentless: bool) -> Shares:
        """For each profile the weight of the terms in it; a word that stands in every profile tells nothing."""
        totals = np.zeros(len(self.profiles))
        for term in terms:
            plain = term.model_copy(update={"others": ()}) if term.others else term
            credits = self.credits(plain, accentless=accentless)
            telling = 1 - (np.count_nonzero(credits) - 1) / max(1, len(self.profiles) - 1)
            totals += term.weight * credits * telling / 2
        return totals

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
        self._by_word = _placed(bag.words for bag in self._bags)
        self._by_pair = _placed(bag.pairs for bag in self._bags)
        self._by_initials = _placed([bag.initials] for bag in self._bags)
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
            found = np.where(found > 0, found, self._meant(term))
        spread: Shares = found[self._each]
        return spread

    def _put(self, found: Shares, spelling: Spelling, weight: float, *, share: float) -> None:
        alone = share * (1.0 if weight >= RARE else LONE_SYLLABLE)
        for said, credit in (
            (self._by_word.get(spelling.word), alone),
            (self._by_pair.get(spelling.with_before), share),
            (self._by_pair.get(spelling.with_after), share),
        ):
            if said is not None:
                found[said] = np.maximum(found[said], credit)

    def _meant(self, term: Term) -> Shares:
        """For each bag the credit for a word that the term may be mistyped for, or that has its initials."""
        found = np.zeros(len(self._bags))
        near = {word for variant in _variants(term.word) for word in self._by_variant.get(variant, ())}
        for word in near:
            if is_one_slip(term.word, word):
                pairs = (f"{term.before} {word}", f"{word} {term.after}")
                for said in (self._by_word[word],) if len(word) >= LONG_WORD else map(self._by_pair.get, pairs):
                    if said is not None:
                        found[said] = MISTYPED
        short = term.folded_spelling.word
        for initials, places in self._by_initials.items() if len(short) >= SHORTEST_INITIALS else ():
            if short in initials:
                found[places] = credit_of_initials(short)
        return found


def _placed(bags: Iterable[Iterable[str]]) -> dict[str, Places]:
    """For each thing said in some of the bags, in which."""
    places: dict[str, list[int]] = {}
    for place, bag in enumerate(bags):
        for said in bag:
            places.setdefault(said, []).append(place)
    return {said: np.array(where, dtype=np.int32) for said, where in places.items()}


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
