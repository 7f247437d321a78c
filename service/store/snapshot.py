"""The register as answers need it: what they look at stays in memory, and only what changed is read again."""

import threading
from collections.abc import Mapping, Sequence

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from core.directive import Abbreviation, Directive
from core.task import Task
from service.access.sight import seeing_all
from service.records import DocumentRecord, PagePart, Place, Register, TaskOutline
from service.store.document_records import to_records
from service.store.hidden import hidden_ids
from service.store.light_directives import LightDirectives
from service.store.seen_documents import SeenDocuments
from service.store.tables import DocumentChangeRow, DocumentRow
from service.store.task_memory import TaskMemory

_NEWEST = select(func.max(DocumentChangeRow.serial))


class RegisterSnapshot:
    """A `service.records.Register` whose list of documents costs one small query while nothing changes.

    Directives come without the places of their words, which `places` gives.

    Triggers of the database number every change, whichever process makes it. References in the list were resolved
    when their document was read from the database last, and counts of pages read are as of then.
    """

    def __init__(self, engine: Engine, register: Register) -> None:
        self._reading, self._register = engine, register
        self._directives = LightDirectives(engine)
        self._tasks = TaskMemory(engine)
        self._lock = threading.Lock()
        self._serial = 0
        self._by_id: dict[str, DocumentRecord] = {}
        self._documents = SeenDocuments()

    def list_documents(self) -> tuple[DocumentRecord, ...]:
        """All documents that who acts may see, newest first; one that did not change is the same object as before."""
        with self._lock, self._reading.connect() as connection:
            newest = connection.scalar(_NEWEST) or 0
            if newest != self._serial:
                with seeing_all(), Session(connection) as session:
                    self._take(session)
                self._serial = newest
            documents = self._documents
        return documents.without(hidden_ids(self._reading))

    def _take(self, session: Session) -> None:
        """Reads again what changed since the last time."""
        changed = select(DocumentChangeRow.document_id).where(DocumentChangeRow.serial > self._serial)
        for document_id in session.scalars(changed):
            self._by_id.pop(document_id, None)
        held = select(DocumentRow).where(DocumentRow.id.in_(changed), DocumentRow.removed_at.is_(None))
        for record in to_records(session, session.scalars(held).all()):
            self._by_id[record.id] = record
        in_order = sorted(self._by_id.values(), key=lambda one: one.id)
        self._documents = SeenDocuments(sorted(in_order, key=lambda one: one.received_at, reverse=True))

    def find_document(self, key: str) -> DocumentRecord:
        """As `Register.find_document`."""
        return self._register.find_document(key)

    def load_directive(self, document_id: str) -> Directive:
        """As `Register.load_directive`, but spans of it have no boxes, and its references are not resolved."""
        return self._directives.load(document_id)

    def abbreviations(self, document_id: str) -> tuple[Abbreviation, ...]:
        """As `Register.abbreviations`."""
        return self._directives.abbreviations(document_id)

    def places(self, parts: Sequence[PagePart]) -> tuple[Place, ...]:
        """As `Register.places`."""
        return self._directives.places(parts)

    def section_at(self, document_id: str, offset: int) -> str:
        """As `Register.section_at`."""
        return self._directives.section_at(document_id, offset)

    def list_tasks(self, document_id: str | None = None) -> tuple[Task, ...]:
        """As `Register.list_tasks`."""
        if document_id is None or document_id in hidden_ids(self._reading):
            return self._register.list_tasks(document_id)
        with seeing_all():
            return self._tasks.tasks_of(document_id, self._register.list_tasks)

    def task_outlines(self) -> Mapping[str, tuple[TaskOutline, ...]]:
        """As `Register.task_outlines`."""
        with seeing_all():
            outlines = self._tasks.outlines()
        hidden = hidden_ids(self._reading)
        return {key: tasks for key, tasks in outlines.items() if key not in hidden} if hidden else outlines
