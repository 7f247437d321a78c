"""An Excel workbook as pages: a page a sheet, tables as tab-separated rows, values as Vietnamese offices write them.

Formulas give the value that Excel kept; macros are never looked at. Cells outside the table (the letterhead above it,
recipients and signature below) are written as paragraphs, side by side blocks one after the other.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from lxml.etree import LxmlError
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from core.errors import DamagedFile
from core.limits import Limits
from core.text import squeeze
from ingest.files.packed_parts import open_package
from ingest.formats.cell_values import write_value
from ingest.formats.raw_page import RawPage
from ingest.layout.side_by_side import stack_columns
from ingest.tables.merge_marks import ABOVE, LEFT
from ingest.text_layers.legacy_stretches import FontEncodings, Stretch, learn_fonts, unify_lines, unify_stretches

_DAMAGE = (BadZipFile, InvalidFileException, OSError, LookupError, ValueError, TypeError, AttributeError)
_TABLE_CELLS = 3
_AMOUNT = re.compile(r"-?\d[\d.,\s]*%?")
_MOST_COLUMNS = 256
_Cells = list[list[list[Stretch]]]
_Rows = list[list[str]]
_Covered = dict[tuple[int, int], str]
"""Row and column of each covered place, from 0, and the mark that stands there."""


def read_workbook_pages(path: Path, *, limits: Limits, where: str) -> tuple[RawPage, ...]:
    """Pages of the workbook at `path`; sheets without a value are left out.

    Raises:
        IntakeError: encrypted, damaged or too large.
    """
    with open_package(path, limits=limits, where=where):
        pass
    try:
        with path.open("rb") as file:
            workbook = load_workbook(file, data_only=True, rich_text=True, keep_links=False)
    except (*_DAMAGE, LxmlError) as exc:
        raise DamagedFile(
            "the workbook cannot be opened", where=where, advice="open it in Excel and save it again"
        ) from exc
    sheets = [(sheet, _read_cells(sheet)) for sheet in workbook.worksheets]
    filled = [(sheet, cells) for sheet, cells in sheets if any(cell for row in cells for cell in row)]
    fonts = learn_fonts(stretch for _, cells in filled for row in cells for cell in row for stretch in cell)
    return tuple(_page(sheet, cells, fonts, is_alone=len(filled) == 1) for sheet, cells in filled) or (
        RawPage(text="", text_as_read=""),
    )


def _page(sheet: Worksheet, cells: _Cells, fonts: FontEncodings, *, is_alone: bool) -> RawPage:
    encodings: set[str] = set()
    rows: _Rows = []
    for row in cells:
        unified = [unify_stretches(cell, fonts) for cell in row]
        encodings.update(name for cell in unified for name in cell.encodings)
        rows.append([cell.text for cell in unified])
    as_read = [["".join(stretch.text for stretch in cell) for cell in row] for row in cells]
    is_hidden = sheet.sheet_state != "visible"
    title = "" if is_alone and not is_hidden else f"Trang tính{' ẩn' * is_hidden}: {sheet.title}\n\n"
    covered, ruled = _covered_places(sheet, len(rows)), _ruled_rows(sheet, len(rows))
    text = unify_lines(title + _write_sheet(rows, covered, ruled))
    found = tuple(sorted(encodings | text.encodings))
    return RawPage(
        text=text.text,
        text_as_read=title + _write_sheet(as_read, covered, ruled) if found else text.text,
        encodings=found,
    )


def _read_cells(sheet: Worksheet) -> _Cells:
    """The values of a sheet, as stretches of text; rows and columns that are hidden by their author are kept."""
    filled = [place for place, cell in sheet._cells.items() if cell.value is not None]
    if not filled:
        return []
    last_row, last_column = max(row for row, _ in filled), max(column for _, column in filled)
    within = sheet.iter_rows(max_row=last_row, max_col=min(last_column, _MOST_COLUMNS))
    return [[_stretches(cell) for cell in row] for row in within]


def _ruled_rows(sheet: Worksheet, count: int) -> list[int]:
    """Numbers, from 0, of the rows among the first `count` that are ruled into cells."""
    return sorted({row - 1 for (row, _), cell in sheet._cells.items() if row <= count and _is_ruled(cell)})


def _is_ruled(cell: Any) -> bool:
    border = cell.border
    return border is not None and bool(border.left and border.left.style) and bool(border.right and border.right.style)


def _covered_places(sheet: Worksheet, count: int) -> _Covered:
    """What stands in place of the words where a merged cell covers a place of the first `count` rows."""
    covered: _Covered = {}
    for merged in sheet.merged_cells.ranges:
        for row in range(merged.min_row - 1, min(merged.max_row, count)):
            for column in range(merged.min_col - 1, min(merged.max_col, _MOST_COLUMNS)):
                covered[row, column] = ABOVE if row >= merged.min_row else LEFT
        covered.pop((merged.min_row - 1, merged.min_col - 1), None)
    return covered


def _stretches(cell: Any) -> list[Stretch]:
    font = (cell.font.name or "") if cell.font is not None else ""
    if not isinstance(cell.value, CellRichText):
        text = write_value(cell.value, cell.number_format)
        return [Stretch(text, font)] if text.strip() else []
    return [
        Stretch(piece.text, piece.font.rFont or font) if isinstance(piece, TextBlock) else Stretch(str(piece), font)
        for piece in cell.value
    ]


def _write_sheet(rows: _Rows, covered: _Covered, ruled: list[int]) -> str:
    """The table in the middle as rows, what stands above and below it as paragraphs.

    The table is what is ruled into cells; in a sheet without rules, from the first to the last row of several cells.
    """
    full = [at for at in range(len(rows)) if _filled_cells(rows, at, covered) >= _TABLE_CELLS]
    full = [at for at in ruled if any(map(str.strip, rows[at]))] or full
    first, last = (full[0], full[-1]) if full else (len(rows), len(rows))
    while last + 1 < len(rows) and _is_total(rows[last + 1]):
        last += 1
    above, table, below = rows[:first], rows[first : last + 1], rows[last + 1 :]
    return (
        f"{_write_paragraphs(above)}\n{_write_rows(table, first, covered)}\n{_write_paragraphs(below)}".strip("\n")
        + "\n"
    )


def _filled_cells(rows: _Rows, at: int, covered: _Covered) -> int:
    """Cells of row `at` that hold words, those among them that a cell above reaches down into."""
    return sum(bool(cell.strip()) or covered.get((at, column)) == ABOVE for column, cell in enumerate(rows[at]))


def _is_total(row: list[str]) -> bool:
    """The row, right under a table, has a name and an amount: too few cells for a row of it, but one all the same."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return len(filled) >= _TABLE_CELLS - 1 and _AMOUNT.fullmatch(filled[-1]) is not None


def _write_rows(rows: _Rows, first: int, covered: _Covered) -> str:
    """Tab-separated rows, `first` the number of the topmost, without the columns that are empty in all of them."""
    used = [at for at in range(max(map(len, rows), default=0)) if any(row[at].strip() for row in rows)]
    lines = []
    for number, row in enumerate(rows, start=first):
        if any(map(str.strip, row)):
            lines.append("\t".join(covered.get((number, at)) or squeeze(row[at]) for at in used))
    return "".join(f"{line}\n" for line in lines)


def _write_paragraphs(rows: _Rows) -> str:
    """A line for a row of one cell; rows of two cells that follow one another are two blocks side by side."""
    pieces: list[str] = []
    block: list[Sequence[str]] = []
    for row in [*rows, []]:
        filled = [cell for cell in row if cell.strip()]
        if len(filled) == _TABLE_CELLS - 1:
            block.append(filled)
            continue
        if block and filled and _is_left(row):
            block.append([filled[0], ""])
            continue
        pieces.append(stack_columns(block))
        block = []
        pieces.extend(f"{cell.strip()}\n" for cell in filled)
    return "".join(pieces)


def _is_left(row: Sequence[str]) -> bool:
    return bool(row) and bool(row[0].strip())
