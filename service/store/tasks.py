"""Tasks as extracted, with what people made of them."""

from datetime import UTC, datetime

from sqlalchemy import Engine, Row, Select, select
from sqlalchemy.orm import Session

from core.errors import NotFound
from core.task import Task, TaskStatus
from service.records import TaskChange
from service.store.database import for_writing
from service.store.tables import DocumentRow, TaskChangeRow, TaskRow, TaskStateRow


class TaskStore:
    """Tasks of the documents that are held."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def list_tasks(self, document_id: str | None = None) -> tuple[Task, ...]:
        """Tasks with their current status, of one document or of all, in the order of the text."""
        query = _tasks().order_by(DocumentRow.received_at.desc(), TaskRow.document_id, TaskRow.position)
        if document_id is not None:
            query = query.where(TaskRow.document_id == document_id)
        with Session(self._reading) as session:
            return tuple(_to_task(row) for row in session.execute(query))

    def get(self, task_id: str) -> Task:
        """One task with its current status.

        Raises:
            NotFound: no such task.
        """
        with Session(self._reading) as session:
            return _get(session, task_id)

    def update(self, task_id: str, *, status: TaskStatus | None, note: str | None, changed_by: str) -> Task:
        """Sets what is given and writes each real change into the history; an empty `note` takes the note away.

        Raises:
            NotFound: no such task.
        """
        with Session(self._writing) as session:
            task = _get(session, task_id)
            wanted = {
                "status": task.status if status is None else status,
                "note": task.note if note is None else note.strip() or None,
            }
            for field, value in wanted.items():
                before = getattr(task, field)
                if before != value:
                    session.add(_change(task, field, (before, value), changed_by))
            changed = task.model_copy(update=wanted)
            session.merge(
                TaskStateRow(
                    task_id=task.id, document_id=task.document_id, status=changed.status.value, note=changed.note
                )
            )
            session.commit()
            return changed

    def history(self, task_id: str) -> tuple[TaskChange, ...]:
        """Changes of one task, oldest first."""
        query = select(TaskChangeRow).where(TaskChangeRow.task_id == task_id).order_by(TaskChangeRow.id)
        with Session(self._reading) as session:
            return tuple(
                TaskChange(
                    task_id=row.task_id,
                    field=row.field,
                    before=row.before,
                    after=row.after,
                    changed_at=row.changed_at,
                    changed_by=row.changed_by,
                )
                for row in session.scalars(query)
            )


def _tasks() -> Select[str, str | None, str | None]:
    return (
        select(TaskRow.task, TaskStateRow.status, TaskStateRow.note)
        .join(DocumentRow, DocumentRow.id == TaskRow.document_id)
        .outerjoin(TaskStateRow, TaskStateRow.task_id == TaskRow.id)
        .where(DocumentRow.removed_at.is_(None))
    )


def _get(session: Session, task_id: str) -> Task:
    row = session.execute(_tasks().where(TaskRow.id == task_id)).one_or_none()
    if row is None:
        raise NotFound("no such task", where=task_id, advice="See the list of tasks")
    return _to_task(row)


def _to_task(row: Row[str, str | None, str | None]) -> Task:
    task = Task.model_validate_json(row.task)
    if row.status is None:
        return task
    return task.model_copy(update={"status": TaskStatus(row.status), "note": row.note})


def _change(task: Task, field: str, values: tuple[str | None, str | None], changed_by: str) -> TaskChangeRow:
    before, after = values
    return TaskChangeRow(
        task_id=task.id,
        document_id=task.document_id,
        field=field,
        before=before,
        after=after,
        changed_at=datetime.now(UTC),
        changed_by=changed_by,
    )
