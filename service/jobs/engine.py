"""DBOS as this program uses it: where it keeps its record, two queues, no telemetry, no console, no port."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dbos import DBOS, DBOSClient, DBOSConfig, SetWorkflowID

from service.settings import Settings
from service.store.documents import Order
from service.store.postgres_engine import read_address

JOBS_DATABASE = "jobs.sqlite"
WORKFLOW_VERSION = "reading-2"
"""Part of every workflow id. Change it when the steps of `ReadingWorkflow` change: unfinished documents then start a
new workflow, in which pages that are read are not read again."""

WAITED_FOR, BULK = "waited for", "bulk"
"""The queues: documents that a person waits for, and all others; each has places of its own."""

_APPLICATION, _SCHEMA = "dondoc", "jobs"
_MAX_RECOVERIES = 1_000_000
_POLL_SECONDS, _CALM_POLL_SECONDS = 0.25, 1.0
"""A look into a queue is four statements; two queues, four times a second, were a tenth of the work of a server that
fifty people use."""

_ENDED_BADLY = {"ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"}
_ENDED = ["SUCCESS", *_ENDED_BADLY]
_KEPT_DAYS, _FORGOTTEN_AT_ONCE = 7, 200

ReadDocument = Callable[[str, int], str]


class JobEngine:
    """Carries out readings and remembers each finished step. One process has one.

    Args:
        executor: name of this worker; what it left unfinished under this name goes on when it starts again.
        read_document: the workflow; given a document and a generation.
    """

    def __init__(self, settings: Settings, *, executor: str, read_document: ReadDocument) -> None:
        self._settings, self._executor = settings, executor
        self._read_document = read_document
        self._bulk_poll_seconds: float | None = None

    def start(self) -> None:
        """Begins to take workflows from the queues.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the engine's database cannot be reached.
        """
        url = _prepare_database(self._settings)
        self._register_queues(url)
        DBOS(config=self._configuration(url))

        @DBOS.workflow(name="read_document", max_recovery_attempts=_MAX_RECOVERIES)
        def read_document(document_id: str, generation: int) -> str:
            return self._read_document(document_id, generation)

        self._workflow = read_document
        DBOS.launch()

    def stop(self) -> None:
        """Takes no further workflow; what was not finished goes on at the next start."""
        DBOS.destroy(destroy_registry=True)

    def enqueue(self, queue: str, order: Order, attempt: int = 0) -> str:
        """Has a document read, unless this attempt was enqueued before; returns the id of its workflow."""
        key = workflow_id(order, attempt)
        with SetWorkflowID(key):
            DBOS.enqueue_workflow(queue, self._workflow, order.document_id, order.generation)
        return key

    def look_for_bulk(self, *, often: bool) -> None:
        """Has all workers look into the queue of bulk work four times a second, or once a second."""
        seconds = _POLL_SECONDS if often else _CALM_POLL_SECONDS
        queue = None if seconds == self._bulk_poll_seconds else DBOS.retrieve_queue(BULK)
        if queue is not None:
            queue.set_polling_interval_sec(seconds)
            self._bulk_poll_seconds = seconds

    def has_given_up(self, key: str) -> bool:
        """Whether the workflow of this id ended without reaching its own end."""
        status = DBOS.get_workflow_status(key)
        return status is not None and status.status in _ENDED_BADLY

    def take_over(self, executors: list[str]) -> None:
        """Puts what these workers left unfinished back into the queues; what others took up already stays theirs."""
        DBOS._recover_pending_workflows(executors)

    def forget_finished(self) -> int:
        """Takes away some of the record of readings that ended long ago, so that it does not grow for ever.

        The register knows what became of their documents. Returns how many were forgotten.
        """
        before = (datetime.now(UTC) - timedelta(days=_KEPT_DAYS)).isoformat()
        ended = DBOS.list_workflows(
            status=_ENDED, completed_before=before, limit=_FORGOTTEN_AT_ONCE, load_input=False, load_output=False
        )
        if ended:
            DBOS.delete_workflows([workflow.workflow_id for workflow in ended])
        return len(ended)

    def _register_queues(self, url: str) -> None:
        """Registers the queues before the engine starts, which then looks for work in them at once."""
        client = DBOSClient(system_database_url=url, application_name=_APPLICATION, dbos_system_schema=_SCHEMA)
        for queue in (WAITED_FOR, BULK):
            client.register_queue(
                queue,
                worker_concurrency=self._settings.reading_documents,
                polling_interval_sec=_POLL_SECONDS,
                on_conflict="always_update",
            )
        client.destroy()

    def _configuration(self, url: str) -> DBOSConfig:
        return DBOSConfig(
            name=_APPLICATION,
            system_database_url=url,
            dbos_system_schema=_SCHEMA,
            application_version=WORKFLOW_VERSION,
            executor_id=self._executor,
            enable_otlp=False,
            run_migrations=False,
            notification_listener_polling_interval_sec=_POLL_SECONDS,
            log_level="CRITICAL",
        )


def workflow_id(order: Order, attempt: int = 0) -> str:
    """Id under which the engine knows an order; it takes each id once."""
    again = f"-{attempt}" if attempt else ""
    return f"{order.document_id}-{order.generation}-{WORKFLOW_VERSION}{again}"


def _prepare_database(settings: Settings) -> str:
    """The address of the engine's database, which has the newest schema: a SQLite file, or a schema of PostgreSQL."""
    if settings.database_url is None:
        url = f"sqlite:///{_write_ahead(settings.data_dir / JOBS_DATABASE)}"
    else:
        url = read_address(settings.database_url.get_secret_value()).render_as_string(hide_password=False)
    DBOS.migrate(url, schema=_SCHEMA)
    return url


def _write_ahead(path: Path) -> Path:
    """The SQLite file at `path`, made if needed, in WAL mode."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    return path
