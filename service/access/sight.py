"""What may be seen at the moment: everything by the program itself, else what the person who acts may open."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Final

from core.record import Record
from service.access.secrecy import Secrecy
from service.accounts.rights import Right, Viewer, current_viewer


class Sight(Record):
    """What a person may open.

    Attributes:
        person_id: documents that name this person are open.
        clearance: others up to this level are, as far as
        units: their unit is one of these: those of the person, all above and all below them.
        is_blind: nothing at all is open.
    """

    person_id: int
    clearance: Secrecy
    units: frozenset[int]
    is_blind: bool = False


NOTHING: Final = Sight(person_id=0, clearance=Secrecy.OPEN, units=frozenset(), is_blind=True)
"""What strangers see."""
PLAIN: Final = Sight(person_id=0, clearance=Secrecy.OPEN, units=frozenset())
"""What everyone in the office sees."""

_set: ContextVar[tuple[Sight | None] | None] = ContextVar("sight", default=None)


def sight_of(viewer: Viewer | None) -> Sight | None:
    """What somebody may see; None for everything: the program itself, and administrators."""
    if viewer is None or Right.ADMIN in viewer.rights:
        return None
    return Sight(person_id=viewer.person_id, clearance=viewer.clearance, units=viewer.units)


def current_sight() -> Sight | None:
    """What may be seen now; None for everything."""
    chosen = _set.get()
    return sight_of(current_viewer()) if chosen is None else chosen[0]


@contextmanager
def seeing(sight: Sight | None) -> Iterator[None]:
    """Inside the block, and in threads that are given its context, this is seen, whoever acts."""
    token = _set.set((sight,))
    try:
        yield
    finally:
        _set.reset(token)


def seeing_all() -> AbstractContextManager[None]:
    """For work of the program itself that happens to be done while somebody waits: nothing of it may be shown."""
    return seeing(None)
