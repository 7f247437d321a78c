"""Heavy parts are built once, and whoever needs one that is there waits for no other."""

import threading
from pathlib import Path

import pytest

from ingest.restore import Restorer
from service.engines import Engines
from service.settings import Settings
from service.store.database import open_database
from service.store.record_store import RecordStore


def test_a_part_that_is_being_built_keeps_nobody_from_one_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = open_database(tmp_path)
    engines = Engines(Settings(data_dir=tmp_path), database, RecordStore(database))
    begun, may_end = threading.Event(), threading.Event()

    def load() -> object:
        begun.set()
        return may_end.wait(20)

    monkeypatch.setattr(Restorer, "load", load)
    assert engines.chat_model is None
    building = threading.Thread(target=lambda: engines.restorer)
    building.start()
    try:
        assert begun.wait(10)
        looking = threading.Thread(target=lambda: engines.chat_model)
        looking.start()
        looking.join(5)
        assert not looking.is_alive()
    finally:
        may_end.set()
        building.join()
        database.dispose()
