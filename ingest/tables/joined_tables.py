"""Tables put together from their rows: header named, rows joined over page breaks, merged cells valued for each row."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from core.directive import Directive, Table, TablePlace
from core.span import Span
from core.text import fold_aligned
from ingest.structure.lines import Line
from ingest.structure.markers import is_capitals
from ingest.tables.aligned_text import aligned_rows
from ingest.tables.flattened_tables import flattened_rows
from ingest.tables.table_heads import Head, read_head
from ingest.tables.table_rows import RowCell, RowLine, find_row_runs, row_label

__all__ = ["FoundTable", "Row", "read_tables", "row_label"]

_ENDED = (".", ";", ":", "!", "?", "…", ")", "”")
_TOTAL = re.compile(r"(?:tong|cong)\b")
_NUMBERED_SHARE = 0.6
_MANY_CELLS = 3
_LEAST_NAME = 4


class Row(NamedTuple):
    """A row of a table, put together from one or more lines."""

    cells: tuple[str, ...]
    lines: tuple[RowLine, ...]

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end


class FoundTable(NamedTuple):
    """A table with the places of its rows; `header_rows` holds every copy of the header, repeated ones included."""

    table: Table
    header_rows: tuple[Row, ...]
    rows: tuple[Row, ...]
    line_numbers: frozenset[int]


def read_tables(directive: Directive, lines: Sequence[Line]) -> tuple[FoundTable, ...]:
    """All tables of the directive, in order."""
    found = (
        _Builder(run).build(directive)
        for run in find_row_runs(directive, lines, aligned_rows(lines) | flattened_rows(lines))
    )
    return tuple(table for table in found if table is not None)


class _Builder:
    """Puts one table together, line by line."""

    def __init__(self, run: Sequence[RowLine]) -> None:
        width = max(len(row.cells) for row in run)
        self._lines = [row.padded(width) for row in run]
        self._width = width
        filled = [row for row in self._lines if not row.is_empty]
        self._head = read_head(filled)
        labels = [row_label(row.texts) for row in filled[len(self._head.rows) :]]
        self._numbered = sum(label is not None for label in labels) >= _NUMBERED_SHARE * max(1, len(labels))
        self._others: list[RowLine] = []
        self._rows: list[Row] = []
        self._sources: dict[tuple[int, int], int] = {}
        self._reach = [0] * width
        self._page_index = -1

    def build(self, directive: Directive) -> FoundTable | None:
        """The table; None when it has no body."""
        at = 0
        while at < len(self._lines):
            taken = self._header_lines(at)
            self._others += self._lines[at : at + taken]
            if not taken:
                self._add(self._lines[at])
                taken = 1
            at += taken
        if not self._rows:
            return None
        values = self._values()
        table = Table(
            page_no=directive.span(self._lines[0].start, self._lines[0].end).page_no,
            header=self._head.columns,
            rows=values,
            row_spans=tuple(self._spans(directive, number) for number in range(len(self._rows))),
            group_rows=tuple(number for number in range(len(self._rows)) if self._is_group(number)),
            inherited=tuple(TablePlace(row=row, column=column) for row, column in sorted(self._sources)),
        )
        # A header between the two halves of a row lies inside that row.
        whole = [(row.start, row.end) for row in self._rows] + [(line.start, line.end) for line in self._others]
        apart = [line for line in self._others if not any(start < line.start < end for start, end in whole)]
        headers = tuple(Row(line.texts, (line,)) for line in apart)
        rows = tuple(row._replace(cells=cells) for row, cells in zip(self._rows, values, strict=True))
        return FoundTable(table, headers, rows, frozenset(line.line_no for line in self._lines))

    def _header_lines(self, at: int) -> int:
        """How many lines from `at` on are no body: the header, a copy of it, or lines without words."""
        if self._lines[at].is_empty:
            return 1
        head = self._head
        if head.rows and self._lines[at] is head.rows[0]:
            return self._lines.index(head.rows[-1]) - at + 1
        if not head.is_repeated_by(self._lines[at:]):
            return 0
        taken = 1
        for known, line in zip(head.rows[1:], self._lines[at + 1 :], strict=False):
            if not Head((known,), ()).is_repeated_by([line]):
                break
            taken += 1
        return taken

    def _add(self, line: RowLine) -> None:
        over_page = line.page_index != self._page_index and bool(self._rows)
        covered = [left > 0 and not cell.text for left, cell in zip(self._reach, line.cells, strict=True)]
        if over_page:
            covered = self._covered_over_page(line)
        runs_on = bool(self._rows) and (line.wraps or self._runs_on(line, covered, over_page=over_page))
        if runs_on:
            self._rows[-1] = _join(self._rows[-1], line)
        else:
            self._rows.append(Row(line.texts, (line,)))
            for column in range(self._width):
                if covered[column] and len(self._rows) > 1:
                    above = (len(self._rows) - 2, column)
                    self._sources[len(self._rows) - 1, column] = self._sources.get(above, above[0])
        self._reach = [max(left - 1, cell.rows - 1) for left, cell in zip(self._reach, line.cells, strict=True)]
        self._page_index = line.page_index

    def _covered_over_page(self, line: RowLine) -> list[bool]:
        """Places of the first row on a page that a merged cell of the page before reaches into."""
        before = self._rows[-1].lines[-1]
        # A merged cell that ran to the foot of its page has one row left to reach here, known or not.
        at_foot = [cell.rows > 1 or (len(self._rows) - 1, at) in self._sources for at, cell in enumerate(before.cells)]
        new_number = bool(line.cells[0].text) and at_foot[0]
        self._reach = [0] * self._width
        return [
            not cell.text and not new_number and (at_foot[at] or cell.rows > 1) for at, cell in enumerate(line.cells)
        ]

    def _runs_on(self, line: RowLine, covered: Sequence[bool], *, over_page: bool) -> bool:
        if covered[0]:
            return over_page and self._resumes(line)
        return self._continues(line, over_page=over_page)

    def _resumes(self, line: RowLine) -> bool:
        """Under a merged number over a page break: the cells take up sentences that the break cut."""
        pairs = [(above, below) for above, below in zip(self._rows[-1].cells, line.texts, strict=True) if below]
        all_go_on = all(_goes_on(above, below, over_page=True) for above, below in pairs)
        return all_go_on and any(below[0].islower() for _, below in pairs)

    def _continues(self, line: RowLine, *, over_page: bool) -> bool:
        """`line` runs on from the last row: it has no number of its own, and its cells go on with those above."""
        row = self._rows[-1]
        if line.cells[0].text or self._width < 2 or _TOTAL.match(fold_aligned("".join(line.texts))):
            return False
        pairs = [(above, below) for above, below in zip(row.cells, line.texts, strict=True) if below]
        if not pairs or _is_whole(pairs):
            return False
        if over_page and self._numbered and row.cells[0] and not _is_wide(line, self._width):
            unfinished = any(_goes_on(above, below, over_page=True) for above, below in pairs)
            return unfinished or len(pairs) < _MANY_CELLS
        return all(_goes_on(above, below, over_page=over_page) for above, below in pairs)

    def _values(self) -> tuple[tuple[str, ...], ...]:
        return tuple(
            tuple(
                self._rows[self._sources[number, column]].cells[column] if (number, column) in self._sources else cell
                for column, cell in enumerate(row.cells)
            )
            for number, row in enumerate(self._rows)
        )

    def _spans(self, directive: Directive, number: int) -> tuple[Span, ...]:
        own = [span for line in self._rows[number].lines for span in directive.spans(line.start, line.end)]
        above = []
        for column in range(self._width):
            source = self._sources.get((number, column))
            if source is not None:
                above += [cell for line in self._rows[source].lines for cell in [line.cells[column]] if cell.text]
        return (*own, *_cell_spans(directive, above))

    def _is_group(self, number: int) -> bool:
        """The row only heads those under it: I. NHIỆM VỤ CHUNG."""
        row = self._rows[number]
        filled = [column for column, cell in enumerate(row.cells) if cell]
        if self._width < _MANY_CELLS or not filled or len(filled) > 2 or (len(filled) == 2 and filled[0] != 0):
            return False
        following = self._rows[number + 1].cells if number + 1 < len(self._rows) else None
        if following is None or filled[-1] > 1:
            return False
        if _is_wide(row.lines[0], self._width):
            return True
        label, below = row_label(row.cells), row_label(following)
        if label is None:
            return len(filled) == 1 and (below == "1" or is_capitals(row.cells[filled[0]]))
        if below is None:
            return is_capitals(row.cells[filled[-1]])
        return below.startswith(f"{label}.") or (not label.isdigit() and below[0].isdigit()) or below == "a"


def _is_wide(line: RowLine, width: int) -> bool:
    """A cell of the line takes all places, or all but that of the number."""
    return any(cell.text and cell.columns >= max(2, width - 1) for cell in line.cells)


def _goes_on(above: str, below: str, *, over_page: bool) -> bool:
    if not above:
        return False
    if below[0].islower():
        return True
    return not above.endswith(_ENDED) and (over_page or above.endswith((",", "-", "–")) or below[0] in '(“"')


def _is_whole(pairs: Sequence[tuple[str, str]]) -> bool:
    """The cells are a row of their own whose number was lost: one says what the cell above says, or all begin anew."""
    if any(above == below and len(below) >= _LEAST_NAME for above, below in pairs):
        return True
    begins = all(above and (below[0].isupper() or below[0].isdigit()) for above, below in pairs)
    return len(pairs) > _MANY_CELLS and begins


def _join(row: Row, line: RowLine) -> Row:
    cells = tuple(f"{above} {below}".strip() for above, below in zip(row.cells, line.texts, strict=True))
    return Row(cells, (*row.lines, line))


def _cell_spans(directive: Directive, cells: Iterable[RowCell]) -> tuple[Span, ...]:
    return tuple(span for cell in cells for span in directive.spans(cell.start, cell.end))
