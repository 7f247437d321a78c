"""Takes away what speaks of a document in the records of others, and records that have been kept long enough."""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, delete, or_, select, text
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from core.review import ReviewState
from index.schema import FULL_TEXT_TABLES
from service.store.access_tables import DocumentGrantRow, DocumentRestrictionRow, ReportSourceRow, RestrictionChangeRow
from service.store.account_tables import FailedSignInRow, SessionRow
from service.store.database import for_writing
from service.store.review_tables import FiledReportRow, ReportCommentRow, ReportEventRow, ReportVersionRow
from service.store.tables import Base, DocumentRow, QuestionRow
from service.store.task_tables import TaskChangeRow, TaskEvidenceRow
from service.store.watched import WatchedFileRow

_PARTS_OF_REPORTS = (ReportVersionRow, ReportEventRow, ReportCommentRow, ReportSourceRow)
_ABOUT_DOCUMENTS = (DocumentRestrictionRow, DocumentGrantRow, RestrictionChangeRow)


class ErasingStore:
    """Removes records for good."""

    def __init__(self, engine: Engine) -> None:
        self._reading, self._writing = engine, for_writing(engine)

    def is_gone(self, document_id: str) -> bool:
        """Nothing is kept of the document itself."""
        with Session(self._reading) as session:
            return session.get(DocumentRow, document_id) is None

    def reports_on(self, document_id: str, *, approved: bool) -> tuple[str, ...]:
        """Ids of reports that say something of the document: the approved ones, or the others."""
        sources = select(ReportSourceRow.report_id).where(ReportSourceRow.document_id == document_id)
        says = or_(FiledReportRow.document_id == document_id, FiledReportRow.id.in_(sources))
        is_approved = FiledReportRow.approved_at.is_not(None)
        with Session(self._reading) as session:
            query = select(FiledReportRow.id).where(says, is_approved if approved else ~is_approved)
            return tuple(session.scalars(query))

    def remove_reports(self, report_ids: Sequence[str]) -> int:
        """Removes reports with all their versions; how many there were."""
        with Session(self._writing) as session, session.begin():
            for part in _PARTS_OF_REPORTS:
                session.execute(delete(part).where(part.report_id.in_(report_ids)))
            return _removed(session, FiledReportRow, FiledReportRow.id.in_(report_ids))

    def remove_questions(self, document_id: str) -> int:
        """Removes questions whose answers cite the document, or that were asked of it; how many there were."""
        says = or_(QuestionRow.document_id == document_id, QuestionRow.answer.contains(document_id, autoescape=True))
        with Session(self._writing) as session, session.begin():
            return _removed(session, QuestionRow, says)

    def remove_mentions(self, document_id: str) -> int:
        """Removes what else points to the document; how many records there were."""
        points = TaskEvidenceRow.value == document_id
        with Session(self._writing) as session, session.begin():
            for proof in session.scalars(select(TaskEvidenceRow).where(points)).all():
                names = or_(TaskChangeRow.before == proof.name, TaskChangeRow.after == proof.name)
                _removed(session, TaskChangeRow, names & (TaskChangeRow.task_id == proof.task_id))
            count = _removed(session, TaskEvidenceRow, points)
            for about in _ABOUT_DOCUMENTS:
                count += _removed(session, about, about.document_id == document_id)
            return count

    def watched_places(self, document_id: str) -> tuple[str, ...]:
        """Files of the watched folder that the document came from."""
        came = WatchedFileRow.documents.contains(document_id, autoescape=True)
        with Session(self._reading) as session:
            return tuple(session.scalars(select(WatchedFileRow.path).where(came)))

    def forget_watched(self, paths: Sequence[str]) -> None:
        """Forgets files of the watched folder that are no longer there."""
        with Session(self._writing) as session, session.begin():
            _removed(session, WatchedFileRow, WatchedFileRow.path.in_(paths))

    def remove_old_questions(self, before: datetime) -> int:
        """Removes questions asked before that moment; how many there were."""
        with Session(self._writing) as session, session.begin():
            return _removed(session, QuestionRow, QuestionRow.asked_at < before)

    def old_drafts(self, before: datetime) -> tuple[str, ...]:
        """Reports that are drafts still, and were last changed before that moment."""
        is_old = (FiledReportRow.state == ReviewState.DRAFT.value) & (FiledReportRow.changed_at < before)
        with Session(self._reading) as session:
            return tuple(session.scalars(select(FiledReportRow.id).where(is_old)))

    def remove_old_sign_ins(self, before: datetime) -> int:
        """Removes sessions that began, and attempts that were made, before that moment; how many there were."""
        with Session(self._writing) as session, session.begin():
            count = _removed(session, SessionRow, SessionRow.began_at < before)
            return count + _removed(session, FailedSignInRow, FailedSignInRow.tried_at < before)

    def wipe(self) -> None:
        """Has the database let go of the bytes of what was removed: in its file, its log, and its tables of words."""
        if self._reading.dialect.name != "sqlite":
            with self._reading.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM"))
            return
        with closing(self._reading.raw_connection()) as connection:
            for table in FULL_TEXT_TABLES:
                connection.cursor().execute(f"INSERT INTO {table}({table}) VALUES('optimize')")
            connection.cursor().execute("VACUUM")
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _removed(session: Session, row: type[Base], condition: ColumnElement[bool]) -> int:
    done: CursorResult[Any] = session.execute(delete(row).where(condition))  # type: ignore[assignment]
    return done.rowcount
