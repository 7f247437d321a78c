"""Joins what is said twice: a sentence of the body and the row of the annex that repeats it.

    likeness(clause, row) = |pairs of neighbouring syllables in both| / |pairs of the shorter|

A clause joins the row it is most like, when the likeness is at least `LEAST`, or at least `LEAST_OF_SAME_OPENING`
with nearly the same first words; the shorter must have enough words to tell. Work of another kind, with another date,
or charged to other units is other work, however alike the words, unless they are the same words (`SAME_WORDS`): then
the document contradicts itself, and both are shown. A clause that repeats a row in one of its parts is cut first, so
that the other parts are not lost in the row.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from core.text import fold, squeeze
from service.tasks.actions import starts_with_action
from service.tasks.draft import Draft, Elsewhere, Place

WordsAt = Callable[[int, int], str]

LEAST = 0.7
LEAST_OF_SAME_OPENING = 0.4
SAME_WORDS = 0.9
_OPENING_WORDS = 10
_EQUAL_OPENING_WORDS = 8
_FEWEST_PAIRS = 5
_SEMICOLON = re.compile(r";\s*")


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


def join_same_work(rows: Sequence[Draft], clauses: Sequence[Draft], words_at: WordsAt) -> list[Draft]:
    """Clauses and rows in order, with each clause that repeats a row folded into that row.

    Args:
        words_at: the words of the directive between two offsets.
    """
    row_pairs = [pairs_of(row.content) for row in rows]
    joined = list(rows)
    kept = []
    for clause in _parted(clauses, row_pairs, words_at):
        best = _row_of(clause, rows, row_pairs)
        if best is None:
            kept.append(clause)
        else:
            joined[best] = _with_other(joined[best], clause)
    return [*kept, *joined]


def _row_of(clause: Draft, rows: Sequence[Draft], row_pairs: Sequence[frozenset[tuple[str, str]]]) -> int | None:
    pairs = pairs_of(clause.content)
    scores = [_score(pairs, known) for known in row_pairs]
    best = max(range(len(rows)), key=scores.__getitem__, default=None)
    return best if best is not None and _is_same(clause, rows[best], scores[best][0]) else None


def _parted(
    clauses: Sequence[Draft], row_pairs: Sequence[frozenset[tuple[str, str]]], words_at: WordsAt
) -> Iterator[Draft]:
    """Clauses, cut at their semicolons where a row repeats one part and leaves out another."""
    for clause in clauses:
        parts = _parts(clause, words_at) if row_pairs else []
        in_a_row = [max(likeness(pairs_of(part.content), known) for known in row_pairs) >= LEAST for part in parts]
        yield from parts if any(in_a_row) and not all(in_a_row) else [clause]


def _parts(clause: Draft, words_at: WordsAt) -> list[Draft]:
    if len(clause.places) != 1 or ";" not in clause.content:
        return []
    start = clause.places[0].start
    text = words_at(start, clause.places[0].end)
    cuts = [cut for cut in _SEMICOLON.finditer(text) if starts_with_action(text[cut.end() :])]
    edges = [(0, 0), *((cut.start(), cut.end()) for cut in cuts), (len(text), len(text))]
    return [
        clause.model_copy(
            update={
                "content": squeeze(text[after:before]) if after else clause.content.partition(";")[0],
                "places": (Place(start=start + after, end=start + before),),
            }
        )
        for (_, after), (before, _) in pairwise(edges)
    ]


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
    return is_word_for_word or not (_leads_differ(clause, row) or _dates_differ(clause, row))


def _leads_differ(clause: Draft, row: Draft) -> bool:
    units = {fold(unit) for unit in clause.lead}
    return bool(units and row.lead) and units.isdisjoint(fold(unit) for unit in row.lead)


def _dates_differ(clause: Draft, row: Draft) -> bool:
    if clause.deadline is None or row.deadline is None or clause.deadline.date is None or row.deadline.date is None:
        return False
    return clause.deadline.date != row.deadline.date


def _with_other(row: Draft, clause: Draft) -> Draft:
    other = Elsewhere(
        section=clause.section,
        places=clause.places,
        lead=clause.lead if _leads_differ(clause, row) else (),
        deadline=clause.deadline if _dates_differ(clause, row) else None,
    )
    others = [*row.others]
    if others and others[-1].section == other.section and not other.lead and other.deadline is None:
        others[-1] = others[-1].model_copy(update={"places": (*others[-1].places, *other.places)})
    else:
        others.append(other)
    return row.model_copy(update={"others": tuple(others), "coordinating": row.coordinating or clause.coordinating})
