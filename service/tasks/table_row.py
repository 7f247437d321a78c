"""One task as a line of a table that staff work from; the XLSX and CSV exports share it.

The full columns are those of the national follow-up sheet (STT, nội dung nhiệm vụ, đơn vị chủ trì, phối hợp, thời hạn,
sản phẩm, tiến độ) with the place in the document and the words of the deadline beside them; the national sheet has
those seven alone.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from core.record import Record
from core.task import Bound, Deadline, Task, TaskKind
from ingest.written_dates import find_written_dates
from service.labels import TASK_KIND, TASK_STATUS
from service.records import DocumentRecord

_FREQUENCY = {"YEARLY": "hằng năm", "MONTHLY": "hằng tháng", "WEEKLY": "hằng tuần", "DAILY": "hằng ngày"}
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class TaskRow(Record):
    """The cells of one task; `due` is the last day allowed, as a date."""

    number: int
    content: str
    kind: str
    lead: str
    coordinating: str
    due: date | None
    due_words: str
    rhythm: str
    report_to: str
    measure: str
    status: str
    note: str
    section: str
    document: str
    term: str
    product: str
    task_id: str
    exported: str


class Heading(NamedTuple):
    """A column: name of the cell in `TaskRow`, Vietnamese title, width in characters."""

    field: str
    title: str
    width: int


HEADINGS = (
    Heading("number", "STT", 5),
    Heading("content", "Nội dung nhiệm vụ", 52),
    Heading("kind", "Loại", 10),
    Heading("lead", "Đơn vị chủ trì", 22),
    Heading("coordinating", "Đơn vị phối hợp", 20),
    Heading("due", "Hạn hoàn thành", 12),
    Heading("due_words", "Thời hạn theo văn bản", 18),
    Heading("rhythm", "Định kỳ", 10),
    Heading("report_to", "Nơi nhận báo cáo", 17),
    Heading("measure", "Chỉ tiêu, sản phẩm", 11),
    Heading("status", "Tiến độ", 13),
    Heading("note", "Ghi chú", 18),
    Heading("section", "Mục", 9),
    Heading("document", "Văn bản", 18),
)
NATIONAL_HEADINGS = (
    Heading("number", "STT", 6),
    Heading("content", "Nội dung nhiệm vụ", 62),
    Heading("lead", "Đơn vị chủ trì", 26),
    Heading("coordinating", "Đơn vị phối hợp", 26),
    Heading("term", "Thời hạn", 20),
    Heading("product", "Sản phẩm", 20),
    Heading("status", "Tiến độ", 16),
)
"""The seven columns of the national follow-up sheet."""

TASK_ID_TITLE, EXPORTED_TITLE = "Mã việc", "Tiến độ khi xuất"
HIDDEN_HEADINGS = (Heading("task_id", TASK_ID_TITLE, 14), Heading("exported", EXPORTED_TITLE, 14))
"""Hidden columns by which progress that comes back finds its task, and shows what was changed meanwhile."""


def rows_of(tasks: Sequence[Task], documents: Sequence[DocumentRecord]) -> list[TaskRow]:
    """The lines of `tasks`, numbered from 1, in their order."""
    names = {document.id: document_name(document) for document in documents}
    return [_row(number, task, names.get(task.document_id, task.document_id)) for number, task in enumerate(tasks, 1)]


def document_name(document: DocumentRecord) -> str:
    """Số/ký hiệu of a document, or its file name when it has none."""
    number = document.letterhead.number if document.letterhead else None
    return number or document.file_name


def rhythm_words(deadline: Deadline | None) -> str:
    """How often it recurs, in Vietnamese; "" when it happens once.

    >>> rhythm_words(Deadline(raw="", rrule="FREQ=MONTHLY;INTERVAL=3"))
    'hằng quý'
    """
    if deadline is None or deadline.rrule is None:
        return ""
    parts = dict(part.partition("=")[::2] for part in deadline.rrule.split(";"))
    interval = int(parts.get("INTERVAL", "1"))
    if (parts["FREQ"] == "MONTHLY" and interval == 3) or parts.get("BYMONTH", "").count(",") == 3:
        return "hằng quý"
    words = _FREQUENCY.get(parts["FREQ"], "định kỳ")
    return words if interval == 1 else f"{interval} {words.removeprefix('hằng ')} một lần"


def safe_text(text: str) -> str:
    """`text` that no spreadsheet takes for a formula: a risky first character gets an apostrophe, control characters
    go.

    >>> safe_text("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    >>> safe_text("Tổ chức")
    'Tổ chức'
    """
    clean = _CONTROL.sub("", text)
    return f"'{clean}" if clean.lstrip(" ").startswith(_RISKY) or clean.startswith(_RISKY) else clean


def _row(number: int, task: Task, document: str) -> TaskRow:
    deadline = task.deadline
    return TaskRow(
        number=number,
        content=_capital(task.content),
        kind=TASK_KIND[task.kind],
        lead="; ".join(task.lead_units),
        coordinating="; ".join(task.coordinating_units),
        due=deadline.date if deadline is not None and deadline.bound is not Bound.AFTER else None,
        due_words=deadline.raw if deadline is not None else "",
        rhythm=rhythm_words(deadline),
        report_to=task.report_to or "",
        measure=task.measure or "",
        status=TASK_STATUS[task.status],
        note=task.note or "",
        section=task.section,
        document=document,
        term=term_words(deadline),
        product=_product(task),
        task_id=task.id,
        exported=TASK_STATUS[task.status],
    )


def term_words(deadline: Deadline | None) -> str:
    """The deadline in one cell: its words, with the day that they mean where the words do not say it.

    >>> term_words(Deadline(raw="trước ngày 15/9/2025", date=date(2025, 9, 15)))
    'trước ngày 15/9/2025'
    >>> term_words(Deadline(raw="quý III năm 2025", date=date(2025, 9, 30)))
    'quý III năm 2025 (30/09/2025)'
    """
    if deadline is None:
        return ""
    is_said = any(found.value == deadline.date for found in find_written_dates(deadline.raw))
    if deadline.date is None or deadline.bound is Bound.AFTER or is_said:
        return deadline.raw
    return f"{deadline.raw} ({deadline.date:%d/%m/%Y})"


def _product(task: Task) -> str:
    """What the task yields: its figure, or the report and who receives it; "" where the text names nothing."""
    if task.measure:
        return task.measure
    if task.kind is not TaskKind.REPORT:
        return ""
    return f"Báo cáo gửi {task.report_to}" if task.report_to else "Báo cáo"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
