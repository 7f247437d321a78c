"""Workers that know of each other: who is dead, who leads, whose work is taken over, who gives way."""

import threading
import time
from concurrent.futures import CancelledError
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.jobs.crew import Crew, Hands, Watch
from service.jobs.page_pool import PagePool
from service.jobs.patience import Stopped, patiently
from service.records import Urgency
from service.store import open_database
from service.store.workers import GONE, Worker, WorkerStore
from tests.office_fakes import wait_until


def worker(name: str, *, beat: int = 0, started: int = 1) -> Worker:
    now = datetime(2026, 1, 1, 0, 0, started, tzinfo=UTC)
    return Worker(id=name, host="máy", process_id=1, version="1", beat=beat, started_at=now, seen_at=now)


@pytest.fixture
def store(tmp_path: Path) -> WorkerStore:
    return WorkerStore(open_database(tmp_path))


def crew(store: WorkerStore, name: str, *, started: int, taken: list[str], cut: threading.Event | None = None) -> Crew:
    hands = Hands(taken.extend, cut_off=(cut or threading.Event()).set, reading=lambda: 1)
    return Crew(store, worker(name, started=started), hands, dead_seconds=0.4, alone=False)


def test_who_stands_still_is_dead_whatever_the_clocks_say() -> None:
    watch = Watch(10)
    assert watch.dead([worker("a", beat=1), worker("b", beat=1)], 100.0) == ()
    assert watch.dead([worker("a", beat=2), worker("b", beat=1)], 104.0) == ()
    assert watch.dead([worker("a", beat=3), worker("b", beat=1)], 108.0) == ()
    assert watch.dead([worker("a", beat=4), worker("b", beat=1)], 112.0) == ("b",)
    assert watch.dead([worker("a", beat=5), worker("b", beat=GONE)], 113.0) == ("b",)


def test_who_was_away_itself_takes_nobody_for_dead() -> None:
    watch = Watch(10)
    watch.dead([worker("a", beat=1)], 100.0)
    assert watch.dead([worker("a", beat=1)], 200.0) == ()
    assert watch.dead([worker("a", beat=1)], 204.0) == ()


def test_the_work_of_the_dead_is_taken_over_and_the_next_in_line_leads(store: WorkerStore) -> None:
    taken: list[str] = []
    store.enter(worker("dead", started=1))
    alive = crew(store, "alive", started=2, taken=taken)
    alive.join()
    assert not alive.leads
    wait_until(lambda: alive.leads and taken == ["dead"])
    wait_until(lambda: [one.id for one in store.all()] == ["alive"])
    alive.leave()
    assert [one.beat for one in store.all()] == [GONE]


def test_who_was_taken_for_dead_drops_its_work_and_comes_back(store: WorkerStore) -> None:
    cut = threading.Event()
    one = crew(store, "one", started=1, taken=[], cut=cut)
    one.join()
    store.strike("one")
    wait_until(cut.is_set)
    wait_until(lambda: [other.id for other in store.all()] == ["one"])
    one.leave()


def test_pages_of_the_most_urgent_document_are_read_first() -> None:
    pool, order, go_on = PagePool(1), list[str](), threading.Event()
    futures = [pool.submit(lambda: go_on.wait(20) and None, urgency=Urgency.BULK)]
    for name, urgency in (("bulk", Urgency.BULK), ("person", Urgency.PERSON), ("first", Urgency.FIRST)):
        futures.append(pool.submit(lambda name=name: order.append(name), urgency=urgency))  # type: ignore[misc]
    go_on.set()
    for future in futures:
        future.result(20)
    assert order == ["first", "person", "bulk"]
    pool.close()
    with pytest.raises(CancelledError):
        pool.submit(lambda: None, urgency=Urgency.FIRST).result(20)


def test_a_passing_fault_is_waited_out_and_others_are_not() -> None:
    tried: list[int] = []

    def fails_once() -> str:
        tried.append(1)
        if len(tried) == 1:
            raise OSError(28, "No space left on device")
        return "done"

    assert patiently(fails_once, stopping=threading.Event()) == "done"
    with pytest.raises(ZeroDivisionError):
        patiently(lambda: 1 / 0, stopping=threading.Event())
    stopping = threading.Event()
    stopping.set()
    began = time.monotonic()
    tried.clear()
    with pytest.raises(Stopped):
        patiently(fails_once, stopping=stopping)
    assert time.monotonic() - began < 5
