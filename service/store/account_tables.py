"""Tables of people and units, of sessions and tokens, and of attempts to sign in. Secrets are kept as hashes only."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.store.tables import Base

_PERSON = "people.id"
_UNIT = "units.id"


class UnitRow(Base):
    """A unit of the office, below `parent_id` or at the top."""

    __tablename__ = "units"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    name: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey(_UNIT))


class PersonUnitRow(Base):
    """A person works in a unit."""

    __tablename__ = "person_units"

    person_id: Mapped[int] = mapped_column(ForeignKey(_PERSON, ondelete="CASCADE"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey(_UNIT, ondelete="CASCADE"), primary_key=True, index=True)


class PersonRow(Base):
    """An account. `password_hash` is null for those who sign in elsewhere or have none yet.

    Attributes:
        clearance: highest `service.access.secrecy.Secrecy` that the person may see.
    """

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    made_at: Mapped[datetime]
    signed_in_at: Mapped[datetime | None]
    clearance: Mapped[int] = mapped_column(default=1, server_default="1")
    places: Mapped[list[PersonUnitRow]] = relationship(lazy="selectin", order_by=PersonUnitRow.unit_id)


class SessionRow(Base):
    """A browser that is signed in. `key_hash` is the SHA-256 of what its cookie holds."""

    __tablename__ = "sessions"

    key_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(_PERSON, ondelete="CASCADE"), index=True)
    began_at: Mapped[datetime]
    used_at: Mapped[datetime]


class ApiTokenRow(Base):
    """A token for programs. `rights` are parted by spaces."""

    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(_PERSON, ondelete="CASCADE"), index=True)
    name: Mapped[str]
    key_hash: Mapped[str] = mapped_column(unique=True)
    rights: Mapped[str]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class FailedSignInRow(Base):
    """An attempt to sign in that failed. `key` is the login name that was tried, or the address it came from."""

    __tablename__ = "failed_sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(index=True)
    tried_at: Mapped[datetime]
