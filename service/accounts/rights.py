"""What people may do, and who is doing something now."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Final

from core.errors import NotAllowed
from core.record import Record
from service.access.secrecy import Secrecy


class Right(StrEnum):
    """What a person or token may do.

    Attributes:
        READ: see documents, tasks, reports; ask.
        WRITE: hand documents in, correct them, change tasks, draft and submit reports.
        REVIEW: send reports back and approve them.
        ADMIN: people, units, choices of the office.
        OBSERVE: metrics.
    """

    READ = "read"
    WRITE = "write"
    REVIEW = "review"
    ADMIN = "admin"
    OBSERVE = "observe"


class Role(StrEnum):
    """What a person is in the office: cán bộ tra cứu, chuyên viên, người duyệt, quản trị."""

    OFFICER = "officer"
    STAFF = "staff"
    REVIEWER = "reviewer"
    ADMIN = "admin"


RIGHTS: Final[Mapping[Role, frozenset[Right]]] = {
    Role.OFFICER: frozenset({Right.READ}),
    Role.STAFF: frozenset({Right.READ, Right.WRITE}),
    Role.REVIEWER: frozenset({Right.READ, Right.WRITE, Right.REVIEW}),
    Role.ADMIN: frozenset(Right),
}


class Viewer(Record):
    """A person at the moment of doing something.

    Attributes:
        person_id: of the account.
        name: what the history of what they change calls them.
        rights: what they may do here and now: a token may have fewer rights than its owner.
        clearance: the highest secrecy of documents that they may open.
        units: their units, all above them and all below them.
    """

    person_id: int
    name: str
    rights: frozenset[Right]
    clearance: Secrecy = Secrecy.INTERNAL
    units: frozenset[int] = frozenset()


_viewer: ContextVar[Viewer | None] = ContextVar("viewer", default=None)


def current_viewer() -> Viewer | None:
    """Who acts now; None for the program itself, its command line, and everyone while there are no accounts."""
    return _viewer.get()


@contextmanager
def acting_as(viewer: Viewer | None) -> Iterator[None]:
    """Everything inside the block, and in threads and tasks started from it with its context, is done by `viewer`."""
    token = _viewer.set(viewer)
    try:
        yield
    finally:
        _viewer.reset(token)


def require(right: Right) -> None:
    """Goes on only when who acts has the right.

    Raises:
        NotAllowed: they have not.
    """
    viewer = _viewer.get()
    if viewer is not None and right not in viewer.rights:
        raise NotAllowed(f"needs the right {right.value}", where=viewer.name)


def signature(given: str) -> str:
    """The name that a change is kept under: of who is signed in, whatever was typed; else what was typed."""
    viewer = _viewer.get()
    return given if viewer is None else viewer.name


def own_id() -> int | None:
    """The account of who acts; None for the program itself, and while there are no accounts."""
    viewer = _viewer.get()
    return None if viewer is None else viewer.person_id
