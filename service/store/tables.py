"""The tables of the office's database. Records are kept as JSON text; what is searched or joined on has a column."""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    TypeDecorator,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from index.plain_text import PlainText

WHOLE_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
"""Whole numbers of 64 bits, in SQLite as in PostgreSQL."""

OWNED = "documents.id"


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, always with its zone: SQLite keeps none, so UTC is written and given back."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Base of the tables; names of constraints are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {str: PlainText, int: WHOLE_NUMBER, datetime: UtcDateTime, date: Date}


class DocumentRow(Base):
    """One document. An unfinished row (`queued`, `reading`) or a removed one is itself the order for the worker.

    Attributes:
        generation: counts readings; a worker that finds a newer one stops.
        number_key: comparison key of letterhead.number, for finding a document by any spelling of it.
        letterhead, references_json, anomalies: JSON, null until the document is understood.
        error: `StoredError` as JSON.
        removed_at: a person removed it; the worker takes away what is left of it.
        container, part_of: as in `Source`.
        words, doubtful_words: how many words have a place or a doubt, and how many of those were read with doubt.
        urgency: `Urgency`, its place in the queue.
        retries: times that pages whose reading met a fault of the machine were put back by themselves.
        retry_at: when they are put back next; null when they are not.
    """

    __tablename__ = "documents"
    __table_args__ = (Index("ix_documents_queue", "status", "urgency", "received_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    file_name: Mapped[str]
    media_type: Mapped[str]
    size_bytes: Mapped[int]
    pages: Mapped[int]
    status: Mapped[str] = mapped_column(index=True)
    generation: Mapped[int]
    received_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    number_key: Mapped[str | None] = mapped_column(index=True)
    issued_on: Mapped[date | None]
    letterhead: Mapped[str | None]
    references_json: Mapped[str | None]
    anomalies: Mapped[str | None]
    error: Mapped[str | None]
    container: Mapped[str] = mapped_column(index=True, default="", server_default="")
    part_of: Mapped[str | None] = mapped_column(index=True)
    words: Mapped[int] = mapped_column(default=0, server_default="0")
    doubtful_words: Mapped[int] = mapped_column(default=0, server_default="0")
    urgency: Mapped[int] = mapped_column(default=1, server_default="1")
    retries: Mapped[int] = mapped_column(default=0, server_default="0")
    retry_at: Mapped[datetime | None]


class DocumentChangeRow(Base):
    """The number of the last change of a document in the register; triggers keep it (migration 0015)."""

    __tablename__ = "document_changes"

    document_id: Mapped[str] = mapped_column(primary_key=True)
    serial: Mapped[int] = mapped_column(index=True)


class PageRow(Base):
    """One page. `page` is what people see; `fresh` is a reading that is not understood yet and replaces it as a whole.

    Attributes:
        is_read: the current reading has done this page.
        attempts: times the current reading began this page.
        has_failed: the latest reading could not read it.
        asked_method: how a person asked for it to be read again; null where the program chooses.
        uncorrected: the page as the machine read it, where `page` holds people's corrections; null elsewhere.
    """

    __tablename__ = "pages"
    __table_args__ = (
        Index(
            "ix_pages_failed",
            "document_id",
            "page_no",
            sqlite_where=text("has_failed = 1"),
            postgresql_where=text("has_failed"),
        ),
    )

    document_id: Mapped[str] = mapped_column(ForeignKey(OWNED, ondelete="CASCADE"), primary_key=True)
    page_no: Mapped[int] = mapped_column(primary_key=True)
    is_read: Mapped[bool] = mapped_column(default=False)
    attempts: Mapped[int] = mapped_column(default=0)
    has_failed: Mapped[bool] = mapped_column(default=False)
    asked_method: Mapped[str | None]
    fresh: Mapped[str | None]
    page: Mapped[str | None]
    uncorrected: Mapped[str | None]


class DirectiveRow(Base):
    """What was understood of a document: a `Directive` as JSON, without its pages."""

    __tablename__ = "directives"

    document_id: Mapped[str] = mapped_column(ForeignKey(OWNED, ondelete="CASCADE"), primary_key=True)
    understood: Mapped[str]
    understood_at: Mapped[datetime]


class FeedRow(Base):
    """A private calendar feed. Only a hash of its token is kept.

    Attributes:
        person_id: whose it is; null for the program's own, or made before there were accounts.
        condition: which tasks it shows, `TaskCondition` as JSON.
        revoked_at: it answers no more.
    """

    __tablename__ = "feeds"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    name: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    condition: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    revoked_at: Mapped[datetime | None]
    person_id: Mapped[int | None]


class QuestionRow(Base):
    """A question with the `Answer` it got, as JSON; `person_id` tells whose it is, null where there are no accounts."""

    __tablename__ = "questions"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    document_id: Mapped[str | None] = mapped_column(ForeignKey(OWNED, ondelete="SET NULL"), index=True)
    answer: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by: Mapped[str]
    conversation_id: Mapped[str | None] = mapped_column(index=True)
    verdict: Mapped[str | None]
    remark: Mapped[str | None]
    person_id: Mapped[int | None]


class WorkerRow(Base):
    """A process that reads documents, or did until it died; it takes its row away when it ends.

    Attributes:
        id: its name for the job engine, new at every start where several may work.
        host, process_id: where it runs.
        version: of the program.
        beat: counts its signs of life. Others watch it change by their own watch: no clock has to agree with another.
        seen_at: of the last of them, for people.
        reading: documents in its hands at that moment.
    """

    __tablename__ = "workers"

    id: Mapped[str] = mapped_column(primary_key=True)
    host: Mapped[str]
    process_id: Mapped[int]
    version: Mapped[str]
    beat: Mapped[int]
    reading: Mapped[int]
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class FactRow(Base):
    """A fact about the office itself (`samples`)."""

    __tablename__ = "facts"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
