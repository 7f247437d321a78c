"""One document in a list, as people see it."""

from core.directive import Severity
from core.record import Record
from core.text import squeeze
from service.labels import DOCUMENT_STATUS, MEDIA_TYPE
from service.records import DocumentRecord, DocumentStatus, StoredError, Urgency
from service.vietnamese_dates import show_date, show_moment
from service.web.page_words import READING_STAGE
from service.web.reading_stage import ReadingStage, reading_stage

IN_PROGRESS = (DocumentStatus.QUEUED, DocumentStatus.READING)


class DocumentRow(Record):
    """One document in a list.

    Attributes:
        name: số, ký hiệu when the document has one, else kind, else the file name; of an e-mail its subject.
        progress: sentence on the reading while it runs, from `page_words.READING_STAGE`; "" when it has ended.
        is_live: the row will change by itself and is to be asked for again.
        is_stoppable: people may set its reading aside or give it up; not while corrections are being put in.
        is_paused: a person set the reading aside.
        can_go_first: it waits behind others, and people may have it read before them.
        container: names of the archive or e-mail that it came in.
        urgent_anomalies: anomalies of high or medium severity.
        secrecy: the mark on its head.
    """

    id: str
    name: str
    kind: str
    number: str
    title: str
    issued_on: str
    issuer: str
    file_name: str
    media_type: str
    received_at: str
    status: DocumentStatus
    status_label: str
    pages: int
    pages_done: int
    failed_pages: tuple[int, ...]
    progress: str
    is_live: bool
    is_stoppable: bool
    is_paused: bool
    can_go_first: bool
    container: str
    anomalies: int
    urgent_anomalies: int
    doubtful_words: int
    error: StoredError | None
    secrecy: str = ""


def document_row(document: DocumentRecord) -> DocumentRow:
    """The row of `document`."""
    head = document.letterhead
    kind, number = (head.kind or "", head.number or "") if head else ("", "")
    stage, is_live = reading_stage(document), document.status in IN_PROGRESS
    return DocumentRow(
        id=document.id,
        name=document_name(document),
        kind=kind,
        number=number,
        title=squeeze(head.title) if head and head.title else "",
        issued_on=show_date(head.issued_on) if head else "",
        issuer=squeeze(head.issuer) if head and head.issuer else "",
        file_name=document.file_name,
        media_type=MEDIA_TYPE[document.media_type],
        received_at=show_moment(document.received_at),
        status=document.status,
        status_label=DOCUMENT_STATUS[document.status],
        pages=document.pages,
        pages_done=document.pages_done,
        failed_pages=document.failed_pages,
        progress=READING_STAGE[stage],
        is_live=is_live,
        is_stoppable=is_live and stage is not ReadingStage.UPDATING,
        is_paused=document.status is DocumentStatus.PAUSED,
        can_go_first=document.status is DocumentStatus.QUEUED and document.urgency is not Urgency.FIRST,
        container=document.container,
        anomalies=len(document.anomalies),
        urgent_anomalies=sum(anomaly.severity is not Severity.LOW for anomaly in document.anomalies),
        doubtful_words=document.doubtful_words,
        error=document.error,
        secrecy=head.secrecy or "" if head else "",
    )


def document_name(document: DocumentRecord) -> str:
    """What people call the document: kind and number, or as much of that as the text gives, or the file name.

    An e-mail is called by its subject.
    """
    if document.subject:
        return document.subject
    head = document.letterhead
    if head is None or not (head.number or head.kind):
        return document.file_name
    if head.number:
        return f"{head.kind or 'Văn bản'} số {head.number}"
    return f"{head.kind} ({'chưa đọc rõ số' if 'number' in head.doubtful else 'không ghi số'})"
