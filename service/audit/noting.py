"""Lets the parts that know better say what is being done now, and by whom."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from service.audit.records import Deed


@dataclass
class Noted:
    """What was said about the request at hand.

    Attributes:
        deed: what it is, where its address does not tell.
        who: who it is, where nobody is signed in yet.
    """

    deed: Deed | None = None
    who: str = ""


_noted: ContextVar[Noted | None] = ContextVar("noted", default=None)


def note(deed: Deed, *, who: str = "") -> None:
    """Says what is being done now; outside of a recorded request nothing happens."""
    noted = _noted.get()
    if noted is not None:
        noted.deed, noted.who = deed, who or noted.who


@contextmanager
def noting() -> Iterator[Noted]:
    """What is noted inside the block, also in threads that are given its context."""
    noted = Noted()
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)
