"""A table of any file as lines: a row a line, a cell for each column of the grid, parted by tabs."""

from collections.abc import Sequence
from typing import NamedTuple

from core.text import squeeze
from ingest.layout.side_by_side import is_side_by_side, stack_columns
from ingest.tables.merge_marks import ABOVE, LEFT, without_marks

_MOST_COLUMNS = 256


class GridCell(NamedTuple):
    """A cell with the columns and rows that it takes; `text` may hold several lines."""

    text: str
    columns: int = 1
    rows: int = 1


def write_table(rows: Sequence[Sequence[GridCell]]) -> str:
    """The rows as lines; what a cell covers beyond its first column and row is marked.

    A frame of two blocks gives one block after the other; a table of one column is no table.

    >>> head = [GridCell("TT", rows=2), GridCell("Thời gian", columns=2)]
    >>> without_marks(write_table([head, [GridCell("từ"), GridCell("đến")]]))
    'TT\\tThời gian\\t\\n\\ttừ\\tđến\\n'
    """
    texts = [[cell.text for cell in row] for row in rows if row]
    if is_side_by_side(texts):
        return stack_columns(texts)
    if max((len(row) for row in texts), default=0) <= 1:
        return "".join(f"{row[0].strip()}\n" for row in texts if row[0].strip())
    lines = ("\t".join(squeeze(text) for text in row) for row in _grid(rows))
    return "".join(f"{line}\n" for line in lines if without_marks(line).strip())


def _grid(rows: Sequence[Sequence[GridCell]]) -> list[list[str]]:
    covered: dict[int, int] = {}
    lines = []
    for row in rows:
        line: list[str] = []
        for cell in row:
            _skip_covered(line, covered)
            for _ in range(min(max(cell.columns, 1), _MOST_COLUMNS)):
                covered[len(line)] = cell.rows
                line.append(LEFT)
            line[-min(max(cell.columns, 1), _MOST_COLUMNS)] = cell.text
        _skip_covered(line, covered)
        covered = {at: left - 1 for at, left in covered.items() if left > 1}
        lines.append(line)
    width = max((len(line) for line in lines), default=0)
    return [line + [""] * (width - len(line)) for line in lines]


def _skip_covered(line: list[str], covered: dict[int, int]) -> None:
    """Marks the columns that a cell of a row above reaches down into."""
    while covered.get(len(line), 0) > 0 and len(line) < _MOST_COLUMNS:
        line.append(ABOVE)
