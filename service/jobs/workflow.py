"""One document as one DBOS workflow; each step's end is checkpointed, so a process that dies goes on where it was."""

import contextvars
import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from functools import partial
from typing import ParamSpec, TypeVar

from dbos import DBOS, StepOptions

from core.errors import DondocError
from service.jobs.page_pool import PagePool
from service.jobs.patience import Stopped, is_passing, patiently
from service.jobs.steps import ReadingSteps, Superseded
from service.records import StoredError
from service.store.documents import Order
from service.wording import describe_code, describe_error

_log = logging.getLogger(__name__)

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class ReadingWorkflow:
    """Runs the steps of one document; many run at a time and share the threads that read pages.

    A document has at most `page_workers` pages in hand, so that a short one is not kept waiting by a long one. A step
    that meets a fault of the machine is tried again until it passes.

    Args:
        on_broken_off: told of a reading that ended without reaching its end, for a fault of the engine's own record.
    """

    def __init__(self, steps: ReadingSteps, *, page_workers: int, on_broken_off: Callable[[Order], None]) -> None:
        self._steps = steps
        self._page_workers = page_workers
        self._on_broken_off = on_broken_off
        self._pages = PagePool(page_workers)
        self._stopping = threading.Event()
        self._idle = threading.Condition()
        self._active: set[Order] = set()

    @property
    def active(self) -> int:
        """Documents in hand."""
        return len(self._active)

    def run(self, document_id: str, generation: int) -> str:
        """Reads the document; returns its final status. A second reading of the same order waits for the first."""
        order = Order(document_id, generation)
        with self._idle:
            self._idle.wait_for(lambda: order not in self._active)
            self._active.add(order)
        try:
            return self._run(order)
        finally:
            with self._idle:
                self._active.remove(order)
                self._idle.notify_all()

    def stop(self, *, timeout_seconds: float) -> None:
        """Lets pages that are being read come to their end, and begins no other."""
        self._stopping.set()
        with self._idle:
            self._idle.wait_for(lambda: not self._active, timeout=timeout_seconds)
        self._pages.close()

    def cut_off(self) -> None:
        """Ends all readings in hand at their next step, without an end of their own; afterwards new ones may begin."""
        self._stopping.set()
        with self._idle:
            self._idle.wait_for(lambda: not self._active)
        self._stopping.clear()

    def _run(self, order: Order) -> str:
        try:
            pages = self._step("begin", self._steps.begin, order)
            self._read_pages(order, pages)
            self._step("understand", self._steps.understand, order)
            self._step("index", self._steps.index, order)
            return self._step("finish", self._steps.finish, order)
        except Superseded:
            return "superseded"
        except Exception as error:
            self._check_stopping()
            if is_passing(error):
                self._on_broken_off(order)
                raise Stopped from error
            _log.error("reading document %s failed", order.document_id, exc_info=error)
            return self._step("fail", self._steps.fail, order, _reason(error, order.document_id))

    def _step(
        self, name: str, step: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> Result:
        """What the step gives; its end is recorded, and it is not run again once it is."""
        self._check_stopping()
        return DBOS.run_step(StepOptions(name=name), self._patient(partial(step, *arguments, **named)))

    def _patient(self, step: Callable[[], Result]) -> Callable[[], Result]:
        return partial(patiently, step, stopping=self._stopping)

    def _read_pages(self, order: Order, pages: int) -> None:
        """Reads all pages, several at a time. Steps are numbered in the order of pages, whatever order they end in."""
        waiting = deque((page_no, DBOS.reserve_step()) for page_no in range(1, pages + 1))
        running: set[Future[None]] = set()
        try:
            while waiting or running:
                while waiting and len(running) < self._page_workers:
                    self._check_stopping()
                    page_no, step = waiting.popleft()
                    read = self._patient(partial(self._steps.read_page, order, page_no))
                    running.add(self._submit(partial(step.run, StepOptions(name="read_page"), read), order))
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for page in done:
                    page.result()
        finally:
            wait(running)

    def _submit(self, read: Callable[[], None], order: Order) -> Future[None]:
        """Runs `read` on a page thread, within the workflow that calls, at the place that the document has by now."""
        context = contextvars.copy_context()
        return self._pages.submit(lambda: context.run(read), urgency=self._steps.urgency(order))

    def _check_stopping(self) -> None:
        if self._stopping.is_set():
            raise Stopped


def _reason(error: Exception, document_id: str) -> StoredError:
    if isinstance(error, DondocError):
        return describe_error(error)
    return describe_code("error", where=document_id)
