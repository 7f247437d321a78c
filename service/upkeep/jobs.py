"""Reading as a list of jobs: what runs, what waits, what was set aside and could be tried again."""

from collections.abc import Iterable

from core.record import Record
from service.records import DocumentRecord, DocumentStatus


class ReadingJobs(Record):
    """Documents by how their reading stands.

    Attributes:
        waiting: the longest waiting first.
        paused: a person set them aside for now.
        set_aside: read, but for some pages.
        failed: the file as a whole could not be read.
        finished: number of documents that were read in full.
    """

    running: tuple[DocumentRecord, ...]
    waiting: tuple[DocumentRecord, ...]
    paused: tuple[DocumentRecord, ...]
    set_aside: tuple[DocumentRecord, ...]
    failed: tuple[DocumentRecord, ...]
    finished: int


def reading_jobs(documents: Iterable[DocumentRecord]) -> ReadingJobs:
    """The jobs of these documents, newest first."""
    groups: dict[DocumentStatus, list[DocumentRecord]] = {status: [] for status in DocumentStatus}
    for document in documents:
        groups[document.status].append(document)
    return ReadingJobs(
        running=tuple(groups[DocumentStatus.READING]),
        waiting=tuple(reversed(groups[DocumentStatus.QUEUED])),
        paused=tuple(groups[DocumentStatus.PAUSED]),
        set_aside=tuple(groups[DocumentStatus.PARTIAL]),
        failed=tuple(groups[DocumentStatus.FAILED]),
        finished=len(groups[DocumentStatus.READY]),
    )
