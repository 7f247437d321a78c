"""Tasks as a workbook that staff send on as it is: a summary by directive, one by unit, then one sheet a directive.

Header frozen and filterable, text wrapped, dates real, sheets set for landscape A4, overdue and nearly due marked by
rules that follow the current day. Nothing in a cell is taken for a formula.
"""

import datetime
import re
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from core.task import Task, TaskStatus
from service.labels import TASK_STATUS
from service.records import DocumentRecord
from service.tasks.summary_sheet import write_summary
from service.tasks.table_row import (
    HEADINGS,
    HIDDEN_HEADINGS,
    NATIONAL_HEADINGS,
    Heading,
    TaskRow,
    document_name,
    rows_of,
    safe_text,
)
from service.tasks.unit_sheet import UNITS_TITLE, write_units
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
)

_LATE_FILL = PatternFill("solid", bgColor="F8CBAD")
_SOON_FILL = PatternFill("solid", bgColor="FFE699")
_FORBIDDEN_IN_TITLE = re.compile(r"[\\/*?:\[\]']")
_TITLE_CHARACTERS = 31
_CENTRED = {"number", "due", "kind", "rhythm", "status", "section", "task_id", "exported"}


def write_xlsx(
    tasks: Sequence[Task], documents: Sequence[DocumentRecord], path: Path, *, is_national: bool = False
) -> None:
    """Writes the workbook of `tasks` to `path`; with the columns of the national follow-up sheet if `is_national`."""
    workbook = Workbook()
    summary = workbook.active
    assert isinstance(summary, Worksheet)
    groups = _by_document(tasks, documents)
    titles = _sheet_titles([document for document, _ in groups])
    write_summary(summary, groups, titles)
    if tasks:
        write_units(workbook.create_sheet(UNITS_TITLE), tasks)
    for (document, own), title in zip(groups, titles, strict=True):
        _write_tasks(workbook.create_sheet(title), document, own, is_national=is_national)
    workbook.properties.title = "Bảng theo dõi nhiệm vụ"
    workbook.properties.creator = "Đôn Đốc"
    workbook.save(path)


def _by_document(tasks: Sequence[Task], documents: Sequence[DocumentRecord]) -> list[tuple[DocumentRecord, list[Task]]]:
    """Documents that have tasks, in the order given, with their tasks in order."""
    groups = [(document, [task for task in tasks if task.document_id == document.id]) for document in documents]
    return [(document, own) for document, own in groups if own]


def _sheet_titles(documents: Sequence[DocumentRecord]) -> list[str]:
    """A title Excel accepts for each document, no two alike."""
    titles: list[str] = []
    taken = {"tổng hợp", UNITS_TITLE.lower()}
    for document in documents:
        wanted = _FORBIDDEN_IN_TITLE.sub("-", document_name(document)).strip("- ") or "Văn bản"
        title, count = wanted[:_TITLE_CHARACTERS], 1
        while title.lower() in taken:
            count += 1
            suffix = f" ({count})"
            title = wanted[: _TITLE_CHARACTERS - len(suffix)] + suffix
        taken.add(title.lower())
        titles.append(title)
    return titles


def _write_tasks(sheet: Worksheet, document: DocumentRecord, tasks: Sequence[Task], *, is_national: bool) -> None:
    headings = [heading for heading in (NATIONAL_HEADINGS if is_national else HEADINGS) if heading.field != "document"]
    _write_titles(sheet, document, len(headings))
    every = (*headings, *HIDDEN_HEADINGS)
    for column, heading in enumerate(every, 1):
        header_cell(sheet, HEADER_ROW, column, heading.title)
        sheet.column_dimensions[get_column_letter(column)].width = heading.width
        sheet.column_dimensions[get_column_letter(column)].hidden = heading in HIDDEN_HEADINGS
    for offset, row in enumerate(rows_of(tasks, [document])):
        _write_row(sheet, FIRST_ROW + offset, row, every)
    last_row = HEADER_ROW + len(tasks)
    sheet.freeze_panes = f"C{FIRST_ROW}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(headings))}{last_row}"
    sheet.print_area = f"A1:{get_column_letter(len(headings))}{last_row}"
    _offer_statuses(sheet, [heading.field for heading in headings], last_row)
    if not is_national:
        _mark_due(sheet, [heading.field for heading in headings], last_row)
    set_page(sheet)


def _write_titles(sheet: Worksheet, document: DocumentRecord, columns: int) -> None:
    letterhead = document.letterhead
    issued = f" ngày {letterhead.issued_on:%d/%m/%Y}" if letterhead and letterhead.issued_on else ""
    issuer = f" của {letterhead.issuer}" if letterhead and letterhead.issuer else ""
    kind = f"{letterhead.kind} " if letterhead and letterhead.kind else ""
    for row, text, size in (
        (1, "BẢNG THEO DÕI THỰC HIỆN NHIỆM VỤ", 14),
        (2, f"(Theo {kind}{document_name(document)}{issued}{issuer})", 12),
    ):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
        cell = sheet.cell(row=row, column=1, value=safe_text(text))
        cell.font = Font(name=FONT, size=size, bold=row == 1, italic=row > 1)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _write_row(sheet: Worksheet, number: int, row: TaskRow, headings: Sequence[Heading]) -> None:
    for column, (field, _, _) in enumerate(headings, 1):
        value: str | int | datetime.date | None = getattr(row, field)
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
        side = "center" if field in _CENTRED else "left"
        cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=True)
    texts = [(str(getattr(row, field) or ""), width) for field, _, width in headings]
    sheet.row_dimensions[number].height = row_height_pt(texts)


def _offer_statuses(sheet: Worksheet, fields: Sequence[str], last_row: int) -> None:
    """Lets people pick the progress from the words that are understood when the workbook comes back."""
    column = get_column_letter(fields.index("status") + 1)
    choices = DataValidation(type="list", formula1='"' + ",".join(TASK_STATUS.values()) + '"', allow_blank=True)
    choices.errorStyle = "warning"
    sheet.add_data_validation(choices)
    choices.add(f"{column}{FIRST_ROW}:{column}{max(FIRST_ROW, last_row)}")


def _mark_due(sheet: Worksheet, fields: Sequence[str], last_row: int) -> None:
    """Colours overdue dates and those within a week, unless the task is done or dropped."""
    due = get_column_letter(fields.index("due") + 1)
    status = get_column_letter(fields.index("status") + 1)
    done, dropped = TASK_STATUS[TaskStatus.DONE], TASK_STATUS[TaskStatus.DROPPED]
    is_open = f'AND(ISNUMBER(${due}{FIRST_ROW}),${status}{FIRST_ROW}<>"{done}",${status}{FIRST_ROW}<>"{dropped}"'
    area = f"{due}{FIRST_ROW}:{due}{last_row}"
    late = f"{is_open},${due}{FIRST_ROW}<TODAY())"
    soon = f"{is_open},${due}{FIRST_ROW}>=TODAY(),${due}{FIRST_ROW}<=TODAY()+7)"
    for formula, fill in ((late, _LATE_FILL), (soon, _SOON_FILL)):
        style = DifferentialStyle(fill=fill)
        sheet.conditional_formatting.add(area, Rule(type="expression", dxf=style, formula=[formula], stopIfTrue=True))
