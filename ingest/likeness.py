"""How much of the shorter of two texts stands in the other: shared pairs of neighbouring syllables.

likeness(one, other) = |pairs in both| / |pairs of the shorter|
"""

import re
from itertools import pairwise

from core.text import fold_aligned

_FEWEST_PAIRS = 8
_WORD = re.compile(r"[^\W_]+")


def pairs_of(text: str) -> frozenset[tuple[str, str]]:
    """Pairs of neighbouring syllables, accents, case and marks left out.

    >>> sorted(pairs_of("Tổ chức hội"))
    [('chuc', 'hoi'), ('to', 'chuc')]
    """
    return frozenset(pairwise(_WORD.findall(fold_aligned(text))))


def likeness(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> float:
    """Share of the shorter's pairs that stand in the other, 0..1; 0 when the shorter is too short to tell."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter >= _FEWEST_PAIRS else 0.0
