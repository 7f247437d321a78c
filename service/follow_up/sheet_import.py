"""Progress that comes back in a workbook: what each row says of which task, before anything is changed.

A row means the task whose id stands in the hidden column, else the one task that has its very words. The workbook also
says what the progress was when it was written: what was changed on both sides since is a conflict, and a conflict is
never resolved by the program.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from core.errors import DamagedFile, FileTooLarge
from core.record import Record
from core.task import Task, TaskStatus
from core.text import fold, nfc, squeeze
from service.follow_up.verdict import Verdict
from service.labels import TASK_STATUS
from service.tasks.table_row import EXPORTED_TITLE, TASK_ID_TITLE

_MOST_ROWS, _MOST_COLUMNS, _HEADER_WITHIN = 50_000, 60, 30
_LONGEST_CELL = 5_000
_MOST_UNPACKED_BYTES = 300_000_000
_WORDS = {
    TaskStatus.DONE: "hoan thanh|da hoan thanh|xong|da xong|da thuc hien|da thuc hien xong|100%|dat",
    TaskStatus.IN_PROGRESS: "dang thuc hien|dang trien khai|dang lam|chua hoan thanh|dang xu ly|da trien khai",
    TaskStatus.CONFIRMED: "da xac nhan|chua thuc hien|chua trien khai|chua lam|da giao|0%",
    TaskStatus.DROPPED: "khong theo doi|bo|huy|khong thuc hien",
    TaskStatus.PROPOSED: "cho xac nhan",
}
_STATUS_OF = {word: status for status, words in _WORDS.items() for word in words.split("|")}
_STATUS_OF |= {fold(label): status for status, label in TASK_STATUS.items()}
_PERCENT = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*%")


class SheetRow(Record):
    """A row as it stands in the workbook; "" for a cell that is empty or a column that is missing."""

    place: str
    task_id: str
    content: str
    progress: str
    exported: str
    note: str | None


class ImportedRow(Record):
    """What a row means for the register.

    Attributes:
        place: sheet and row, for people.
        status, note: what would be set; None where nothing changes.
    """

    place: str
    content: str
    progress: str
    verdict: Verdict
    task_id: str | None = None
    current: TaskStatus | None = None
    status: TaskStatus | None = None
    note: str | None = None


def read_sheet_rows(path: Path) -> tuple[SheetRow, ...]:
    """Rows of every sheet that has a column of tasks and one of progress; formulas are not computed, and links and
    macros are left alone.

    Raises:
        DamagedFile: no workbook, or no such sheet in it.
        FileTooLarge: more rows than any register has.
    """
    try:
        with path.open("rb") as stream:
            found = _read(stream)
    except (BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, OSError) as exc:
        raise DamagedFile("tệp này không phải bảng Excel (XLSX)", advice="lưu lại dạng XLSX") from exc
    if not found:
        raise DamagedFile("không thấy cột Nội dung nhiệm vụ và cột Tiến độ", advice="dùng bảng đã xuất từ Đôn Đốc")
    if len(found) > _MOST_ROWS:
        raise FileTooLarge(f"bảng có quá {_MOST_ROWS} dòng", advice="tách bảng")
    return found


def _read(stream: BinaryIO) -> tuple[SheetRow, ...]:
    """Rows of the workbook, read as a stream, so that its size on the disk bounds what it costs.

    Raises:
        FileTooLarge: it unpacks to more than any register needs.
    """
    with ZipFile(stream) as parts:
        if sum(part.file_size for part in parts.infolist()) > _MOST_UNPACKED_BYTES:
            raise FileTooLarge("bảng giải nén ra quá lớn", advice="tách bảng")
    workbook = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    try:
        sheets = [
            (sheet.title, sheet.iter_rows(max_row=_MOST_ROWS + 1, max_col=_MOST_COLUMNS, values_only=True))
            for sheet in workbook.worksheets
        ]
        return tuple(row for title, rows in sheets for row in _rows_of(title, rows))
    finally:
        workbook.close()


def judge_rows(rows: Sequence[SheetRow], tasks: Sequence[Task]) -> tuple[ImportedRow, ...]:
    """What each row means for `tasks`, in the order of the workbook."""
    by_id = {task.id: task for task in tasks}
    by_words: dict[str, list[Task]] = {}
    for task in tasks:
        by_words.setdefault(_key(task.content), []).append(task)
    return tuple(_judged(row, _task_of(row, by_id, by_words)) for row in rows)


def status_of(progress: str) -> TaskStatus | None:
    """The status that words of progress mean; None when they are not understood.

    >>> status_of("Đã hoàn thành").value, status_of("60%").value, status_of("chờ cấp trên")
    ('done', 'in_progress', None)
    """
    words = squeeze(fold(progress)).strip(" .")
    if words in _STATUS_OF:
        return _STATUS_OF[words]
    percent = _PERCENT.fullmatch(words)
    if percent is None or int(percent.group(1)) > 100:
        return None
    done = int(percent.group(1))
    return TaskStatus.DONE if done == 100 else TaskStatus.IN_PROGRESS if done else TaskStatus.CONFIRMED


def _rows_of(title: str, rows: Iterator[tuple[object, ...]]) -> Iterator[SheetRow]:
    columns: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        cells = [_cell(value) for value in row]
        if not columns:
            columns = _columns_of(cells)
            if number > _HEADER_WITHIN:
                return
        elif content := cells[columns["content"]]:
            given = {name: cells[index] for name, index in columns.items()}
            yield SheetRow(
                place=f"{title}, dòng {number}",
                task_id=given.get("task_id", ""),
                content=content,
                progress=given["progress"],
                exported=given.get("exported", ""),
                note=given.get("note"),
            )


def _columns_of(cells: Sequence[str]) -> dict[str, int]:
    """Column numbers by name if these cells are a header, else nothing."""
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        title = fold(cell)
        name = {fold(TASK_ID_TITLE): "task_id", fold(EXPORTED_TITLE): "exported", "ghi chu": "note"}.get(title)
        if name is None and re.match(r"(noi dung|nhiem vu|ten nhiem vu|cong viec)", title):
            name = "content"
        if name is None and re.match(r"(tien do|tinh trang|ket qua thuc hien|trang thai)", title):
            name = "progress"
        if name is not None:
            found.setdefault(name, index)
    return found if {"content", "progress"} <= found.keys() else {}


def _cell(value: object) -> str:
    if isinstance(value, float) and 0 <= value <= 1:
        return f"{value:.0%}"
    text = squeeze(nfc("" if value is None else str(value)))[:_LONGEST_CELL]
    return text.removeprefix("'") if text[1:2] in tuple("=+-@") else text


def _task_of(row: SheetRow, by_id: dict[str, Task], by_words: dict[str, list[Task]]) -> Task | None:
    if row.task_id in by_id:
        return by_id[row.task_id]
    alike = by_words.get(_key(row.content), [])
    return alike[0] if len(alike) == 1 else None


def _judged(row: SheetRow, task: Task | None) -> ImportedRow:
    said = {"place": row.place, "content": row.content, "progress": row.progress}
    if task is None:
        return ImportedRow(**said, verdict=Verdict.UNKNOWN_TASK)
    said |= {"task_id": task.id, "current": task.status}
    wanted = status_of(row.progress) if row.progress else task.status
    if wanted is None:
        return ImportedRow(**said, verdict=Verdict.UNKNOWN_PROGRESS)
    note = row.note if row.note and row.note != squeeze(task.note or "") else None
    exported = status_of(row.exported) if row.exported else None
    has_moved = exported is not None and exported is not task.status
    if wanted is task.status or (has_moved and wanted is exported):
        return ImportedRow(**said, verdict=Verdict.CHANGE if note else Verdict.SAME, note=note)
    is_conflict = has_moved or (note is not None and bool(task.note))
    verdict = Verdict.CONFLICT if is_conflict else Verdict.CHANGE
    return ImportedRow(**said, verdict=verdict, status=wanted, note=note)


def _key(text: str) -> str:
    return squeeze(fold(text)).strip(" .;,:-")
