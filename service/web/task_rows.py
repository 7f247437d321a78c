"""The task table as people see it: one row each, filtered, sorted by what is most pressing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from core.record import Record
from core.task import Task, TaskStatus
from core.text import fold, squeeze
from service.labels import TASK_KIND, TASK_STATUS
from service.follow_up.due import Due, DueState, due_of
from service.web.evidence import EvidenceLink, links_to
from service.collation import vietnamese_key

DUE_CHOICES = {
    "qua-han": "Quá hạn",
    "sap-han": "Sắp đến hạn",
    "con-han": "Còn hạn",
    "khong-ngay": "Không có ngày cụ thể",
}
_DUE_STATES = {
    "qua-han": DueState.OVERDUE,
    "sap-han": DueState.SOON,
    "con-han": DueState.LATER,
    "khong-ngay": DueState.UNDATED,
}


class TaskFilter(Record):
    """Which tasks are shown; "" for any. `unit` is a whole unit name as it occurs, `words` are looked for anywhere."""

    document_id: str = ""
    unit: str = ""
    status: str = ""
    due: str = ""
    words: str = ""


class TaskRow(Record):
    """One task in the table.

    Attributes:
        document_name: what people call its document.
        raw_deadline: the words of the document.
        evidence: the places that give the task, the first one being its main place.
    """

    id: str
    document_id: str
    document_name: str
    kind: str
    content: str
    lead_units: tuple[str, ...]
    coordinating_units: tuple[str, ...]
    report_to: str
    raw_deadline: str
    due: Due
    measure: str
    section: str
    percent: int
    status: TaskStatus
    status_label: str
    note: str
    evidence: tuple[EvidenceLink, ...]


def task_row(task: Task, *, document_name: str, today: date) -> TaskRow:
    """The row of `task`."""
    return TaskRow(
        id=task.id,
        document_id=task.document_id,
        document_name=document_name,
        kind=TASK_KIND[task.kind],
        content=squeeze(task.content),
        lead_units=tuple(squeeze(unit) for unit in task.lead_units),
        coordinating_units=tuple(squeeze(unit) for unit in task.coordinating_units),
        report_to=squeeze(task.report_to or ""),
        raw_deadline=squeeze(task.deadline.raw) if task.deadline else "",
        due=due_of(task, today),
        measure=task.measure or "",
        section=task.section,
        percent=round(task.confidence * 100),
        status=task.status,
        status_label=TASK_STATUS[task.status],
        note=task.note or "",
        evidence=links_to(task.document_id, task.spans),
    )


def task_rows(tasks: Iterable[Task], *, names: Mapping[str, str], today: date) -> tuple[TaskRow, ...]:
    """Rows in the given order; `names` gives the document's name for its id."""
    return tuple(task_row(task, document_name=names.get(task.document_id, ""), today=today) for task in tasks)


def select_rows(rows: Sequence[TaskRow], chosen: TaskFilter) -> tuple[TaskRow, ...]:
    """The rows that fit every condition of `chosen`, in their order."""
    wanted = fold(chosen.words).split()
    return tuple(
        row
        for row in rows
        if (not chosen.document_id or row.document_id == chosen.document_id)
        and (not chosen.unit or chosen.unit in row.lead_units or chosen.unit in row.coordinating_units)
        and (not chosen.status or row.status.value == chosen.status)
        and (not chosen.due or row.due.state is _DUE_STATES.get(chosen.due))
        and all(word in _haystack(row) for word in wanted)
    )


def by_urgency(rows: Iterable[TaskRow]) -> tuple[TaskRow, ...]:
    """Rows with the earliest day first; those without a day keep their order at the end."""
    return tuple(sorted(rows, key=lambda row: row.due.day or date.max))


def units_of(rows: Iterable[TaskRow]) -> tuple[str, ...]:
    """Units that lead a task, in Vietnamese order."""
    return tuple(sorted({unit for row in rows for unit in row.lead_units}, key=vietnamese_key))


def _haystack(row: TaskRow) -> str:
    parts = (row.content, row.document_name, row.raw_deadline, row.report_to, row.measure, row.note)
    return fold(" ".join((*parts, *row.lead_units, *row.coordinating_units)))
