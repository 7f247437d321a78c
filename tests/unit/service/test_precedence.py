"""Work that can wait holds back while somebody is being answered, and not for ever."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from service.precedence import TURN_SECONDS, Precedence, take_short_turns
from service.store.database import for_writing


def test_nobody_is_answered_so_nothing_holds_back() -> None:
    assert Precedence().let_pass() < 0.1


def test_work_goes_on_as_soon_as_the_last_one_is_answered() -> None:
    precedence = Precedence(longest_seconds=30)
    gone_on = threading.Event()

    def work() -> None:
        precedence.let_pass()
        gone_on.set()

    with precedence.answering():
        with precedence.answering():
            threading.Thread(target=work, daemon=True).start()
            assert not gone_on.wait(0.05)
        assert not gone_on.wait(0.05)
    assert gone_on.wait(5)


def test_work_goes_on_after_the_longest_time_though_somebody_is_always_there() -> None:
    precedence = Precedence(longest_seconds=0.05)
    with precedence.answering():
        assert 0.04 < precedence.let_pass() < 5


def test_an_answer_that_fails_is_at_its_end() -> None:
    precedence = Precedence(longest_seconds=30)
    try:
        with precedence.answering():
            raise ValueError
    except ValueError:
        pass
    assert precedence.let_pass() < 0.1


def test_turns_at_the_interpreter_are_short(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[float] = []
    monkeypatch.setattr("sys.setswitchinterval", chosen.append)
    take_short_turns()
    assert chosen == [TURN_SECONDS]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{tmp_path / 'some.sqlite'}")
    yield engine
    engine.dispose()


def _look(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))


def test_what_gives_way_stops_for_a_search_at_its_next_statement(engine: Engine) -> None:
    precedence, gone_on = Precedence(longest_stop_seconds=30), threading.Event()

    def answer() -> None:
        with precedence.giving_way():
            _look(engine)
        gone_on.set()

    with precedence.searching():
        threading.Thread(target=answer, daemon=True).start()
        assert not gone_on.wait(0.05)
        _look(engine)
    assert gone_on.wait(5)


def test_what_writes_stops_for_nobody(engine: Engine) -> None:
    precedence, written = Precedence(longest_stop_seconds=30), threading.Event()

    def write() -> None:
        with precedence.giving_way():
            _look(for_writing(engine))
        written.set()

    with precedence.searching():
        threading.Thread(target=write, daemon=True).start()
        assert written.wait(5)


def test_a_search_stops_for_no_other(engine: Engine) -> None:
    precedence = Precedence(longest_stop_seconds=30)
    began = time.monotonic()
    with precedence.giving_way(), precedence.searching(), precedence.searching():
        _look(engine)
    assert time.monotonic() - began < 5


def test_it_works_as_long_as_it_stopped_though_there_is_always_a_search(engine: Engine) -> None:
    precedence, stops = Precedence(longest_stop_seconds=0.2), []

    def answer() -> None:
        with precedence.giving_way():
            for _ in range(2):
                began = time.monotonic()
                _look(engine)
                stops.append(time.monotonic() - began)

    with precedence.searching():
        thread = threading.Thread(target=answer)
        thread.start()
        thread.join()
    assert stops[0] > 0.15 > stops[1]
