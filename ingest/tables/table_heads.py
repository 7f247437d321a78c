"""The header of a table: how many rows it takes, what each column is called, and where it is repeated.

A header of several rows gives each column a path: "Thời gian / Bắt đầu" is the column "Bắt đầu" under "Thời gian".
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from core.text import fold_aligned
from ingest.tables.table_rows import RowLine, is_header, row_label

LEVEL = " / "
"""Stands between the levels of a column's name."""
_MOST_LEVELS = 4
_LONGEST_NAME = 60
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Ha-h])\)?(?:\s*=.*)?")
_ALIKE = 0.8


class Head(NamedTuple):
    """The header rows of a table (with a row of column numbers), and the names of the columns; empty when none."""

    rows: tuple[RowLine, ...]
    columns: tuple[str, ...]

    def is_repeated_by(self, rows: Sequence[RowLine]) -> bool:
        """`rows` begin with the header again; a few letters may be misread."""
        if not self.rows or len(rows) < 1:
            return False
        return _likeness(self.rows[0], rows[0]) >= _ALIKE


def read_head(rows: Sequence[RowLine]) -> Head:
    """The header at the top of `rows`, which are as wide as the table."""
    if not rows or not is_header(rows[0].texts):
        return Head((), ())
    depth = _depth(rows)
    columns = tuple(_path(rows[:depth], column) for column in range(len(rows[0].cells)))
    if depth < len(rows) and _is_column_numbers(rows[depth].texts):
        depth += 1
    return Head(tuple(rows[:depth]), columns)


def _depth(rows: Sequence[RowLine]) -> int:
    """How many rows name columns."""
    depth = 1
    while depth < min(len(rows), _MOST_LEVELS):
        reached = max(at + cell.rows for at, row in enumerate(rows[:depth]) for cell in row.cells)
        if reached <= depth and not _names_parts(rows[depth - 1], rows[depth]):
            break
        depth += 1
    return depth


def _names_parts(above: RowLine, row: RowLine) -> bool:
    """Each cell of `row` names a part of a wide cell in the row above."""
    filled = [column for column, cell in enumerate(row.cells) if cell.text]
    if not filled or row.cells[0].text or row.new_page or len(filled) == len(row.cells):
        return False
    if any(len(row.cells[column].text) > _LONGEST_NAME for column in filled):
        return False
    return len(filled) > 1 and all(_is_under_wide(above, row, column) for column in filled)


def _is_under_wide(above: RowLine, row: RowLine, column: int) -> bool:
    if not above.cells[column].text:
        return any(cell.text for cell in above.cells[:column])
    following = column + 1
    is_wide = following < len(row.cells) and not above.cells[following].text and bool(row.cells[following].text)
    return is_wide or above.cells[column].columns > 1


def _path(rows: Sequence[RowLine], column: int) -> str:
    names: list[str] = []
    for level in range(len(rows)):
        name = _name(rows, level, column)
        if name and (not names or names[-1] != name):
            names.append(name)
    return LEVEL.join(names)


def _name(rows: Sequence[RowLine], level: int, column: int) -> str:
    """The words of the header cell that takes the place: its own, or those of a wide cell to the left."""
    cells = rows[level].cells
    if cells[column].text:
        return cells[column].text
    for at in range(column - 1, -1, -1):
        if cells[at].columns > column - at:
            return cells[at].text
        if cells[at].text:
            has_parts = any(row.cells[column].text for row in rows[level + 1 :])
            unknown_widths = all(cell.columns == 1 and cell.rows == 1 for row in rows for cell in row.cells)
            return cells[at].text if has_parts and unknown_widths else ""
    return ""


def _is_column_numbers(cells: Sequence[str]) -> bool:
    """(1) (2) (3) under the names, or A B 1 2."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 3 or len(filled) < len(cells) - 1 or not all(map(_COLUMN_NUMBER.fullmatch, filled)):
        return False
    numbers = [int(digits.group()) for cell in filled if (digits := re.search(r"\d+", cell))]
    return len(numbers) >= 2 and all(later == earlier + 1 for earlier, later in pairwise(numbers))


def _likeness(one: RowLine, other: RowLine) -> float:
    """How alike two rows are, 0..1, without accents and case; the same number of columns is not asked for."""
    left, right = (fold_aligned("|".join(row.texts)) for row in (one, other))
    if row_label(other.texts) is not None and other.texts[0] != one.texts[0]:
        return 0.0
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
