"""The threads that read pages: of the pages that wait, those of the most urgent document are taken up first."""

import heapq
import itertools
import threading
from collections.abc import Callable
from concurrent.futures import Future

from service.records import Urgency


class PagePool:
    """Reads so many pages at the same time, on threads of its own."""

    def __init__(self, threads: int) -> None:
        self._waiting: list[tuple[int, int, Future[None], Callable[[], None]]] = []
        self._numbers = itertools.count()
        self._changed = threading.Condition()
        self._is_closed = False
        for number in range(threads):
            threading.Thread(target=self._work, name=f"page {number}", daemon=True).start()

    def submit(self, read: Callable[[], None], *, urgency: Urgency) -> Future[None]:
        """Has `read` run when its turn comes; a closed pool gives back a cancelled future."""
        future: Future[None] = Future()
        with self._changed:
            if self._is_closed:
                future.cancel()
            else:
                heapq.heappush(self._waiting, (urgency.value, next(self._numbers), future, read))
                self._changed.notify()
        return future

    def close(self) -> None:
        """Takes up no further page; those in hand come to their end."""
        with self._changed:
            self._is_closed = True
            for *_, future, _read in self._waiting:
                future.cancel()
            self._waiting.clear()
            self._changed.notify_all()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._is_closed)
                if self._is_closed:
                    return
                *_, future, read = heapq.heappop(self._waiting)
            _run(future, read)


def _run(future: "Future[None]", read: Callable[[], None]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        read()
    except BaseException as error:  # noqa: BLE001 - handed to whoever waits for the page
        future.set_exception(error)
    else:
        future.set_result(None)
