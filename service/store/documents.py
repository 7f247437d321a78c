"""Documents from acceptance to removal: the register, and the orders that the worker takes from it."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Engine, Select, func, select, update
from sqlalchemy.orm import Session

from core.errors import Ambiguous, NotFound
from core.page import AskedMethod
from core.reference import Reference
from core.source import Source
from ingest.citations.document_numbers import number_key
from service.access.records import NO_RESTRICTION, Restriction
from service.access.sight import seeing_all
from service.records import Accepted, DocumentName, DocumentRecord, DocumentStatus, StoredError, Urgency
from service.store.cited_numbers import rows_citing, rows_citing_code
from service.store.database import for_writing
from service.store.document_filing import DocumentFilingRow, file_document
from service.store.document_naming import called
from service.store.document_records import to_records
from service.store.entering import entered, order_again
from service.store.holdings import holdings_for
from service.store.restrictions import begin_restriction, refuse_hidden
from service.store.tables import DocumentRow

_ID_PREFIX = re.compile(r"[0-9a-f]{1,16}")
_NEWEST_FIRST = (DocumentRow.received_at.desc(), DocumentRow.id)
_UNFINISHED = (DocumentStatus.QUEUED, DocumentStatus.READING)


class Order(NamedTuple):
    """Work to be done on a document: reading it, as its `generation`-th reading."""

    document_id: str
    generation: int


class DocumentStore:
    """The register of documents. Rows marked as removed are invisible everywhere but to the worker."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def accept(
        self, source: Source, *, urgency: Urgency = Urgency.PERSON, restriction: Restriction = NO_RESTRICTION
    ) -> Accepted:
        """Enters a file into the register, to be read. A file that is held already stays as it is, unless it failed.

        The original must lie in the file store before. One that waits already never falls back in the queue.
        Until it is read, who acts now and people named in `restriction` see it.

        Raises:
            HeldBack: it is held, and not open to who acts now.
        """
        with Session(self._writing) as session:
            refuse_hidden(session, source.id, source.file_name)
            with seeing_all():
                row, is_new = entered(session, source)
                if is_new:
                    begin_restriction(session, row.id, restriction)
                row.urgency = urgency.value if is_new else min(row.urgency, urgency.value)
                if row.part_of is None and source.part_of != row.id:
                    row.part_of = source.part_of
                file_document(session, row)
            document = to_records(session, [row])[0]
            session.commit()
            return Accepted(document=document, duplicate=not is_new)

    def list_documents(self) -> tuple[DocumentRecord, ...]:
        """All documents, newest first."""
        with Session(self._reading) as session:
            rows = session.scalars(_held().order_by(*_NEWEST_FIRST))
            return tuple(to_records(session, rows.all()))

    def get(self, document_id: str) -> DocumentRecord:
        """The document with this very id.

        Raises:
            NotFound: no such document.
        """
        with Session(self._reading) as session:
            row = held_row(session, document_id)
            return to_records(session, [row])[0]

    def find_document(self, key: str) -> DocumentRecord:
        """The document that `key` names: an id, a unique prefix of one, a số/ký hiệu in any spelling, or its label.

        Raises:
            NotFound: no document.
            Ambiguous: several documents.
        """
        key = key.strip()
        with Session(self._reading) as session:
            rows = _matching(session, key)
            if not rows:
                raise _not_found(key)
            if len(rows) > 1:
                names = ", ".join(f"{row.id} ({row.file_name})" for row in rows[:5])
                raise Ambiguous(
                    f"có {len(rows)} văn bản cùng ứng với khóa này: {names}", where=key, advice="dùng mã văn bản"
                )
            return to_records(session, rows)[0]

    def with_number_of(self, document_id: str) -> tuple[str, ...]:
        """Ids of other held documents that bear the number of this one, oldest first."""
        own = select(DocumentRow.number_key).where(DocumentRow.id == document_id).scalar_subquery()
        query = select(DocumentRow.id).where(DocumentRow.number_key == own, DocumentRow.id != document_id)
        with Session(self._reading) as session:
            return tuple(
                session.scalars(query.where(DocumentRow.removed_at.is_(None)).order_by(DocumentRow.received_at))
            )

    def names(self) -> dict[str, DocumentName]:
        """What people call each document, by id, newest first."""
        filed = DocumentFilingRow
        query = select(DocumentRow.id, DocumentRow.file_name, filed.kind, filed.number, filed.subject)
        query = query.join(filed, filed.document_id == DocumentRow.id)
        query = query.where(DocumentRow.removed_at.is_(None)).order_by(*_NEWEST_FIRST)
        with Session(self._reading) as session:
            return {
                row.id: DocumentName(
                    file_name=row.file_name, kind=row.kind or None, number=row.number or None, subject=row.subject
                )
                for row in session.execute(query)
            }

    def resolve(self, references: Sequence[Reference], *, own_id: str) -> tuple[Reference, ...]:
        """The references of document `own_id`, each with the held document that it means."""
        with Session(self._reading) as session:
            return holdings_for(session, references).resolve(references, own_id=own_id)

    def citing(self, number: str) -> tuple[DocumentRecord, ...]:
        """Documents that cite this number in any spelling, newest first, their references resolved."""
        with Session(self._reading) as session:
            rows = rows_citing(session, number)
            return tuple(to_records(session, rows)) if rows else ()

    def citing_code(self, code: str) -> tuple[DocumentRecord, ...]:
        """Documents that cite a number which ends in this code (`KH-UBND`), newest first, their references resolved."""
        with Session(self._reading) as session:
            rows = rows_citing_code(session, code)
            return tuple(to_records(session, rows)) if rows else ()

    def order_reread(self, document_id: str, page_no: int | None = None, method: AskedMethod | None = None) -> None:
        """Puts a document back into the queue, to have all its pages or one of them read again, by `method` if given.

        Raises:
            NotFound: no such document or page.
        """
        with Session(self._writing) as session:
            row = held_row(session, document_id)
            if page_no is not None and not 1 <= page_no <= row.pages:
                raise NotFound("no such page", where=f"{row.file_name}, page {page_no}", advice=f"1 to {row.pages}")
            order_again(session, row, page_no, method)
            session.commit()

    def order_removal(self, document_id: str) -> None:
        """Makes a document invisible at once; the worker takes its files and passages away.

        Raises:
            NotFound: no such document.
        """
        with Session(self._writing) as session:
            row = held_row(session, document_id)
            row.removed_at = datetime.now(UTC)
            session.commit()

    def orders(self, *urgencies: Urgency, limit: int | None = None) -> tuple[Order, ...]:
        """Documents of these urgencies (of all, when none is named) that wait or are being read, the next one first."""
        query = (
            select(DocumentRow.id, DocumentRow.generation)
            .where(DocumentRow.removed_at.is_(None), DocumentRow.status.in_(_UNFINISHED))
            .where(DocumentRow.urgency.in_(urgencies or tuple(Urgency)))
            .order_by(DocumentRow.urgency, DocumentRow.received_at, DocumentRow.id)
            .limit(limit)
        )
        with Session(self._reading) as session:
            return tuple(Order(*row) for row in session.execute(query))

    def pages_waiting(self) -> int:
        """Pages of all documents that are not finished, whether read or not."""
        query = select(func.coalesce(func.sum(DocumentRow.pages), 0))
        query = query.where(DocumentRow.removed_at.is_(None), DocumentRow.status.in_(_UNFINISHED))
        with Session(self._reading) as session:
            return session.scalar(query) or 0

    def removed(self) -> tuple[tuple[str, str], ...]:
        """Id and SHA-256 of each document that was removed but not yet taken away."""
        query = select(DocumentRow.id, DocumentRow.sha256).where(DocumentRow.removed_at.is_not(None))
        with Session(self._reading) as session:
            return tuple((row.id, row.sha256) for row in session.execute(query))

    def forget(self, document_id: str) -> bool:
        """Deletes what is kept of a removed document; False when it was taken in again meanwhile."""
        with Session(self._writing) as session:
            row = session.scalar(
                select(DocumentRow).where(DocumentRow.id == document_id, DocumentRow.removed_at.is_not(None))
            )
            if row is not None:
                session.delete(row)
            session.commit()
            return row is not None

    def is_current(self, order: Order) -> bool:
        """Whether this reading is still wanted: the document is there, unfinished, and no newer one was ordered."""
        query = _held().where(
            DocumentRow.id == order.document_id,
            DocumentRow.generation == order.generation,
            DocumentRow.status.in_(_UNFINISHED),
        )
        with Session(self._reading) as session:
            return session.scalar(query) is not None

    def set_status(self, order: Order, status: DocumentStatus, error: StoredError | None = None) -> None:
        """Sets the status, unless a newer reading was ordered."""
        with Session(self._writing) as session:
            session.execute(
                update(DocumentRow)
                .where(DocumentRow.id == order.document_id, DocumentRow.generation == order.generation)
                .values(status=status.value, error=None if error is None else error.model_dump_json())
            )
            session.commit()


def held_row(session: Session, document_id: str) -> DocumentRow:
    """The row of a document that was not removed.

    Raises:
        NotFound: no such document.
    """
    row = session.scalar(_held().where(DocumentRow.id == document_id))
    if row is None:
        raise _not_found(document_id)
    return row


def _held() -> Select[DocumentRow]:
    return select(DocumentRow).where(DocumentRow.removed_at.is_(None))


def _not_found(key: str) -> NotFound:
    return NotFound("no such document", where=key, advice="See the list of documents")


def _matching(session: Session, key: str) -> Sequence[DocumentRow]:
    exact = session.scalars(_held().where(DocumentRow.id == key.lower())).all()
    if exact:
        return exact
    folded = number_key(key)
    numbered = session.scalars(_held().where(DocumentRow.number_key == folded)).all() if folded else ()
    if numbered or not _ID_PREFIX.fullmatch(key.lower()):
        return numbered or called(session, key)
    return session.scalars(_held().where(DocumentRow.id.startswith(key.lower())).order_by(DocumentRow.id)).all()
