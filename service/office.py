"""The office: the one door through which command line, API and web reach everything."""

from contextlib import AbstractContextManager
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING

from core.answer import Answer, Citation
from core.errors import Busy
from core.task import Task, TaskStatus
from service.access.desk import AccessDesk
from service.accounts.desk import AccountDesk
from service.accounts.entrance import Entrance
from service.answers.desk import QuestionDesk
from service.corrections.desk import CorrectionDesk
from service.documents.desk import DocumentDesk
from service.engines import BuildEngines, Engines
from service.follow_up.actor import LOCAL_USER
from service.follow_up.calendar_feed import FeedDesk
from service.follow_up.conditions import TaskCondition
from service.follow_up.planner import Planner
from service.follow_up.proofs import ProofDesk
from service.follow_up.register import TaskRegister
from service.follow_up.sheet_desk import SheetDesk
from service.follow_up.versions import VersionDesk
from service.health import check_health
from service.precedence import Precedence
from service.preferences import with_preferences
from service.reading_queue import ReadingQueue
from service.records import HealthCheck
from service.retention.desk import RetentionDesk
from service.retention.wiping import wipe_beside
from service.review.reporting import Reporting
from service.samples import load_samples
from service.settings import Settings
from service.store import RecordStore, open_office_database, open_office_files
from service.store.accounts import AccountStore
from service.store.audit import AuditStore
from service.store.erasing import ErasingStore
from service.store.opening import writer_lock
from service.store.standing import StandingStore
from service.upkeep.desk import UpkeepDesk
from service.watched_folder import WatchedFolder

if TYPE_CHECKING:
    from service.jobs import JobRunner


def open_office(settings: Settings, *, writer: bool, build_engines: BuildEngines = Engines) -> "Office":
    """The office of `settings.data_dir`; close it, or use it in a `with` block.

    Args:
        writer: run the workers here; only one process of a data folder can.
        build_engines: what makes the heavy parts.

    Raises:
        Busy: another process runs the workers already.
        ConfigurationError: the data folder belongs to a newer version.
    """
    office = Office(settings, build_engines=build_engines)
    try:
        if writer:
            office.become_writer()
    except BaseException:
        office.close()
        raise
    return office


class Office(AbstractContextManager["Office"]):
    """Everything an office can do with its directives. Open it with `open_office`; methods may be called by any thread.

    Attributes:
        settings: what it was opened with.
        engines: restorer, index and answer service, built when first needed.
        follow_up: the register of tasks that staff work from.
        proofs, plans, versions, sheets, feeds: what is attached to tasks, the reporting chain, what a new version of a
            directive changes, progress that comes back in workbooks, private calendars.
        documents: handing in, finding, opening, removing. catalogue: lists of them.
        access: whom documents are open to, and the units. corrections: what people correct of readings.
        queue: readings paused, resumed, given up, tried again.
        watched: the folder whose files are taken in by themselves. progress: figures for charts.
        reporting: reports, from the draft to approval.
        questions: asking, conversations, what was asked before. precedence: answers go before reading.
        standing: how much work is in hand. accounts: who may come in. entrance: other ways in. audit: who did what.
        upkeep: jobs, storage, figures, choices of the office. retention: erasing.
    """

    def __init__(self, settings: Settings, *, build_engines: BuildEngines = Engines) -> None:
        self.settings = settings
        self._database = open_office_database(settings)
        self._files = open_office_files(settings, self._database)
        self._store = RecordStore(self._database)
        self.standing = StandingStore(self._database)
        self.accounts = AccountDesk(AccountStore(self._database))
        self.entrance = Entrance(settings.oidc, self._database, self.accounts)
        self.audit = AuditStore(self._database)
        self._lock = writer_lock(settings, self._database)
        self._runner: JobRunner | None = None
        self.follow_up = TaskRegister(self._store)
        self.proofs = ProofDesk(self._store, self._files)
        self.plans = Planner(self._store)
        self.versions = VersionDesk(self._store)
        self.sheets = SheetDesk(self._store)
        self.feeds = FeedDesk(self._store, viewer_of=self.accounts.viewer_of_owner)
        self.catalogue = self._store.catalogue
        self.documents = DocumentDesk(self._store, self._files, settings, self._wake_workers)
        self.access = AccessDesk(self._database, self._store.documents)
        self.corrections = CorrectionDesk(self._store, self._wake_workers)
        self.queue = ReadingQueue(self._store, self._wake_workers)
        self.progress = self._store.progress
        self.watched = WatchedFolder(
            settings.watch_dir,
            store=self._store.watched,
            add_file=self.documents.add,
            steady_seconds=settings.watch_steady_seconds,
        )
        self.reporting = Reporting(self._store, list_tasks=self._standing_tasks, settings=settings)
        self.upkeep = UpkeepDesk(self._store, settings, standing=self.standing, reread=self.documents.reread)
        self.retention = RetentionDesk(
            ErasingStore(self._database),
            settings.retention,
            remove=self.documents.remove,
            drop_attachments=lambda: self._files.keep_attachments(self._store.tasks.attached_files(), young_seconds=0),
            wipe_aside=lambda: wipe_beside(settings.data_dir),
        )
        self.engines = build_engines(settings, self._database, self._store.snapshot)
        self.precedence = Precedence()
        self.questions = QuestionDesk(self._store, lambda: self.engines, self.precedence)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def is_writer(self) -> bool:
        """This process runs the workers; without it, what is added is read by the process that does."""
        return self._runner is not None

    def become_writer(self) -> None:
        """Runs the workers here from now on.

        Raises:
            Busy: another process runs them.
        """
        from service.jobs import JobRunner

        self._lock.take()
        try:
            self._files.clear_incoming()
            self._files.keep_attachments(self._store.tasks.attached_files())
            chosen = with_preferences(self.settings, self.upkeep.preferences)
            runner = JobRunner(
                chosen,
                store=self._store,
                files=self._files,
                engines=self.engines,
                let_pass=self.precedence.let_pass,
            )
            runner.start()
        except BaseException:
            self._lock.release()
            raise
        self._runner = runner

    def close(self) -> None:
        """Stops the workers after the pages they are at, and lets go of the data folder."""
        runner, self._runner = self._runner, None
        if runner is not None:
            runner.stop()
        self._lock.release()
        self._database.dispose()

    # Tasks

    def list_tasks(
        self,
        document_id: str | None = None,
        *,
        due_before: date | None = None,
        unit: str | None = None,
        status: TaskStatus | None = None,
    ) -> tuple[Task, ...]:
        """Tasks of the register in the order of the text; each argument that is given leaves out what does not fit it.

        Args:
            due_before: names a day before this one; a recurring task counts with its next day.
            unit: leads or coordinates, in any spelling of case and accents.
        """
        condition = TaskCondition(document_id=document_id or "", due_before=due_before, unit=unit or "", status=status)
        return self.follow_up.find(condition).tasks

    def _standing_tasks(self, document_id: str | None = None) -> tuple[Task, ...]:
        """Tasks that a report may speak of: what the newest reading no longer finds is left out."""
        return tuple(task for task in self.list_tasks(document_id) if not task.is_gone)

    # Questions

    def ask(
        self, question: str, *, document_id: str | None = None, as_of: date | None = None, asked_by: str = LOCAL_USER
    ) -> Answer:
        """An answer in the words of the documents, or an abstention; it is kept in the history.

        Raises:
            InvalidInput: an empty or endless question.
            NotFound: no such document.
        """
        return self.questions.ask(question, document_id=document_id, as_of=as_of, asked_by=asked_by)

    def search(self, words: str, *, document_id: str | None = None, limit: int = 10) -> tuple[Citation, ...]:
        """The passages that fit the words best, best first, as they stand in their documents.

        Raises:
            InvalidInput: no words, or endless ones.
            NotFound: no such document.
        """
        return self.questions.search(words, document_id=document_id, limit=limit)

    # Upkeep

    def rebuild_index(self) -> None:
        """Makes the vector index anew from the database.

        Raises:
            Busy: another process runs the workers.
        """
        if not self.is_writer:
            raise Busy("another process writes the index", where=str(self.settings.data_dir), advice="Stop it first")
        self.engines.index.rebuild_vectors()

    def health(self) -> tuple[HealthCheck, ...]:
        """One check for each part that can fail."""
        return check_health(self.settings, self._database, self.engines)

    def load_samples(self) -> None:
        """Takes the sample files in, once in the life of an office, and only if nothing was taken in before."""
        load_samples(self.settings.samples_dir, self._store, self.documents)

    def warm_up(self) -> None:
        """Builds the heavy parts now, so that the first question does not wait for them."""
        self.engines.answers.ask("khởi động", document_id=None, as_of=None)

    def _wake_workers(self) -> None:
        if self._runner is not None:
            self._runner.wake()
