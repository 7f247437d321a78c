"""The second sheet of the workbook: one line a leading unit, in Vietnamese alphabetical order."""

import datetime
from collections.abc import Sequence

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from core.task import Task, TaskStatus
from core.text import squeeze
from service.collation import vietnamese_key
from service.follow_up.due import DueState, due_of
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

UNITS_TITLE = "Theo đơn vị"
_NO_UNIT = "(Văn bản không nêu đơn vị chủ trì)"
_HEADINGS = (
    ("STT", 6), ("Đơn vị chủ trì", 60), ("Số nhiệm vụ", 14), ("Hoàn thành", 14), ("Quá hạn", 14),
    ("Đến hạn trong 14 ngày", 16), ("Hạn gần nhất", 16),
)  # fmt: skip


def write_units(sheet: Worksheet, tasks: Sequence[Task]) -> None:
    """Fills `sheet` with a line for each unit that leads a task; tasks that name none stand at the end."""
    write_title(sheet, "TỔNG HỢP NHIỆM VỤ THEO ĐƠN VỊ CHỦ TRÌ", columns=len(_HEADINGS))
    for column, (heading, width) in enumerate(_HEADINGS, 1):
        header_cell(sheet, HEADER_ROW, column, heading)
        sheet.column_dimensions[get_column_letter(column)].width = width
    groups = _by_unit(tasks)
    ordered = sorted(groups, key=lambda unit: (unit == _NO_UNIT, vietnamese_key(unit)))
    for offset, unit in enumerate(ordered):
        _write_unit(sheet, FIRST_ROW + offset, unit, groups[unit])
    sheet.freeze_panes = f"C{FIRST_ROW}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(_HEADINGS))}{HEADER_ROW + len(groups)}"
    set_page(sheet)


def _by_unit(tasks: Sequence[Task]) -> dict[str, list[Task]]:
    """Tasks by leading unit; spellings that differ in case alone are one unit, named as it is spelled first."""
    names: dict[str, str] = {}
    groups: dict[str, list[Task]] = {}
    for task in tasks:
        for key in dict.fromkeys(squeeze(unit).casefold() for unit in task.lead_units or (_NO_UNIT,)):
            spelled = next((squeeze(unit) for unit in task.lead_units if squeeze(unit).casefold() == key), _NO_UNIT)
            name = names.setdefault(key, spelled[:1].upper() + spelled[1:])
            groups.setdefault(name, []).append(task)
    return groups


def _write_unit(sheet: Worksheet, number: int, unit: str, tasks: Sequence[Task]) -> None:
    today = datetime.date.today()
    dues = [due_of(task, today) for task in tasks]
    open_days = [due.day for due in dues if due.state in (DueState.SOON, DueState.LATER) and due.day is not None]
    values: tuple[str | int | datetime.date | None, ...] = (
        number - HEADER_ROW,
        unit,
        len(tasks),
        sum(task.status is TaskStatus.DONE for task in tasks),
        sum(due.state is DueState.OVERDUE for due in dues),
        sum(due.state is DueState.SOON for due in dues),
        min(open_days, default=None),
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
        cell.alignment = Alignment(horizontal="left" if column == 2 else "center", vertical="top", wrap_text=True)
    sheet.row_dimensions[number].height = row_height_pt([(unit, _HEADINGS[1][1])])
