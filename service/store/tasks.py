"""Reading the register of tasks: one, a page of those that fit a condition, how many there are."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine, Select, Text, cast, func, select
from sqlalchemy.orm import Session

from core.errors import NotFound
from core.task import Task, TaskOrigin, TaskStatus
from core.text import squeeze
from service.access.sight import seeing_all
from service.collation import collation_key
from service.follow_up.conditions import MonthCount, TaskCondition, TaskCounts, TaskOrder, TaskPage
from service.follow_up.due import CLOSED, SOON_DAYS
from service.follow_up.evidence import EvidenceKind, TaskEvidence
from service.follow_up.own_unit import OwnRole, OwnUnit
from service.records import TaskChange
from service.store.database import for_writing
from service.store.filing import LEAD, OWN_UNIT, SEEN_ON, effective, roll_recurrences
from service.store.tables import DocumentRow, FactRow
from service.store.task_conditions import BY_DOCUMENT, ORDERS, fitting_tasks, held_tasks
from service.store.task_tables import TaskChangeRow, TaskEvidenceRow, TaskRow, TaskUnitRow

_MOST_IDS = 500
"""Rows looked up by id at a time; a database bounds the parameters of one query."""


class TaskStore:
    """Tasks of the documents that are held. What was split, merged or withdrawn is found by its id alone."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def list_tasks(self, document_id: str | None = None) -> tuple[Task, ...]:
        """Tasks as the newest reading gives them, with their status and note, in the order of the text."""
        query = held_tasks().where(TaskRow.origin == TaskOrigin.READ, ~TaskRow.is_gone)
        if document_id is not None:
            query = query.where(TaskRow.document_id == document_id)
        with Session(self._reading) as session:
            return tuple(
                Task.model_validate_json(row.task).model_copy(
                    update={"status": TaskStatus(row.status), "note": row.note}
                )
                for row in session.scalars(query.order_by(*ORDERS[TaskOrder.TEXT]))
            )

    def find(
        self,
        condition: TaskCondition,
        *,
        today: date,
        order: TaskOrder = TaskOrder.TEXT,
        offset: int = 0,
        limit: int | None = None,
    ) -> TaskPage:
        """The tasks that fit, in order, from the `offset`-th on, at most `limit`."""
        tasks = self.stretch(condition, today=today, order=order, offset=offset, limit=limit)
        if limit is None and not offset:
            return TaskPage(tasks=tasks, found=len(tasks))
        with Session(self._reading) as session:
            return TaskPage(tasks=tasks, found=_count(session, fitting_tasks(condition, today)))

    def stretch(
        self, condition: TaskCondition, *, today: date, order: TaskOrder, offset: int, limit: int | None
    ) -> tuple[Task, ...]:
        """The tasks that fit, in order, from the `offset`-th on, at most `limit`; only these are parsed."""
        self._look_from(today)
        fitting = fitting_tasks(condition, today)
        if order in BY_DOCUMENT:
            fitting = fitting.join(DocumentRow, DocumentRow.id == TaskRow.document_id)
        sorted_ids = fitting.with_only_columns(TaskRow.id).order_by(*ORDERS[order]).offset(offset).limit(limit)
        with Session(self._reading) as session:
            ids = tuple(session.scalars(sorted_ids))
            rows: dict[str, TaskRow] = {}
            for start in range(0, len(ids), _MOST_IDS):
                some = select(TaskRow).where(TaskRow.id.in_(ids[start : start + _MOST_IDS]))
                rows |= {row.id: row for row in session.scalars(some)}
            return tuple(effective(rows[task_id]) for task_id in ids if task_id in rows)

    def counts(self, condition: TaskCondition, *, today: date) -> TaskCounts:
        """How many tasks fit, by status and by how they stand against their deadline."""
        self._look_from(today)
        month = func.substr(cast(TaskRow.last_day, Text), 1, 7).label("month")
        late = func.coalesce(TaskRow.last_day < today, False).label("late")
        soon = func.coalesce(TaskRow.last_day <= today + timedelta(days=SOON_DAYS), False).label("soon")
        grouped = fitting_tasks(condition, today).with_only_columns(TaskRow.status, late, soon, month, func.count())
        grouped = grouped.group_by(TaskRow.status, "late", "soon", "month")
        with Session(self._reading) as session:
            return _counted(session.execute(grouped).all())

    def own_counts(self, document_id: str = "") -> dict[OwnRole, int]:
        """Number of tasks by how they reach the own unit; empty when no unit is set."""
        query = select(TaskRow.own_role, func.count()).where(TaskRow.folded.is_(None), TaskRow.own_role.is_not(None))
        query = query.where(TaskRow.document_id == document_id) if document_id else query
        with Session(self._reading) as session:
            counts = {role: count for role, count in session.execute(query.group_by(TaskRow.own_role))}
        return {role: counts[role.value] for role in OwnRole if role.value in counts}

    def own_unit(self) -> OwnUnit | None:
        """The unit whose duties are "mine"; None when none is set."""
        with Session(self._reading) as session:
            fact = session.get(FactRow, OWN_UNIT)
            return OwnUnit.model_validate_json(fact.value) if fact else None

    def unconfirmed(self) -> dict[str, int]:
        """Number of tasks that wait for confirmation, by document."""
        query = (
            select(TaskRow.document_id, func.count())
            .where(TaskRow.folded.is_(None), TaskRow.status == TaskStatus.PROPOSED)
            .group_by(TaskRow.document_id)
        )
        with Session(self._reading) as session:
            return {document_id: count for document_id, count in session.execute(query)}

    def units(self, document_id: str = "", *, leading: bool = True) -> tuple[str, ...]:
        """Names of units that lead a task (or, unless `leading`, take part in one), in Vietnamese order."""
        query = select(TaskUnitRow.name).distinct()
        query = query.where(TaskUnitRow.role == LEAD) if leading else query
        if document_id:
            query = query.join(TaskRow, TaskRow.id == TaskUnitRow.task_id).where(TaskRow.document_id == document_id)
        with Session(self._reading) as session:
            return tuple(sorted(session.scalars(query), key=collation_key))

    def documents_of_unit(self, folded: str) -> frozenset[str]:
        """Ids of the documents that give work to a unit whose folded name holds these words."""
        named = TaskUnitRow.folded.contains(squeeze(folded), autoescape=True)
        query = select(TaskRow.document_id).join(TaskUnitRow, TaskUnitRow.task_id == TaskRow.id).where(named)
        with Session(self._reading) as session:
            return frozenset(session.scalars(query.distinct()))

    def get(self, task_id: str) -> Task:
        """One task as people see it, even one that was split, merged or withdrawn.

        Raises:
            NotFound: no such task.
        """
        with Session(self._reading) as session:
            row = session.scalar(held_tasks().where(TaskRow.id == task_id))
            if row is None:
                raise NotFound("no such task", where=task_id, advice="See the list of tasks")
            return effective(row)

    def folded(self, task_id: str) -> str | None:
        """Why a task is not shown: `split`, `merged` or `withdrawn`; None when it is shown."""
        with Session(self._reading) as session:
            return session.scalar(select(TaskRow.folded).where(TaskRow.id == task_id))

    def made_of(self, task: Task) -> tuple[Task, ...]:
        """Shown tasks that were split off or merged from this one."""
        query = held_tasks().where(TaskRow.folded.is_(None), TaskRow.document_id == task.document_id)
        query = query.where(TaskRow.task.contains(f'"{task.id}"', autoescape=True), TaskRow.id != task.id)
        with Session(self._reading) as session:
            return tuple(effective(row) for row in session.scalars(query.order_by(TaskRow.position)))

    def history(self, task_id: str) -> tuple[TaskChange, ...]:
        """Changes of one task, oldest first."""
        query = select(TaskChangeRow).where(TaskChangeRow.task_id == task_id).order_by(TaskChangeRow.id)
        names = tuple(TaskChange.model_fields)
        with Session(self._reading) as session:
            return tuple(TaskChange(**{name: getattr(row, name) for name in names}) for row in session.scalars(query))

    def evidence(self, task_ids: Iterable[str]) -> tuple[TaskEvidence, ...]:
        """What is attached to these tasks, oldest first."""
        query = select(TaskEvidenceRow).where(TaskEvidenceRow.task_id.in_(tuple(task_ids)))
        with Session(self._reading) as session:
            rows = session.scalars(query.where(~TaskEvidenceRow.is_removed).order_by(TaskEvidenceRow.id))
            return tuple(
                TaskEvidence(**{name: getattr(row, name) for name in TaskEvidence.model_fields}) for row in rows
            )

    def attached_files(self) -> frozenset[str]:
        """SHA-256 of every file that is attached to a task, or was."""
        query = select(TaskEvidenceRow.value).where(TaskEvidenceRow.kind == EvidenceKind.FILE)
        with Session(self._reading) as session:
            return frozenset(session.scalars(query))

    def _look_from(self, today: date) -> None:
        """Has the days of recurring tasks counted from `today`; once a day this writes."""
        with Session(self._reading) as session:
            fact = session.get(FactRow, SEEN_ON)
            if fact is not None and fact.value == today.isoformat():
                return
        with seeing_all(), Session(self._writing) as session:
            roll_recurrences(session, today)
            session.commit()


def _count(session: Session, query: Select[TaskRow]) -> int:
    return session.scalar(query.with_only_columns(func.count())) or 0


def _counted(groups: Iterable[Any]) -> TaskCounts:
    """Sums of groups (status, late, soon, month of the last day, number)."""
    by_status: dict[TaskStatus, int] = {}
    months: dict[str, int] = {}
    overdue = soon = undated = 0
    for stored, is_late, is_soon, month, count in groups:
        status = TaskStatus(stored)
        by_status[status] = by_status.get(status, 0) + count
        if status in CLOSED:
            continue
        overdue += count if is_late else 0
        soon += count if is_soon and not is_late else 0
        undated += count if month is None else 0
        if month is not None and not is_late:
            months[month] = months.get(month, 0) + count
    return TaskCounts(
        total=sum(by_status.values()),
        by_status={status: by_status[status] for status in TaskStatus if status in by_status},
        overdue=overdue,
        soon=soon,
        undated=undated,
        months=tuple(
            MonthCount(year=int(month[:4]), month=int(month[5:]), count=count)
            for month, count in sorted(months.items())
        ),
    )
