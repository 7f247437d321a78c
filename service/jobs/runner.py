"""The worker of an office: takes orders from the register, has DBOS carry them out, and survives being killed.

The register is the queue of record: a document row that is not finished is an order, whichever process wrote it. The
runner hands each order to DBOS under an id made of document and generation, which DBOS accepts once only. So it does
not matter where a process dies between accepting a file and finishing it. See docs/adr/0060.
"""

import logging
import sqlite3
import threading
from pathlib import Path
from typing import ClassVar

from dbos import DBOS, DBOSClient, DBOSConfig, SetWorkflowID

from core.errors import Busy
from service.engines import Engines
from service.jobs.index_keeper import IndexKeeper
from service.jobs.steps import ReadingSteps
from service.jobs.workflow import ReadingWorkflow
from service.settings import Settings
from service.store import FileStore, RecordStore
from service.store.documents import Order
from service.wording import describe_code

_log = logging.getLogger(__name__)

JOBS_DATABASE = "jobs.sqlite"
WORKFLOW_VERSION = "reading-1"
"""Part of every workflow id. Change it when the steps of `ReadingWorkflow` change: unfinished documents then start a
new workflow, in which pages that are read are not read again."""

_APPLICATION, _QUEUE = "dondoc", "reading"
_MAX_RECOVERIES = 1_000
_POLL_SECONDS = 0.5
_QUEUE_POLL_SECONDS = 0.25
_STOP_SECONDS = 30.0
_ENDED_BADLY = {"ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"}


class JobRunner:
    """Reads what the register orders, in threads of this process. DBOS allows one runner a process."""

    _in_process: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, settings: Settings, *, store: RecordStore, files: FileStore, engines: Engines) -> None:
        self._settings, self._store = settings, store
        self._steps = ReadingSteps(store, files, engines, page_attempts=settings.page_attempts)
        self._workflow = ReadingWorkflow(self._steps, page_workers=settings.reading_workers)
        self._handed_over: set[Order] = set()
        self._woken, self._stopping = threading.Event(), threading.Event()
        self._dispatcher = threading.Thread(target=self._dispatch, name="dispatcher", daemon=True)
        self._index_keeper = IndexKeeper(store, engines)

    def start(self) -> None:
        """Goes on with what was unfinished and takes new orders from now on.

        Raises:
            Busy: another runner works in this process.
        """
        if not self._in_process.acquire(blocking=False):
            raise Busy("this process runs the workers of another data folder", where=str(self._settings.data_dir))
        try:
            self._launch()
        except BaseException:
            DBOS.destroy(destroy_registry=True)
            self._in_process.release()
            raise
        self._dispatcher.start()
        self._index_keeper.start()

    def _launch(self) -> None:
        url = _prepare_database(self._settings.data_dir)
        self._register_queue(url)
        DBOS(config=_configuration(url))

        @DBOS.workflow(name="read_document", max_recovery_attempts=_MAX_RECOVERIES)
        def read_document(document_id: str, generation: int) -> str:
            return self._workflow.run(document_id, generation)

        self._run_workflow = read_document
        DBOS.launch()

    def _register_queue(self, url: str) -> None:
        """Registers the queue before the engine starts, which then looks for work in it at once."""
        client = DBOSClient(system_database_url=url, application_name=_APPLICATION)
        client.register_queue(
            _QUEUE,
            worker_concurrency=self._settings.reading_documents,
            polling_interval_sec=_QUEUE_POLL_SECONDS,
            on_conflict="always_update",
        )
        client.destroy()

    def wake(self) -> None:
        """Looks for new orders at once rather than within half a second."""
        self._woken.set()

    def stop(self) -> None:
        """Ends after the pages in hand; the next start goes on from there."""
        self._stopping.set()
        self._woken.set()
        self._dispatcher.join()
        self._index_keeper.stop()
        self._workflow.stop(timeout_seconds=_STOP_SECONDS)
        DBOS.destroy(destroy_registry=True)
        self._in_process.release()

    def _dispatch(self) -> None:
        while not self._stopping.is_set():
            try:
                self._hand_over_orders()
                self._take_away_removed()
            except Exception:  # noqa: BLE001 - the worker loop must outlive a full disk or a locked database
                _log.exception("the dispatcher failed and goes on")
            self._woken.wait(_POLL_SECONDS)
            self._woken.clear()

    def _hand_over_orders(self) -> None:
        orders = self._store.documents.orders()
        for order in orders:
            if order not in self._handed_over:
                with SetWorkflowID(_workflow_id(order)):
                    DBOS.enqueue_workflow(_QUEUE, self._run_workflow, order.document_id, order.generation)
                self._handed_over.add(order)
        self._handed_over.intersection_update(orders)
        for order in orders[: 2 * self._settings.reading_documents]:
            self._fail_if_given_up(order)

    def _fail_if_given_up(self, order: Order) -> None:
        """Fails a document whose workflow the engine has given up, so that nobody waits for it for ever."""
        status = DBOS.get_workflow_status(_workflow_id(order))
        if status is not None and status.status in _ENDED_BADLY:
            self._steps.fail(order, describe_code("error", where=order.document_id))

    def _take_away_removed(self) -> None:
        for document_id, sha256 in self._store.documents.removed():
            self._steps.take_away(document_id, sha256)


def _workflow_id(order: Order) -> str:
    return f"{order.document_id}-{order.generation}-{WORKFLOW_VERSION}"


def _prepare_database(data_dir: Path) -> str:
    """The address of the engine's SQLite file, which is in WAL mode and has the newest schema."""
    path = data_dir / JOBS_DATABASE
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    url = f"sqlite:///{path}"
    DBOS.migrate(url)
    return url


def _configuration(url: str) -> DBOSConfig:
    """No telemetry, no console, no port, no other host."""
    return DBOSConfig(
        name=_APPLICATION,
        system_database_url=url,
        application_version=WORKFLOW_VERSION,
        executor_id="worker",
        enable_otlp=False,
        notification_listener_polling_interval_sec=_QUEUE_POLL_SECONDS,
        log_level="CRITICAL",
    )
