"""The list of documents as people see it: one row each, filtered, sorted."""

from collections.abc import Sequence
from enum import StrEnum

from core.directive import Severity
from core.record import Record
from core.text import fold, squeeze
from service.collation import vietnamese_key
from service.labels import DOCUMENT_STATUS, MEDIA_TYPE
from service.records import DocumentRecord, DocumentStatus, StoredError
from service.vietnamese_dates import show_date, show_moment

IN_PROGRESS = (DocumentStatus.QUEUED, DocumentStatus.READING)


class DocumentOrder(StrEnum):
    """How the list is sorted; the value stands in the address."""

    RECEIVED = "moi-nhan"
    ISSUED = "ngay-ban-hanh"
    NUMBER = "so-ky-hieu"
    TITLE = "trich-yeu"


class Check(StrEnum):
    """What a person should look at in a document; the value stands in the address."""

    DOUBTS = "chu-ngo"
    ANOMALIES = "diem-can-xem"
    FAILED_PAGES = "trang-loi"


class DocumentRow(Record):
    """One document in a list.

    Attributes:
        name: số, ký hiệu when the document has one, else kind, else the file name.
        progress: sentence on the reading while it runs ("đang đọc trang 3/12").
        is_live: the row will change by itself and is to be asked for again.
        is_paused: a person set the reading aside.
        container: names of the archive or e-mail that it came in.
        urgent_anomalies: anomalies of high or medium severity.
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
    is_paused: bool
    container: str
    anomalies: int
    urgent_anomalies: int
    doubtful_words: int
    error: StoredError | None


def document_row(document: DocumentRecord) -> DocumentRow:
    """The row of `document`."""
    head = document.letterhead
    kind, number = (head.kind or "", head.number or "") if head else ("", "")
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
        progress=_progress(document),
        is_live=document.status in IN_PROGRESS,
        is_paused=document.status is DocumentStatus.PAUSED,
        container=document.container,
        anomalies=len(document.anomalies),
        urgent_anomalies=sum(anomaly.severity is not Severity.LOW for anomaly in document.anomalies),
        doubtful_words=document.doubtful_words,
        error=document.error,
    )


def document_name(document: DocumentRecord) -> str:
    """What people call the document: kind and number, or as much of that as the text gives, or the file name."""
    head = document.letterhead
    if head is None or not (head.number or head.kind):
        return document.file_name
    if head.number:
        return f"{head.kind or 'Văn bản'} số {head.number}"
    return f"{head.kind} ({'chưa đọc rõ số' if 'number' in head.doubtful else 'không ghi số'})"


def select_documents(
    documents: Sequence[DocumentRecord], *, words: str, kind: str, status: str, check: str = "", order: DocumentOrder
) -> tuple[DocumentRow, ...]:
    """Rows of the documents that hold every one of `words` and have that kind, status, `Check` ("" for any), sorted."""
    wanted = fold(words).split()
    chosen = [
        document
        for document in documents
        if (not status or document.status.value == status)
        and (not check or _needs(document, check))
        and (not kind or (document.letterhead is not None and document.letterhead.kind == kind))
        and all(word in _haystack(document) for word in wanted)
    ]
    return tuple(document_row(document) for document in _sorted(chosen, order))


def _needs(document: DocumentRecord, check: str) -> bool:
    if check == Check.DOUBTS:
        return document.doubtful_words > 0 or bool(document.letterhead and document.letterhead.doubtful)
    if check == Check.ANOMALIES:
        return any(anomaly.severity is not Severity.LOW for anomaly in document.anomalies)
    return check == Check.FAILED_PAGES and bool(document.failed_pages or document.error)


def kinds_of(documents: Sequence[DocumentRecord]) -> tuple[str, ...]:
    """Kinds that occur, in Vietnamese order."""
    kinds = {document.letterhead.kind for document in documents if document.letterhead and document.letterhead.kind}
    return tuple(sorted(kinds, key=vietnamese_key))


def _sorted(documents: list[DocumentRecord], order: DocumentOrder) -> list[DocumentRecord]:
    """Documents that lack what is sorted by come last."""
    if order is DocumentOrder.RECEIVED:
        return sorted(documents, key=lambda document: document.received_at, reverse=True)
    if order is DocumentOrder.ISSUED:
        dated = [document for document in documents if document.letterhead and document.letterhead.issued_on]
        dated.sort(key=lambda document: str(document.letterhead and document.letterhead.issued_on), reverse=True)
        return dated + [document for document in documents if document not in dated]
    field = "number" if order is DocumentOrder.NUMBER else "title"
    return sorted(documents, key=lambda document: _text_key(document, field))


def _text_key(document: DocumentRecord, field: str) -> tuple[bool, object]:
    words = getattr(document.letterhead, field, None) or ""
    return (not words, vietnamese_key(words or document.file_name))


def _haystack(document: DocumentRecord) -> str:
    head = document.letterhead
    parts = [document.file_name, document.container, DOCUMENT_STATUS[document.status]]
    if head is not None:
        parts += [head.kind or "", head.number or "", head.title or "", head.issuer or "", head.signer or ""]
        parts.append(show_date(head.issued_on))
    return fold(" ".join(parts))


def _progress(document: DocumentRecord) -> str:
    if document.status is DocumentStatus.PAUSED:
        return f"Đã đọc {document.pages_done}/{document.pages} trang"
    if document.status is DocumentStatus.QUEUED:
        return "Đang chờ đến lượt" if document.pages_done < document.pages else "Đang cập nhật nội dung, nhiệm vụ"
    if document.status is not DocumentStatus.READING:
        return ""
    if document.pages_done >= document.pages:
        return "Đã đọc các trang, đang phân tích nội dung"
    return f"Đang đọc trang {document.pages_done + 1}/{document.pages}"
