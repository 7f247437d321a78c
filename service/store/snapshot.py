"""The register as answers need it: documents stay in memory, and only those that changed are read again."""

import threading

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from core.directive import Directive
from core.task import Task
from service.records import DocumentRecord, Register
from service.store.document_records import to_records
from service.store.tables import DocumentChangeRow, DocumentRow


class RegisterSnapshot:
    """A `service.records.Register` whose list of documents costs one small query while nothing changes.

    Triggers of the database number every change, whichever process makes it. References in the list were resolved
    when their document was read from the database last, and counts of pages read are as of then.
    """

    def __init__(self, engine: Engine, register: Register) -> None:
        self._reading, self._register = engine, register
        self._lock = threading.Lock()
        self._serial = 0
        self._by_id: dict[str, DocumentRecord] = {}
        self._documents: tuple[DocumentRecord, ...] = ()

    def list_documents(self) -> tuple[DocumentRecord, ...]:
        """All documents, newest first; a document that did not change is the same object as before."""
        with self._lock, Session(self._reading) as session:
            newest = session.scalar(select(func.max(DocumentChangeRow.serial))) or 0
            if newest != self._serial:
                self._take(session)
                self._serial = newest
            return self._documents

    def _take(self, session: Session) -> None:
        """Reads again what changed since the last time."""
        changed = select(DocumentChangeRow.document_id).where(DocumentChangeRow.serial > self._serial)
        for document_id in session.scalars(changed):
            self._by_id.pop(document_id, None)
        held = select(DocumentRow).where(DocumentRow.id.in_(changed), DocumentRow.removed_at.is_(None))
        for record in to_records(session, session.scalars(held).all()):
            self._by_id[record.id] = record
        in_order = sorted(self._by_id.values(), key=lambda one: one.id)
        self._documents = tuple(sorted(in_order, key=lambda one: one.received_at, reverse=True))

    def find_document(self, key: str) -> DocumentRecord:
        """As `Register.find_document`."""
        return self._register.find_document(key)

    def load_directive(self, document_id: str) -> Directive:
        """As `Register.load_directive`."""
        return self._register.load_directive(document_id)

    def list_tasks(self, document_id: str | None = None) -> tuple[Task, ...]:
        """As `Register.list_tasks`."""
        return self._register.list_tasks(document_id)
