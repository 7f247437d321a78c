"""One document as one DBOS workflow; each step's end is checkpointed, so a process that dies goes on where it was."""

import contextvars
import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial

from dbos import DBOS, StepOptions
from sqlalchemy.exc import OperationalError

from core.errors import DondocError
from service.jobs.steps import ReadingSteps, Superseded
from service.records import StoredError
from service.store.documents import Order
from service.wording import describe_code, describe_error

_log = logging.getLogger(__name__)

_ATTEMPTS = 4
_RETRY_SECONDS = 0.5
"""Before the second attempt; twice as long before each further one."""


class Stopped(BaseException):
    """The worker is stopping. Not an `Exception`: the engine then records no end, and the next start goes on."""


class ReadingWorkflow:
    """Runs the steps of one document; many run at a time and share the threads that read pages.

    A document has at most `page_workers` pages in hand, so that a short one is not kept waiting by a long one.
    """

    def __init__(self, steps: ReadingSteps, *, page_workers: int) -> None:
        self._steps = steps
        self._page_workers = page_workers
        self._pages = ThreadPoolExecutor(max_workers=page_workers, thread_name_prefix="page")
        self._stopping = threading.Event()
        self._idle = threading.Condition()
        self._active = 0

    def run(self, document_id: str, generation: int) -> str:
        """Reads the document; returns its final status."""
        order = Order(document_id, generation)
        with self._idle:
            self._active += 1
        try:
            return self._run(order)
        finally:
            with self._idle:
                self._active -= 1
                self._idle.notify_all()

    def stop(self, *, timeout_seconds: float) -> None:
        """Lets pages that are being read come to their end, and begins no other."""
        self._stopping.set()
        with self._idle:
            self._idle.wait_for(lambda: self._active == 0, timeout=timeout_seconds)
        self._pages.shutdown(wait=False, cancel_futures=True)

    def _run(self, order: Order) -> str:
        try:
            pages = DBOS.run_step(_options("begin"), self._steps.begin, order)
            self._read_pages(order, pages)
            self._check_stopping()
            DBOS.run_step(_options("understand"), self._steps.understand, order)
            self._check_stopping()
            DBOS.run_step(_options("index"), self._steps.index, order)
            return DBOS.run_step(_options("finish"), self._steps.finish, order)
        except Superseded:
            return "superseded"
        except Exception as error:  # noqa: BLE001 - the worker loop: one document's failure harms no other
            self._check_stopping()
            _log.error("reading document %s failed", order.document_id, exc_info=error)
            return DBOS.run_step(_options("fail"), self._steps.fail, order, _reason(error, order.document_id))

    def _read_pages(self, order: Order, pages: int) -> None:
        """Reads all pages, several at a time. Steps are numbered in the order of pages, whatever order they end in."""
        waiting = deque((page_no, DBOS.reserve_step()) for page_no in range(1, pages + 1))
        running: set[Future[None]] = set()
        try:
            while waiting or running:
                while waiting and len(running) < self._page_workers:
                    self._check_stopping()
                    page_no, step = waiting.popleft()
                    running.add(
                        self._submit(partial(step.run, _options("read_page"), self._steps.read_page, order, page_no))
                    )
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for page in done:
                    page.result()
        finally:
            wait(running)

    def _submit(self, read: Callable[[], None]) -> Future[None]:
        """Runs `read` on a page thread, within the workflow that calls."""
        context = contextvars.copy_context()
        return self._pages.submit(lambda: context.run(read))

    def _check_stopping(self) -> None:
        if self._stopping.is_set():
            raise Stopped


def _options(name: str) -> StepOptions:
    """A step is tried again when the database would not have it (locked, disk full), and for no other reason."""
    return StepOptions(
        name=name,
        retries_allowed=True,
        max_attempts=_ATTEMPTS,
        interval_seconds=_RETRY_SECONDS,
        should_retry=lambda error: isinstance(error, OperationalError),
    )


def _reason(error: Exception, document_id: str) -> StoredError:
    if isinstance(error, DondocError):
        return describe_error(error)
    return describe_code("error", where=document_id)
