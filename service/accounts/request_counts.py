"""How often each did something in the last minute, whichever web process was asked.

Each process counts for itself, in steps of five seconds, and once a second adds what it counted to what all counted
together: no request waits for a write. A limit can so be passed by what other processes let through within that
second. See docs/adr/0181.
"""

import logging
import math
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from service.store.request_counts import Counted, RequestCountStore

_log = logging.getLogger(__name__)

STEP_SECONDS: Final = 5
_STEPS: Final = 60 // STEP_SECONDS
_SHARED_EVERY_SECONDS: Final = 1.0

Clock = Callable[[], float]


class RequestCounts:
    """Counts of the last minute; threads may share it.

    Args:
        store: where processes add theirs together.
        clock: seconds since 1970, about the same on all machines.
    """

    def __init__(self, store: RequestCountStore, *, clock: Clock = time.time) -> None:
        self._store, self._clock = store, clock
        self._lock = threading.Lock()
        self._counts: dict[str, Counter[int]] = {}
        self._unshared: Counter[Counted] = Counter()

    def wait_seconds(self, key: str, most: int) -> int:
        """How long `key` must wait before it may do so again; 0 when it may now.

        Args:
            most: how often it may do so in a minute.
        """
        now = self._clock()
        with self._lock:
            left = sum(self._lately(key, now).values()) - most
            if left < 0:
                return 0
            for step, count in sorted(self._counts[key].items()):
                left -= count
                if left < 0:
                    return max(1, math.ceil((step + _STEPS) * STEP_SECONDS - now))
        return STEP_SECONDS

    def count(self, key: str) -> None:
        """Counts that `key` did it now."""
        now = self._clock()
        with self._lock:
            step = _step_of(now)
            self._lately(key, now)[step] += 1
            self._unshared[Counted(key, step)] += 1

    def share(self) -> None:
        """Adds what was counted here to what all counted; what they did is known here from then on."""
        with self._lock:
            mine, self._unshared = self._unshared, Counter()
            self._forget_idle(self._clock())
        if not mine:
            return
        try:
            together = self._store.add(mine, since=_step_of(self._clock()) - _STEPS)
        except SQLAlchemyError as error:
            _log.warning("requests are counted by each process alone for now: %s", error)
            with self._lock:
                self._unshared.update(mine)
            return
        with self._lock:
            together_and_since = Counter(together)
            together_and_since.update({one: self._unshared[one] for one in self._unshared if one in together})
            for (key, step), count in together_and_since.items():
                self._counts.setdefault(key, Counter())[step] = count

    def keep_shared(self, stopping: threading.Event) -> None:
        """Shares every second until told to stop."""
        while not stopping.wait(_SHARED_EVERY_SECONDS):
            self.share()

    def _lately(self, key: str, now: float) -> Counter[int]:
        """Counts of a key by step, of the last minute alone."""
        counts, newest = self._counts.setdefault(key, Counter()), _step_of(now)
        for step in [one for one in counts if not newest - _STEPS < one <= newest + 1]:
            del counts[step]
        return counts

    def _forget_idle(self, now: float) -> None:
        for key in [key for key in self._counts if not self._lately(key, now)]:
            del self._counts[key]


def _step_of(moment: float) -> int:
    return int(moment // STEP_SECONDS)
