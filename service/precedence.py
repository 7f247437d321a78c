"""Whoever waits goes first, and of those whoever needs least: a search, then answers and pages, then reading.

Niceness shares the processor, not the interpreter's lock, which threads are given in turn, and an answer asks for it
hundreds of times. So each step of reading looks here before it begins: while somebody is being answered it holds back,
but no longer than `longest_seconds`, so that reading comes to its end even where there is always somebody (ADR 0161).
An answer or a page, which takes three times as long as a search or ten times, stops for a search at its next statement
to the database (`service.store.stopping`): to it that is a moment, to the search half of its time or more (ADR 0183).
"""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

LONGEST_SECONDS = 0.5

LONGEST_STOP_SECONDS = 0.1
"""Longest stop for searches; after it as much time is worked. What a search needs may be in the hands of what stops."""

TURN_SECONDS = 0.001
"""How long a thread may keep the interpreter while another wants it."""


def take_short_turns() -> None:
    """Has the threads of this process hand the interpreter on after a millisecond, not after five as Python does.

    A search lets go of it at every row that it reads, and waits a turn for it each time that a page is being made.
    """
    sys.setswitchinterval(TURN_SECONDS)


class Precedence:
    """Counts who is being answered in this process, and who searches; threads may share it.

    Args:
        longest_seconds: how long work that can wait holds back at a time.
        longest_stop_seconds: how long what stops for searches does so at a time.
    """

    def __init__(
        self, longest_seconds: float = LONGEST_SECONDS, *, longest_stop_seconds: float = LONGEST_STOP_SECONDS
    ) -> None:
        self._longest_seconds, self._longest_stop_seconds = longest_seconds, longest_stop_seconds
        self._changed = threading.Condition()
        self._answering = self._searching = 0
        self._thread = threading.local()

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

    @contextmanager
    def searching(self) -> Iterator[None]:
        """A search is made within this block; it stops for no other."""
        before = _STOPS_FOR.set(None)
        with self._changed:
            self._searching += 1
        try:
            with self.answering():
                yield
        finally:
            with self._changed:
                self._searching -= 1
                if not self._searching:
                    self._changed.notify_all()
            _STOPS_FOR.reset(before)

    @contextmanager
    def giving_way(self) -> Iterator[None]:
        """What runs within this block, also on threads that it hands work to, stops for searches."""
        before = _STOPS_FOR.set(self)
        try:
            yield
        finally:
            _STOPS_FOR.reset(before)

    def let_pass(self) -> float:
        """Returns when nobody is being answered, or after the longest time; seconds that it held back."""
        began = time.monotonic()
        with self._changed:
            self._changed.wait_for(lambda: not self._answering, timeout=self._longest_seconds)
        return time.monotonic() - began

    def stop(self) -> None:
        """Returns when no search is being made, or after the longest stop; at once if this thread has just stopped."""
        began = time.monotonic()
        if not self._searching or began < getattr(self._thread, "works_until", 0.0):
            return
        with self._changed:
            is_over = self._changed.wait_for(lambda: not self._searching, timeout=self._longest_stop_seconds)
        if not is_over:
            self._thread.works_until = time.monotonic() + self._longest_stop_seconds


_STOPS_FOR: ContextVar[Precedence | None] = ContextVar("stops_for", default=None)


def stop_for_searches() -> None:
    """Stops what gives way until no search is being made, or for a while; anything else goes on at once."""
    precedence = _STOPS_FOR.get()
    if precedence is not None:
        precedence.stop()
