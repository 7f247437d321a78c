"""Finds where words that somebody else copied stand in a text.

A copy may differ in white space, in the case of letters and in the place of tone marks ("hoà" for "hòa"), never in a
letter, a figure or a sign. Every character of the text has a key (`core.text.fold` without white space); the keys of
the copy must stand in the keys of the text, one after another, and the words must be the same with their accents.
"""

import unicodedata
from collections.abc import Sequence

from core.text import fold
from service.tasks.draft import Place

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


class Aligner:
    """Looks up copies in one text; its keys are made once."""

    def __init__(self, text: str) -> None:
        self._text = text
        keys, self._offsets = [], list[int]()
        for offset, character in enumerate(text):
            for key in fold(character):
                if not key.isspace():
                    keys.append(key)
                    self._offsets.append(offset)
        self._keys = "".join(keys)

    def find(self, copy: str, start: int = 0, end: int | None = None) -> Place | None:
        """Where `copy` first stands between two offsets of the text; None when it does not."""
        wanted = "".join(fold(copy).split())
        if not wanted:
            return None
        end = len(self._text) if end is None else end
        position = self._keys.find(wanted)
        while position >= 0:
            first, last = self._offsets[position], self._offsets[position + len(wanted) - 1] + 1
            if start <= first and last <= end and _sounds(self._text[first:last]) == _sounds(copy):
                return Place(start=first, end=last)
            position = self._keys.find(wanted, position + 1)
        return None

    def find_each(self, copies: Sequence[str]) -> tuple[str, ...]:
        """The words of the text for each copy that stands in it; the others are left out."""
        places = [place for copy in copies if (place := self.find(copy)) is not None]
        return tuple(dict.fromkeys(" ".join(self._text[place.start : place.end].split()) for place in places))


def _sounds(text: str) -> tuple[str, ...]:
    """Words of `text` with their letters and tones, blind to where in a word the tone stands."""
    words = []
    for word in unicodedata.normalize("NFD", text.lower()).split():
        letters = "".join(character for character in word if character not in _TONES)
        words.append(letters + "".join(sorted(character for character in word if character in _TONES)))
    return tuple("".join(words))
