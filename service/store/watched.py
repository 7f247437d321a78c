"""What became of each file that was seen in the watched folder."""

from collections.abc import Sequence
from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlalchemy import Engine, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.record import Record
from service.records import StoredError
from service.store.database import for_writing
from service.store.tables import Base

_ERRORS = TypeAdapter(tuple[StoredError, ...])


class WatchedFile(Record):
    """A file of the watched folder that was handed in, as it was then.

    Attributes:
        path: way to it within the watched folder.
        documents: ids of the documents that it gave; they may have been removed since.
        refused: why it, or files inside it, were not taken in.
        seen_at: when it was handed in, UTC.
    """

    path: str
    size_bytes: int
    changed_ns: int
    documents: tuple[str, ...] = ()
    refused: tuple[StoredError, ...] = ()
    seen_at: datetime


class WatchedFileRow(Base):
    """One file, as `WatchedFile`; a file that changed replaces its row."""

    __tablename__ = "watched_files"

    path: Mapped[str] = mapped_column(primary_key=True)
    size_bytes: Mapped[int]
    changed_ns: Mapped[int]
    documents: Mapped[str]
    refused: Mapped[str]
    seen_at: Mapped[datetime]


class WatchedStore:
    """Files of the watched folder that need not be looked at again until they change."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def put(self, file: WatchedFile) -> None:
        """Keeps what became of a file in place of what was known of it."""
        with Session(self._writing) as session:
            session.merge(
                WatchedFileRow(
                    path=file.path,
                    size_bytes=file.size_bytes,
                    changed_ns=file.changed_ns,
                    documents=" ".join(file.documents),
                    refused=_ERRORS.dump_json(file.refused).decode(),
                    seen_at=file.seen_at.astimezone(UTC),
                )
            )
            session.commit()

    def all(self) -> tuple[WatchedFile, ...]:
        """Every file that was handed in, the newest first."""
        with Session(self._reading) as session:
            return _records(session.scalars(select(WatchedFileRow).order_by(WatchedFileRow.seen_at.desc())).all())


def _records(rows: Sequence[WatchedFileRow]) -> tuple[WatchedFile, ...]:
    return tuple(
        WatchedFile(
            path=row.path,
            size_bytes=row.size_bytes,
            changed_ns=row.changed_ns,
            documents=tuple(row.documents.split()),
            refused=_ERRORS.validate_json(row.refused),
            seen_at=row.seen_at,
        )
        for row in rows
    )
