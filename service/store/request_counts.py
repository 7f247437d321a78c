"""Keeps how often each did something of late, in steps of some seconds, for all web processes together."""

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from service.store.database import for_writing
from service.store.dialects import insert_into
from service.store.tables import Base

_NAMED_AT_ONCE: Final = 500


class Counted(NamedTuple):
    """Who did what, and the number of the step of time in which it was done."""

    key: str
    step: int


class RequestCountRow(Base):
    """How often `key` did something in one step of time."""

    __tablename__ = "request_counts"

    key: Mapped[str] = mapped_column(primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True, index=True)
    count: Mapped[int]


class RequestCountStore:
    """The counts of an office."""

    def __init__(self, engine: Engine) -> None:
        self._writing = for_writing(engine)

    def add(self, counts: Mapping[Counted, int], *, since: int) -> dict[Counted, int]:
        """Adds to the counts; returns those of the same keys, all processes together. What was before is forgotten.

        Args:
            since: the oldest step that still matters.
        """
        with Session(self._writing) as session:
            row = insert_into(session, RequestCountRow)
            raised = RequestCountRow.count + row.excluded.count
            session.execute(
                row.on_conflict_do_update(index_elements=["key", "step"], set_={"count": raised}),
                [{"key": key, "step": step, "count": count} for (key, step), count in sorted(counts.items())],
            )
            session.execute(delete(RequestCountRow).where(RequestCountRow.step < since))
            together = _of(session, {counted.key for counted in counts})
            session.commit()
            return together


def _of(session: Session, keys: Collection[str]) -> dict[Counted, int]:
    """All counts of these keys."""
    ordered, found = sorted(keys), dict[Counted, int]()
    for start in range(0, len(ordered), _NAMED_AT_ONCE):
        named = RequestCountRow.key.in_(ordered[start : start + _NAMED_AT_ONCE])
        for row in session.scalars(select(RequestCountRow).where(named)):
            found[Counted(row.key, row.step)] = row.count
    return found
