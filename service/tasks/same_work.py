"""Joins what is said twice: a sentence of the body and the row of the annex that repeats it.

    likeness(clause, row) = |pairs of neighbouring syllables in both| / |pairs of the shorter|

A clause joins the row it is most like, when the likeness is at least `LEAST`, or at least `LEAST_OF_SAME_OPENING`
with nearly the same first words; the shorter must have enough words to tell. Work of another kind, with another date,
or charged to other units is other work, however alike the words, unless they are the same words (`SAME_WORDS`).
"""

from collections.abc import Sequence
from itertools import pairwise

from core.text import fold
from service.tasks.draft import Draft

LEAST = 0.7
LEAST_OF_SAME_OPENING = 0.4
SAME_WORDS = 0.9
_OPENING_WORDS = 10
_EQUAL_OPENING_WORDS = 8
_FEWEST_PAIRS = 5


def pairs_of(text: str) -> frozenset[tuple[str, str]]:
    """Pairs of neighbouring syllables, accents and case left out.

    >>> sorted(pairs_of("Tổ chức hội"))
    [('chuc', 'hoi'), ('to', 'chuc')]
    """
    return frozenset(pairwise(words_of(text)))


def words_of(text: str) -> list[str]:
    """Syllables and numbers of `text`, accents, case and marks left out."""
    words = ("".join(character for character in word if character.isalnum()) for word in fold(text).split())
    return [word for word in words if word]


def opens_alike(one: str, other: str) -> bool:
    """Whether at least eight of the first ten words are the same, word for word.

    >>> opens_alike("Tổ chức hội nghị", "Tổ chức hội nghị")
    False
    """
    first, second = words_of(one)[:_OPENING_WORDS], words_of(other)[:_OPENING_WORDS]
    return sum(a == b for a, b in zip(first, second, strict=False)) >= _EQUAL_OPENING_WORDS


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
        if best is None or not _is_same(clause, rows[best], scores[best][0]):
            kept.append(clause)
        else:
            joined[best] = _with_other(joined[best], clause)
    return [*kept, *joined]


def _score(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> tuple[float, float]:
    """Likeness, and the share of both for a tie."""
    both = len(one | other)
    return likeness(one, other), len(one & other) / both if both else 0.0


def _is_same(clause: Draft, row: Draft, score: float) -> bool:
    least = LEAST_OF_SAME_OPENING if opens_alike(clause.content, row.content) else LEAST
    return score >= least and _may_join(clause, row, is_word_for_word=score >= SAME_WORDS)


def _may_join(clause: Draft, row: Draft, *, is_word_for_word: bool) -> bool:
    if clause.kind is not row.kind:
        return False
    units = {fold(unit) for unit in clause.lead}
    if units and row.lead and units.isdisjoint(fold(unit) for unit in row.lead) and not is_word_for_word:
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
