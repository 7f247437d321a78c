"""How well a table was read: its cells against the true ones, row by row. Pure functions."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from core.record import Record
from core.text import squeeze
from eval.edit_distance import character_error_rate, comparable

Row = tuple[str, ...]


class TableScore(Record):
    """Cells of a table that were read right, and the pairs that were not.

    Attributes:
        cells: cells that should be there, and those of rows that should not.
        right: cells read with their words, in their row and column.
        wrong: (expected, got) of each cell read otherwise.
    """

    cells: int
    right: int
    wrong: tuple[tuple[str, str], ...] = ()


def score_rows(expected: Sequence[Row], got: Sequence[Row], *, tolerance: float) -> TableScore:
    """Cells of `got` that are right: a character error rate of at most `tolerance` in the same row and column.

    >>> score_rows([("1", "Ban A"), ("2", "")], [("1", "Ban A"), ("2", "Ban B")], tolerance=0).right
    3
    """
    cells, right, wrong = 0, 0, []
    for true, read in align_rows(expected, got):
        width = max(len(true), len(read))
        for one, other in zip(_padded(true, width), _padded(read, width), strict=True):
            cells += 1
            if is_same_cell(one, other, tolerance=tolerance):
                right += 1
            else:
                wrong.append((one, other))
    return TableScore(cells=cells, right=right, wrong=tuple(wrong))


def is_same_cell(expected: str, got: str, *, tolerance: float) -> bool:
    """The cell says the same, but for a share of `tolerance` of its characters."""
    one, other = comparable(squeeze(expected)), comparable(squeeze(got))
    return one == other or (bool(one) and character_error_rate(one, other) <= tolerance)


def align_rows(expected: Sequence[Row], got: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Rows paired so that likeness is greatest and order kept; a row without a partner stands beside an empty one."""
    likeness = [[_likeness(true, read) for read in got] for true in expected]
    best = [[0.0] * (len(got) + 1) for _ in range(len(expected) + 1)]
    for i in range(len(expected) - 1, -1, -1):
        for j in range(len(got) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + likeness[i][j])
    pairs: list[tuple[Row, Row]] = []
    i = j = 0
    while i < len(expected) or j < len(got):
        if i == len(expected) or (j < len(got) and best[i][j] == best[i][j + 1]):
            pairs.append(((), got[j]))
            j += 1
        elif j == len(got) or best[i][j] == best[i + 1][j]:
            pairs.append((expected[i], ()))
            i += 1
        else:
            pairs.append((expected[i], got[j]))
            i, j = i + 1, j + 1
    return pairs


def _likeness(one: Row, other: Row) -> float:
    """Near 1 for rows of the same words, 0 for rows that share little."""
    ratio = SequenceMatcher(None, "|".join(one), "|".join(other), autojunk=False).ratio()
    return ratio if ratio > 0.3 else 0.0


def _padded(row: Row, width: int) -> Row:
    return (*row, *("",) * (width - len(row)))
