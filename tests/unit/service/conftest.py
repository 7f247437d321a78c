"""An empty store in a temporary folder, and makers of the records that go into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.store import RecordStore, open_database


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecordStore]:
    engine = open_database(tmp_path)
    yield RecordStore(engine)
    engine.dispose()
