"""The guard of the stores, on every shape of statement."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, delete, exists, func, select, update
from sqlalchemy.orm import Session

from service.access.secrecy import Secrecy
from service.access.sight import NOTHING, Sight, seeing, seeing_all
from service.store import open_database
from service.store.access_tables import DocumentRestrictionRow
from service.store.tables import DocumentRow, PageRow
from service.store.task_tables import TaskRow, TaskUnitRow

ME = Sight(person_id=1, clearance=Secrecy.INTERNAL, units=frozenset({1}))
Ask = Callable[[Session, Connection], Any]
_SHAPES: dict[str, tuple[Ask, Any, Any, Any]] = {
    "entity": (lambda s, _: [row.id for row in s.scalars(select(DocumentRow))], ["a", "b"], ["a"], []),
    "by key": (lambda s, _: s.get(DocumentRow, "b") is not None, True, False, False),
    "count": (lambda s, _: s.scalar(select(func.count()).select_from(DocumentRow)), 2, 1, 0),
    "count of what": (lambda s, _: s.scalar(select(func.count()).where(TaskRow.position == 0)), 2, 1, 0),
    "column": (
        lambda s, _: list(s.scalars(select(TaskUnitRow.name).order_by(TaskUnitRow.name))),
        ["Ua", "Ub"],
        ["Ua"],
        [],
    ),
    "join": (
        lambda s, _: len(s.execute(select(TaskRow, DocumentRow.id).join(DocumentRow)).all()),
        *(2, 1, 0),
    ),
    "subquery": (
        lambda s, _: len(s.scalars(select(PageRow).where(PageRow.document_id.in_(select(TaskRow.document_id)))).all()),
        *(2, 1, 0),
    ),
    "scalar subquery": (
        lambda s, _: s.scalar(select(select(func.max(TaskRow.id)).scalar_subquery())),
        "tb",
        "ta",
        None,
    ),
    "union": (lambda s, _: len(s.scalars(select(TaskRow.id).union(select(PageRow.document_id))).all()), 4, 2, 0),
    "exists": (lambda s, _: s.scalar(select(exists(select(1).where(TaskRow.document_id == "b")))), True, False, False),
    "from a query": (lambda s, _: s.scalar(select(func.count()).select_from(select(TaskRow.id).subquery())), 2, 1, 0),
    "common table": (lambda s, _: s.scalar(select(func.count()).select_from(select(TaskRow.id).cte())), 2, 1, 0),
    "connection": (lambda _, c: len(c.scalars(select(DocumentRow.id)).all()), 2, 1, 0),
    "union on a connection": (
        lambda _, c: len(c.scalars(select(TaskRow.id).union(select(PageRow.document_id))).all()),
        *(4, 2, 0),
    ),
    "update": (lambda s, _: s.execute(update(TaskRow).values(note="x")).rowcount, 2, 1, 0),  # type: ignore[attr-defined]
    "delete": (lambda s, _: s.execute(delete(PageRow)).rowcount, 2, 1, 0),  # type: ignore[attr-defined]
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Documents a, open to all, and b, kept from who is not cleared."""
    engine = _filled(tmp_path_factory.mktemp("guard"))
    yield engine
    engine.dispose()


def _filled(folder: Path) -> Engine:
    engine = open_database(folder)
    with Session(engine) as session:
        for key in "ab":
            row = DocumentRow(id=key, sha256=key, file_name=key, media_type="text/plain", size_bytes=1, pages=1)
            row.status, row.generation, row.received_at = "ready", 1, datetime(2025, 1, 1, tzinfo=UTC)
            session.add(row)
            session.flush()
            session.add_all(
                [TaskRow(id=f"t{key}", document_id=key, position=0, task="{}"), PageRow(document_id=key, page_no=1)]
            )
            session.flush()
            session.add(TaskUnitRow(task_id=f"t{key}", role="lead", name=f"U{key}", folded="u"))
        session.add(DocumentRestrictionRow(document_id="b", is_settled=True, secrecy=2, secrecy_read=2, unit_id=None))
        session.commit()
    return engine


@pytest.mark.parametrize("shape", _SHAPES)
def test_no_shape_of_statement_gets_past(engine: Engine, shape: str) -> None:
    ask, *wanted = _SHAPES[shape]
    told = []
    for sight in (None, ME, NOTHING):
        with seeing(sight), Session(engine) as session, engine.connect() as connection:
            told.append(ask(session, connection))
    assert told == wanted


def test_work_of_the_program_sees_all_while_somebody_waits(engine: Engine) -> None:
    with seeing(ME), Session(engine) as session:
        with seeing_all():
            assert session.get(DocumentRow, "b") is not None
        assert session.scalar(select(DocumentRow.id).where(DocumentRow.id == "b")) is None
