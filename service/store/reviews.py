"""Filed reports with their versions, history and remarks; what was written once is never altered."""

from datetime import UTC, datetime

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from core.errors import Busy, InvalidInput, NotFound
from core.review import FiledReport, ReportVersion, ReviewAction, ReviewComment, ReviewEvent, ReviewState
from service.store.database import for_writing
from service.store.report_sources import note_sources, report_sources
from service.store.review_tables import FiledReportRow, ReportCommentRow, ReportEventRow, ReportVersionRow


class ReviewStore:
    """Reports that were filed for review."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def add(self, filed: FiledReport, version: ReportVersion) -> None:
        """Keeps a new report with its first version, and the event that filed it."""
        with Session(self._writing) as session:
            fields = filed.model_dump(exclude={"versions", "state"})
            session.add(FiledReportRow(**fields, state=filed.state.value))
            session.flush()
            note_sources(session, filed.id, report_sources(session, version.report))
            session.add(_version_row(filed.id, version))
            _add_event(session, filed.id, _event_of(version))
            session.commit()

    def get(self, report_id: str) -> FiledReport:
        """One filed report.

        Raises:
            NotFound: no such report.
        """
        with Session(self._reading) as session:
            return _to_record(session, _row(session, report_id))

    def list_reports(self, document_id: str | None = None) -> tuple[FiledReport, ...]:
        """All filed reports, or those on one directive; the last changed first."""
        query = select(FiledReportRow).order_by(FiledReportRow.changed_at.desc(), FiledReportRow.id)
        if document_id is not None:
            query = query.where(FiledReportRow.document_id == document_id)
        with Session(self._reading) as session:
            return tuple(_to_record(session, row) for row in session.scalars(query))

    def version(self, report_id: str, number: int | None = None) -> ReportVersion:
        """One version; the newest when `number` is None.

        Raises:
            NotFound: no such report or version.
        """
        query = select(ReportVersionRow.version).where(ReportVersionRow.report_id == report_id)
        query = query.order_by(ReportVersionRow.number.desc()).limit(1)
        if number is not None:
            query = query.where(ReportVersionRow.number == number)
        with Session(self._reading) as session:
            text = session.scalar(query)
        if text is None:
            where = report_id if number is None else f"{report_id}, bản {number}"
            raise NotFound("không có báo cáo hoặc phiên bản này", where=where, advice="xem danh sách báo cáo")
        return ReportVersion.model_validate_json(text)

    def versions(self, report_id: str) -> tuple[ReportVersion, ...]:
        """All versions, oldest first."""
        query = select(ReportVersionRow.version).where(ReportVersionRow.report_id == report_id)
        with Session(self._reading) as session:
            found = session.scalars(query.order_by(ReportVersionRow.number))
            return tuple(ReportVersion.model_validate_json(text) for text in found)

    def add_version(self, report_id: str, version: ReportVersion, *, note: str = "") -> FiledReport:
        """Adds the next version and its event; the state stays.

        Raises:
            Busy: somebody else made a version of that number first.
            InvalidInput: the report was approved meanwhile.
        """
        with Session(self._writing) as session:
            row = _open_row(session, report_id)
            if version.number != _newest(session, report_id) + 1:
                raise _changed_meanwhile(report_id)
            note_sources(session, report_id, report_sources(session, version.report))
            session.add(_version_row(report_id, version))
            row.title, row.changed_at = version.report.title, version.made_at
            _add_event(session, report_id, _event_of(version, note))
            session.commit()
            return _to_record(session, row)

    def set_state(self, report_id: str, event: ReviewEvent, *, before: ReviewState, after: ReviewState) -> FiledReport:
        """Moves an open report from one state to another and writes the event.

        Raises:
            Busy: somebody else moved it, or made a newer version, first.
            InvalidInput: the report was approved meanwhile.
        """
        with Session(self._writing) as session:
            row = _open_row(session, report_id)
            _check_unmoved(session, row, event.version, before)
            row.state, row.changed_at = after.value, event.made_at
            _add_event(session, report_id, event)
            session.commit()
            return _to_record(session, row)

    def approve(self, report_id: str, event: ReviewEvent, *, sha256: str, signed_copy: bytes, file_sha256: str) -> None:
        """Freezes the version of `event` with its hash and the Word file to be signed.

        Raises:
            Busy: it is no longer submitted, or has a newer version.
            InvalidInput: the report was approved already.
        """
        with Session(self._writing) as session:
            row = _open_row(session, report_id)
            _check_unmoved(session, row, event.version, ReviewState.SUBMITTED)
            row.state = ReviewState.APPROVED.value
            row.approved_version, row.approved_sha256 = event.version, sha256
            row.approved_by, row.approved_at = event.made_by, event.made_at
            row.signed_copy, row.file_sha256, row.changed_at = signed_copy, file_sha256, event.made_at
            _add_event(session, report_id, event)
            session.commit()

    def signed_copy(self, report_id: str) -> bytes | None:
        """The Word file that was approved; None before approval.

        Raises:
            NotFound: no such report.
        """
        with Session(self._reading) as session:
            return _row(session, report_id).signed_copy

    def events(self, report_id: str) -> tuple[ReviewEvent, ...]:
        """The history, oldest first."""
        query = select(ReportEventRow.event).where(ReportEventRow.report_id == report_id).order_by(ReportEventRow.id)
        with Session(self._reading) as session:
            return tuple(ReviewEvent.model_validate_json(text) for text in session.scalars(query))

    def add_comment(self, report_id: str, comment: ReviewComment) -> ReviewComment:
        """Keeps a remark; the remark with its number.

        Raises:
            InvalidInput: the report was approved meanwhile.
        """
        with Session(self._writing) as session:
            _open_row(session, report_id)
            row = ReportCommentRow(report_id=report_id, **comment.model_dump(exclude={"id"}))
            session.add(row)
            note = comment.text
            _add_event(
                session,
                report_id,
                ReviewEvent(
                    action=ReviewAction.COMMENT,
                    version=comment.version,
                    made_by=comment.made_by,
                    made_at=comment.made_at,
                    note=note,
                ),
            )
            session.commit()
            return comment.model_copy(update={"id": row.id})

    def resolve_comment(self, report_id: str, comment_id: int, *, made_by: str) -> None:
        """Marks a remark as dealt with.

        Raises:
            NotFound: no such remark.
            InvalidInput: the report was approved meanwhile.
        """
        with Session(self._writing) as session:
            _open_row(session, report_id)
            row = session.get(ReportCommentRow, comment_id)
            if row is None or row.report_id != report_id:
                raise NotFound("không có ý kiến này", where=str(comment_id), advice="tải lại trang")
            row.resolved_by, row.resolved_at = made_by, datetime.now(UTC)
            event = ReviewEvent(
                action=ReviewAction.RESOLVE,
                version=_newest(session, report_id),
                made_by=made_by,
                made_at=row.resolved_at,
                note=row.text,
            )
            _add_event(session, report_id, event)
            session.commit()

    def comments(self, report_id: str) -> tuple[ReviewComment, ...]:
        """All remarks, oldest first."""
        query = select(ReportCommentRow).where(ReportCommentRow.report_id == report_id).order_by(ReportCommentRow.id)
        names = ReviewComment.model_fields
        with Session(self._reading) as session:
            return tuple(
                ReviewComment(**{name: getattr(row, name) for name in names}) for row in session.scalars(query)
            )


def _row(session: Session, report_id: str) -> FiledReportRow:
    row = session.get(FiledReportRow, report_id)
    if row is None:
        raise NotFound("không có báo cáo này", where=report_id, advice="xem danh sách báo cáo")
    return row


def _open_row(session: Session, report_id: str) -> FiledReportRow:
    row = _row(session, report_id)
    if row.state == ReviewState.APPROVED.value:
        raise InvalidInput(
            "báo cáo đã duyệt thì không đổi được nữa", where=report_id, advice="lập báo cáo mới nếu cần bản khác"
        )
    return row


def _check_unmoved(session: Session, row: FiledReportRow, version: int, state: ReviewState) -> None:
    if row.state != state.value or version != _newest(session, row.id):
        raise _changed_meanwhile(row.id)


def _changed_meanwhile(report_id: str) -> Busy:
    return Busy("người khác vừa sửa báo cáo này", where=report_id, advice="tải lại bản mới nhất rồi làm tiếp")


def _newest(session: Session, report_id: str) -> int:
    newest = session.scalar(select(func.max(ReportVersionRow.number)).where(ReportVersionRow.report_id == report_id))
    return newest or 0


def _version_row(report_id: str, version: ReportVersion) -> ReportVersionRow:
    return ReportVersionRow(report_id=report_id, number=version.number, version=version.model_dump_json())


def _event_of(version: ReportVersion, note: str = "") -> ReviewEvent:
    return ReviewEvent(
        action=version.action, version=version.number, made_by=version.made_by, made_at=version.made_at, note=note
    )


def _add_event(session: Session, report_id: str, event: ReviewEvent) -> None:
    session.add(ReportEventRow(report_id=report_id, event=event.model_dump_json()))


def _to_record(session: Session, row: FiledReportRow) -> FiledReport:
    names = [name for name in FiledReport.model_fields if name != "versions"]
    return FiledReport(versions=_newest(session, row.id), **{name: getattr(row, name) for name in names})
