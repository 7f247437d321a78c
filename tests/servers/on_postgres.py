"""A plugin that runs tests written for SQLite over a real PostgreSQL: `pytest --on-postgres TESTS`.

Every folder that a test opens an office in gets a database of its own; so does every engine that a test makes itself.
Tests marked `embedded` are about the SQLite file and are left out.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from eval.postgres_server import MISSING, PostgresServer, installed_programs, postgres_server
from service.store import database
from service.store.postgres_engine import connect_postgres

_TEMPLATE = "office_template"
_CONNECTIONS = 16


class _Databases:
    """Databases by the folder or the test that they stand for."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._made: set[str] = set()
        self._engines: list[Engine] = []
        self._numbered = 0

    def of_folder(self, folder: Path) -> str:
        """The address of the folder's database, made like a new office."""
        name = "d" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:20]
        if name not in self._made:
            self._made.add(name)
            return self._server.create_database(name, like=_TEMPLATE)
        return f"{self._server.address}/{name}"

    def make_template(self, folder: Path) -> None:
        """Makes the database that new offices are copied from."""
        url = self._server.create_database(_TEMPLATE)
        database.open_database(folder, url=url).dispose()

    def empty(self) -> str:
        self._numbered += 1
        return self._server.create_database(f"empty{self._numbered}")

    def engine(self, url: str, *, lock_seconds: float) -> Engine:
        """An engine that is closed when the test ends, if the test does not do that itself."""
        engine = connect_postgres(url, lock_seconds=lock_seconds, connections=_CONNECTIONS)
        self._engines.append(engine)
        return engine

    def close_engines(self) -> None:
        for engine in self._engines:
            engine.dispose()


def pytest_configure(config: pytest.Config) -> None:
    """A thread that a test leaves behind may hold a connection when its engine is closed; psycopg closes it then."""
    config.addinivalue_line(
        "filterwarnings", "ignore:Exception ignored in.*BaseConnection:pytest.PytestUnraisableExceptionWarning"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    kept = [item for item in items if item.get_closest_marker("embedded") is None]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


@pytest.fixture(scope="session", autouse=True)
def _databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Databases]:
    programs = installed_programs()
    if programs is None:
        pytest.skip(MISSING)
    with postgres_server(programs) as server, pytest.MonkeyPatch.context() as patch:
        databases = _Databases(server)
        databases.make_template(tmp_path_factory.mktemp("template"))

        def connect(path: Path, *, lock_seconds: float) -> Engine:
            return databases.engine(databases.of_folder(path.parent), lock_seconds=lock_seconds)

        patch.setattr(database, "connect_sqlite", connect)
        yield databases


@pytest.fixture(autouse=True)
def _own_engines(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, _databases: _Databases
) -> Iterator[None]:
    """Engines that a test module makes itself are of PostgreSQL too."""

    def create_engine(_url: str, **_options: Any) -> Engine:
        return _databases.engine(_databases.empty(), lock_seconds=5)

    if hasattr(request.module, "create_engine"):
        monkeypatch.setattr(request.module, "create_engine", create_engine)
    yield
    _databases.close_engines()
