"""The office: the one door through which command line, API and web reach everything."""

import logging
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from core.answer import Answer, Citation
from core.directive import Directive
from core.errors import Busy, IntakeError, InvalidInput
from core.page import AskedMethod, Page
from core.source import MediaType, Source
from core.task import Task, TaskStatus
from service.accounts.desk import AccountDesk
from service.answers.desk import QuestionDesk
from service.corrections.desk import CorrectionDesk
from service.documents_graph import CitedElsewhere, RelatedDocuments, related, unresolved
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
from service.preferences import with_preferences
from service.reading_queue import ReadingQueue
from service.records import (
    Accepted,
    DocumentName,
    DocumentRecord,
    DocumentStatus,
    HealthCheck,
    TakenIn,
)
from service.review.reporting import Reporting
from service.samples import sample_files
from service.settings import Settings
from service.store import FileStore, RecordStore, open_database
from service.store.accounts import AccountStore
from service.store.audit import AuditStore
from service.store.lock import WriterLock
from service.store.standing import StandingStore
from service.upkeep.desk import UpkeepDesk
from service.watched_folder import WatchedFolder
from service.wording import describe_error

if TYPE_CHECKING:
    from service.jobs import JobRunner

_log = logging.getLogger(__name__)

FINISHED = (DocumentStatus.READY, DocumentStatus.PARTIAL, DocumentStatus.FAILED)
SAMPLES, _LOADING = "samples", "loading"
WRITER_LOCK = "writer.lock"
_POLL_SECONDS = 0.1


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
        catalogue: lists of documents. corrections: what people correct of readings.
        queue: readings paused, resumed, given up, tried again.
        watched: the folder whose files are taken in by themselves. progress: figures for charts.
        reporting: reports, from the draft to approval.
        questions: asking, conversations, what was asked before.
        standing: how much work is in hand. accounts: who may come in. audit: who did what.
        upkeep: jobs, storage, figures, choices of the office.
    """

    def __init__(self, settings: Settings, *, build_engines: BuildEngines = Engines) -> None:
        self.settings = settings
        self._database = open_database(settings.data_dir, lock_seconds=settings.lock_seconds)
        self._files = FileStore(settings.data_dir / "files")
        self._store = RecordStore(self._database)
        self.standing = StandingStore(self._database)
        self.accounts = AccountDesk(AccountStore(self._database))
        self.audit = AuditStore(self._database)
        self._lock = WriterLock(settings.data_dir / WRITER_LOCK)
        self._runner: JobRunner | None = None
        self.follow_up = TaskRegister(self._store)
        self.proofs = ProofDesk(self._store, self._files)
        self.plans = Planner(self._store)
        self.versions = VersionDesk(self._store)
        self.sheets = SheetDesk(self._store)
        self.feeds = FeedDesk(self._store)
        self.catalogue = self._store.catalogue
        self.corrections = CorrectionDesk(self._store, self._wake_workers)
        self.queue = ReadingQueue(self._store, self._wake_workers)
        self.progress = self._store.progress
        self.watched = WatchedFolder(
            settings.watch_dir,
            store=self._store.watched,
            add_file=self.add_file,
            steady_seconds=settings.watch_steady_seconds,
        )
        self.reporting = Reporting(self._store, list_tasks=self._standing_tasks, settings=settings)
        self.upkeep = UpkeepDesk(self._store, settings, reread=self.reread)
        self.engines = build_engines(settings, self._database, self._store.snapshot)
        self.questions = QuestionDesk(self._store, lambda: self.engines)

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
            runner = JobRunner(chosen, store=self._store, files=self._files, engines=self.engines)
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

    # Documents

    @property
    def incoming_folder(self) -> Path:
        """Folder on the disk of the file store for uploads that are still coming in."""
        return self._files.incoming

    def add_file(self, path: Path, *, file_name: str | None = None) -> TakenIn:
        """Takes a file in and has it read; returns at once. From then on no crash loses what was accepted.

        An archive or e-mail gives a document for each file in it; one that is refused harms no other.

        Args:
            file_name: name to show people when it is not the name of `path`.

        Raises:
            IntakeError: the file itself cannot be taken in; nothing was stored.
        """
        from ingest.intake import accept_files

        accepted, refused = [], []
        limits, libreoffice = self.settings.limits, self.settings.libreoffice
        with tempfile.TemporaryDirectory(dir=self.incoming_folder, prefix="unpacked-") as folder:
            for taken in accept_files(
                path, folder=Path(folder), limits=limits, file_name=file_name, libreoffice=libreoffice
            ):
                if isinstance(taken.found, IntakeError):
                    refused.append(describe_error(taken.found))
                else:
                    accepted.append(self._keep(taken.path, taken.found))
        self._wake_workers()
        return TakenIn(accepted=tuple(accepted), refused=tuple(refused))

    def _keep(self, path: Path, source: Source) -> Accepted:
        with self._files.locked():
            self._files.put_original(path, source.sha256)
            return self._store.documents.accept(source)

    def wait(
        self,
        document_id: str,
        *,
        on_progress: Callable[[DocumentRecord], None] | None = None,
        timeout_seconds: float | None = None,
    ) -> DocumentRecord:
        """The document once it is read, or as it stands when the time is up.

        Raises:
            NotFound: no such document, or it was removed meanwhile.
        """
        end = None if timeout_seconds is None else time.monotonic() + timeout_seconds
        shown: DocumentRecord | None = None
        while True:
            document = self._store.documents.get(document_id)
            if on_progress is not None and document != shown:
                on_progress(document)
                shown = document
            if document.status in FINISHED or (end is not None and time.monotonic() >= end):
                return document
            time.sleep(_POLL_SECONDS)

    def list_documents(self) -> tuple[DocumentRecord, ...]:
        """All documents, newest first."""
        return self._store.list_documents()

    def document_names(self) -> dict[str, DocumentName]:
        """What people call each document, by id, newest first; quicker than listing them."""
        return self._store.documents.names()

    def find_document(self, key: str) -> DocumentRecord:
        """The document that `key` names: an id, a unique prefix of one, or a số/ký hiệu in any spelling.

        Raises:
            NotFound: no document.
            Ambiguous: several documents.
        """
        return self._store.find_document(key)

    def load_directive(self, document_id: str) -> Directive:
        """The directive as read and understood.

        Raises:
            NotFound: no such document, or it is not read yet.
        """
        return self._store.load_directive(document_id)

    def load_page(self, document_id: str, page_no: int) -> Page:
        """One page of a directive.

        Raises:
            NotFound: no such document or page, or it is not read yet.
        """
        return self._store.readings.load_page(document_id, page_no)

    def page_image(self, document_id: str, page_no: int) -> bytes | None:
        """The image of a page; None when its file has no layout.

        Raises:
            NotFound: no such document or page, or it is not read yet.
        """
        key = self.load_page(document_id, page_no).image_key
        return None if key is None else self._files.image(key)

    def original_file(self, document_id: str) -> Path:
        """The file as it was handed in.

        Raises:
            NotFound: no such document.
        """
        return self._files.original(self._store.documents.get(document_id).sha256)

    def remove_document(self, document_id: str) -> None:
        """Removes a document with all that was made of it.

        Raises:
            NotFound: no such document.
        """
        self._store.documents.order_removal(document_id)
        self._wake_workers()

    def reread(
        self, document_id: str, page_no: int | None = None, *, method: AskedMethod | None = None
    ) -> DocumentRecord:
        """Has a document, or one page of it, read again; people see the former reading until the new one is done.

        Raises:
            NotFound: no such document or page.
            InvalidInput: a method was asked for, and only pages of PDF files leave a choice.
        """
        document = self._store.documents.get(document_id)
        if method is not None and document.media_type is not MediaType.PDF:
            raise InvalidInput(
                f"không đọc lại được bằng cách “{method.value}”: tệp không phải PDF",
                where=document.file_name,
                advice="bỏ --method, chương trình tự chọn cách đọc",
            )
        self._store.documents.order_reread(document_id, page_no, method)
        self._wake_workers()
        return self._store.documents.get(document_id)

    def related(self, key: str) -> tuple[RelatedDocuments, ...]:
        """What the document that `key` names cites and what cites it; the number may be one that is not held.

        Raises:
            NotFound: nothing held has this id or number, or cites it.
            Ambiguous: several held documents have this number.
        """
        return related(self._store, key)

    def unresolved_references(self) -> tuple[CitedElsewhere, ...]:
        """Numbered documents that are cited but not held, the most cited first."""
        return unresolved(self._store.list_documents())

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
        """Takes the sample files in, once in the life of a data folder, and only if nothing was taken in before."""
        facts = self._store.facts
        if facts.get(SAMPLES) is None:
            facts.set(SAMPLES, "not wanted" if self.list_documents() else _LOADING)
        if facts.get(SAMPLES) == _LOADING:
            for path in sample_files(self.settings.samples_dir):
                self._add_sample(path)
            facts.set(SAMPLES, f"loaded {datetime.now(UTC).isoformat()}")

    def warm_up(self) -> None:
        """Builds the heavy parts now, so that the first question does not wait for them."""
        self.engines.answers.ask("khởi động", document_id=None, as_of=None)

    def _add_sample(self, path: Path) -> None:
        try:
            self.add_file(path)
        except IntakeError as error:
            _log.warning("sample left out: %s", error)

    def _wake_workers(self) -> None:
        if self._runner is not None:
            self._runner.wake()
