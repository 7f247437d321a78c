"""How lists of documents are asked for: what they must fit, in which order, and what comes back."""

from enum import StrEnum

from core.record import Record
from service.records import DocumentRecord, DocumentStatus


class DocumentOrder(StrEnum):
    """How a list is sorted; the value stands in the address. Documents without the sorting field come last."""

    RECEIVED = "moi-nhan"
    ISSUED = "ngay-ban-hanh"
    NUMBER = "so-ky-hieu"
    TITLE = "trich-yeu"


class Check(StrEnum):
    """What a person should look at in a document; the value stands in the address."""

    ANY = "bat-ky"
    DOUBTS = "chu-ngo"
    ANOMALIES = "diem-can-xem"
    FAILED_PAGES = "trang-loi"
    TASKS = "nhiem-vu"


class DocumentCondition(Record):
    """Conditions on documents; a document must fit all that are given, "", None and () fit every one.

    Attributes:
        words: words that all occur in its names, its letterhead or its status; case and accents do not matter.
        kind: loại văn bản as its letterhead has it.
        statuses: it has one of these.
        check: it is read, and this is to be looked at in it.
    """

    words: str = ""
    kind: str = ""
    statuses: tuple[DocumentStatus, ...] = ()
    check: Check | None = None


class DocumentPage(Record):
    """A stretch of the documents that fit a condition; `found` counts all that do."""

    documents: tuple[DocumentRecord, ...]
    found: int


class DocumentCounts(Record):
    """How many documents are held, by how far their reading is."""

    by_status: dict[DocumentStatus, int]

    @property
    def held(self) -> int:
        """All of them."""
        return sum(self.by_status.values())

    def of(self, *statuses: DocumentStatus) -> int:
        """Those that have one of these statuses."""
        return sum(self.by_status.get(status, 0) for status in statuses)
