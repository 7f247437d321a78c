"""Lists of documents as pages show them: searched, sorted and counted in the database, a page of rows at a time."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Engine, func, or_, select
from sqlalchemy.orm import Session

from core.task import TaskStatus
from core.text import fold
from service.collation import vietnamese_key
from service.documents.conditions import Check, DocumentCondition, DocumentCounts, DocumentOrder, DocumentPage
from service.labels import DOCUMENT_STATUS
from service.records import DocumentRecord, DocumentStatus
from service.store.dialects import holds
from service.store.document_filing import DocumentFilingRow
from service.store.document_records import to_records
from service.store.tables import DocumentRow, PageRow
from service.store.task_tables import TaskRow

_UNFINISHED = (DocumentStatus.QUEUED, DocumentStatus.READING)
_RECEIVED = (DocumentRow.received_at.desc(), DocumentRow.id)
_ORDERS = {
    DocumentOrder.RECEIVED: _RECEIVED,
    DocumentOrder.ISSUED: (DocumentRow.issued_on.desc().nulls_last(), *_RECEIVED),
    DocumentOrder.NUMBER: (DocumentFilingRow.number_key, *_RECEIVED),
    DocumentOrder.TITLE: (DocumentFilingRow.title_key, *_RECEIVED),
}


class DocumentCatalogue:
    """The held documents as lists of them, which leave out what they cite unless it is asked for."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine

    def page(
        self,
        condition: DocumentCondition,
        *,
        order: DocumentOrder = DocumentOrder.RECEIVED,
        offset: int = 0,
        limit: int | None = None,
        citing: bool = False,
    ) -> DocumentPage:
        """Documents that fit `condition`, in `order`: at most `limit` of them from the `offset`-th on.

        Args:
            citing: what they cite is wanted too; it is more to read than all the rest.
        """
        fitting = _fitting(condition)
        ids = select(DocumentRow.id).join(DocumentFilingRow, DocumentFilingRow.document_id == DocumentRow.id)
        ids = ids.where(*fitting).order_by(*_ORDERS[order]).offset(offset).limit(limit)
        counted = select(func.count()).select_from(DocumentRow)
        counted = counted.join(DocumentFilingRow, DocumentFilingRow.document_id == DocumentRow.id).where(*fitting)
        with Session(self._reading) as session:
            found = session.scalar(counted) or 0
            return DocumentPage(documents=_in_order(session, session.scalars(ids).all(), citing=citing), found=found)

    def records(self, document_ids: Collection[str]) -> tuple[DocumentRecord, ...]:
        """Those of the documents named that are held, in the order named."""
        with Session(self._reading) as session:
            return _in_order(session, list(dict.fromkeys(document_ids)))

    def counts(self) -> DocumentCounts:
        """How many documents are held, by status."""
        query = select(DocumentRow.status, func.count()).where(DocumentRow.removed_at.is_(None))
        with Session(self._reading) as session:
            rows = session.execute(query.group_by(DocumentRow.status)).all()
        return DocumentCounts(by_status={DocumentStatus(status): count for status, count in rows})

    def kinds(self) -> tuple[str, ...]:
        """Kinds that occur, in Vietnamese order."""
        query = select(DocumentFilingRow.kind).distinct().where(DocumentFilingRow.kind != "")
        with Session(self._reading) as session:
            return tuple(sorted(session.scalars(query), key=vietnamese_key))

    def ids(self, *statuses: DocumentStatus) -> tuple[str, ...]:
        """Ids of the documents that have one of these statuses, newest first."""
        query = select(DocumentRow.id).where(DocumentRow.removed_at.is_(None), DocumentRow.status.in_(statuses))
        with Session(self._reading) as session:
            return tuple(session.scalars(query.order_by(*_RECEIVED)))

    def package_of(self, document: DocumentRecord, *, limit: int) -> tuple[DocumentRecord, ...]:
        """Documents that came in the same e-mail or archive, newest first: its mail, its parts, what came beside it."""
        ties = [DocumentRow.part_of == document.id]
        if document.part_of:
            ties += [DocumentRow.id == document.part_of, DocumentRow.part_of == document.part_of]
        if document.container:
            ties.append(DocumentRow.container == document.container)
        query = select(DocumentRow.id).where(
            or_(*ties), DocumentRow.id != document.id, DocumentRow.removed_at.is_(None)
        )
        with Session(self._reading) as session:
            return _in_order(session, session.scalars(query.order_by(*_RECEIVED).limit(limit)).all())


def _in_order(session: Session, document_ids: Sequence[str], *, citing: bool = False) -> tuple[DocumentRecord, ...]:
    rows = session.scalars(
        select(DocumentRow).where(DocumentRow.id.in_(document_ids), DocumentRow.removed_at.is_(None))
    )
    by_id = {record.id: record for record in to_records(session, rows.all(), citing=citing)}
    return tuple(by_id[document_id] for document_id in document_ids if document_id in by_id)


def _fitting(condition: DocumentCondition) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [DocumentRow.removed_at.is_(None)]
    if condition.kind:
        found.append(DocumentFilingRow.kind == condition.kind)
    if condition.statuses:
        found.append(DocumentRow.status.in_(condition.statuses))
    if condition.check is not None:
        found += [DocumentRow.status.not_in(_UNFINISHED), _needs(condition.check)]
    return found + [_says(word) for word in fold(condition.words).split()]


def _says(word: str) -> ColumnElement[bool]:
    statuses = [status for status, label in DOCUMENT_STATUS.items() if word in fold(label)]
    return or_(holds(DocumentFilingRow.said, word), DocumentRow.status.in_(statuses))


def _needs(check: Check) -> ColumnElement[bool]:
    failed = DocumentRow.id.in_(select(PageRow.document_id).where(PageRow.has_failed))
    waiting = select(TaskRow.document_id).where(TaskRow.folded.is_(None), TaskRow.status == TaskStatus.PROPOSED)
    needs = {
        Check.DOUBTS: DocumentFilingRow.doubts > 0,
        Check.ANOMALIES: DocumentFilingRow.anomalies > 0,
        Check.FAILED_PAGES: or_(failed, DocumentRow.error.is_not(None)),
        Check.TASKS: DocumentRow.id.in_(waiting),
    }
    return or_(*needs.values()) if check is Check.ANY else needs[check]
