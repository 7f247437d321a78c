"""The worker of an office: takes its part of the orders of the register, and survives being killed.

It does not matter where a process dies between accepting a file and finishing it: the register says what is not
finished, the engine what of it is done. See docs/adr/0060 and docs/adr/0159.
"""

import logging
import threading
from collections.abc import Callable
from typing import ClassVar

from core.errors import Busy
from service.engines import Engines
from service.jobs.crew import Crew, Hands, this_worker
from service.jobs.dispatcher import Dispatcher
from service.jobs.engine import JobEngine
from service.jobs.index_keeper import IndexKeeper
from service.jobs.steps import ReadingSteps
from service.jobs.workflow import ReadingWorkflow
from service.settings import Settings
from service.store import FileStore, RecordStore
from service.store.documents import Order

_log = logging.getLogger(__name__)

_POLL_SECONDS = 0.5
_STOP_SECONDS = 30.0


class JobRunner:
    """Reads what the register orders, in threads of this process. The engine allows one runner a process.

    Args:
        let_pass: returns when nobody waits for this process, or soon.
    """

    _in_process: ClassVar[threading.Lock] = threading.Lock()

    def __init__(
        self,
        settings: Settings,
        *,
        store: RecordStore,
        files: FileStore,
        engines: Engines,
        let_pass: Callable[[], object],
    ) -> None:
        self._settings = settings
        alone = not settings.many_workers
        worker = this_worker(alone=alone)
        steps = ReadingSteps(store, files, engines, page_attempts=settings.page_attempts, let_pass=let_pass)
        self._workflow = ReadingWorkflow(steps, page_workers=settings.reading_workers, on_broken_off=self._broken_off)
        self._engine = JobEngine(settings, executor=worker.id, read_document=self._workflow.run)
        self._dispatcher = Dispatcher(store, steps, self._engine, places=settings.reading_documents)
        self._crew = Crew(
            store.workers,
            worker,
            Hands(self._engine.take_over, cut_off=self._workflow.cut_off, reading=lambda: self._workflow.active),
            dead_seconds=settings.worker_dead_seconds,
            alone=alone,
        )
        self._index_keeper = IndexKeeper(store, engines, leads=lambda: self._crew.leads)
        self._woken, self._stopping = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._dispatch, name="dispatcher", daemon=True)

    def start(self) -> None:
        """Goes on with what was unfinished and takes new orders from now on.

        Raises:
            Busy: another runner works in this process.
        """
        if not self._in_process.acquire(blocking=False):
            raise Busy("this process runs the workers of another data folder", where=str(self._settings.data_dir))
        try:
            self._engine.start()
            self._crew.join()
        except BaseException:
            self._engine.stop()
            self._in_process.release()
            raise
        self._thread.start()
        self._index_keeper.start()

    def wake(self) -> None:
        """Looks for new orders at once rather than within half a second."""
        self._woken.set()

    def stop(self) -> None:
        """Ends after the pages in hand; the next start, or another worker, goes on from there."""
        self._stopping.set()
        self._woken.set()
        self._thread.join()
        self._index_keeper.stop()
        self._workflow.stop(timeout_seconds=_STOP_SECONDS)
        self._engine.stop()
        self._crew.leave()
        self._in_process.release()

    def _broken_off(self, order: Order) -> None:
        self._dispatcher.broken_off(order)

    def _dispatch(self) -> None:
        while not self._stopping.is_set():
            try:
                self._dispatcher.hand_over_again()
                if self._crew.leads:
                    self._dispatcher.turn(workers=self._crew.living)
            except Exception:  # noqa: BLE001 - the worker loop must outlive a full disk or a locked database
                _log.exception("the dispatcher failed and goes on")
            self._woken.wait(_POLL_SECONDS)
            self._woken.clear()
