"""Work that can wait holds back while somebody is being answered, and not for ever."""

import threading

import pytest

from service.precedence import TURN_SECONDS, Precedence, take_short_turns


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
