"""The queue of readings as people steer it: put first, set aside, go on, give up, try again; how far each page is."""

from collections.abc import Callable

from service.records import DocumentRecord, DocumentStatus, PageState
from service.store import RecordStore
from service.wording import describe_code

_RUNNING = (DocumentStatus.QUEUED, DocumentStatus.READING)
CANCELLED = "cancelled"
"""Code of a document whose reading a person gave up."""


class ReadingQueue:
    """Steers readings that wait or run. A page that is being read comes to its end; what it gave is then dropped.

    Args:
        wake: has the workers look for new orders.
    """

    def __init__(self, store: RecordStore, wake: Callable[[], None]) -> None:
        self._store = store
        self._wake = wake

    def pause(self, document_id: str) -> None:
        """Sets a reading aside. Raises `NotFound`, or `InvalidInput` when it does not run."""
        self._store.reading_control.pause(document_id)

    def resume(self, document_id: str) -> None:
        """Goes on where the reading was set aside. Raises `NotFound`, or `InvalidInput` when it was not."""
        self._store.reading_control.resume(document_id)
        self._wake()

    def read_first(self, document_id: str) -> None:
        """Has a document read before all others. Raises `NotFound`, or `InvalidInput` when it does not wait."""
        self._store.reading_control.read_first(document_id)
        self._wake()

    def cancel(self, document_id: str) -> None:
        """Gives a reading up; nothing is removed, and corrections still take effect.

        Raises:
            NotFound: no such document.
            InvalidInput: it is not being read.
        """
        error = describe_code(CANCELLED, where=self._store.documents.get(document_id).file_name)
        self._store.reading_control.cancel(document_id, error)
        self._wake()

    def retry_failed(self, document_id: str) -> None:
        """Has the pages that could not be read tried again. Raises `NotFound`."""
        self._store.reading_control.retry_failed(document_id)
        self._wake()

    def pause_all(self) -> int:
        """Sets all readings aside; returns how many."""
        running = self._store.catalogue.ids(*_RUNNING)
        for document_id in running:
            self.pause(document_id)
        return len(running)

    def resume_all(self) -> int:
        """Goes on with all readings that were set aside; returns how many."""
        waiting = self._store.catalogue.ids(DocumentStatus.PAUSED)
        for document_id in waiting:
            self.resume(document_id)
        return len(waiting)

    def pages(self, document: DocumentRecord) -> tuple[PageState, ...]:
        """How far the current reading is with each page, in order."""
        begun = self._store.readings.page_states(document.id)
        return tuple(begun.get(page_no, PageState.WAITING) for page_no in range(1, document.pages + 1))
