"""Changing the register of tasks. Every change is written into a history that only grows; undoing is a change too."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from core.errors import InvalidInput, NotFound
from core.task import Task, TaskStatus
from service.access.sight import seeing_all
from service.accounts.rights import signature
from service.follow_up.edits import FIELDS, as_text, from_text, restored, stored, with_change
from service.follow_up.evidence import EvidenceKind
from service.follow_up.own_unit import OwnUnit
from service.store.database import for_writing
from service.store.filing import OWN_UNIT, TaskFiler, effective, file_for_unit
from service.store.preferences import note_change
from service.store.tables import DocumentRow
from service.store.task_tables import TaskChangeRow, TaskEvidenceRow, TaskRow

STATUS, NOTE, FOLDED, EVIDENCE = "status", "note", "folded", "evidence"
SPLIT, MERGED, WITHDRAWN = "split", "merged", "withdrawn"


class TaskWriter:
    """What people do to tasks. Each call is one stroke: all of it happens or nothing, and it can be undone."""

    def __init__(self, engine: Engine) -> None:
        self._writing = for_writing(engine)

    def change(self, task_ids: Iterable[str], values: Mapping[str, Any], *, changed_by: str) -> str:
        """Sets the given fields of the tasks: `status`, `note` or any of `TaskAsRead`; returns the batch.

        Raises:
            NotFound: one of the tasks does not exist; nothing was changed.
        """
        with Session(self._writing) as session:
            stroke = _Stroke(session, changed_by)
            for task_id in dict.fromkeys(task_ids):
                row = stroke.row(task_id)
                for field, value in values.items():
                    stroke.set(row, field, value)
            return stroke.commit()

    def replace(self, former: Sequence[str], new: Sequence[Task], *, reason: str, changed_by: str) -> str:
        """Shows `new` tasks of one document in place of the `former` ones, of which there may be none.

        Args:
            reason: why the former ones are not shown any more: `SPLIT` or `MERGED`.

        Raises:
            NotFound: one of the former tasks does not exist.
            InvalidInput: one of them is not shown.
        """
        with Session(self._writing) as session:
            stroke = _Stroke(session, changed_by)
            rows = [stroke.row(task_id) for task_id in former]
            for row in rows:
                if row.folded is not None:
                    raise InvalidInput("việc này đã được tách hoặc gộp trước đó", where=row.id, advice="tải lại bảng")
                stroke.set(row, FOLDED, reason)
            last = rows[0].position if rows else stroke.last_position(new[0].document_id)
            for step, task in enumerate(new, 1):
                stroke.add(task, position=last + step)
            return stroke.commit()

    def withdraw(self, task_id: str, *, changed_by: str) -> str:
        """Takes a task that a person entered out of the register; it can be brought back by undoing.

        Raises:
            NotFound: no such task.
        """
        with Session(self._writing) as session:
            stroke = _Stroke(session, changed_by)
            stroke.set(stroke.row(task_id), FOLDED, WITHDRAWN)
            return stroke.commit()

    def attach(self, task_id: str, kind: EvidenceKind, *, value: str, name: str, added_by: str) -> int:
        """Attaches a proof to a task; returns its id.

        Raises:
            NotFound: no such task.
        """
        with Session(self._writing) as session:
            stroke = _Stroke(session, added_by)
            row = stroke.row(task_id)
            proof = TaskEvidenceRow(
                task_id=task_id, kind=kind.value, value=value, name=name, added_at=stroke.moment, added_by=stroke.by
            )
            proof.is_removed = False
            session.add(proof)
            session.flush()
            stroke.write(row, EVIDENCE, None, _proof_text(proof))
            stroke.commit()
            return proof.id

    def detach(self, evidence_id: int, *, changed_by: str) -> str:
        """Takes a proof away from its task; returns the task's id.

        Raises:
            NotFound: no such proof.
        """
        with Session(self._writing) as session:
            proof = session.get(TaskEvidenceRow, evidence_id)
            if proof is None or proof.is_removed:
                raise NotFound("no such evidence", where=str(evidence_id))
            stroke = _Stroke(session, changed_by)
            proof.is_removed = True
            stroke.write(stroke.row(proof.task_id), EVIDENCE, _proof_text(proof), None)
            stroke.commit()
            return proof.task_id

    def set_own_unit(self, unit: OwnUnit | None, *, changed_by: str) -> None:
        """Makes `unit` the one whose duties are "mine"; None for no unit."""
        with seeing_all(), Session(self._writing) as session:
            former = file_for_unit(session, unit)
            before, after = (one.name if one else "" for one in (former, unit))
            if before != after:
                note_change(session, OWN_UNIT, before=before, after=after, changed_by=changed_by)
            session.commit()

    def undo_last(self, task_id: str, *, changed_by: str) -> None:
        """Takes the last change of a task back; splitting and merging are taken back for all tasks that they touched.

        Raises:
            NotFound: no such task.
            InvalidInput: nothing to take back, or a task that a split or merge made was changed since.
        """
        with Session(self._writing) as session:
            stroke = _Stroke(session, changed_by)
            stroke.row(task_id)
            last = _last_change(session, task_id)
            if last is None:
                raise InvalidInput("không có thay đổi nào để hoàn tác", where=task_id)
            changes = _changes_of(session, last)
            if all(change.field != FOLDED for change in changes):
                changes = [change for change in changes if change.task_id == task_id]
            _refuse_changed_since(session, changes)
            stroke.take_back(changes)
            stroke.commit()

    def undo_batch(self, batch: str, *, changed_by: str) -> tuple[int, int]:
        """Takes back what was done at one stroke; returns how many tasks went back, and how many changed since.

        Raises:
            NotFound: no such batch.
        """
        with Session(self._writing) as session:
            query = select(TaskChangeRow).where(TaskChangeRow.batch == batch).order_by(TaskChangeRow.id)
            changes = session.scalars(query).all() if batch else []
            if not changes:
                raise NotFound("no such batch of changes", where=batch)
            stroke = _Stroke(session, changed_by)
            ids = {change.task_id for change in changes}
            latest = {task_id: _last_change(session, task_id) for task_id in ids}
            kept = {task_id for task_id, last in latest.items() if last is not None and last.batch == batch}
            if kept != ids and any(change.field == FOLDED for change in changes):
                kept = set()
            stroke.take_back([change for change in changes if change.task_id in kept])
            stroke.commit()
            return len(kept), len(ids - kept)


class _Stroke:
    """Changes that are made together by one person."""

    def __init__(self, session: Session, changed_by: str) -> None:
        self._session, self.by = session, signature(changed_by)
        self._batch = secrets.token_hex(8)
        self._touched: dict[str, TaskRow] = {}
        self.moment = datetime.now(UTC)

    def row(self, task_id: str) -> TaskRow:
        held = select(TaskRow).join(DocumentRow, DocumentRow.id == TaskRow.document_id)
        row = self._session.scalar(held.where(TaskRow.id == task_id, DocumentRow.removed_at.is_(None)))
        if row is None:
            raise NotFound("no such task", where=task_id, advice="See the list of tasks")
        return row

    def last_position(self, document_id: str) -> int:
        query = select(TaskRow.position).where(TaskRow.document_id == document_id).order_by(TaskRow.position.desc())
        return self._session.scalar(query.limit(1)) or 0

    def add(self, task: Task, *, position: int) -> None:
        """Files a new task; one that was withdrawn before under the same id is shown again."""
        row = self._session.get(TaskRow, task.id) or TaskRow(id=task.id, document_id=task.document_id)
        row.position, row.task, row.origin = position, task.model_dump_json(), task.origin.value
        row.status, row.note, row.edits, row.folded, row.is_gone = task.status.value, task.note, None, None, False
        self._session.add(row)
        self._session.flush()
        self.write(row, FOLDED, WITHDRAWN, None)

    def set(self, row: TaskRow, field: str, value: Any, *, undoes: int | None = None) -> None:
        """Sets a field and writes it into the history, unless it is so already."""
        before = _value(row, field)
        if before == value:
            return
        _put(row, field, value)
        self.write(row, field, _text(field, before), _text(field, value), undoes=undoes)

    def write(
        self, row: TaskRow, field: str, before: str | None, after: str | None, *, undoes: int | None = None
    ) -> None:
        change = TaskChangeRow(
            task_id=row.id, document_id=row.document_id, field=field, before=before, after=after, undoes=undoes
        )
        change.changed_at, change.changed_by, change.batch = self.moment, self.by, self._batch
        self._session.add(change)
        self._touched[row.id] = row

    def take_back(self, changes: Sequence[TaskChangeRow]) -> None:
        for change in reversed(changes):
            row = self.row(change.task_id)
            if change.field == EVIDENCE:
                proof = self._session.get(TaskEvidenceRow, int((change.after or change.before or "0").split(":")[0]))
                if proof is not None:
                    proof.is_removed = change.before is None
                self.write(row, EVIDENCE, change.after, change.before, undoes=change.id)
            else:
                self.set(row, change.field, _from_text(change.field, change.before), undoes=change.id)

    def commit(self) -> str:
        filer = TaskFiler(self._session)
        for row in self._touched.values():
            filer.file(row)
        self._session.commit()
        return self._batch


def _value(row: TaskRow, field: str) -> Any:
    if field in FIELDS:
        return getattr(effective(row), field)
    return TaskStatus(row.status) if field == STATUS else getattr(row, field)


def _put(row: TaskRow, field: str, value: Any) -> None:
    if field in FIELDS:
        as_read = getattr(Task.model_validate_json(row.task), field)
        row.edits = stored(with_change(restored(row.edits), field, value, as_read=as_read))
    else:
        setattr(row, field, value.value if field == STATUS else value)


def _text(field: str, value: Any) -> str | None:
    if field == STATUS:
        return TaskStatus(value).value
    return as_text(field, value) if field in FIELDS else value


def _from_text(field: str, text: str | None) -> Any:
    return TaskStatus(text) if field == STATUS and text else from_text(field, text)


def _proof_text(proof: TaskEvidenceRow) -> str:
    return f"{proof.id}: {proof.name}"


def _last_change(session: Session, task_id: str) -> TaskChangeRow | None:
    """The newest change of the task that was not taken back."""
    undone = select(TaskChangeRow.undoes).where(TaskChangeRow.task_id == task_id, TaskChangeRow.undoes.is_not(None))
    query = select(TaskChangeRow).where(
        TaskChangeRow.task_id == task_id, TaskChangeRow.undoes.is_(None), TaskChangeRow.id.not_in(undone)
    )
    return session.scalar(query.order_by(TaskChangeRow.id.desc()).limit(1))


def _changes_of(session: Session, change: TaskChangeRow) -> list[TaskChangeRow]:
    """All changes that were made at one stroke with `change`, oldest first."""
    if not change.batch:
        return [change]
    query = select(TaskChangeRow).where(TaskChangeRow.batch == change.batch)
    return list(session.scalars(query.order_by(TaskChangeRow.id)))


def _refuse_changed_since(session: Session, changes: Sequence[TaskChangeRow]) -> None:
    for task_id in {change.task_id for change in changes}:
        last = _last_change(session, task_id)
        if last is not None and last.id not in {change.id for change in changes}:
            raise InvalidInput(
                "việc liên quan đã thay đổi sau lần tách, gộp này", where=task_id, advice="hoàn tác ở việc đó trước"
            )
