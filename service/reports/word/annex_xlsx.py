"""The annex of a report as a workbook: the table of tasks that is sent along with it, units and evidence beside it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from core.record import Record
from core.report import AnnexRow, Report
from service.reports.results import annex_result
from service.reports.word.annex import ANNEX_TITLE, PROOF_COLUMNS, PROOFS_TITLE, proof_cells
from service.reports.word.units_table import UNIT_COLUMNS, unit_lines
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

_TASKS: Final = (
    ("STT", 6),
    ("Nội dung nhiệm vụ, chỉ tiêu", 60),
    ("Đơn vị chủ trì", 28),
    ("Thời hạn", 18),
    ("Tình hình", 24),
    ("Kết quả", 40),
)
_PROOF_WIDTHS: Final = (8, 60, 50, 40)
_UNIT_WIDTHS: Final = (6, 50, 12, 14, 14, 14, 14, 14)


class _Sheet(Record):
    """One sheet to write: columns are name and width in characters; `centred` are places of columns."""

    name: str
    title: str
    columns: tuple[tuple[str, int], ...]
    centred: tuple[int, ...]
    lines: tuple[tuple[str, ...], ...]


def write_annex(report: Report, path: Path) -> None:
    """Writes the annex of `report` to `path`, a sheet for each table: header frozen and repeated, landscape A4."""
    workbook = Workbook()
    first = workbook.active
    assert isinstance(first, Worksheet)
    for number, sheet in enumerate(_sheets(report)):
        _write(first if number == 0 else workbook.create_sheet(), sheet, subtitle=f"{report.unit}. {report.title}")
    workbook.save(path)


def _sheets(report: Report) -> list[_Sheet]:
    tasks = tuple(_texts(row) for row in report.annex)
    sheets = [_Sheet(name="Phụ lục", title=ANNEX_TITLE, columns=_TASKS, centred=(0, 3, 4), lines=tasks)]
    if report.units:
        columns = tuple((name, width) for (name, _), width in zip(UNIT_COLUMNS, _UNIT_WIDTHS, strict=True))
        sheets.append(
            _Sheet(
                name="Đơn vị",
                title="TÌNH HÌNH THỰC HIỆN CỦA CÁC ĐƠN VỊ",
                columns=columns,
                centred=(0, *range(2, len(columns))),
                lines=tuple(unit_lines(report.units)),
            )
        )
    if report.proofs:
        columns = tuple((name, width) for (name, _, _), width in zip(PROOF_COLUMNS, _PROOF_WIDTHS, strict=True))
        lines = tuple(proof_cells(row) for row in report.proofs)
        sheets.append(_Sheet(name="Minh chứng", title=PROOFS_TITLE, columns=columns, centred=(0,), lines=lines))
    return sheets


def _write(sheet: Worksheet, wanted: _Sheet, *, subtitle: str) -> None:
    sheet.title = wanted.name
    write_title(sheet, wanted.title, columns=len(wanted.columns))
    _write_subtitle(sheet, subtitle, columns=len(wanted.columns))
    for column, (name, width) in enumerate(wanted.columns, start=1):
        header_cell(sheet, HEADER_ROW, column, name)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, texts in enumerate(wanted.lines, start=FIRST_ROW):
        _write_line(sheet, number, texts, wanted)
    sheet.freeze_panes = f"A{FIRST_ROW}"
    last = get_column_letter(len(wanted.columns))
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}{HEADER_ROW + len(wanted.lines)}"
    set_page(sheet)


def _write_subtitle(sheet: Worksheet, words: str, *, columns: int) -> None:
    subtitle = sheet.cell(row=2, column=1)
    assert isinstance(subtitle, Cell)
    set_text(subtitle, words)
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=columns)
    subtitle.font = Font(name=FONT, size=FONT_SIZE_PT, italic=True)
    subtitle.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _write_line(sheet: Worksheet, number: int, texts: Sequence[str], wanted: _Sheet) -> None:
    for place, text in enumerate(texts):
        cell = sheet.cell(row=number, column=place + 1)
        assert isinstance(cell, Cell)
        set_text(cell, text)
        if place > 1 and text.isdigit():
            cell.value = int(text)
        cell.font = Font(name=FONT, size=FONT_SIZE_PT)
        cell.border = BORDER
        across = "center" if place in wanted.centred else "left"
        cell.alignment = Alignment(horizontal=across, vertical="top", wrap_text=True)
    widths = [(text, width) for text, (_, width) in zip(texts, wanted.columns, strict=True)]
    sheet.row_dimensions[number].height = row_height_pt(widths)


def _texts(row: AnnexRow) -> tuple[str, ...]:
    return (row.number, row.content, row.lead_units, row.deadline, row.status, annex_result(row))
