"""Tasks in memory: outlines of all, which questions about the whole register sift, and those read lately in full."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import from_json
from sqlalchemy import CompoundSelect, Engine, Select, func, select

from core.task import Deadline, Task, TaskKind, TaskOrigin, TaskStatus
from service.records import TaskOutline
from service.store.tables import DocumentChangeRow, DocumentRow
from service.store.task_tables import TaskChangeRow, TaskRow

_MOST_TASKS = 2_000
"""Bound on the tasks kept in full; one takes about 10 kB."""


_ROWS_AT_ONCE = 200
"""Rows read at a time: their texts are long, and nearly all of them is thrown away at once."""

_NEWEST = select(
    func.coalesce(select(func.max(DocumentChangeRow.serial)).scalar_subquery(), 0),
    func.coalesce(select(func.max(TaskChangeRow.id)).scalar_subquery(), 0),
)
"""Numbers of the last change of a document and of a task."""


class TaskMemory:
    """Tasks by document, in the order of the text; a document's are read again when it or one of its tasks changed.

    A document changes in the register whenever a reading of it is published; what people change is in the history.
    """

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._lock = threading.Lock()
        self._document_serial = self._task_change = -1
        self._by_document: dict[str, tuple[TaskOutline, ...]] = {}
        self._deadlines: dict[str, Deadline] = {}
        self._read: OrderedDict[str, tuple[Task, ...]] = OrderedDict()

    def tasks_of(self, document_id: str, load: Callable[[str], tuple[Task, ...]]) -> tuple[Task, ...]:
        """The tasks of a document in full, by `load` unless they are kept."""
        self.outlines()
        with self._lock:
            if document_id in self._read:
                self._read.move_to_end(document_id)
                return self._read[document_id]
            seen = (self._document_serial, self._task_change)
        tasks = load(document_id)
        with self._lock:
            if seen == (self._document_serial, self._task_change):
                self._read[document_id] = tasks
            while sum(map(len, self._read.values())) > _MOST_TASKS:
                self._read.popitem(last=False)
        return tasks

    def outlines(self) -> Mapping[str, tuple[TaskOutline, ...]]:
        """Outlines of the tasks of each held document as its newest reading gives them, with their status."""
        with self._lock, self._reading.connect() as connection:
            newest = connection.execute(_NEWEST).one()
            if tuple(newest) != (self._document_serial, self._task_change):
                changed = None if self._document_serial < 0 else set(connection.scalars(self._changed()))
                self._take(connection.execute(_rows(changed)).yield_per(_ROWS_AT_ONCE), changed)
                self._document_serial, self._task_change = newest
            return self._by_document

    def _changed(self) -> CompoundSelect[str]:
        documents = select(DocumentChangeRow.document_id).where(DocumentChangeRow.serial > self._document_serial)
        return documents.union(select(TaskChangeRow.document_id).where(TaskChangeRow.id > self._task_change))

    def _take(self, rows: Any, changed: set[str] | None) -> None:
        """Puts the outlines of `rows` in place of those of the documents that changed, or of all."""
        for document_id in list(self._read) if changed is None else changed & self._read.keys():
            del self._read[document_id]
        kept = {} if changed is None else {key: known for key, known in self._by_document.items() if key not in changed}
        found: dict[str, list[TaskOutline]] = {}
        for row in rows:
            found.setdefault(row.document_id, []).append(self._outline(row))
        self._by_document = kept | {document_id: tuple(outlines) for document_id, outlines in found.items()}

    def _outline(self, row: Any) -> TaskOutline:
        task = from_json(row.task)
        return TaskOutline(
            id=row.id,
            document_id=row.document_id,
            kind=TaskKind(task["kind"]),
            status=TaskStatus(row.status),
            deadline=self._deadline(task["deadline"]),
            is_placed=bool(task["spans"]),
        )

    def _deadline(self, stored: dict[str, Any] | None) -> Deadline | None:
        """The deadline, one object for all that are alike."""
        if stored is None:
            return None
        key = repr(stored)
        if key not in self._deadlines:
            self._deadlines[key] = Deadline.model_validate(stored)
        return self._deadlines[key]


def _rows(document_ids: set[str] | None) -> Select[str, str, str, str]:
    query = select(TaskRow.id, TaskRow.document_id, TaskRow.status, TaskRow.task)
    query = query.join(DocumentRow, DocumentRow.id == TaskRow.document_id)
    query = query.where(DocumentRow.removed_at.is_(None), TaskRow.origin == TaskOrigin.READ, ~TaskRow.is_gone)
    if document_ids is not None:
        query = query.where(TaskRow.document_id.in_(document_ids))
    return query.order_by(TaskRow.document_id, TaskRow.position, TaskRow.id)
