"""Accounts in use: added, changed, signed in and out, recognised by cookie or token."""

import hashlib
import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from core.errors import InvalidInput, NotAllowed, NotFound, TooManyAttempts
from core.text import nfc, squeeze
from service.access.secrecy import Secrecy
from service.accounts.passwords import check_strength, hash_password, is_outdated, is_password
from service.accounts.records import TOKEN_DAYS, ApiToken, NewToken, Person
from service.accounts.rights import RIGHTS, Right, Role, Viewer
from service.store.accounts import AccountStore

SESSION_DAYS: Final = 7
IDLE_HOURS: Final = 12
_LOGIN: Final = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")
_FAILURES_A_NAME, _FAILURES_AN_ADDRESS = 5, 30
_LOCK: Final = timedelta(minutes=15)
_TOUCH_EVERY: Final = timedelta(minutes=5)
_TOKEN_PREFIX: Final = "dondoc_"

Clock = Callable[[], datetime]


class AccountDesk:
    """The accounts of an office.

    Args:
        clock: tells the moment.
    """

    def __init__(self, store: AccountStore, *, clock: Clock = lambda: datetime.now(UTC)) -> None:
        self._store, self._clock = store, clock

    def add(self, login: str, *, name: str, role: Role, password: str) -> Person:
        """A new account.

        Raises:
            InvalidInput: the login name is taken or not one; the name is empty; the password is too easy.
        """
        login, name = login.strip().lower(), squeeze(nfc(name))
        if not _LOGIN.fullmatch(login):
            raise InvalidInput(
                "tên đăng nhập gồm 2–64 chữ không dấu, chữ số, . _ @ -", where="login", advice="ví dụ: nguyen.van.a"
            )
        if not name:
            raise InvalidInput("chưa có họ tên", where="name")
        check_strength(password, login=login)
        return self._store.add(login, name=name, role=role, password_hash=hash_password(password), now=self._clock())

    def list_people(self) -> tuple[Person, ...]:
        """Everyone, by login name."""
        return self._store.list_people()

    def get(self, login: str) -> Person:
        """The account with this login name.

        Raises:
            NotFound: no such account.
        """
        found = self._store.find(login)
        if found is None:
            raise NotFound("không có người dùng này", where=login, advice="dondoc users list")
        return found.person

    def set_password(self, login: str, password: str) -> Person:
        """Gives an account a new password and signs it out everywhere.

        Raises:
            InvalidInput: too easy.
            NotFound: no such account.
        """
        check_strength(password, login=login)
        return self._store.change(login, password_hash=hash_password(password))

    def set_role(self, login: str, role: Role) -> Person:
        """Gives an account another role.

        Raises:
            InvalidInput: nobody would be left to look after the accounts.
            NotFound: no such account.
        """
        if role is not Role.ADMIN:
            self._keep_an_admin(login)
        return self._store.change(login, role=role.value)

    def set_clearance(self, login: str, clearance: Secrecy) -> Person:
        """Lets a person open documents up to this secrecy, from the next request on.

        Raises:
            NotFound: no such account.
        """
        return self._store.change(login, clearance=int(clearance))

    def set_active(self, login: str, is_active: bool) -> Person:
        """Lets an account sign in, or lets it no longer: its sessions and tokens stop at once.

        Raises:
            InvalidInput: nobody would be left to look after the accounts.
            NotFound: no such account.
        """
        if not is_active:
            self._keep_an_admin(login)
        return self._store.change(login, is_active=is_active)

    def sign_in(self, login: str, password: str, *, address: str) -> str:
        """Begins a session; returns what the cookie is to hold.

        Args:
            address: where the attempt comes from.

        Raises:
            NotAllowed: wrong name or password, which of them is not told; or the account may not sign in.
            TooManyAttempts: too many failed of late, for this name or from this address.
        """
        now, login = self._clock(), login.strip().lower()[:64]
        name_key, address_key = f"login:{login}", f"address:{address}"
        since = now - _LOCK
        if self._store.failures(address_key, since=since) >= _FAILURES_AN_ADDRESS or not self._store.begin_attempt(
            name_key, now, most=_FAILURES_A_NAME, since=since
        ):
            raise TooManyAttempts("too many failed attempts", where=login)
        found = self._store.find(login)
        is_right = is_password(password, found.password_hash if found else None)
        if found is None or not is_right or not found.person.is_active:
            self._store.note_failure(address_key, now)
            raise NotAllowed("wrong name or password", where=login)
        self._store.forget_failures(name_key)
        if found.password_hash is not None and is_outdated(found.password_hash):
            self._store.change(login, password_hash=hash_password(password))
        return self.begin_session(found.person)

    def begin_session(self, person: Person) -> str:
        """Signs a browser in as somebody who proved who they are; returns what the cookie is to hold."""
        key = secrets.token_urlsafe(32)
        self._store.begin_session(_hash(key), person.id, self._clock())
        return key

    def sign_out(self, key: str) -> None:
        """Ends a session; nothing happens when there is none."""
        self._store.end_session(_hash(key))

    def viewer_of_session(self, key: str) -> Viewer | None:
        """Who a cookie belongs to; None when it is unknown, unused for too long, or simply old."""
        now = self._clock()
        person = self._store.session_person(
            _hash(key), began_after=now - timedelta(days=SESSION_DAYS), used_after=now - timedelta(hours=IDLE_HOURS)
        )
        if person is None:
            return None
        self._store.touch_session(_hash(key), now, if_before=now - _TOUCH_EVERY)
        return self._viewer(person, RIGHTS[person.role])

    def viewer_of_person(self, login: str) -> Viewer:
        """Somebody as if they acted now, to see with their eyes.

        Raises:
            NotFound: no such account, or it is locked.
        """
        found = self._store.find(login.strip().lower())
        if found is None or not found.person.is_active:
            raise NotFound("không có người dùng này", where=login, advice="dondoc users list")
        return self._viewer(found.person, RIGHTS[found.person.role])

    def viewer_of_owner(self, person_id: int) -> Viewer | None:
        """Somebody by the id of their account, as if they acted now; None when they may not come in."""
        person = self._store.get(person_id)
        return self._viewer(person, RIGHTS[person.role]) if person is not None and person.is_active else None

    def make_token(self, login: str, *, name: str, rights: frozenset[Right], days: int = TOKEN_DAYS) -> NewToken:
        """A token for programs of this person; its secret is told this once.

        Raises:
            InvalidInput: no name, no right, one that the person has not, or no or too long a life.
            NotFound: no such account.
        """
        found = self._store.find(login)
        if found is None:
            raise NotFound("không có người dùng này", where=login, advice="dondoc users list")
        beyond = sorted(right.value for right in rights - RIGHTS[found.person.role])
        if beyond or not rights or not squeeze(name):
            what = f"người này không có quyền {', '.join(beyond)}" if beyond else "khóa cần tên và ít nhất một quyền"
            raise InvalidInput(what, where=login)
        if not 1 <= days <= TOKEN_DAYS:
            raise InvalidInput(f"khóa dùng được 1–{TOKEN_DAYS} ngày", where="days")
        now, secret = self._clock(), _TOKEN_PREFIX + secrets.token_urlsafe(32)
        token = self._store.add_token(
            _hash(secret),
            person_id=found.person.id,
            name=squeeze(nfc(name)),
            rights=rights,
            now=now,
            expires_at=now + timedelta(days=days),
        )
        return NewToken(token=token, secret=secret)

    def list_tokens(self, login: str) -> tuple[ApiToken, ...]:
        """Tokens of a person, oldest first.

        Raises:
            NotFound: no such account.
        """
        found = self._store.find(login)
        if found is None:
            raise NotFound("không có người dùng này", where=login, advice="dondoc users list")
        return self._store.list_tokens(found.person.id)

    def revoke_token(self, token_id: int) -> None:
        """Has a token open nothing any more.

        Raises:
            NotFound: no such token.
        """
        self._store.revoke_token(token_id)

    def viewer_of_token(self, secret: str) -> Viewer | None:
        """Who a token acts for, with the rights that both have; None when it is unknown or expired."""
        found = self._store.token_person(_hash(secret), self._clock())
        if found is None:
            return None
        token, person = found
        return self._viewer(person, token.rights & RIGHTS[person.role])

    def _viewer(self, person: Person, rights: frozenset[Right]) -> Viewer:
        return Viewer(
            person_id=person.id,
            name=person.name,
            rights=rights,
            clearance=person.clearance,
            units=self._store.line(person),
        )

    def _keep_an_admin(self, login: str) -> None:
        admins = [person.login for person in self.list_people() if person.role is Role.ADMIN and person.is_active]
        if admins == [login]:
            raise InvalidInput("đây là người quản trị cuối cùng", where=login, advice="cử người quản trị khác trước")


def _hash(secret: str) -> str:
    """What is kept of a secret of 256 random bits: a plain hash is enough, nothing can be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()
