"""Joins what is said twice: a sentence of the body and the row of the annex that repeats it.

    likeness(clause, row) = |pairs of neighbouring syllables in both| / |pairs of the shorter|

A clause joins the row it is most like, when the likeness is at least `LEAST`, or at least `LEAST_OF_SAME_OPENING`
with nearly the same first words; the shorter must have enough words to tell. Work of another kind, with another date,
or charged to other units is other work, however alike the words, unless they are the same words (`SAME_WORDS`): then
the document contradicts itself, and both are shown. A clause that repeats a row in one of its parts is cut first, so
that the other parts are not lost in the row.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from core.text import fold, squeeze
from service.tasks.actions import starts_with_action
from service.tasks.draft import Draft, Elsewhere, Place
from service.tasks.letters import OPENING_QUOTES

Pair = tuple[str, str]
WordsAt = Callable[[int, int], str]

LEAST = 0.7
LEAST_OF_SAME_OPENING = 0.4
SAME_WORDS = 0.9
_OPENING_WORDS = 10
_EQUAL_OPENING_WORDS = 8
_FEWEST_PAIRS = 5
_SEMICOLON = re.compile(r";\s*")


def pairs_of(text: str) -> frozenset[Pair]:
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


class RowIndex:
    """Finds the rows that a text is like through the pairs that they share, without comparing it to every row."""

    def __init__(self, rows: Sequence[Draft]) -> None:
        self._sizes: list[int] = []
        self._rows_with: dict[Pair, list[int]] = {}
        for number, row in enumerate(rows):
            pairs = pairs_of(row.content)
            self._sizes.append(len(pairs))
            for pair in pairs:
                self._rows_with.setdefault(pair, []).append(number)

    def most_alike(self, text: str) -> tuple[int, float] | None:
        """The row that `text` is most like, and the likeness; of equal ones that with the greater share of both."""
        pairs = pairs_of(text)
        common = Counter(number for pair in pairs for number in self._rows_with.get(pair, ()))
        scores = [
            (count / shorter, count / (len(pairs) + self._sizes[number] - count), -number)
            for number, count in common.items()
            if (shorter := min(len(pairs), self._sizes[number])) >= _FEWEST_PAIRS
        ]
        if not scores:
            return None
        score, _, minus_number = max(scores)
        return -minus_number, score


def join_same_work(rows: Sequence[Draft], clauses: Sequence[Draft], words_at: WordsAt) -> list[Draft]:
    """Clauses and rows in order, with each clause that repeats a row folded into that row.

    Args:
        words_at: the words of the directive between two offsets.
    """
    index = RowIndex(rows)
    joined = list(rows)
    kept = []
    for clause in _parted(clauses, index, words_at):
        best = index.most_alike(clause.content)
        if best is None or not _is_same(clause, rows[best[0]], best[1]):
            kept.append(clause)
        else:
            joined[best[0]] = _with_other(joined[best[0]], clause)
    return [*kept, *joined]


def _parted(clauses: Sequence[Draft], index: RowIndex, words_at: WordsAt) -> Iterator[Draft]:
    """Clauses, cut at their semicolons where a row repeats one part and leaves out another."""
    for clause in clauses:
        parts = _parts(clause, words_at)
        found = [index.most_alike(part.content) for part in parts]
        in_a_row = [best is not None and best[1] >= LEAST for best in found]
        yield from parts if any(in_a_row) and not all(in_a_row) else [clause]


def _begins_work(words: str) -> bool:
    """Whether words begin with a verb and not with a quoted name, which goes on a list of names."""
    return not words.startswith(OPENING_QUOTES) and starts_with_action(words)


def _parts(clause: Draft, words_at: WordsAt) -> list[Draft]:
    if len(clause.places) != 1 or ";" not in clause.content:
        return []
    start = clause.places[0].start
    text = words_at(start, clause.places[0].end)
    cuts = [cut for cut in _SEMICOLON.finditer(text) if _begins_work(text[cut.end() :])]
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
