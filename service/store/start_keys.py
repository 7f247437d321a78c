"""Keeps the keys to a server without accounts."""

from datetime import datetime

from sqlalchemy import Engine, delete, select
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from service.store.database import for_writing
from service.store.sign_on_tables import StartKeyRow


class StartKeyStore:
    """The keys of an office, as hashes."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def add(self, key_hash: str, kind: str, now: datetime) -> None:
        """Keeps a key."""
        with Session(self._writing) as session:
            session.add(StartKeyRow(key_hash=key_hash, kind=kind, made_at=now))
            session.commit()

    def has(self, key_hash: str, *kinds: str) -> bool:
        """There is such a key, of one of these kinds."""
        wanted = select(StartKeyRow.key_hash).where(StartKeyRow.key_hash == key_hash, StartKeyRow.kind.in_(kinds))
        with Session(self._reading) as session:
            return session.scalar(wanted) is not None

    def take(self, key_hash: str, kind: str, *, made_after: datetime) -> bool:
        """Removes a key that is not too old; whether there was one. Of two who ask at once, one gets it."""
        wanted = delete(StartKeyRow).where(
            StartKeyRow.key_hash == key_hash, StartKeyRow.kind == kind, StartKeyRow.made_at > made_after
        )
        with Session(self._writing) as session:
            taken: CursorResult[tuple[()]] = session.execute(wanted)  # type: ignore[assignment]
            session.commit()
            return taken.rowcount == 1

    def forget(self, *kinds: str, made_before: datetime | None = None) -> None:
        """Removes the keys of these kinds; only those made before `made_before`, if that is given."""
        unwanted = delete(StartKeyRow).where(StartKeyRow.kind.in_(kinds))
        if made_before is not None:
            unwanted = unwanted.where(StartKeyRow.made_at < made_before)
        with Session(self._writing) as session:
            session.execute(unwanted)
            session.commit()
