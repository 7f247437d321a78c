"""Hands the orders of the register to the engine, a few at a time, so that what is urgent never stands behind the rest.

The register is the queue of record: a document row that is not finished is an order, whichever process wrote it. The
engine gets no more than it can begin soon; what a person asks for in between is handed over at once, to a queue that
bulk work does not fill. Every turn may be cut off, and repeated by another process.
"""

import threading
import time

from service.jobs.engine import BULK, WAITED_FOR, JobEngine, workflow_id
from service.jobs.steps import RETRY_SECONDS, ReadingSteps
from service.records import Urgency
from service.store import RecordStore
from service.store.documents import Order
from service.wording import describe_code

_QUEUES = {WAITED_FOR: (Urgency.FIRST, Urgency.PERSON), BULK: (Urgency.BULK,)}
_HANDED_OVER_A_PLACE = 2
"""Orders handed over for each place at a worker: one that is read, and the next."""

_ATTEMPTS = 20
_LONGEST_WAIT_SECONDS = 60.0
_FORGET_EVERY_SECONDS = 60.0
_CALM_SECONDS = 30.0
"""So long after the last bulk work its queue is looked into seldom."""


class Dispatcher:
    """Hands out work. In the process that leads it takes `turn`s; in every process it has readings begin again."""

    def __init__(self, store: RecordStore, steps: ReadingSteps, engine: JobEngine, *, places: int) -> None:
        self._store, self._steps, self._engine = store, steps, engine
        self._places = places
        self._handed_over: dict[Order, str] = {}
        self._changing = threading.Lock()
        self._attempts: dict[Order, int] = {}
        self._again_at: dict[Order, float] = {}
        self._forget_at = 0.0
        self._calm_at = time.monotonic() + _CALM_SECONDS

    def turn(self, *, workers: int) -> None:
        """Hands over what can be begun soon by so many workers, and puts back what is to be tried again."""
        for document_id in self._store.reading_control.due(longest_seconds=max(RETRY_SECONDS)):
            self._store.reading_control.retry_failed(document_id, by_itself=True)
        window = _HANDED_OVER_A_PLACE * self._places * workers
        current: dict[Order, str] = {}
        for queue, urgencies in _QUEUES.items():
            for order in self._store.documents.orders(*urgencies, limit=window):
                current[order] = self._handed(queue, order)
                if queue == BULK:
                    self._calm_at = time.monotonic() + _CALM_SECONDS
        self._handed_over = current
        self._engine.look_for_bulk(often=time.monotonic() < self._calm_at)
        for document_id, sha256 in self._store.documents.removed():
            self._steps.take_away(document_id, sha256)
        if time.monotonic() >= self._forget_at:
            self._forget_at = time.monotonic() + _FORGET_EVERY_SECONDS
            self._engine.forget_finished()

    def broken_off(self, order: Order) -> str:
        """Has a reading begin again, after a while, that ended without its own end; returns the id it will have."""
        with self._changing:
            attempt = self._attempts.get(order, 0) + 1
            self._attempts[order] = attempt
            self._again_at[order] = time.monotonic() + min(2.0**attempt, _LONGEST_WAIT_SECONDS)
        return workflow_id(order, attempt)

    def hand_over_again(self) -> None:
        """Hands over the broken-off readings whose time has come; one that broke off too often fails."""
        with self._changing:
            due = [order for order, moment in self._again_at.items() if moment <= time.monotonic()]
            attempts = {order: self._attempts[order] for order in due}
        for order, attempt in attempts.items():
            is_wanted = self._store.documents.is_current(order)
            if is_wanted and attempt < _ATTEMPTS:
                queue = BULK if self._steps.urgency(order) is Urgency.BULK else WAITED_FOR
                self._engine.enqueue(queue, order, attempt)
            elif is_wanted:
                self._steps.fail(order, describe_code("error", where=order.document_id))
            with self._changing:
                del self._again_at[order]
                if not is_wanted:
                    del self._attempts[order]

    def _handed(self, queue: str, order: Order) -> str:
        """Id under which the engine has the order now, or will have it soon."""
        given = self._handed_over.get(order)
        if given is None:
            return self._engine.enqueue(queue, order)
        return self.broken_off(order) if self._engine.has_given_up(given) else given
