"""Reading as a list of jobs: what runs, what waits, what was set aside and could be tried again."""

from core.record import Record
from service.documents.conditions import DocumentCondition, DocumentPage
from service.records import DocumentStatus
from service.store import RecordStore

SHOWN = 50
"""Most documents of a group that are named; all are counted."""


class ReadingJobs(Record):
    """Documents by how their reading stands.

    Attributes:
        waiting: in the order in which they will be read.
        paused: a person set them aside for now.
        set_aside: read, but for some pages.
        failed: the file as a whole could not be read.
        held, finished: number of all documents, and of those that were read in full.
    """

    running: DocumentPage
    waiting: DocumentPage
    paused: DocumentPage
    set_aside: DocumentPage
    failed: DocumentPage
    held: int
    finished: int

    @property
    def unfinished(self) -> int:
        """Documents that are read, wait or are paused."""
        return self.running.found + self.waiting.found + self.paused.found

    @property
    def faulty(self) -> int:
        """Documents that could be tried again."""
        return self.set_aside.found + self.failed.found


def reading_jobs(store: RecordStore) -> ReadingJobs:
    """The jobs of the office now."""
    counts = store.catalogue.counts()
    return ReadingJobs(
        running=_group(store, DocumentStatus.READING),
        waiting=_waiting(store, counts.of(DocumentStatus.QUEUED)),
        paused=_group(store, DocumentStatus.PAUSED),
        set_aside=_group(store, DocumentStatus.PARTIAL),
        failed=_group(store, DocumentStatus.FAILED),
        held=counts.held,
        finished=counts.of(DocumentStatus.READY),
    )


def _group(store: RecordStore, status: DocumentStatus) -> DocumentPage:
    return store.catalogue.page(DocumentCondition(statuses=(status,)), limit=SHOWN)


def _waiting(store: RecordStore, found: int) -> DocumentPage:
    """The first of those that wait; those that are read already stand before them in the queue."""
    queue = [order.document_id for order in store.documents.orders(limit=2 * SHOWN)]
    known = {document.id: document for document in store.catalogue.records(queue)}
    waiting = [known[key] for key in queue if key in known and known[key].status is DocumentStatus.QUEUED]
    return DocumentPage(documents=tuple(waiting[:SHOWN]), found=found)
