"""Keeps people, sessions, tokens and failed attempts to sign in."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Engine, Select, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.errors import InvalidInput, NotFound
from service.access.secrecy import Secrecy
from service.access.units import line_of
from service.accounts.records import ApiToken, Person
from service.accounts.rights import Right, Role
from service.store.account_tables import ApiTokenRow, FailedSignInRow, PersonRow, SessionRow, UnitRow
from service.store.database import for_writing


class Credentials(NamedTuple):
    """An account with the hash of its password."""

    person: Person
    password_hash: str | None


class AccountStore:
    """The accounts of an office."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def add(self, login: str, *, name: str, role: Role, password_hash: str | None, now: datetime) -> Person:
        """A new account.

        Raises:
            InvalidInput: the login name is taken.
        """
        row = PersonRow(
            login=login, name=name, role=role.value, password_hash=password_hash, is_active=True, made_at=now
        )
        with Session(self._writing) as session:
            session.add(row)
            try:
                session.commit()
            except IntegrityError as exc:
                raise InvalidInput("đã có người dùng tên đăng nhập này", where=login) from exc
            return _person(row)

    def list_people(self) -> tuple[Person, ...]:
        """Everyone, by login name."""
        with Session(self._reading) as session:
            return tuple(_person(row) for row in session.scalars(select(PersonRow).order_by(PersonRow.login)))

    def find(self, login: str) -> Credentials | None:
        """The account with this login name."""
        with Session(self._reading) as session:
            row = session.scalar(select(PersonRow).where(PersonRow.login == login))
            return None if row is None else Credentials(_person(row), row.password_hash)

    def get(self, person_id: int) -> Person | None:
        """The account with this id."""
        with Session(self._reading) as session:
            row = session.get(PersonRow, person_id)
            return None if row is None else _person(row)

    def change(self, login: str, **values: str | int | bool | datetime | None) -> Person:
        """Sets columns of an account; who may no longer sign in, or has a new password, is signed out everywhere.

        Raises:
            NotFound: no such account.
        """
        with Session(self._writing) as session:
            row = session.scalar(select(PersonRow).where(PersonRow.login == login))
            if row is None:
                raise NotFound("không có người dùng này", where=login, advice="dondoc users list")
            for name, value in values.items():
                setattr(row, name, value)
            if "password_hash" in values or values.get("is_active") is False:
                session.execute(delete(SessionRow).where(SessionRow.person_id == row.id))
            session.commit()
            return _person(row)

    def line(self, person: Person) -> frozenset[int]:
        """The units of a person, all above and all below them."""
        return line_of(person.units, self.parents()) if person.units else frozenset()

    def parents(self) -> dict[int, int | None]:
        """For each unit the one that it belongs to."""
        query = select(UnitRow.id, UnitRow.parent_id)
        with Session(self._reading) as session:
            return {unit_id: parent_id for unit_id, parent_id in session.execute(query)}

    def begin_session(self, key_hash: str, person_id: int, now: datetime) -> None:
        """Keeps that a browser is signed in, and when the person last was."""
        with Session(self._writing) as session:
            session.add(SessionRow(key_hash=key_hash, person_id=person_id, began_at=now, used_at=now))
            session.execute(update(PersonRow).where(PersonRow.id == person_id).values(signed_in_at=now))
            session.commit()

    def session_person(self, key_hash: str, *, began_after: datetime, used_after: datetime) -> Person | None:
        """Whose session this is, unless it is too old."""
        with Session(self._reading) as session:
            row = session.scalar(
                select(PersonRow)
                .join(SessionRow, SessionRow.person_id == PersonRow.id)
                .where(SessionRow.key_hash == key_hash, PersonRow.is_active)
                .where(SessionRow.began_at > began_after, SessionRow.used_at > used_after)
            )
            return None if row is None else _person(row)

    def touch_session(self, key_hash: str, now: datetime, *, if_before: datetime) -> None:
        """Keeps that a session is in use; written only when it was last used before `if_before`."""
        with Session(self._reading) as session:
            used_at = session.scalar(select(SessionRow.used_at).where(SessionRow.key_hash == key_hash))
        if used_at is not None and used_at < if_before:
            with Session(self._writing) as session:
                session.execute(update(SessionRow).where(SessionRow.key_hash == key_hash).values(used_at=now))
                session.commit()

    def end_session(self, key_hash: str) -> None:
        """Signs a browser out."""
        with Session(self._writing) as session:
            session.execute(delete(SessionRow).where(SessionRow.key_hash == key_hash))
            session.commit()

    def add_token(
        self, key_hash: str, *, person_id: int, name: str, rights: frozenset[Right], now: datetime, expires_at: datetime
    ) -> ApiToken:
        """A new token."""
        row = ApiTokenRow(
            person_id=person_id,
            name=name,
            key_hash=key_hash,
            rights=" ".join(sorted(right.value for right in rights)),
            made_at=now,
            expires_at=expires_at,
        )
        with Session(self._writing) as session:
            session.add(row)
            session.commit()
            return _token(row)

    def list_tokens(self, person_id: int) -> tuple[ApiToken, ...]:
        """Tokens of a person, oldest first."""
        with Session(self._reading) as session:
            rows = session.scalars(
                select(ApiTokenRow).where(ApiTokenRow.person_id == person_id).order_by(ApiTokenRow.id)
            )
            return tuple(_token(row) for row in rows)

    def token_person(self, key_hash: str, now: datetime) -> tuple[ApiToken, Person] | None:
        """The token with this hash and its owner, unless it expired or the owner may no longer sign in."""
        with Session(self._reading) as session:
            found = session.execute(
                select(ApiTokenRow, PersonRow)
                .join(PersonRow, ApiTokenRow.person_id == PersonRow.id)
                .where(ApiTokenRow.key_hash == key_hash, ApiTokenRow.expires_at > now, PersonRow.is_active)
            ).first()
            return None if found is None else (_token(found[0]), _person(found[1]))

    def revoke_token(self, token_id: int) -> None:
        """Removes a token.

        Raises:
            NotFound: no such token.
        """
        with Session(self._writing) as session:
            row = session.get(ApiTokenRow, token_id)
            if row is None:
                raise NotFound("không có khóa này", where=str(token_id), advice="dondoc users tokens")
            session.delete(row)
            session.commit()

    def begin_attempt(self, key: str, now: datetime, *, most: int, since: datetime) -> bool:
        """Keeps an attempt as failed, before it is known how it goes; False when so many failed under its key already.

        So no number of attempts at the same moment is more than `most`. What failed before `since` is forgotten.
        """
        with Session(self._writing) as session:
            session.execute(delete(FailedSignInRow).where(FailedSignInRow.tried_at < since))
            is_allowed = (session.scalar(_failed(key, since)) or 0) < most
            if is_allowed:
                session.add(FailedSignInRow(key=key, tried_at=now))
            session.commit()
            return is_allowed

    def note_failure(self, key: str, now: datetime) -> None:
        """Keeps a failed attempt under a key."""
        with Session(self._writing) as session:
            session.add(FailedSignInRow(key=key, tried_at=now))
            session.commit()

    def failures(self, key: str, *, since: datetime) -> int:
        """How many attempts failed under a key."""
        with Session(self._reading) as session:
            return session.scalar(_failed(key, since)) or 0

    def forget_failures(self, key: str) -> None:
        """Forgets what failed under a key, after it went well."""
        with Session(self._writing) as session:
            session.execute(delete(FailedSignInRow).where(FailedSignInRow.key == key))
            session.commit()


def _failed(key: str, since: datetime) -> Select[int]:
    return select(func.count()).where(FailedSignInRow.key == key, FailedSignInRow.tried_at >= since)


def _person(row: PersonRow) -> Person:
    return Person(
        id=row.id,
        login=row.login,
        name=row.name,
        role=Role(row.role),
        is_active=row.is_active,
        made_at=row.made_at,
        signed_in_at=row.signed_in_at,
        clearance=Secrecy(row.clearance),
        units=tuple(place.unit_id for place in row.places),
    )


def _token(row: ApiTokenRow) -> ApiToken:
    return ApiToken(
        id=row.id,
        person_id=row.person_id,
        name=row.name,
        rights=frozenset(Right(right) for right in row.rights.split()),
        made_at=row.made_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
    )
