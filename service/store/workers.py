"""The processes that read documents: each enters itself, gives signs of life, and takes itself away."""

from datetime import UTC, datetime

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.orm import Session

from core.record import Record
from service.store.database import for_writing
from service.store.tables import WorkerRow

GONE = -1
"""The beat of a worker that left."""


class Worker(Record):
    """A process that reads documents; fields as in `WorkerRow`."""

    id: str
    host: str
    process_id: int
    version: str
    beat: int = 0
    reading: int = 0
    started_at: datetime
    seen_at: datetime


class WorkerStore:
    """The list of workers of an office."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def enter(self, worker: Worker) -> None:
        """Puts a worker on the list, in place of a former entry under its id."""
        with Session(self._writing) as session:
            session.merge(WorkerRow(**worker.model_dump()))
            session.commit()

    def beat(self, worker_id: str, *, reading: int) -> bool:
        """Gives a sign of life; False when the worker is not on the list: others took it for dead."""
        beaten = (
            update(WorkerRow)
            .where(WorkerRow.id == worker_id)
            .values(beat=WorkerRow.beat + 1, reading=reading, seen_at=datetime.now(UTC))
            .returning(WorkerRow.id)
        )
        with Session(self._writing) as session:
            is_listed = session.scalar(beaten) is not None
            session.commit()
            return is_listed

    def all(self) -> tuple[Worker, ...]:
        """Everyone on the list, the longest at work first."""
        query = select(WorkerRow).order_by(WorkerRow.started_at, WorkerRow.id)
        with Session(self._reading) as session:
            return tuple(_worker(row) for row in session.scalars(query))

    def leave(self, worker_id: str) -> None:
        """Marks a worker as gone of its own will, so that the others need not wait to take over what it left."""
        with Session(self._writing) as session:
            session.execute(update(WorkerRow).where(WorkerRow.id == worker_id).values(beat=GONE))
            session.commit()

    def strike(self, worker_id: str) -> None:
        """Takes a worker off the list; nothing happens when it is not on it."""
        with Session(self._writing) as session:
            session.execute(delete(WorkerRow).where(WorkerRow.id == worker_id))
            session.commit()


def _worker(row: WorkerRow) -> Worker:
    return Worker(**{name: getattr(row, name) for name in Worker.model_fields})
