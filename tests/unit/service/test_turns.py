"""No more questions are worked on at once than there are turns."""

import threading
from concurrent.futures import ThreadPoolExecutor

from service.answers.turns import Turns


def test_those_without_a_turn_wait() -> None:
    turns, at_work, most = Turns(2), threading.Semaphore(2), []
    entered = threading.Barrier(2)

    def work(_number: int) -> None:
        with turns.turn():
            most.append(at_work.acquire(blocking=False))
            entered.wait(timeout=10)
            at_work.release()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(work, range(6)))
    assert most == [True] * 6
