"""An empty store in a temporary folder, and makers of the records that go into it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.store import RecordStore, open_database


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of the newest schema, made once."""
    folder = tmp_path_factory.mktemp("empty")
    open_database(folder).dispose()
    return folder


@pytest.fixture
def store(empty_database: Path, tmp_path: Path) -> Iterator[RecordStore]:
    shutil.copytree(empty_database, tmp_path, dirs_exist_ok=True)
    engine = open_database(tmp_path)
    yield RecordStore(engine)
    engine.dispose()
