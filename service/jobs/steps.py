"""The steps of reading one document. Each may be cut off and run again: what is done is not done twice."""

from collections.abc import Callable
from contextlib import suppress

from core.directive import Directive
from core.errors import Busy, NotFound
from core.page import Page, ReadingMethod, TextJudgement
from core.source import Source
from service.engines import Engines
from service.records import DocumentRecord, DocumentStatus, StoredError, Urgency
from service.store import FileStore, RecordStore
from service.store.documents import Order
from service.wording import describe_code

INTERRUPTED = "page_interrupted"
"""Code of a page that was set aside because reading it was cut off time and again."""


RETRY_SECONDS = (30.0, 300.0, 3600.0)
"""Waits before pages that failed for a fault of the machine are tried again by themselves."""

_MACHINE_FAULTS = {"page", "page_timeout", "ocr_unavailable", INTERRUPTED}
"""Codes of failed pages that may be read at another time: an engine crashed, hung or was missing, or the program died
over the page so often that the page was set aside, which need not be the fault of the page."""


class Superseded(Exception):
    """The document was removed, or a newer reading of it was ordered: this reading ends here."""


class ReadingSteps:
    """What a reading does, step by step, in terms of what the office keeps.

    Args:
        let_pass: returns when nobody waits for this process; called before work that holds the interpreter.
    """

    def __init__(
        self,
        store: RecordStore,
        files: FileStore,
        engines: Engines,
        *,
        page_attempts: int,
        let_pass: Callable[[], object] = lambda: None,
    ) -> None:
        self._store, self._files, self._engines = store, files, engines
        self._page_attempts = page_attempts
        self._let_pass = let_pass

    def begin(self, order: Order) -> int:
        """Marks the document as being read; returns how many pages it has.

        Raises:
            Superseded: the reading is no longer wanted; so do all other steps.
        """
        document = self._wanted(order)
        self._store.documents.set_status(order, DocumentStatus.READING)
        return document.pages

    def read_page(self, order: Order, page_no: int) -> None:
        """Reads and keeps one page, unless that was done before. A page that cannot be read is kept as failed."""
        document = self._wanted(order)
        if self._store.readings.has_read(order.document_id, page_no):
            return
        attempt = self._store.readings.count_attempt(order.document_id, page_no)
        page = self._read(document, page_no) if attempt <= self._page_attempts else _set_aside(page_no)
        self._let_pass()
        self._store.readings.store_page(order, page)

    def urgency(self, order: Order) -> Urgency:
        """The place in the queue that the document has now."""
        return self._store.documents.get(order.document_id).urgency

    def understand(self, order: Order) -> None:
        """Understands the pages, draws the tasks from them and shows both; nothing when no page could be read.

        What people corrected is put into pages and letterhead first, so that all that is found follows from it.
        """
        from ingest.understand import understand
        from service.corrections.applying import apply_corrections
        from service.corrections.fields import settle
        from service.tasks.extract import extract_tasks
        from service.tasks.proposals import with_proposals

        self._wanted(order)
        pages = self._store.readings.newest_pages(order.document_id)
        if any(page.method is not ReadingMethod.FAILED for page in pages):
            corrections = self._store.corrections.of(order.document_id)
            laid = [apply_corrections(page, corrections) for page in pages]
            directive = understand([page for page, _ in laid], settle=lambda head: settle(head, corrections))
            tasks = extract_tasks(directive, order.document_id)
            tasks = with_proposals(directive, order.document_id, tasks, chat_model=self._engines.chat_model)
            corrected = {page.page_no for page, applied in laid if applied}
            self._let_pass()
            self._store.readings.publish(order, directive, tasks, corrected=corrected)

    def index(self, order: Order) -> None:
        """Makes the passages of the document findable, in place of those of a former reading."""
        from index.passages import cut_passages

        self._wanted(order)
        directive = self._published(order.document_id)
        if directive is not None:
            passages = cut_passages(directive, order.document_id)
            self._engines.index.replace_document(order.document_id, passages)
        if not self._is_held(order.document_id):
            self._engines.index.remove_document(order.document_id)

    def finish(self, order: Order) -> str:
        """Sets the final status: ready, partial when some pages failed, failed when all did. Returns it."""
        document = self._wanted(order)
        directive = self._published(order.document_id)
        if directive is not None:
            keys = [page.image_key for page in directive.pages if page.image_key]
            self._files.keep_images(order.document_id, keys)
        if document.failed_pages:
            self._put_back(order, document)
        if len(document.failed_pages) == document.pages:
            return self.fail(order, self._first_error(order.document_id, document.file_name))
        status = DocumentStatus.PARTIAL if document.failed_pages else DocumentStatus.READY
        self._store.documents.set_status(order, status)
        return status.value

    def _put_back(self, order: Order, document: DocumentRecord) -> None:
        """Has pages that met a fault of the machine tried again later."""
        failed = [page for page in self._store.readings.newest_pages(document.id) if page.error is not None]
        if any(page.error in _MACHINE_FAULTS for page in failed):
            self._store.reading_control.put_back_later(order, seconds=RETRY_SECONDS)

    def fail(self, order: Order, error: StoredError) -> str:
        """Sets the document as failed, with the reason. Returns the status."""
        self._store.documents.set_status(order, DocumentStatus.FAILED, error)
        return DocumentStatus.FAILED.value

    def take_away(self, document_id: str, sha256: str) -> None:
        """Takes away what is left of a removed document, unless it was taken in again; later, if files are needed."""
        self._engines.index.remove_document(document_id)
        with suppress(Busy), self._files.removing():
            if self._store.documents.forget(document_id):
                self._files.remove(document_id, sha256)

    def _read(self, document: DocumentRecord, page_no: int) -> Page:
        path = self._files.original(document.sha256)
        method = self._store.readings.asked_method(document.id, page_no)
        reading = self._engines.read_page(path, _source_of(document), page_no, method=method)
        if reading.image is None:
            return reading.page
        key = self._files.put_image(document.id, page_no, reading.image)
        return reading.page.model_copy(update={"image_key": key})

    def _wanted(self, order: Order) -> DocumentRecord:
        self._let_pass()
        if not self._store.documents.is_current(order):
            raise Superseded(order.document_id)
        return self._store.documents.get(order.document_id)

    def _is_held(self, document_id: str) -> bool:
        try:
            self._store.documents.get(document_id)
        except NotFound:
            return False
        return True

    def _published(self, document_id: str) -> Directive | None:
        try:
            return self._store.load_directive(document_id)
        except NotFound:
            return None

    def _first_error(self, document_id: str, file_name: str) -> StoredError:
        pages = self._store.readings.newest_pages(document_id)
        return describe_code((pages[0].error if pages else None) or "page", where=file_name)


def _source_of(document: DocumentRecord) -> Source:
    return Source(
        id=document.id,
        sha256=document.sha256,
        file_name=document.file_name,
        media_type=document.media_type,
        size_bytes=document.size_bytes,
        pages=document.pages,
    )


def _set_aside(page_no: int) -> Page:
    return Page(
        page_no=page_no,
        judgement=TextJudgement.EMPTY,
        method=ReadingMethod.FAILED,
        text="",
        text_as_read="",
        error=INTERRUPTED,
    )
