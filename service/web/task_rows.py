"""The task table as people see it: one row a task."""

from collections.abc import Iterable, Mapping
from datetime import date

from core.record import Record
from core.task import Task, TaskStatus
from core.text import squeeze
from service.follow_up.due import Due, due_of
from service.labels import TASK_KIND, TASK_ORIGIN, TASK_STATUS
from service.web.evidence import EvidenceLink, links_to


class TaskRow(Record):
    """One task in the table.

    Attributes:
        document_name: what people call its document.
        raw_deadline: the words of the document.
        origin: "Nhập tay", "Tách ra", "Gộp lại", or "" for a task of the text.
        is_edited: a person changed what the text gives.
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
    origin: str
    is_edited: bool
    is_gone: bool
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
        origin=TASK_ORIGIN[task.origin],
        is_edited=task.as_read is not None,
        is_gone=task.is_gone,
        evidence=links_to(task.document_id, task.spans),
    )


def task_rows(tasks: Iterable[Task], *, names: Mapping[str, str], today: date) -> tuple[TaskRow, ...]:
    """Rows in the given order; `names` gives the document's name for its id."""
    return tuple(task_row(task, document_name=names.get(task.document_id, ""), today=today) for task in tasks)
