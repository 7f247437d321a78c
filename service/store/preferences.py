"""Choices of the office, and every change that was made to them."""

from datetime import UTC, datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from service.accounts.rights import signature
from service.preferences import PreferenceChange, Preferences
from service.store.database import for_writing
from service.store.tables import Base, FactRow

_PREFERENCES = "preferences"


class PreferenceChangeRow(Base):
    """One change; never altered."""

    __tablename__ = "preference_changes"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    name: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]


class PreferenceStore:
    """What the office chose."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def current(self) -> Preferences:
        """What holds now."""
        with Session(self._reading) as session:
            fact = session.get(FactRow, _PREFERENCES)
            return Preferences.model_validate_json(fact.value) if fact else Preferences()

    def change(self, wanted: Preferences, *, changed_by: str) -> None:
        """Has `wanted` hold from now on, and writes down each field that differs."""
        before = self.current()
        changed = [name for name in Preferences.model_fields if getattr(before, name) != getattr(wanted, name)]
        with Session(self._writing) as session:
            session.merge(FactRow(name=_PREFERENCES, value=wanted.model_dump_json()))
            for name in changed:
                note_change(
                    session, name, before=getattr(before, name), after=getattr(wanted, name), changed_by=changed_by
                )
            session.commit()

    def history(self, limit: int = 50) -> tuple[PreferenceChange, ...]:
        """The newest changes, newest first."""
        query = select(PreferenceChangeRow).order_by(PreferenceChangeRow.id.desc()).limit(limit)
        names = tuple(PreferenceChange.model_fields)
        with Session(self._reading) as session:
            return tuple(
                PreferenceChange(**{name: getattr(row, name) for name in names}) for row in session.scalars(query)
            )


def note_change(session: Session, name: str, *, before: object, after: object, changed_by: str) -> None:
    """Writes a change into the history, within the transaction that makes it."""
    row = PreferenceChangeRow(name=name, before=str(before), after=str(after), changed_by=signature(changed_by))
    row.changed_at = datetime.now(UTC)
    session.add(row)
