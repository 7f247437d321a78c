"""The table of units in a synthesis: a line for each unit, the last for all together."""

from collections.abc import Sequence
from typing import Final

from docx.document import Document

from core.report import UnitTotals
from service.reports.docx_parts import keep_row_whole, next_paragraph, set_cell_margins, set_widths, write_text
from service.reports.docx_styles import Style

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
    for number, (line, unit) in enumerate(zip(table.rows[1:], units, strict=True), start=1):
        keep_row_whole(line)
        texts = unit_cells(unit, "" if number == len(units) else str(number))
        for place, (cell, text) in enumerate(zip(line.cells, texts, strict=True)):
            is_last = number == len(units)
            style = Style.CELL if place == 1 and not is_last else Style.CELL_HEAD if is_last else Style.CELL_CENTRE
            write_text(next_paragraph(cell, style), text)


def unit_cells(unit: UnitTotals, number: str) -> tuple[str, ...]:
    """The texts of one line, in the order of `UNIT_COLUMNS`."""
    counts = (unit.total, unit.done, unit.in_progress, unit.no_information, unit.not_due, unit.overdue)
    return (number, unit.unit, *(str(count) for count in counts))
