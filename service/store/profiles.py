"""How the documents of units look: profiles that people entered, with the Word template that a unit may bring."""

from sqlalchemy import Engine, LargeBinary, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.errors import NotFound
from core.text import fold, squeeze
from service.reports.profile import UnitProfile
from service.store.database import for_writing
from service.store.tables import Base


class UnitProfileRow(Base):
    """One unit: its `UnitProfile` as JSON under the comparison key of its name, and its template as it came."""

    __tablename__ = "unit_profiles"

    name_key: Mapped[str] = mapped_column(primary_key=True)
    profile: Mapped[str]
    template: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)


class ProfileStore:
    """Profiles by name, in any case and accents."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def find(self, name: str) -> UnitProfile | None:
        """The profile that was entered for the unit; None when none was."""
        with Session(self._reading) as session:
            row = session.get(UnitProfileRow, _key(name))
            return None if row is None else UnitProfile.model_validate_json(row.profile)

    def list_profiles(self) -> tuple[UnitProfile, ...]:
        """All profiles, by name."""
        with Session(self._reading) as session:
            rows = session.scalars(select(UnitProfileRow.profile).order_by(UnitProfileRow.name_key))
            return tuple(UnitProfile.model_validate_json(text) for text in rows)

    def save(self, profile: UnitProfile) -> None:
        """Keeps the profile in place of the one before; a template stays."""
        with Session(self._writing) as session:
            row = session.get(UnitProfileRow, _key(profile.name))
            if row is None:
                session.add(UnitProfileRow(name_key=_key(profile.name), profile=profile.model_dump_json()))
            else:
                row.profile = profile.model_dump_json()
            session.commit()

    def remove(self, name: str) -> None:
        """Takes the profile away with its template.

        Raises:
            NotFound: no profile was entered for the unit.
        """
        with Session(self._writing) as session:
            session.delete(_row(session, name))
            session.commit()

    def template(self, name: str) -> bytes | None:
        """The unit's Word template; None when it uses ours."""
        with Session(self._reading) as session:
            row = session.get(UnitProfileRow, _key(name))
            return None if row is None else row.template

    def set_template(self, name: str, template: bytes | None) -> None:
        """Keeps the unit's template, or takes it away.

        Raises:
            NotFound: no profile was entered for the unit.
        """
        with Session(self._writing) as session:
            _row(session, name).template = template
            session.commit()


def _row(session: Session, name: str) -> UnitProfileRow:
    row = session.get(UnitProfileRow, _key(name))
    if row is None:
        raise NotFound("chưa có hồ sơ của đơn vị này", where=name, advice="nhập hồ sơ đơn vị trước")
    return row


def _key(name: str) -> str:
    return fold(squeeze(name))
