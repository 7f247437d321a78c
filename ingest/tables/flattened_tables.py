"""Tables whose cells stand each on a line of its own, as texts copied from web pages and some readers have them.

    STT
    Nội dung
    Cơ quan chủ trì
    1
    Rà soát văn bản
    Sở Tư pháp

Only what is certain is put together: the column names open with STT, each row opens with the next number, and every
row has as many lines as there are names. A row with an empty cell has fewer: nothing says which cell is empty, so such
a table stays as it stands.
"""

import re
from collections.abc import Sequence

from core.text import fold_aligned, squeeze
from ingest.structure.lines import Line
from ingest.tables.table_rows import RowCell, RowLine, is_header

_NUMBER_HEAD = re.compile(r"(?:s?tt|so tt|so thu tu)\.?")
_NUMBER = re.compile(r"(\d{1,3})[.)]?")
_GROUP = re.compile(r"[IVX]{1,5}[.)]?")
_NO_CELL = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,5}[.)]|(?:Điều|Chương|Mục|Phụ lục)\s+\w+)\s+\S")
"""What opens an item of running text: no cell begins so."""
_LONGEST_NAME = 60
_FEWEST_NAMES, _MOST_NAMES = 3, 10
_FEWEST_ROWS = 2


def flattened_rows(lines: Sequence[Line]) -> dict[int, RowLine]:
    """The rows of such tables by the number of their first line; the other lines of a row are there without cells."""
    found: dict[int, RowLine] = {}
    at = 0
    while at < len(lines):
        rows = _table_at(lines, at) if _NUMBER_HEAD.fullmatch(fold_aligned(lines[at].text)) else []
        for first, last in rows:
            found.update(_row(lines, first, last))
        at = rows[-1][1] if rows else at + 1
    return found


def _table_at(lines: Sequence[Line], at: int) -> list[tuple[int, int]]:
    """First and after-last lines of the header and of each row of the table at `at`; empty when there is none."""
    width = _header_width(lines, at)
    if width is None:
        return []
    rows, counted, position = [(at, at + width)], 0, at + width
    while position + width <= len(lines):
        text = lines[position].text
        number = _NUMBER.fullmatch(text)
        if number is not None and int(number[1]) == counted + 1 and _are_cells(lines[position + 1 : position + width]):
            rows.append((position, position + width))
            counted, position = counted + 1, position + width
        elif _GROUP.fullmatch(text) and (first := _NUMBER.fullmatch(lines[position + 2].text)) is not None:
            rows.append((position, position + 2))
            counted, position = int(first[1]) - 1, position + 2
        else:
            break
    if counted < _FEWEST_ROWS or _goes_on(lines, rows[-1], counted, position):
        return []
    return rows


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


def _goes_on(lines: Sequence[Line], last: tuple[int, int], counted: int, position: int) -> bool:
    """A next number stands further on, within a row's length: the rows are not as regular as they seemed."""
    ahead = [_NUMBER.fullmatch(line.text) for line in lines[position : position + last[1] - last[0] + 2]]
    return any(number is not None and int(number[1]) == counted + 1 for number in ahead)


def _row(lines: Sequence[Line], first: int, last: int) -> dict[int, RowLine]:
    cells = tuple(RowCell(squeeze(line.text), line.start, line.end) for line in lines[first:last])
    head = lines[first]
    rows = {first: RowLine(first, head.outer_start, lines[last - 1].outer_end, cells, head.page_index, head.new_page)}
    for number in range(first + 1, last):
        line = lines[number]
        rows[number] = RowLine(number, line.outer_start, line.outer_end, (), line.page_index, line.new_page)
    return rows
