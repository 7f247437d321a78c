"""Readings stopped, resumed, preferred, given up and repeated: what may be done with a document in the queue."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, or_, select, update
from sqlalchemy.orm import Session

from core.errors import InvalidInput
from core.page import ReadingMethod
from service.records import DocumentStatus, StoredError, Urgency
from service.store.correction_tables import CorrectionRow
from service.store.database import for_writing
from service.store.dialects import json_field
from service.store.documents import Order, held_row
from service.store.tables import DirectiveRow, DocumentRow, PageRow

_UNFINISHED = (DocumentStatus.QUEUED, DocumentStatus.READING)


class ReadingControl:
    """Each call gives the document a new generation, so that a reading that runs ends at its next step."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def pause(self, document_id: str) -> None:
        """Sets a reading aside; pages that are read stay read.

        Raises:
            NotFound: no such document.
            InvalidInput: it is not being read.
        """
        with Session(self._writing) as session:
            row = held_row(session, document_id)
            if row.status not in _UNFINISHED:
                raise InvalidInput("văn bản này không đang được đọc", where=row.file_name, advice="tải lại trang")
            row.status = DocumentStatus.PAUSED.value
            row.generation += 1
            session.commit()

    def resume(self, document_id: str) -> None:
        """Goes on with a reading that was set aside.

        Raises:
            NotFound: no such document.
            InvalidInput: it was not set aside.
        """
        with Session(self._writing) as session:
            row = held_row(session, document_id)
            if row.status != DocumentStatus.PAUSED:
                raise InvalidInput("văn bản này không tạm dừng", where=row.file_name, advice="tải lại trang")
            order_deriving(row)
            session.commit()

    def cancel(self, document_id: str, error: StoredError) -> None:
        """Gives a reading up: a former reading stands again; a document without one counts as failed for `error`.

        What people corrected since that former reading was understood is still put into it.

        Raises:
            NotFound: no such document.
            InvalidInput: it is neither being read nor set aside.
        """
        with Session(self._writing) as session:
            row = held_row(session, document_id)
            if row.status not in (*_UNFINISHED, DocumentStatus.PAUSED):
                raise InvalidInput("văn bản này không đang được đọc", where=row.file_name, advice="tải lại trang")
            row.generation += 1
            if session.get(DirectiveRow, document_id) is None:
                row.status, row.error = DocumentStatus.FAILED.value, error.model_dump_json()
            else:
                _stand_by_former(session, row)
                if _has_newer_corrections(session, document_id):
                    order_deriving(row)
            session.commit()

    def read_first(self, document_id: str) -> None:
        """Puts a reading before all others; one that is under way already goes on, its pages before those of others.

        Raises:
            NotFound: no such document.
            InvalidInput: it is not waiting to be read.
        """
        with Session(self._writing) as session:
            row = held_row(session, document_id)
            if row.status not in (*_UNFINISHED, DocumentStatus.PAUSED):
                raise InvalidInput("văn bản này không chờ đọc", where=row.file_name, advice="tải lại trang")
            row.urgency = Urgency.FIRST.value
            if row.status != DocumentStatus.READING:
                order_deriving(row)
            session.commit()

    def put_back_later(self, order: Order, *, seconds: Sequence[float]) -> None:
        """Has the failed pages tried again by themselves, after a while.

        Args:
            seconds: how long to wait before the first time, the second, …; past the last the pages are left.
        """
        with Session(self._writing) as session:
            row = session.get(DocumentRow, order.document_id)
            if row is not None and row.generation == order.generation and row.retries < len(seconds):
                row.retry_at = datetime.now(UTC) + timedelta(seconds=seconds[row.retries])
                row.retries += 1
                session.commit()

    def due(self, *, longest_seconds: float) -> tuple[str, ...]:
        """Documents whose failed pages are to be tried again now.

        Args:
            longest_seconds: longest wait that is ever set; what lies further off was set by a clock that has since
                been put right.
        """
        now = datetime.now(UTC)
        is_due = or_(DocumentRow.retry_at <= now, DocumentRow.retry_at > now + timedelta(seconds=longest_seconds))
        query = select(DocumentRow.id).where(
            DocumentRow.removed_at.is_(None), DocumentRow.retry_at.is_not(None), is_due
        )
        with Session(self._reading) as session:
            return tuple(session.scalars(query))

    def retry_failed(self, document_id: str, *, by_itself: bool = False) -> None:
        """Has the pages that could not be read tried again, and no others.

        Args:
            by_itself: no person asked; it counts among the times that this is done.

        Raises:
            NotFound: no such document.
        """
        with Session(self._writing) as session:
            row = held_row(session, document_id)
            failed = update(PageRow).where(PageRow.document_id == document_id, PageRow.has_failed)
            session.execute(failed.values(is_read=False, attempts=0))
            order_deriving(row)
            row.retries = row.retries if by_itself else 0
            session.commit()


def order_deriving(row: DocumentRow) -> None:
    """Orders that the document is understood anew; pages that are read are not read again."""
    row.generation += 1
    row.status, row.error, row.retry_at = DocumentStatus.QUEUED.value, None, None


def _has_newer_corrections(session: Session, document_id: str) -> bool:
    """People corrected something, or took something back, after what they see was understood."""
    then = select(DirectiveRow.understood_at).where(DirectiveRow.document_id == document_id).scalar_subquery()
    newer = or_(CorrectionRow.made_at > then, CorrectionRow.undone_at > then)
    return session.scalar(select(CorrectionRow.id).where(CorrectionRow.document_id == document_id, newer)) is not None


def _stand_by_former(session: Session, row: DocumentRow) -> None:
    """Forgets the pages of the reading that was given up; the one that people see counts as finished."""
    pages = update(PageRow).where(PageRow.document_id == row.id)
    session.execute(pages.values(fresh=None, is_read=True, attempts=0))
    method = json_field(PageRow.page, "method")
    query = select(PageRow.page_no).where(PageRow.document_id == row.id, method == ReadingMethod.FAILED.value)
    failed = session.scalars(query).all()
    session.execute(pages.where(PageRow.page_no.in_(failed)).values(has_failed=True))
    session.execute(pages.where(PageRow.page_no.not_in(failed)).values(has_failed=False))
    row.status = (DocumentStatus.PARTIAL if failed else DocumentStatus.READY).value
