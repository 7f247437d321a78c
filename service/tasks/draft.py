"""A task as it is being read, before duplicates are joined and ids are given."""

from core.record import Record
from core.task import Deadline, TaskKind


class Place(Record):
    """Half-open offsets into the text of the directive."""

    start: int
    end: int


class Elsewhere(Record):
    """Another place that says the same work.

    Attributes:
        lead, deadline: what it says there where that differs; else empty.
    """

    section: str
    places: tuple[Place, ...]
    lead: tuple[str, ...] = ()
    deadline: Deadline | None = None


class Draft(Record):
    """What was read of one task.

    Attributes:
        places: the words that give it, in order.
        section: path of the section.
        from_row: it comes from a row of a table.
        others: the same work said elsewhere.
        is_further: the same report as the draft before it, due at another time.
    """

    kind: TaskKind
    content: str
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    report_to: str | None = None
    deadline: Deadline | None = None
    measure: str | None = None
    section: str = ""
    places: tuple[Place, ...] = ()
    confidence: float = 1.0
    from_row: bool = False
    others: tuple[Elsewhere, ...] = ()
    is_further: bool = False
