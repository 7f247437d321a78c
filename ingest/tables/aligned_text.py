"""Tables of a plain text file whose columns are set with spaces, under a header or beside running numbers."""

from collections.abc import Sequence
from itertools import pairwise

from core.text import squeeze
from ingest.structure.lines import Cell, Line, cut_cells
from ingest.tables.aligned_columns import ColumnRun, find_column_runs
from ingest.tables.table_rows import RowCell, RowLine, is_header, row_label

_LEAST_GAP = 2.0
_LEAST_NUMBERS = 3
_PARTED_OTHERWISE = ("\t", "|")


def aligned_rows(lines: Sequence[Line]) -> dict[int, RowLine]:
    """Row of each line that belongs to a table set with spaces, by line number."""
    cells = [() if any(mark in line.text for mark in _PARTED_OTHERWISE) else cut_cells(line) for line in lines]
    pieces = [[(cell.column, cell.column + len(cell.text)) for cell in row] for row in cells]
    found: dict[int, RowLine] = {}
    for run in find_column_runs(pieces, least_gap=_LEAST_GAP):
        rows = [_row(lines[at], at, cells[at], run) for at in range(run.first, run.last + 1)]
        filled = [sum(bool(row.cells[column].text) for row in rows) for column in range(len(run.cuts) + 1)]
        lead = next((column for column, count in enumerate(filled) if count * 2 >= len(rows)), 0)
        if _says_table(rows):
            found.update((row.line_no, row._replace(wraps=not row.cells[lead].text)) for row in rows)
    return found


def _row(line: Line, line_no: int, cells: Sequence[Cell], run: ColumnRun) -> RowLine:
    columns: list[list[Cell]] = [[] for _ in range(len(run.cuts) + 1)]
    for cell in cells:
        columns[run.column_of((cell.column, cell.column + len(cell.text)))].append(cell)
    return RowLine(
        line_no=line_no,
        start=line.outer_start,
        end=line.outer_end,
        cells=tuple(_row_cell(column, line.outer_end) for column in columns),
        page_index=line.page_index,
        new_page=line.new_page,
    )


def _row_cell(cells: Sequence[Cell], end: int) -> RowCell:
    if not cells:
        return RowCell("", end, end)
    return RowCell(squeeze(" ".join(cell.text for cell in cells)), cells[0].start, cells[-1].end)


def _says_table(rows: Sequence[RowLine]) -> bool:
    """The first row names columns, or the first column counts."""
    if is_header(rows[0].texts):
        return True
    labels = [label for row in rows if (label := row_label(row.texts)) is not None and label.isdecimal()]
    numbers = [int(label) for label in labels]
    return len(numbers) >= _LEAST_NUMBERS and all(later == earlier + 1 for earlier, later in pairwise(numbers))
