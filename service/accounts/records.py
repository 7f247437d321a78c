"""People, sessions and tokens as those see them who look after accounts. No record holds a secret."""

from datetime import datetime
from typing import Final

from pydantic import field_serializer

from core.record import Record
from service.access.secrecy import Secrecy
from service.accounts.rights import Right, Role

TOKEN_DAYS: Final = 365
"""The longest life of a token."""


class Person(Record):
    """An account.

    Attributes:
        login: name to sign in with, lower case.
        name: name that others see.
        is_active: may sign in; history keeps the names of those who no longer may.
        signed_in_at: last time.
        clearance: the highest secrecy of documents that they may open.
        units: where they work, by id.
    """

    id: int
    login: str
    name: str
    role: Role
    is_active: bool
    made_at: datetime
    signed_in_at: datetime | None = None
    clearance: Secrecy = Secrecy.INTERNAL
    units: tuple[int, ...] = ()

    @field_serializer("clearance", when_used="json")
    def _code(self, clearance: Secrecy) -> str:
        return clearance.code


class ApiToken(Record):
    """A token for programs. Its rights are those it was given and its owner still has."""

    id: int
    person_id: int
    name: str
    rights: frozenset[Right]
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class NewToken(Record):
    """A token just made; `secret` is shown this once."""

    token: ApiToken
    secret: str
