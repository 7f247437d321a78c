"""Keeps the audit trail. There is no way here to change or remove an entry."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.errors import AuditBroken
from service.audit.records import FIRST_SEAL, Act, AuditEntry, seal_of
from service.store.database import for_writing
from service.store.tables import Base

_BATCH = 1_000


class AuditRow(Base):
    """An entry of the trail; `act` is an `Act` as JSON."""

    __tablename__ = "audit_entries"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    act: Mapped[str]
    seal: Mapped[str]


class AuditStore:
    """The trail of one office; processes that write to it wait for each other."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def append(self, act: Act) -> AuditEntry:
        """Adds an act to the end."""
        with Session(self._writing) as session, session.begin():
            last = session.scalar(select(AuditRow).order_by(AuditRow.number.desc()).limit(1))
            number, before = (1, FIRST_SEAL) if last is None else (last.number + 1, last.seal)
            at = datetime.now(UTC)
            seal = seal_of(act, number=number, at=at, before=before)
            session.add(AuditRow(number=number, at=at, act=act.model_dump_json(), seal=seal))
        return AuditEntry(number=number, at=at, act=act, seal=seal)

    def entries(self, *, after: int = 0) -> Iterator[AuditEntry]:
        """Entries with higher numbers than `after`, oldest first, read a batch at a time."""
        while True:
            with Session(self._reading) as session:
                rows = session.scalars(
                    select(AuditRow).where(AuditRow.number > after).order_by(AuditRow.number).limit(_BATCH)
                ).all()
                batch = [_entry(row) for row in rows]
            if not batch:
                return
            yield from batch
            after = batch[-1].number

    def verify(self) -> int:
        """Goes through the whole trail; how many entries there are.

        Raises:
            AuditBroken: an entry was changed, removed or put in; names the first that does not fit.
        """
        number, before = 0, FIRST_SEAL
        for entry in self.entries():
            number += 1
            if entry.number != number or entry.seal != seal_of(entry.act, number=number, at=entry.at, before=before):
                raise AuditBroken(f"entry {number} does not fit those before it", where=entry.at.isoformat())
            before = entry.seal
        return number

    def count(self) -> int:
        """How many entries there are."""
        with Session(self._reading) as session:
            return session.scalar(select(func.count()).select_from(AuditRow)) or 0


def _entry(row: AuditRow) -> AuditEntry:
    return AuditEntry(number=row.number, at=row.at, act=Act.model_validate_json(row.act), seal=row.seal)
