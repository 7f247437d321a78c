"""The queue of bulk work is looked into seldom while nobody hands any in."""

from typing import Any, cast

import pytest

from service.jobs.dispatcher import Dispatcher
from service.jobs.engine import JobEngine
from service.jobs.steps import ReadingSteps
from service.records import Urgency
from service.store import RecordStore
from tests.records import make_source


class Engine:
    """Remembers how often it was told to look."""

    def __init__(self) -> None:
        self.often: list[bool] = []

    def look_for_bulk(self, *, often: bool) -> None:
        self.often.append(often)

    def enqueue(self, _queue: str, order: Any) -> str:
        return f"{order.document_id}"

    def has_given_up(self, _key: str) -> bool:
        return False

    def forget_finished(self) -> int:
        return 0


def test_bulk_work_has_its_queue_looked_into_often_until_it_is_calm(
    store: RecordStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_000.0]
    monkeypatch.setattr("service.jobs.dispatcher.time.monotonic", lambda: now[0])
    engine = Engine()
    hands_out = Dispatcher(store, cast(ReadingSteps, None), cast(JobEngine, engine), places=1)
    hands_out.turn(workers=1)
    now[0] += 31
    hands_out.turn(workers=1)
    store.documents.accept(make_source("a.txt"), urgency=Urgency.PERSON)
    hands_out.turn(workers=1)
    store.documents.accept(make_source("b.txt"), urgency=Urgency.BULK)
    hands_out.turn(workers=1)
    now[0] += 60
    hands_out.turn(workers=1)
    assert engine.often == [True, False, False, True, True]
