"""How far the reading of a document is, as far as people are told."""

from enum import StrEnum

from service.records import DocumentRecord, DocumentStatus


class ReadingStage(StrEnum):
    """How far a reading is that has not ended; `service.web.page_words` has the sentence on each."""

    ENDED = ""
    PAUSED = "paused"
    WAITING = "waiting"
    READING = "reading"
    UNDERSTANDING = "understanding"
    UPDATING = "updating"


def reading_stage(document: DocumentRecord) -> ReadingStage:
    """The stage that the reading of `document` is at."""
    is_read = document.pages_done >= document.pages
    if document.status is DocumentStatus.PAUSED:
        return ReadingStage.PAUSED
    if document.status is DocumentStatus.QUEUED:
        return ReadingStage.UPDATING if is_read else ReadingStage.WAITING
    if document.status is DocumentStatus.READING:
        return ReadingStage.UNDERSTANDING if is_read else ReadingStage.READING
    return ReadingStage.ENDED
