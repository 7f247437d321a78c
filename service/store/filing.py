"""What lists of tasks are searched and sorted by, drawn from a task whenever it changes; nowhere else is it written."""

from datetime import date
from typing import NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.directive import Abbreviation, Letterhead
from core.task import Task, TaskStatus
from core.text import fold, squeeze
from service.collation import collation_key
from service.follow_up.due import last_day, next_due_day
from service.follow_up.edits import edited, restored
from service.follow_up.own_unit import OwnUnit, OwnUnitReader
from service.store.dialects import json_field
from service.store.tables import DirectiveRow, DocumentRow, FactRow
from service.store.task_tables import TaskRow, TaskUnitRow

FILING = 1
"""Version of what is drawn from a task; rows of another version are filed anew when the database is opened."""

SEEN_ON, OWN_UNIT = "recurrences_seen_on", "own_unit"
"""Facts: the day from which the next days of recurring tasks are counted; the unit that works here, as JSON."""

LEAD, COORDINATING = "lead", "coordinating"
_NAMELESS = "~"
"""Sorts tasks that name no unit behind all others."""
_ABBREVIATIONS = TypeAdapter(tuple[Abbreviation, ...])


class _Surroundings(NamedTuple):
    """What the document of a task adds to it."""

    number: str | None
    own_unit: OwnUnitReader | None


class TaskFiler:
    """Files tasks in one session; looks each document up once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        fact = session.get(FactRow, SEEN_ON)
        self._today = date.today() if fact is None else date.fromisoformat(fact.value)
        unit = session.get(FactRow, OWN_UNIT)
        self._own_unit = OwnUnit.model_validate_json(unit.value) if unit else None
        self._documents: dict[str, _Surroundings] = {}

    def file(self, row: TaskRow) -> None:
        """Fills the columns of `row` that lists are searched by, and the units that a shown task names; `row` is in
        the session."""
        task, document = effective(row), self._around(row.document_id)
        row.filing, row.kind = FILING, task.kind.value
        set_days(row, task, self._today)
        row.unit_key = collation_key(task.lead_units[0]) if task.lead_units else _NAMELESS
        row.own_role = document.own_unit.role_in(task) if document.own_unit else None
        said = [task.content, document.number or "", task.report_to or "", task.measure or "", task.note or ""]
        said += [task.deadline.raw] if task.deadline else []
        row.words = squeeze(fold(" ".join((*said, *task.lead_units, *task.coordinating_units))))
        self._session.flush()
        self._session.execute(delete(TaskUnitRow).where(TaskUnitRow.task_id == row.id))
        if row.folded is not None:
            return
        for role, names in ((LEAD, task.lead_units), (COORDINATING, task.coordinating_units)):
            for name in dict.fromkeys(squeeze(name) for name in names):
                self._session.add(TaskUnitRow(task_id=row.id, role=role, name=name, folded=squeeze(fold(name))))

    def _around(self, document_id: str) -> _Surroundings:
        if document_id not in self._documents:
            self._documents[document_id] = self._look_up(document_id)
        return self._documents[document_id]

    def _look_up(self, document_id: str) -> _Surroundings:
        stored = self._session.scalar(select(DocumentRow.letterhead).where(DocumentRow.id == document_id))
        letterhead = Letterhead.model_validate_json(stored) if stored else Letterhead()
        if self._own_unit is None:
            return _Surroundings(letterhead.number, None)
        defined = select(json_field(DirectiveRow.understood, "abbreviations"))
        found = self._session.scalar(defined.where(DirectiveRow.document_id == document_id))
        abbreviations = _ABBREVIATIONS.validate_json(found) if found else ()
        return _Surroundings(letterhead.number, OwnUnitReader(self._own_unit, letterhead, abbreviations))


def effective(row: TaskRow) -> Task:
    """The task as people see it: as read or entered, with what they made of it."""
    task = edited(Task.model_validate_json(row.task), restored(row.edits))
    return task.model_copy(update={"status": TaskStatus(row.status), "note": row.note, "is_gone": row.is_gone})


def set_days(row: TaskRow, task: Task, today: date) -> None:
    """Sets the day that the deadline names and the last day in time; of a recurring deadline the next from `today`."""
    deadline = task.deadline
    row.recurs = deadline is not None and deadline.rrule is not None
    row.due_on = None if deadline is None else next_due_day(deadline, today)
    row.last_day = None if deadline is None else last_day(deadline, today)


def file_stale_tasks(session: Session) -> None:
    """Files every task that an older version of the program filed."""
    rows = session.scalars(select(TaskRow).where(TaskRow.filing != FILING)).all()
    filer = TaskFiler(session)
    for row in rows:
        filer.file(row)


def file_for_unit(session: Session, unit: OwnUnit | None) -> OwnUnit | None:
    """Makes `unit` the one whose duties are "mine", and files every task anew; None for no unit. Returns the former."""
    former = session.get(FactRow, OWN_UNIT)
    before = OwnUnit.model_validate_json(former.value) if former else None
    if unit is not None:
        session.merge(FactRow(name=OWN_UNIT, value=unit.model_dump_json()))
    elif former is not None:
        session.delete(former)
    session.flush()
    filer = TaskFiler(session)
    for row in session.scalars(select(TaskRow)).all():
        filer.file(row)
    return before


def roll_recurrences(session: Session, today: date) -> None:
    """Counts the next days of recurring tasks from `today`."""
    for row in session.scalars(select(TaskRow).where(TaskRow.recurs)):
        set_days(row, effective(row), today)
    session.merge(FactRow(name=SEEN_ON, value=today.isoformat()))
