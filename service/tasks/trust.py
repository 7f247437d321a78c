"""How far the words that a task was read from can be trusted: words of doubtful reading lower its confidence."""

from bisect import bisect_left
from collections.abc import Sequence

from core.directive import Directive
from core.page import Word
from service.tasks.draft import Place

DOUBTFUL_BELOW = 0.6
"""A word of lower confidence is a guess; `docs/adr/0092` has the figures."""


class Trust:
    """Looks up the words of a place; the words of each page are put in order once."""

    def __init__(self, directive: Directive) -> None:
        self._starts = directive.page_starts
        self._pages = tuple(tuple(sorted(page.words, key=lambda word: word.start)) for page in directive.pages)

    def of(self, places: Sequence[Place]) -> float:
        """Mean confidence of the words, less the share of doubtful ones; 1 where the text was not guessed at all."""
        words = [word for place in places for word in self._words(place)]
        if not words:
            return 1.0
        mean = sum(word.confidence for word in words) / len(words)
        doubtful = sum(word.confidence < DOUBTFUL_BELOW for word in words) / len(words)
        return max(0.0, mean - doubtful)

    def _words(self, place: Place) -> list[Word]:
        found: list[Word] = []
        for page_start, words in zip(self._starts, self._pages, strict=True):
            first = bisect_left(words, place.start - page_start, key=lambda word: word.start)
            last = bisect_left(words, place.end - page_start, key=lambda word: word.start)
            found += words[first:last]
        return found
