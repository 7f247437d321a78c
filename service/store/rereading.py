"""The tasks of a new reading take the place of the former ones in the register; what people made of them stays."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.directive import Directive
from core.task import Task, TaskOrigin
from service.follow_up.rereading import anchored, keep_ids
from service.store.filing import TaskFiler
from service.store.task_tables import TaskEvidenceRow, TaskRow

_STEP = 1_000
"""Positions lie so far apart that tasks which people make find room between them."""


def replace_tasks(session: Session, document_id: str, directive: Directive, tasks: Sequence[Task]) -> None:
    """Files `tasks` for the document. A task that people worked on and that is no longer found is marked as gone."""
    rows = session.scalars(select(TaskRow).where(TaskRow.document_id == document_id)).all()
    read = {row.id: row for row in rows if row.origin == TaskOrigin.READ}
    tasks = keep_ids([Task.model_validate_json(row.task) for row in read.values()], tasks)
    filer = TaskFiler(session)
    for position, task in enumerate(tasks):
        row = read.pop(task.id, None) or _new_row(task)
        row.position, row.task, row.is_gone = position * _STEP, task.model_dump_json(), False
        session.add(row)
        filer.file(row)
    for row in read.values():
        if not _is_worked_on(session, row):
            session.delete(row)
            continue
        row.is_gone = True
        _anchor(row, directive)
    for row in rows:
        if row.origin != TaskOrigin.READ:
            _anchor(row, directive)


def _new_row(task: Task) -> TaskRow:
    return TaskRow(
        id=task.id, document_id=task.document_id, origin=task.origin.value, status=task.status.value, note=task.note
    )


def _anchor(row: TaskRow, directive: Directive) -> None:
    row.task = anchored(Task.model_validate_json(row.task), directive).model_dump_json()


def _is_worked_on(session: Session, row: TaskRow) -> bool:
    if row.folded is not None or row.status != "proposed" or row.note or row.edits:
        return True
    attached = select(TaskEvidenceRow.id).where(TaskEvidenceRow.task_id == row.id).limit(1)
    return session.scalar(attached) is not None
