"""Tables without rules on a page: words set in columns under a header, or beside running numbers."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from core.span import Box
from ingest.layout.page_text import TextCell, TextLine
from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import VisualLine, cut_segments, group_lines, line_box, line_text, rejoin_hyphened
from ingest.tables.aligned_columns import ColumnRun, find_column_runs
from ingest.tables.table_rows import is_header

_LEAST_GAP_HEIGHTS = 0.9
_LEAST_NUMBERS = 3
_FILLED = 3


class AlignedTable(NamedTuple):
    """Visual lines `first..last` (both included) that are a table, and its rows."""

    first: int
    last: int
    rows: tuple[TextLine, ...]


def find_aligned_tables(lines: Sequence[VisualLine]) -> tuple[AlignedTable, ...]:
    """Tables among the lines of a page, top to bottom."""
    return tuple(
        AlignedTable(run.first, run.last, _text_lines(_grid_rows(lines, run)))
        for run in _table_runs(lines, filled=_FILLED)
    )


def _table_runs(lines: Sequence[VisualLine], *, filled: int) -> tuple[ColumnRun, ...]:
    """Runs of lines set in columns that say that they are a table."""
    if not lines:
        return ()
    gap = _LEAST_GAP_HEIGHTS * median(word.height for line in lines for word in line)
    pieces = [[(box.x0, box.x1) for box in map(line_box, cut_segments(line))] for line in lines]
    runs = find_column_runs(pieces, least_gap=gap, filled=filled)
    return tuple(run for run in runs if _says_table(_grid_rows(lines, run)))


def _grid_rows(lines: Sequence[VisualLine], run: ColumnRun) -> list["_Cells"]:
    return _rows([_cells(line, run) for line in lines[run.first : run.last + 1]])


def empty_places(lines: Sequence[VisualLine]) -> tuple[Box, ...]:
    """Where tables among the lines of a page have no word, a line high: most are empty, some may be unread.

    A table of three columns of which one was hardly read counts here, too.
    """
    if not lines:
        return ()
    places = []
    for first, last, cuts in _table_runs(lines, filled=_FILLED - 1):
        boxes = [line_box(line) for line in lines[first : last + 1] if line]
        slack = median(box.bottom - box.top for box in boxes)
        edges = (min(box.x0 for box in boxes) - slack, *cuts, max(box.x1 for box in boxes) + slack)
        for line, box in zip(filter(None, lines[first : last + 1]), boxes, strict=True):
            free = [
                (left, right) for left, right in pairwise(edges) if not any(_is_between(w, left, right) for w in line)
            ]
            places += [Box(left, box.top, right, box.bottom) for left, right in free]
    return tuple(places)


def _is_between(word: PlacedWord, left: float, right: float) -> bool:
    return word.box.x0 < right and left < word.box.x1


_Cells = list[list[PlacedWord]]


def _cells(line: VisualLine, run: ColumnRun) -> _Cells:
    cells: _Cells = [[] for _ in range(len(run.cuts) + 1)]
    for word in line:
        cells[run.column_of((word.box.x0, word.box.x1))].append(word)
    return cells


def _rows(grid: Sequence[_Cells]) -> list[_Cells]:
    """Lines put together to rows: a row begins where the first column that is filled in most lines has words."""
    filled = [sum(bool(cells[column]) for cells in grid) for column in range(len(grid[0]))]
    lead = next((column for column, count in enumerate(filled) if count * 2 >= len(grid)), 0)
    rows: list[_Cells] = []
    for cells in grid:
        if rows and not cells[lead]:
            for known, more in zip(rows[-1], cells, strict=True):
                known.extend(more)
        else:
            rows.append([list(cell) for cell in cells])
    return rows


def _says_table(rows: Sequence[_Cells]) -> bool:
    """The first row names columns, or the first column counts."""
    texts = [[line_text(cell) for cell in row] for row in rows]
    if is_header(texts[0]):
        return True
    numbers = [int(text) for row in texts if (text := row[0].strip(" .)")).isdecimal() and len(text) <= 3]
    return len(numbers) >= _LEAST_NUMBERS and all(later == earlier + 1 for earlier, later in pairwise(numbers))


def _text_lines(rows: Sequence[_Cells]) -> tuple[TextLine, ...]:
    return tuple(
        TextLine(
            cells=tuple(
                TextCell(words=tuple(word for line in rejoin_hyphened(group_lines(cell)) for word in line))
                for cell in row
            ),
            gap_before=number == 0,
        )
        for number, row in enumerate(rows)
    )
