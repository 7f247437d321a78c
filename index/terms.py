"""The terms of a text as the tables of words hold them: words, and pairs of neighbours as one term each.

Vietnamese writes most words as two syllables, so a pair tells far more than its halves. A pair that is a term of its
own is looked up like any word; as a phrase of two common syllables it would be searched for in half of all passages.
"""

from collections.abc import Sequence
from itertools import pairwise

PAIR_JOINT = "_"


def pair_term(one: str, other: str) -> str:
    """The term of two words that stand side by side."""
    return f"{one}{PAIR_JOINT}{other}"


def pairs_of(search_text: str) -> str:
    """All pairs of neighbours in a normalised text, apart by a space.

    >>> pairs_of("kế hoạch năm")
    'kế_hoạch hoạch_năm'
    """
    return " ".join(pair_term(one, other) for one, other in pairwise(search_text.split()))


def query_terms(words: Sequence[str], function_words: frozenset[str]) -> tuple[str, ...]:
    """The terms to look up for a question: its telling words, and pairs that are not made of function words alone.

    >>> query_terms(["hạn", "của", "báo", "cáo", "là"], frozenset({"của", "là"}))
    ('hạn', 'báo', 'cáo', 'hạn_của', 'của_báo', 'báo_cáo', 'cáo_là')
    """
    singles = [word for word in words if word not in function_words]
    pairs = [
        pair_term(one, other)
        for one, other in pairwise(words)
        if not (one in function_words and other in function_words)
    ]
    return tuple(dict.fromkeys([*singles, *pairs]))
