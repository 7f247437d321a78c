"""Joins what is said twice: a sentence of the body and the row of the annex that repeats it.

    likeness(clause, row) = |pairs of neighbouring syllables in both| / |pairs of the shorter|

A clause joins the row it is most like, when the likeness is at least `LEAST` and the shorter has enough words to tell.
"""

from collections.abc import Sequence
from itertools import pairwise

from core.text import fold
from service.tasks.draft import Draft

LEAST = 0.7
_FEWEST_PAIRS = 5


def pairs_of(text: str) -> frozenset[tuple[str, str]]:
    """Pairs of neighbouring syllables, accents and case left out.

    >>> sorted(pairs_of("Tổ chức hội"))
    [('chuc', 'hoi'), ('to', 'chuc')]
    """
    words = ["".join(character for character in word if character.isalnum()) for word in fold(text).split()]
    words = [word for word in words if word]
    return frozenset(pairwise(words))


def likeness(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> float:
    """Share of the shorter's pairs that stand in the other; 0 when the shorter is too short to tell."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter >= _FEWEST_PAIRS else 0.0


def join_same_work(rows: Sequence[Draft], clauses: Sequence[Draft]) -> list[Draft]:
    """Clauses and rows in order, with each clause that repeats a row folded into that row."""
    row_pairs = [pairs_of(row.content) for row in rows]
    joined = list(rows)
    kept = []
    for clause in clauses:
        pairs = pairs_of(clause.content)
        scores = [_score(pairs, known) for known in row_pairs]
        best = max(range(len(rows)), key=scores.__getitem__, default=None)
        if best is None or scores[best][0] < LEAST or not _may_join(clause, rows[best]):
            kept.append(clause)
        else:
            joined[best] = _with_other(joined[best], clause)
    return [*kept, *joined]


def _score(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> tuple[float, float]:
    """Likeness, and the share of both for a tie."""
    both = len(one | other)
    return likeness(one, other), len(one & other) / both if both else 0.0


def _may_join(clause: Draft, row: Draft) -> bool:
    """Work with other dates or another kind is other work, however alike the words."""
    if clause.kind is not row.kind:
        return False
    if clause.deadline is None or row.deadline is None or clause.deadline.date is None:
        return True
    return row.deadline.date is None or clause.deadline.date == row.deadline.date


def _with_other(row: Draft, clause: Draft) -> Draft:
    others = [*row.others]
    if others and others[-1][0] == clause.section:
        others[-1] = (clause.section, (*others[-1][1], *clause.places))
    else:
        others.append((clause.section, clause.places))
    return row.model_copy(update={"others": tuple(others), "coordinating": row.coordinating or clause.coordinating})
