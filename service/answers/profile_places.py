"""Which of many documents are called by a word: looked up, since going through thousands of names takes time."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from core.text import fold
from service.answers.evidence import Bag, is_one_slip
from service.answers.question import Term


class Named(Protocol):
    """As much of a document's profile as it is called by."""

    @property
    def names(self) -> Bag: ...
    @property
    def topic(self) -> Bag: ...
    @property
    def words(self) -> frozenset[str]: ...


class ProfilePlaces:
    """By word, the places in a list of profiles where it stands."""

    def __init__(self, profiles: Sequence[Named]) -> None:
        self.profiles = tuple(profiles)
        self._by_word: dict[str, list[int]] = {}
        self._by_initials: dict[str, list[int]] = {}
        for place, profile in enumerate(profiles):
            for word in profile.words:
                self._by_word.setdefault(word, []).append(place)
            for bag in (profile.names, profile.topic):
                self._by_initials.setdefault(bag.initials, []).append(place)

    def that_may_say(self, term: Term) -> list[int]:
        """Places of the profiles that may give the term credit (`Bag.credit`), in order; all others give none."""
        found = {*self._by_word.get(term.word, ()), *self._by_word.get(fold(term.word), ())}
        if term.is_unfamiliar:
            short = fold(term.word)
            found.update(self._of(word for word in self._by_word if is_one_slip(term.word, word)))
            for initials, places in self._by_initials.items():
                if short in initials:
                    found.update(places)
        return sorted(found)

    def _of(self, words: Iterable[str]) -> set[int]:
        return {place for word in words for place in self._by_word[word]}


_newest: list[ProfilePlaces] = []
"""What was made last: while no document changes, every question asks for the same."""


def places_of(profiles: Sequence[Named]) -> ProfilePlaces:
    """The places of these very profiles; made once while they stay the same."""
    kept = _newest[0] if _newest else None
    if kept is not None and list(map(id, kept.profiles)) == list(map(id, profiles)):
        return kept
    made = ProfilePlaces(profiles)
    _newest[:] = [made]
    return made
