"""Tables whose cells stand each on a line of its own, as texts copied from web pages and some readers have them.

    STT
    Nội dung
    Cơ quan chủ trì
    1
    Rà soát văn bản
    Sở Tư pháp

Only what is certain is put together: the column names open with STT, each row opens with the next number, and every
row has as many lines as there are names, or fewer that can stand in one way only (`empty_cells`). Where one row can
stand in several ways, the table stays as it stands.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from core.text import fold_aligned, squeeze
from ingest.structure.lines import Line
from ingest.tables.empty_cells import columns_of
from ingest.tables.table_rows import RowCell, RowLine, is_header

_NUMBER_HEAD = re.compile(r"(?:s?tt|so tt|so thu tu)\.?")
_NUMBER = re.compile(r"(\d{1,3})[.)]?")
_GROUP = re.compile(r"[IVX]{1,5}[.)]?")
_NO_CELL = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,5}[.)]|(?:Điều|Chương|Mục|Phụ lục)\s+\w+)\s+\S")
"""What opens an item of running text: no cell begins so."""
_LONGEST_NAME = 60
_FEWEST_NAMES, _MOST_NAMES = 3, 10
_FEWEST_ROWS = 2
_KEPT = 2


class _Found(NamedTuple):
    """A row: its first line, the line after its last, and the column of each of its lines."""

    first: int
    last: int
    columns: tuple[int, ...]


def flattened_rows(lines: Sequence[Line]) -> dict[int, RowLine]:
    """The rows of such tables by the number of their first line; the other lines of a row are there without cells."""
    found: dict[int, RowLine] = {}
    at = 0
    while at < len(lines):
        rows = _table_at(lines, at) if _NUMBER_HEAD.fullmatch(fold_aligned(lines[at].text)) else []
        for row in rows:
            found.update(_row(lines, row))
        at = rows[-1].last if rows else at + 1
    return found


def _table_at(lines: Sequence[Line], at: int) -> list[_Found]:
    """Header and rows of the table at `at`; empty when there is none."""
    width = _header_width(lines, at)
    if width is None:
        return []
    rows, counted, position = [_Found(at, at + width, tuple(range(width)))], 0, at + width
    while position < len(lines):
        text = lines[position].text
        if (row := _row_at(lines, position, counted, rows[0])) is not None:
            rows.append(row)
            counted, position = counted + 1, row.last
        elif _GROUP.fullmatch(text) and (first := _number_at(lines, position + 2)) is not None:
            rows.append(_Found(position, position + 2, (0, 1)))
            counted, position = first - 1, position + 2
        else:
            break
    if counted < _FEWEST_ROWS or _goes_on(lines, width, counted, position) or _are_mostly_short(rows[1:], width):
        return []
    return rows


def _are_mostly_short(rows: Sequence[_Found], width: int) -> bool:
    """Whether more rows are short than full: the names are not those of the columns, then."""
    full = sum(len(row.columns) == width for row in rows)
    short = sum(_KEPT < len(row.columns) < width for row in rows)
    return short > full


def _row_at(lines: Sequence[Line], position: int, counted: int, header: _Found) -> _Found | None:
    """The row with the next number at `position`: as many lines as columns, or fewer that can stand in one way only."""
    width = len(header.columns)
    if _number_at(lines, position) != counted + 1:
        return None
    end = _row_end(lines, position, width, counted)
    if end - position == width:
        return _Found(position, end, header.columns)
    names = [line.text for line in lines[header.first : header.last]]
    columns = columns_of(names, [line.text for line in lines[position:end]])
    return _Found(position, end, columns) if columns is not None else None


def _row_end(lines: Sequence[Line], position: int, width: int, counted: int) -> int:
    """Index after the lines of a row: before the next number or group, an item of running text, or at full width."""
    end = position + 1
    while end < min(position + width, len(lines)):
        opens_row = _number_at(lines, end) == counted + 2 or _GROUP.fullmatch(lines[end].text) is not None
        if opens_row or lines[end].gap > lines[position].gap + 1 or not _are_cells(lines[end : end + 1]):
            break
        end += 1
    return end


def _number_at(lines: Sequence[Line], index: int) -> int | None:
    number = _NUMBER.fullmatch(lines[index].text) if index < len(lines) else None
    return int(number[1]) if number is not None else None


def _are_cells(lines: Sequence[Line]) -> bool:
    return not any(_NO_CELL.match(line.text) or _NUMBER_HEAD.fullmatch(fold_aligned(line.text)) for line in lines)


def _header_width(lines: Sequence[Line], at: int) -> int | None:
    """How many names stand from `at` on before the first number; None where they are no column names."""
    for width in range(_FEWEST_NAMES, _MOST_NAMES + 1):
        if at + width >= len(lines):
            return None
        if _NUMBER.fullmatch(lines[at + width].text) or _GROUP.fullmatch(lines[at + width].text):
            names = [squeeze(line.text) for line in lines[at : at + width]]
            return width if is_header(names) and all(len(name) <= _LONGEST_NAME for name in names) else None
    return None


def _goes_on(lines: Sequence[Line], width: int, counted: int, position: int) -> bool:
    """A next number stands further on, within a row's length: the rows are not as regular as they seemed."""
    return any(_number_at(lines, index) == counted + 1 for index in range(position, position + width + 2))


def _row(lines: Sequence[Line], row: _Found) -> dict[int, RowLine]:
    head, last = lines[row.first], lines[row.last - 1]
    by_column = dict(zip(row.columns, lines[row.first : row.last], strict=True))
    cells = tuple(_cell(by_column.get(column), head) for column in range(row.columns[-1] + 1))
    rows = {row.first: RowLine(row.first, head.outer_start, last.outer_end, cells, head.page_index, head.new_page)}
    for number in range(row.first + 1, row.last):
        line = lines[number]
        rows[number] = RowLine(number, line.outer_start, line.outer_end, (), line.page_index, line.new_page)
    return rows


def _cell(line: Line | None, head: Line) -> RowCell:
    return RowCell(squeeze(line.text), line.start, line.end) if line is not None else RowCell("", head.end, head.end)
