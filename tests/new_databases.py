"""New SQLite databases of tests are copies of one: the migrations that make it are run once, not for every test."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from service.store import open_database
from service.store.database import DATABASE_NAME
from service.store.sqlite_engine import connect_sqlite


@pytest.fixture(scope="session", autouse=True)
def _copied_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    made = tmp_path_factory.mktemp("database")
    open_database(made).dispose()

    def connect_to_copy(path: Path, **options: Any) -> Engine:
        if not path.exists():
            shutil.copy(made / DATABASE_NAME, path)
        return connect_sqlite(path, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("service.store.database.connect_sqlite", connect_to_copy)
        yield
