"""The table of units in a synthesis: a line for each unit, the last for all together."""

from collections.abc import Sequence
from typing import Final

from docx.document import Document

from core.report import UnitTotals
from service.reports.word.parts import keep_row_whole, next_paragraph, set_cell_margins, set_widths, write_text
from service.reports.word.styles import Style

UNIT_COLUMNS: Final = (
    ("TT", 9.0),
    ("Đơn vị", 55.0),
    ("Tổng số", 16.0),
    ("Đã hoàn thành", 18.0),
    ("Đang thực hiện", 18.0),
    ("Chưa có thông tin", 18.0),
    ("Chưa đến hạn", 15.0),
    ("Quá hạn chưa xong", 16.0),
)
"""Names of the columns with their widths in millimetres; together the width of the text."""


def write_units_table(document: Document, units: Sequence[UnitTotals]) -> None:
    """Appends the table; its header is repeated on each page."""
    table = document.add_table(rows=1 + len(units), cols=len(UNIT_COLUMNS), style="Table Grid")
    set_cell_margins(table, 1.0)
    set_widths(table, [width for _, width in UNIT_COLUMNS])
    for cell, (name, _) in zip(table.rows[0].cells, UNIT_COLUMNS, strict=True):
        write_text(next_paragraph(cell, Style.CELL_HEAD), name)
    keep_row_whole(table.rows[0], is_header=True)
    for line, texts in zip(table.rows[1:], unit_lines(units), strict=True):
        keep_row_whole(line)
        is_last = texts[0] == ""
        for place, (cell, text) in enumerate(zip(line.cells, texts, strict=True)):
            style = Style.CELL_HEAD if is_last else Style.CELL if place == 1 else Style.CELL_CENTRE
            write_text(next_paragraph(cell, style), text)


def unit_lines(units: Sequence[UnitTotals]) -> tuple[tuple[str, ...], ...]:
    """The texts of all lines, in the order of `UNIT_COLUMNS`; the last, for all together, has no number."""
    last = len(units)
    return tuple(_cells(unit, "" if number == last else str(number)) for number, unit in enumerate(units, start=1))


def _cells(unit: UnitTotals, number: str) -> tuple[str, ...]:
    counts = (unit.total, unit.done, unit.in_progress, unit.no_information, unit.not_due, unit.overdue)
    return (number, unit.unit, *(str(count) for count in counts))
