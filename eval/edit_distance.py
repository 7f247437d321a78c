"""How far a read text is from the true one, in characters and words.

Source: bit-parallel Levenshtein distance, H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and
Damerau edit distances", 2003, after G. Myers, 1999.
"""

import re
from collections.abc import Hashable, Sequence

from core.text import nfc, squeeze, tone_key


def edit_distance(expected: Sequence[Hashable], got: Sequence[Hashable]) -> int:
    """Least number of insertions, deletions and replacements that turn one sequence into the other.

    >>> edit_distance("đôn đốc", "don doc")
    4
    """
    if not expected:
        return len(got)
    places: dict[Hashable, int] = {}
    for index, item in enumerate(expected):
        places[item] = places.get(item, 0) | 1 << index
    mask, last = (1 << len(expected)) - 1, 1 << (len(expected) - 1)
    plus, minus, distance = mask, 0, len(expected)
    for item in got:
        match = places.get(item, 0)
        diagonal = (((match & plus) + plus) ^ plus) | match | minus
        rise, fall = minus | ~(diagonal | plus), diagonal & plus
        distance += bool(rise & last) - bool(fall & last)
        rise, fall = (rise << 1 | 1) & mask, fall << 1 & mask
        plus, minus = (fall | ~(diagonal | rise)) & mask, rise & diagonal
    return distance


def character_error_rate(expected: str, got: str) -> float:
    """Edit distance in characters over the length of `expected`, both on one line and in one tone style.

    >>> character_error_rate("hòa bình", "hoà  bình")
    0.0
    """
    one, other = comparable(expected), comparable(got)
    return edit_distance(one, other) / max(1, len(one))


def word_error_rate(expected: str, got: str) -> float:
    """Edit distance in words over the number of words of `expected`.

    >>> word_error_rate("một hai ba bốn", "một hai bà bốn")
    0.25
    """
    one, other = comparable(expected).split(), comparable(got).split()
    return edit_distance(one, other) / max(1, len(one))


def comparable(text: str) -> str:
    """`text` on one line, tones on one vowel, quotation marks and dashes of one kind; case is kept."""
    text = re.sub("[“”„«»]", '"', nfc(text))
    text = re.sub("[‘’`´]", "'", text)
    text = re.sub("[‐‑–—−]", "-", text).replace("…", "...")
    keys = zip(text, tone_key(text), strict=True)
    text = "".join(key.upper() if letter.isupper() else key for letter, key in keys)
    return squeeze(text)
