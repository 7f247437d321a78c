"""Words that officers ask with and words that documents say the same with.

`same_meaning.tsv` holds one group a line, its phrases apart by tabs. A phrase of a question may be said with any
other phrase of its group.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from core.text import fold
from index.words import exact_search_text

_LONGEST_PHRASE = 5


def other_phrases(words: tuple[str, ...], *, accentless: bool) -> Mapping[int, tuple[str, ...]]:
    """For each place in `words` that belongs to a known phrase, the phrases that say the same.

    Args:
        words: a question, as `index.words.exact_search_text` splits it.
        accentless: its accents are a guess: phrases are compared without.

    >>> other_phrases(("họp", "ở", "đâu"), accentless=False)[0][0]
    'hội nghị'
    """
    groups = _groups(accentless)
    keys = tuple(fold(word) for word in words) if accentless else words
    found: dict[int, tuple[str, ...]] = {}
    for length in range(_LONGEST_PHRASE, 0, -1):
        for start in range(len(words) - length + 1):
            others = groups.get(" ".join(keys[start : start + length]))
            places = range(start, start + length)
            if others and not any(place in found for place in places):
                found.update(dict.fromkeys(places, others))
    return found


@cache
def _groups(accentless: bool) -> dict[str, tuple[str, ...]]:
    """By phrase, the other phrases of its group."""
    groups: dict[str, tuple[str, ...]] = {}
    for line in files("service.answers").joinpath("same_meaning.tsv").read_text(encoding="utf-8").splitlines():
        phrases = [exact_search_text(phrase) for phrase in line.split("\t") if phrase]
        for phrase in phrases:
            key = fold(phrase) if accentless else phrase
            others = tuple(other for other in phrases if other != phrase)
            groups[key] = tuple(dict.fromkeys((*groups.get(key, ()), *others)))
    return groups
