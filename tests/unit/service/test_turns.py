"""No more is worked on at once than there are turns, and no search stands behind answers."""

import threading
from concurrent.futures import ThreadPoolExecutor

from service.answers.turns import Turns


def test_those_without_a_turn_wait() -> None:
    turns, at_work, most = Turns(answers=2), threading.Semaphore(2), []
    entered = threading.Barrier(2)

    def work(_number: int) -> None:
        with turns.of_answer():
            most.append(at_work.acquire(blocking=False))
            entered.wait(timeout=10)
            at_work.release()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(work, range(6)))
    assert most == [True] * 6


def test_a_search_has_its_turn_while_every_turn_of_answers_is_taken() -> None:
    turns = Turns(searches=1, answers=1)

    def search() -> str:
        with turns.of_search():
            return "found"

    with turns.of_answer(), ThreadPoolExecutor(1) as beside:
        assert beside.submit(search).result(timeout=10) == "found"
