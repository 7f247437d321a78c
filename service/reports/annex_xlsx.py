"""The annex of a report as a workbook: the table of tasks that is sent along with it."""

from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from core.report import AnnexRow, Report
from service.tasks.workbook_style import (
    BORDER,
    FIRST_ROW,
    FONT,
    FONT_SIZE_PT,
    HEADER_ROW,
    header_cell,
    row_height_pt,
    set_page,
    set_text,
    write_title,
)

_COLUMNS: Final = (
    ("STT", 6),
    ("Nội dung nhiệm vụ, chỉ tiêu", 60),
    ("Đơn vị chủ trì", 28),
    ("Thời hạn", 18),
    ("Tình hình", 24),
    ("Kết quả", 40),
)
_CENTRED: Final = (0, 3, 4)


def write_annex(report: Report, path: Path) -> None:
    """Writes the annex of `report` to `path`: header frozen and repeated, text wrapped, landscape A4."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Phụ lục"
    write_title(sheet, "TÌNH HÌNH, KẾT QUẢ THỰC HIỆN NHIỆM VỤ, CHỈ TIÊU", columns=len(_COLUMNS))
    subtitle = sheet.cell(row=2, column=1)
    assert isinstance(subtitle, Cell)
    set_text(subtitle, f"{report.unit}. {report.title}")
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=len(_COLUMNS))
    subtitle.font = Font(name=FONT, size=FONT_SIZE_PT, italic=True)
    subtitle.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for column, (name, width) in enumerate(_COLUMNS, start=1):
        header_cell(sheet, HEADER_ROW, column, name)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(report.annex, start=FIRST_ROW):
        texts = _texts(row)
        for place, text in enumerate(texts):
            cell = sheet.cell(row=number, column=place + 1)
            assert isinstance(cell, Cell)
            set_text(cell, text)
            cell.font = Font(name=FONT, size=FONT_SIZE_PT)
            cell.border = BORDER
            across = "center" if place in _CENTRED else "left"
            cell.alignment = Alignment(horizontal=across, vertical="top", wrap_text=True)
        widths = [(text, width) for text, (_, width) in zip(texts, _COLUMNS, strict=True)]
        sheet.row_dimensions[number].height = row_height_pt(widths)
    sheet.freeze_panes = f"A{FIRST_ROW}"
    last = get_column_letter(len(_COLUMNS))
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}{HEADER_ROW + len(report.annex)}"
    set_page(sheet)
    workbook.save(path)


def _texts(row: AnnexRow) -> tuple[str, ...]:
    return (row.number, row.content, row.lead_units, row.deadline, row.status, row.result)
