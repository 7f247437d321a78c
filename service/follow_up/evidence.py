"""What a person attaches to a task as proof that it is done."""

from datetime import datetime
from enum import StrEnum

from core.record import Record


class EvidenceKind(StrEnum):
    """A document that is held here, a file of its own, an address, or words."""

    DOCUMENT = "document"
    FILE = "file"
    LINK = "link"
    TEXT = "text"


class TaskEvidence(Record):
    """One proof attached to a task.

    Attributes:
        value: id of the document, SHA-256 of the file, the address, or the words.
        name: what people call it: số/ký hiệu, name of the file, the address, the words.
        added_at: UTC.
    """

    id: int
    task_id: str
    kind: EvidenceKind
    value: str
    name: str
    added_at: datetime
    added_by: str
