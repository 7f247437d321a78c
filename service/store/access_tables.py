"""Tables of which documents are kept from whom. Nothing here goes when a document is removed: a report made from it
stays as secret as it was, and who hands the file in again finds the restriction that it had."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from service.store.account_tables import PersonRow, UnitRow
from service.store.review_tables import FiledReportRow
from service.store.tables import Base


class DocumentRestrictionRow(Base):
    """A document that is not open to everyone in the office; one without a row is.

    Attributes:
        is_settled: its mark is known; until then only people who are named may open it.
        secrecy: `service.access.secrecy.Secrecy`.
        secrecy_read: the highest mark that any reading found; a higher one raises `secrecy`, none ever lowers it.
        unit_id: the unit that holds it; null for the whole office.
    """

    __tablename__ = "document_restrictions"

    document_id: Mapped[str] = mapped_column(primary_key=True)
    is_settled: Mapped[bool]
    secrecy: Mapped[int]
    secrecy_read: Mapped[int]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(UnitRow.id), index=True)


class DocumentGrantRow(Base):
    """A person, or the people of a unit, may open a document too. One of both columns is set."""

    __tablename__ = "document_grants"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    document_id: Mapped[str] = mapped_column(index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey(PersonRow.id, ondelete="CASCADE"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(UnitRow.id), index=True)


class RestrictionChangeRow(Base):
    """One change of who may open a document, in words. Never altered."""

    __tablename__ = "restriction_changes"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    document_id: Mapped[str] = mapped_column(index=True)
    before: Mapped[str]
    after: Mapped[str]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]


class ReportSourceRow(Base):
    """A document that a filed report says something of; who may not open it does not see the report."""

    __tablename__ = "report_sources"

    report_id: Mapped[str] = mapped_column(ForeignKey(FiledReportRow.id, ondelete="CASCADE"), primary_key=True)
    document_id: Mapped[str] = mapped_column(primary_key=True, index=True)
