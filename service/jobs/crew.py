"""The workers of one office know of each other: who lives, who leads, whose work must be taken over.

Each counts up a number in the database every few seconds. Whoever sees another's number stand still for `dead_seconds`
by its own steady watch takes that one for dead; clocks of different machines are never compared. The living worker
that stands first on the list leads: it alone hands out work and looks after the index. Should two lead for a moment
(one was stopped and goes on), no harm is done: whatever a leader does can be done twice. See docs/adr/0159.
"""

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from service.store.workers import GONE, Worker, WorkerStore

_log = logging.getLogger(__name__)

BEATS_A_LIFE = 4
"""Signs of life that fit into the time after which a worker without one is taken for dead."""


class Watch:
    """Tells the living from the dead by how long their numbers have stood still."""

    def __init__(self, dead_seconds: float) -> None:
        self._dead_seconds = dead_seconds
        self._seen: dict[str, tuple[int, float]] = {}
        self._looked_at = float("-inf")

    def dead(self, workers: Iterable[Worker], now: float) -> tuple[str, ...]:
        """Ids of those who left, or whose number has not changed for too long; `now` in seconds of a steady clock.

        Who has not looked for a while cannot tell who stood still meanwhile, and begins to watch anew.
        """
        is_fresh = now - self._looked_at > self._dead_seconds / 2
        self._looked_at = now
        seen = {}
        for worker in workers:
            beat, since = self._seen.get(worker.id, (worker.beat, now))
            seen[worker.id] = (worker.beat, now if is_fresh or beat != worker.beat else since)
        self._seen = seen
        return tuple(key for key, (beat, since) in seen.items() if beat == GONE or now - since > self._dead_seconds)


@dataclass(frozen=True)
class Hands:
    """What a worker does for the crew.

    Attributes:
        take_over: puts the work of dead workers, given their ids, back into the queue.
        cut_off: ends all work in hand; called when others took this worker for dead.
        reading: how many documents are in hand.
    """

    take_over: Callable[[list[str]], object]
    cut_off: Callable[[], None]
    reading: Callable[[], int]


class Crew:
    """One worker among its fellows.

    Args:
        worker: this worker.
        alone: no other can be at work (the folder's lock is held): whoever is on the list is dead.
    """

    def __init__(self, store: WorkerStore, worker: Worker, hands: Hands, *, dead_seconds: float, alone: bool) -> None:
        self._store, self._worker, self._hands, self._alone = store, worker, hands, alone
        self._dead_seconds = dead_seconds
        self._watch = Watch(dead_seconds)
        self._stopping = threading.Event()
        self._living = 1
        self._leads = alone
        self._thread = threading.Thread(target=self._live, name="crew", daemon=True)

    @property
    def leads(self) -> bool:
        """This worker hands out the work."""
        return self._leads

    @property
    def living(self) -> int:
        """How many workers live, this one among them."""
        return self._living

    def join(self) -> None:
        """Enters the list; others that are on it though none can live are struck off."""
        for other in self._store.all() if self._alone else ():
            self._store.strike(other.id)
        self._store.enter(self._worker)
        self._look()
        self._thread.start()

    def leave(self) -> None:
        """Says goodbye; what this worker left unfinished is taken over at once. Its work in hand must be at its end."""
        self._stopping.set()
        self._thread.join()
        try:
            self._store.leave(self._worker.id)
        except Exception as error:  # noqa: BLE001 - others find the number standing still, and take over later
            _log.warning("the list of workers could not be written: %s", error)

    def _live(self) -> None:
        while not self._stopping.wait(self._dead_seconds / BEATS_A_LIFE):
            try:
                if not self._store.beat(self._worker.id, reading=self._hands.reading()):
                    self._come_back()
                self._look()
            except Exception as error:  # noqa: BLE001 - the worker loop must outlive a database that restarts
                _log.warning("the list of workers cannot be reached and is tried again: %s", error)

    def _come_back(self) -> None:
        """Goes on as a new member: what was in hand belongs to others now."""
        _log.warning("this worker was taken for dead; it drops what it had in hand")
        self._leads = False
        self._hands.cut_off()
        self._store.enter(self._worker.model_copy(update={"started_at": datetime.now(UTC)}))

    def _look(self) -> None:
        workers = self._store.all()
        dead = self._watch.dead(workers, time.monotonic())
        living = [worker.id for worker in workers if worker.id not in dead]
        self._living = max(1, len(living))
        self._leads = living[:1] == [self._worker.id]
        if self._leads and dead:
            _log.warning("taking over the work of %d dead workers", len(dead))
            self._hands.take_over(list(dead))
            for worker_id in dead:
                self._store.strike(worker_id)


def this_worker(*, alone: bool) -> Worker:
    """This process as a worker. Where it is the only one it keeps its name, and so finds its own unfinished work."""
    host, process_id, now = socket.gethostname(), os.getpid(), datetime.now(UTC)
    name = "worker" if alone else f"{host}-{process_id}-{secrets.token_hex(4)}"
    return Worker(id=name, host=host, process_id=process_id, version=version("dondoc"), started_at=now, seen_at=now)
