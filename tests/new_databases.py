"""New SQLite databases of tests are copies of one: the migrations that make it are run once, not for every test.

So it is with the database of the engine of jobs.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dbos import DBOS
from sqlalchemy import Engine

from service.jobs.engine import _SCHEMA, _write_ahead
from service.store import open_database
from service.store.database import DATABASE_NAME
from service.store.sqlite_engine import connect_sqlite


@pytest.fixture(scope="session", autouse=True)
def _copied_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    made = tmp_path_factory.mktemp("database")
    jobs = made / "jobs.sqlite"
    open_database(made).dispose()

    def connect_to_copy(path: Path, **options: Any) -> Engine:
        if not path.exists():
            shutil.copy(made / DATABASE_NAME, path)
        return connect_sqlite(path, **options)

    def write_ahead_in_copy(path: Path) -> Path:
        if not jobs.exists():
            DBOS.migrate(f"sqlite:///{_write_ahead(jobs)}", schema=_SCHEMA)
        if not path.exists():
            shutil.copy(jobs, path)
        return _write_ahead(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("service.store.database.connect_sqlite", connect_to_copy)
        patch.setattr("service.jobs.engine._write_ahead", write_ahead_in_copy)
        yield
