"""The tables of filed reports. A filed report outlives the directive that it reports on, so nothing cascades here."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables import Base

_REPORT = "filed_reports.id"


class FiledReportRow(Base):
    """One report under review or approved.

    Attributes:
        approved_*: set once, by approval, together with `signed_copy`; no later write touches an approved row.
        signed_copy: the Word file to be signed, as approved.
    """

    __tablename__ = "filed_reports"

    id: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(index=True)
    unit: Mapped[str]
    title: Mapped[str]
    period_start: Mapped[date]
    period_end: Mapped[date]
    state: Mapped[str] = mapped_column(index=True)
    filed_by: Mapped[str]
    filed_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    approved_version: Mapped[int | None]
    approved_sha256: Mapped[str | None]
    approved_by: Mapped[str | None]
    approved_at: Mapped[datetime | None]
    file_sha256: Mapped[str | None]
    signed_copy: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)


class ReportVersionRow(Base):
    """One version: `Report` and the basis it was drafted from, as JSON. Never altered."""

    __tablename__ = "report_versions"
    __table_args__ = (UniqueConstraint("report_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    report_id: Mapped[str] = mapped_column(ForeignKey(_REPORT))
    number: Mapped[int]
    version: Mapped[str]


class ReportEventRow(Base):
    """One line of a report's history. Never altered."""

    __tablename__ = "report_events"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    report_id: Mapped[str] = mapped_column(ForeignKey(_REPORT), index=True)
    event: Mapped[str]


class ReportCommentRow(Base):
    """One remark of a reviewer; only `resolved_*` are ever set later."""

    __tablename__ = "report_comments"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    report_id: Mapped[str] = mapped_column(ForeignKey(_REPORT), index=True)
    version: Mapped[int]
    claim_id: Mapped[str | None]
    quote: Mapped[str]
    text: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    resolved_by: Mapped[str | None]
    resolved_at: Mapped[datetime | None]
