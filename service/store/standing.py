"""How much work an office has in hand, counted in the database."""

from datetime import UTC, datetime

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from core.record import Record
from service.records import DocumentStatus
from service.store.tables import DocumentRow, PageRow

_UNFINISHED = (DocumentStatus.QUEUED.value, DocumentStatus.READING.value)


class OfficeStanding(Record):
    """Counts at one moment.

    Attributes:
        documents: how many there are in each status; every status is named.
        pages_waiting: pages of unfinished documents that are not read.
        oldest_waiting_seconds: age of the unfinished document that came first; 0 when none waits.
    """

    documents: dict[str, int]
    pages_waiting: int
    oldest_waiting_seconds: float


class StandingStore:
    """Counts what waits and what is done."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def read(self) -> OfficeStanding:
        """The counts now."""
        held = DocumentRow.removed_at.is_(None)
        unfinished = held & DocumentRow.status.in_(_UNFINISHED)
        with Session(self._engine) as session:
            counted = session.execute(
                select(DocumentRow.status, func.count()).where(held).group_by(DocumentRow.status)
            ).all()
            oldest = session.scalar(select(func.min(DocumentRow.received_at)).where(unfinished))
            pages = session.scalar(select(func.coalesce(func.sum(DocumentRow.pages), 0)).where(unfinished))
            read = session.scalar(
                select(func.count()).select_from(PageRow).join(DocumentRow).where(unfinished, PageRow.is_read)
            )
        documents = {status.value: 0 for status in DocumentStatus} | {status: count for status, count in counted}
        return OfficeStanding(
            documents=documents,
            pages_waiting=max(0, int(pages or 0) - int(read or 0)),
            oldest_waiting_seconds=0.0 if oldest is None else (datetime.now(UTC) - oldest).total_seconds(),
        )

    def check(self) -> None:
        """Asks the database for the least it can give.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: it does not answer.
        """
        with self._engine.connect() as connection:
            connection.execute(select(1))
