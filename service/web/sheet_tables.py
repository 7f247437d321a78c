"""Rows of a table as they stand on the page: their cells, merged ones as one cell over the places that it takes."""

from collections.abc import Callable, Mapping, Sequence

from core.directive import Block, Directive
from core.page import MergedCell
from core.record import Record
from service.web.paper_pieces import Piece

_BREAKS = ("\n", "\f")
_NOWHERE = -1
"""Start of a cell that leaves no trace in the text: an empty one at the end of its row."""


class SheetCell(Record):
    """A cell; `rows` and `columns` are how many places it takes, downwards and to the right.

    Attributes:
        start: offset into `Directive.text` of its words, or where they would stand.
    """

    start: int
    pieces: tuple[Piece, ...] = ()
    rows: int = 1
    columns: int = 1


def row_cells(
    directive: Directive, block: Block, part: tuple[int, int], cut: Callable[[tuple[int, int]], tuple[Piece, ...]]
) -> tuple[SheetCell, ...]:
    """The cells of the row whose words are `part` of the text, as many as its table is wide.

    Args:
        cut: makes the pieces of a stretch of the text.
    """
    cells = list(_leading(directive.text, part[0]))
    cursor = part[0]
    for words in directive.text[part[0] : part[1]].split("\t"):
        end = cursor + len(words)
        cells.append(SheetCell(start=cursor, pieces=cut((cursor, end)) if words else ()))
        cursor = end + 1
    missing = max(0, _width(directive, block) - len(cells))
    return (*cells, *(SheetCell(start=_NOWHERE),) * missing)


def merge_cells(
    rows: Sequence[Sequence[SheetCell]], merged: Mapping[int, MergedCell]
) -> tuple[tuple[SheetCell, ...], ...]:
    """The rows without the places that merged cells take. A merged cell over places that hold words is none.

    Args:
        rows: neighbouring rows of a table.
        merged: merged cells by where they start in the text.
    """
    covered: set[tuple[int, int]] = set()
    laid = []
    for row_no, row in enumerate(rows):
        kept = []
        for column, cell in enumerate(row):
            if (row_no, column) in covered:
                continue
            places = _places(rows, (row_no, column), merged.get(cell.start)) - {(row_no, column)}
            if places and not places & covered and not any(rows[at][place].pieces for at, place in places):
                covered |= places
                wide = 1 + max(place for _, place in places) - column
                high = 1 + max(at for at, _ in places) - row_no
                cell = cell.model_copy(update={"rows": high, "columns": wide})
            kept.append(cell)
        laid.append(tuple(kept))
    return tuple(laid)


def _places(rows: Sequence[Sequence[SheetCell]], at: tuple[int, int], cell: MergedCell | None) -> set[tuple[int, int]]:
    """Row and column of each place that a merged cell takes, as far as the rows have such places."""
    if cell is None:
        return set()
    last_row, last_column = min(at[0] + cell.rows, len(rows)), at[1] + cell.columns
    columns = range(at[1], min([last_column, *(len(row) for row in rows[at[0] : last_row])]))
    return {(row_no, column) for row_no in range(at[0], last_row) for column in columns}


def _leading(text: str, start: int) -> tuple[SheetCell, ...]:
    """Empty cells before the first words of a row."""
    line = max(text.rfind(sign, 0, start) for sign in _BREAKS) + 1
    before = text[line:start]
    if before.strip():
        return ()
    return tuple(SheetCell(start=line + offset) for offset, sign in enumerate(before) if sign == "\t")


def _width(directive: Directive, block: Block) -> int:
    if block.table_no is None or block.table_no >= len(directive.tables):
        return 0
    table = directive.tables[block.table_no]
    return max((len(row) for row in (table.header, *table.rows)), default=0)
