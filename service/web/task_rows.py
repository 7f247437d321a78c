"""The task table as people see it: one row a task."""

from collections.abc import Iterable, Mapping
from datetime import date

from core.record import Record
from core.task import SameTask, Task, TaskStatus
from core.text import squeeze
from service.follow_up.due import Due, due_of
from service.labels import TASK_KIND, TASK_ORIGIN, TASK_STATUS
from service.web.evidence import EvidenceLink, links_to


class Elsewhere(Record):
    """Another place that states the task.

    Attributes:
        lead_units, raw_deadline: what it says otherwise; empty where it agrees or is silent.
    """

    section: str
    lead_units: tuple[str, ...]
    raw_deadline: str
    evidence: tuple[EvidenceLink, ...]

    @property
    def differs(self) -> bool:
        return bool(self.lead_units or self.raw_deadline)


class TaskRow(Record):
    """One task in the table.

    Attributes:
        document_name: what people call its document.
        raw_deadline: the words of the document.
        origin: "Nhập tay", "Tách ra", "Gộp lại", or "" for a task of the text.
        is_edited: a person changed what the text gives.
        proposed_by: name of the chat model that found it; "" when the rules read it or a person entered it.
        elsewhere: other places that state the same task.
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
    proposed_by: str
    elsewhere: tuple[Elsewhere, ...]
    evidence: tuple[EvidenceLink, ...]

    @property
    def has_conflict(self) -> bool:
        """Two places of the document say different things about it."""
        return any(place.differs for place in self.elsewhere)


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
        proposed_by=task.proposed_by or "",
        elsewhere=tuple(_elsewhere(task.document_id, same) for same in task.same_as),
        evidence=links_to(task.document_id, task.spans),
    )


def task_rows(tasks: Iterable[Task], *, names: Mapping[str, str], today: date) -> tuple[TaskRow, ...]:
    """Rows in the given order; `names` gives the document's name for its id."""
    return tuple(task_row(task, document_name=names.get(task.document_id, ""), today=today) for task in tasks)


def _elsewhere(document_id: str, same: SameTask) -> Elsewhere:
    return Elsewhere(
        section=same.section,
        lead_units=tuple(squeeze(unit) for unit in same.lead_units),
        raw_deadline=squeeze(same.deadline.raw) if same.deadline else "",
        evidence=links_to(document_id, same.spans),
    )
