"""The first sheet of the workbook: one line a directive."""

import datetime
from collections.abc import Sequence

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from core.task import Bound, Task, TaskKind, TaskStatus
from service.records import DocumentRecord
from service.tasks.table_row import document_name
from service.tasks.workbook_style import (
    BORDER,
    DATE_FORMAT,
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

_HEADINGS = (
    ("STT", 6), ("Văn bản", 24), ("Ngày ban hành", 14), ("Trích yếu", 60), ("Số nhiệm vụ", 12), ("Báo cáo", 12),
    ("Chỉ tiêu", 10), ("Có thời hạn", 12), ("Hạn gần nhất", 14), ("Chưa nêu đơn vị chủ trì", 16), ("Hoàn thành", 12),
)  # fmt: skip


def write_summary(sheet: Worksheet, groups: Sequence[tuple[DocumentRecord, list[Task]]], titles: Sequence[str]) -> None:
    """Fills `sheet` with a line for each document and a link to its own sheet."""
    sheet.title = "Tổng hợp"
    columns = len(_HEADINGS)
    write_title(sheet, "TỔNG HỢP NHIỆM VỤ THEO VĂN BẢN", columns=columns)
    for column, (heading, width) in enumerate(_HEADINGS, 1):
        header_cell(sheet, HEADER_ROW, column, heading)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for offset, ((document, tasks), sheet_title) in enumerate(zip(groups, titles, strict=True)):
        _write_summary_row(sheet, FIRST_ROW + offset, document, tasks, sheet_title)
    last_row = max(HEADER_ROW, HEADER_ROW + len(groups))
    sheet.freeze_panes = f"A{FIRST_ROW}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(columns)}{last_row}"
    set_page(sheet)


def _write_summary_row(
    sheet: Worksheet, number: int, document: DocumentRecord, tasks: Sequence[Task], sheet_title: str
) -> None:
    letterhead = document.letterhead
    due = [day for task in tasks if (day := _next_day(task)) is not None]
    values: tuple[str | int | datetime.date | None, ...] = (
        number - HEADER_ROW,
        document_name(document),
        letterhead.issued_on if letterhead else None,
        (letterhead.title or "") if letterhead else "",
        len(tasks),
        sum(task.kind is TaskKind.REPORT for task in tasks),
        sum(task.kind is TaskKind.TARGET for task in tasks),
        sum(task.deadline is not None for task in tasks),
        min(due, default=None),
        sum(not task.lead_units for task in tasks),
        sum(task.status is TaskStatus.DONE for task in tasks),
    )
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row=number, column=column)
        assert isinstance(cell, Cell)
        if isinstance(value, str):
            set_text(cell, value)
        else:
            cell.value = value
        if isinstance(value, datetime.date):
            cell.number_format = DATE_FORMAT
        cell.font = Font(name=FONT, size=FONT_SIZE_PT)
        cell.border = BORDER
        cell.alignment = Alignment(horizontal="left" if column in {2, 4} else "center", vertical="top", wrap_text=True)
    sheet.row_dimensions[number].height = row_height_pt(
        [(str(value), width) for value, (_, width) in zip(values, _HEADINGS, strict=True)]
    )
    link = sheet.cell(row=number, column=2)
    link.hyperlink = f"#'{sheet_title}'!A1"
    link.font = Font(name=FONT, size=FONT_SIZE_PT, color="0563C1", underline="single")


def _next_day(task: Task) -> datetime.date | None:
    """The day an open task falls due; None when it has none."""
    deadline = task.deadline
    if deadline is None or deadline.bound is Bound.AFTER or task.status in {TaskStatus.DONE, TaskStatus.DROPPED}:
        return None
    return deadline.date
