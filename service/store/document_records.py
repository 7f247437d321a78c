"""Rows of the register as the records that the rest of the office works with."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.elements import ColumnElement

from core.directive import Anomaly, Letterhead
from core.reference import Reference
from core.source import MediaType
from service.records import DocumentRecord, DocumentStatus, StoredError, Urgency
from service.store.cited_numbers import REFERENCES
from service.store.document_filing import DocumentFilingRow
from service.store.hidden import hidden_among
from service.store.holdings import holdings_for
from service.store.tables import DocumentRow, PageRow

ANOMALIES = TypeAdapter(tuple[Anomaly, ...])
WHOLE_UNKNOWN = {"part_of": None, "container": ""}
"""What is told of the e-mail or archive of a document to whom it is hidden from."""
_MOST_NAMED = 500
"""Past so many documents those of the whole register are looked up, rather than naming each."""


def to_records(session: Session, rows: Sequence[DocumentRow], *, citing: bool = True) -> list[DocumentRecord]:
    """The records of `rows`, in their order, references resolved to held documents, or left out unless `citing`."""
    ids = [row.id for row in rows]
    pages_done, failed_pages = _pages_done(session, ids), _failed_pages(session, ids)
    subjects = _subjects(session, ids)
    hidden = hidden_among(session, {row.part_of for row in rows if row.part_of})
    references = _resolved(session, rows) if citing else {}
    return [
        _to_record(row).model_copy(
            update={
                "pages_done": pages_done.get(row.id, 0),
                "failed_pages": tuple(failed_pages.get(row.id, ())),
                "subject": subjects.get(row.id, ""),
                "references": references.get(row.id, ()),
                **(WHOLE_UNKNOWN if row.part_of in hidden else {}),
            }
        )
        for row in rows
    ]


def _resolved(session: Session, rows: Sequence[DocumentRow]) -> dict[str, tuple[Reference, ...]]:
    references = {row.id: REFERENCES.validate_json(row.references_json or "[]") for row in rows}
    holdings = holdings_for(session, [reference for cited in references.values() for reference in cited])
    return {document_id: holdings.resolve(cited, own_id=document_id) for document_id, cited in references.items()}


def _among(column: InstrumentedAttribute[str], ids: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    return (column.in_(ids),) if len(ids) <= _MOST_NAMED else ()


def _pages_done(session: Session, ids: Sequence[str]) -> dict[str, int]:
    query = select(PageRow.document_id, func.count()).where(PageRow.is_read, *_among(PageRow.document_id, ids))
    return {document_id: count for document_id, count in session.execute(query.group_by(PageRow.document_id))}


def _failed_pages(session: Session, ids: Sequence[str]) -> dict[str, list[int]]:
    query = select(PageRow.document_id, PageRow.page_no).where(PageRow.has_failed, *_among(PageRow.document_id, ids))
    found: dict[str, list[int]] = {}
    for document_id, page_no in session.execute(query.order_by(PageRow.page_no)):
        found.setdefault(document_id, []).append(page_no)
    return found


def _subjects(session: Session, ids: Sequence[str]) -> dict[str, str]:
    filed = DocumentFilingRow
    query = select(filed.document_id, filed.subject).where(filed.subject != "", *_among(filed.document_id, ids))
    return {document_id: subject for document_id, subject in session.execute(query)}


def _to_record(row: DocumentRow) -> DocumentRecord:
    return DocumentRecord(
        id=row.id,
        sha256=row.sha256,
        file_name=row.file_name,
        media_type=MediaType(row.media_type),
        size_bytes=row.size_bytes,
        status=DocumentStatus(row.status),
        pages=row.pages,
        letterhead=Letterhead.model_validate_json(row.letterhead) if row.letterhead else None,
        anomalies=ANOMALIES.validate_json(row.anomalies) if row.anomalies else (),
        received_at=row.received_at,
        error=StoredError.model_validate_json(row.error) if row.error else None,
        container=row.container,
        part_of=row.part_of,
        words=row.words,
        doubtful_words=row.doubtful_words,
        urgency=Urgency(row.urgency),
    )
