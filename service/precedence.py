"""Whoever waits for an answer goes first: work that can wait begins nothing new in this process meanwhile.

Niceness shares the processor, not the interpreter's lock, and an answer asks for that lock hundreds of times. So each
step of reading looks here before it begins: while somebody is being answered it holds back, but no longer than
`longest_seconds`, so that reading comes to its end even where there is always somebody. See docs/adr/0161.
"""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST_SECONDS = 0.5

TURN_SECONDS = 0.001
"""How long a thread may keep the interpreter while another wants it."""


def take_short_turns() -> None:
    """Has the threads of this process hand the interpreter on after a millisecond, not after five as Python does.

    A search lets go of it at every row that it reads, and waits a turn for it each time that a page is being made.
    """
    sys.setswitchinterval(TURN_SECONDS)


class Precedence:
    """Counts who is being answered in this process; threads may share it.

    Args:
        longest_seconds: how long work that can wait holds back at a time.
    """

    def __init__(self, longest_seconds: float = LONGEST_SECONDS) -> None:
        self._longest_seconds = longest_seconds
        self._changed = threading.Condition()
        self._answering = 0

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Somebody is being answered within this block."""
        with self._changed:
            self._answering += 1
        try:
            yield
        finally:
            with self._changed:
                self._answering -= 1
                if not self._answering:
                    self._changed.notify_all()

    def let_pass(self) -> float:
        """Returns when nobody is being answered, or after the longest time; seconds that it held back."""
        began = time.monotonic()
        with self._changed:
            self._changed.wait_for(lambda: not self._answering, timeout=self._longest_seconds)
        return time.monotonic() - began
