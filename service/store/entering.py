"""The row of a document as its file comes in, comes in again, or is to be read once more."""

from datetime import UTC, datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from core.page import AskedMethod
from core.source import Source
from service.records import DocumentStatus, Urgency
from service.store.correction_tables import CorrectionRow
from service.store.tables import DirectiveRow, DocumentRow, PageRow
from service.store.task_tables import TaskChangeRow, TaskRow


def entered(session: Session, source: Source) -> tuple[DocumentRow, bool]:
    """The row of a file, ordered to be read where it was not or failed; and whether it is taken in by this."""
    row = session.get(DocumentRow, source.id)
    if row is None:
        row = _new_row(source)
        session.add(row)
        return row, True
    if row.removed_at is not None:
        _take_back(session, row, source)
        return row, True
    if row.status == DocumentStatus.FAILED:
        order_again(session, row, None)
    return row, False


def _new_row(source: Source) -> DocumentRow:
    return DocumentRow(
        id=source.id,
        sha256=source.sha256,
        file_name=source.file_name,
        media_type=source.media_type.value,
        size_bytes=source.size_bytes,
        pages=source.pages,
        status=DocumentStatus.QUEUED.value,
        generation=1,
        urgency=Urgency.PERSON.value,
        received_at=datetime.now(UTC),
        container=source.container,
        part_of=source.part_of,
    )


def _take_back(session: Session, row: DocumentRow, source: Source) -> None:
    """Takes in again a document whose removal is not finished: nothing of its former life stays."""
    for table in (PageRow, DirectiveRow, TaskRow, TaskChangeRow, CorrectionRow):
        session.execute(delete(table).where(table.document_id == row.id))
    row.removed_at, row.received_at, row.file_name = None, datetime.now(UTC), source.file_name
    row.container, row.part_of = source.container, source.part_of
    row.letterhead = row.references_json = row.anomalies = row.number_key = row.issued_on = None
    row.words = row.doubtful_words = row.retries = 0
    order_again(session, row, None)


def order_again(session: Session, row: DocumentRow, page_no: int | None, method: AskedMethod | None = None) -> None:
    """Puts a document back into the queue, to have all its pages, or this one, read by `method` if one is given."""
    row.generation += 1
    row.status, row.error, row.retry_at = DocumentStatus.QUEUED.value, None, None
    pages = update(PageRow).where(PageRow.document_id == row.id)
    if page_no is not None:
        pages = pages.where(PageRow.page_no == page_no)
    session.execute(pages.values(is_read=False, attempts=0, asked_method=None if method is None else method.value))
