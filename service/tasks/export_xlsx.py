"""Tasks as a workbook that staff send on as it is: a summary sheet, then one sheet a directive.

Header frozen and filterable, text wrapped, dates real, sheets set for landscape A4, overdue and nearly due marked by
rules that follow the current day. Nothing in a cell is taken for a formula.
"""

import datetime
import re
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from core.task import Bound, Task, TaskKind, TaskStatus
from service.records import DocumentRecord
from service.tasks.table_row import HEADINGS, TaskRow, document_name, rows_of, safe_text
from service.wording import task_status_label

_FONT = "Times New Roman"
_HEADER_ROW = 4
_FIRST_ROW = _HEADER_ROW + 1
_LINE = Side(style="thin", color="9AA5B1")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADER_FILL = PatternFill("solid", fgColor="1F4E79")
_LATE_FILL = PatternFill("solid", bgColor="F8CBAD")
_SOON_FILL = PatternFill("solid", bgColor="FFE699")
_DATE_FORMAT = "DD/MM/YYYY"
_FORBIDDEN_IN_TITLE = re.compile(r"[\\/*?:\[\]']")
_TITLE_CHARACTERS = 31
_CHARACTERS_A_LINE_SLACK = 1.1
_LINE_HEIGHT_PT = 15.5
_TALLEST_ROW_PT = 400.0


def write_xlsx(tasks: Sequence[Task], documents: Sequence[DocumentRecord], path: Path) -> None:
    """Writes the workbook of `tasks` to `path`."""
    workbook = Workbook()
    summary = workbook.active
    assert isinstance(summary, Worksheet)
    groups = _by_document(tasks, documents)
    titles = _sheet_titles([document for document, _ in groups])
    _write_summary(summary, groups, titles)
    for (document, own), title in zip(groups, titles, strict=True):
        _write_tasks(workbook.create_sheet(title), document, own)
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
    taken = {"tổng hợp"}
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


def _write_tasks(sheet: Worksheet, document: DocumentRecord, tasks: Sequence[Task]) -> None:
    headings = [heading for heading in HEADINGS if heading.field != "document"]
    _write_titles(sheet, document, len(headings))
    for column, heading in enumerate(headings, 1):
        _header_cell(sheet, _HEADER_ROW, column, heading.title)
        sheet.column_dimensions[get_column_letter(column)].width = heading.width
    for offset, row in enumerate(rows_of(tasks, [document])):
        _write_row(sheet, _FIRST_ROW + offset, row, [heading.field for heading in headings])
    last_row = _HEADER_ROW + len(tasks)
    sheet.freeze_panes = f"C{_FIRST_ROW}"
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{get_column_letter(len(headings))}{last_row}"
    _mark_due(sheet, [heading.field for heading in headings], last_row)
    _set_page(sheet)


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
        cell.font = Font(name=_FONT, size=size, bold=row == 1, italic=row > 1)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _write_row(sheet: Worksheet, number: int, row: TaskRow, fields: Sequence[str]) -> None:
    lines = 1.0
    for column, field in enumerate(fields, 1):
        value: str | int | datetime.date | None = getattr(row, field)
        cell = sheet.cell(row=number, column=column)
        if isinstance(value, str):
            _set_text(cell, value)
            width = next(heading.width for heading in HEADINGS if heading.field == field)
            lines = max(lines, _CHARACTERS_A_LINE_SLACK * len(value) / width + 0.5)
        else:
            cell.value = value
        if isinstance(value, datetime.date):
            cell.number_format = _DATE_FORMAT
        cell.font = Font(name=_FONT, size=12)
        cell.border = _BORDER
        centred = field in {"number", "due", "kind", "rhythm", "status", "section"}
        cell.alignment = Alignment(horizontal="center" if centred else "left", vertical="top", wrap_text=True)
    sheet.row_dimensions[number].height = min(_TALLEST_ROW_PT, _LINE_HEIGHT_PT * (int(lines) + 1))


def _set_text(cell: object, value: str) -> None:
    """Text as text: never a formula, whatever it begins with."""
    clean = safe_text(value)
    cell.value = clean or None  # type: ignore[attr-defined]
    if clean:
        cell.data_type = "s"  # type: ignore[attr-defined]


def _header_cell(sheet: Worksheet, row: int, column: int, title: str) -> None:
    cell = sheet.cell(row=row, column=column, value=title)
    cell.font = Font(name=_FONT, size=12, bold=True, color="FFFFFF")
    cell.fill = _HEADER_FILL
    cell.border = _BORDER
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _mark_due(sheet: Worksheet, fields: Sequence[str], last_row: int) -> None:
    """Colours overdue dates and those within a week, unless the task is done or dropped."""
    due = get_column_letter(fields.index("due") + 1)
    status = get_column_letter(fields.index("status") + 1)
    done, dropped = task_status_label(TaskStatus.DONE), task_status_label(TaskStatus.DROPPED)
    is_open = f'AND(ISNUMBER(${due}{_FIRST_ROW}),${status}{_FIRST_ROW}<>"{done}",${status}{_FIRST_ROW}<>"{dropped}"'
    area = f"{due}{_FIRST_ROW}:{due}{last_row}"
    late = f"{is_open},${due}{_FIRST_ROW}<TODAY())"
    soon = f"{is_open},${due}{_FIRST_ROW}>=TODAY(),${due}{_FIRST_ROW}<=TODAY()+7)"
    for formula, fill in ((late, _LATE_FILL), (soon, _SOON_FILL)):
        style = DifferentialStyle(fill=fill)
        sheet.conditional_formatting.add(area, Rule(type="expression", dxf=style, formula=[formula], stopIfTrue=True))


def _set_page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text="Trang &P/&N"))


_SUMMARY_HEADINGS = (
    ("STT", 6), ("Văn bản", 24), ("Ngày ban hành", 14), ("Trích yếu", 60), ("Số nhiệm vụ", 12), ("Báo cáo", 12),
    ("Chỉ tiêu", 10), ("Có thời hạn", 12), ("Hạn gần nhất", 14), ("Chưa nêu đơn vị chủ trì", 16), ("Hoàn thành", 12),
)  # fmt: skip


def _write_summary(
    sheet: Worksheet, groups: Sequence[tuple[DocumentRecord, list[Task]]], titles: Sequence[str]
) -> None:
    sheet.title = "Tổng hợp"
    columns = len(_SUMMARY_HEADINGS)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    title = sheet.cell(row=1, column=1, value="TỔNG HỢP NHIỆM VỤ THEO VĂN BẢN")
    title.font = Font(name=_FONT, size=14, bold=True)
    title.alignment = Alignment(horizontal="center")
    for column, (heading, width) in enumerate(_SUMMARY_HEADINGS, 1):
        _header_cell(sheet, _HEADER_ROW, column, heading)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for offset, ((document, tasks), sheet_title) in enumerate(zip(groups, titles, strict=True)):
        _write_summary_row(sheet, _FIRST_ROW + offset, document, tasks, sheet_title)
    last_row = max(_HEADER_ROW, _HEADER_ROW + len(groups))
    sheet.freeze_panes = f"A{_FIRST_ROW}"
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{get_column_letter(columns)}{last_row}"
    _set_page(sheet)


def _write_summary_row(
    sheet: Worksheet, number: int, document: DocumentRecord, tasks: Sequence[Task], sheet_title: str
) -> None:
    letterhead = document.letterhead
    due = [day for task in tasks if (day := _next_day(task)) is not None]
    values: tuple[str | int | datetime.date | None, ...] = (
        number - _HEADER_ROW,
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
        if isinstance(value, str):
            _set_text(cell, value)
        else:
            cell.value = value
        if isinstance(value, datetime.date):
            cell.number_format = _DATE_FORMAT
        cell.font = Font(name=_FONT, size=12)
        cell.border = _BORDER
        cell.alignment = Alignment(horizontal="left" if column in {2, 4} else "center", vertical="top", wrap_text=True)
    link = sheet.cell(row=number, column=2)
    link.hyperlink = f"#'{sheet_title}'!A1"
    link.font = Font(name=_FONT, size=12, color="0563C1", underline="single")


def _next_day(task: Task) -> datetime.date | None:
    """The day an open task falls due; None when it has none."""
    deadline = task.deadline
    if deadline is None or deadline.bound is Bound.AFTER or task.status in {TaskStatus.DONE, TaskStatus.DROPPED}:
        return None
    return deadline.date
