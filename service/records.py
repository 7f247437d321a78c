"""What the office keeps about a document, and the reading side of the register that use cases depend on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import NamedTuple, Protocol

from core.answer import Answer
from core.directive import Abbreviation, Anomaly, Directive, Letterhead
from core.record import Record
from core.reference import Reference
from core.source import MediaType
from core.span import Box
from core.task import Deadline, Task, TaskKind, TaskStatus


class DocumentStatus(StrEnum):
    QUEUED = "queued"
    READING = "reading"
    READY = "ready"
    PARTIAL = "partial"
    FAILED = "failed"
    PAUSED = "paused"


FINISHED = (DocumentStatus.READY, DocumentStatus.PARTIAL, DocumentStatus.FAILED)
"""States in which a document stays until somebody acts."""


class Urgency(IntEnum):
    """Whose documents are read first; within one class the longest waiting comes first."""

    FIRST = 0
    """A person asked for it to be read before all others."""
    PERSON = 1
    """A person handed in a file and waits for it."""
    BULK = 2
    """One of many files: a folder, an archive, a watched folder."""


class PageState(StrEnum):
    """How far a reading is with a page."""

    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    FAILED = "failed"


class StoredError(Record):
    """An error as kept with a document: `code` from `core.errors`, the three parts in Vietnamese."""

    code: str
    what: str
    where: str = ""
    advice: str = ""


class DocumentRecord(Record):
    """One line of the register of documents.

    Attributes:
        id: as `Source.id`.
        pages, pages_done: pages of the file, and how many are read (well or badly).
        failed_pages: numbers of the pages that could not be read.
        letterhead: None until the document is understood.
        received_at: when the file was accepted, UTC.
        error: why the whole document failed; None otherwise.
        container, part_of: as in `Source`: the archive or e-mail that it came in.
        words, doubtful_words: words that have a place or a doubt, and those of them that were read with doubt.
        subject: what an e-mail says that it is about; "" for anything else.
        urgency: its place in the queue.
    """

    id: str
    sha256: str
    file_name: str
    media_type: MediaType
    size_bytes: int
    status: DocumentStatus
    pages: int
    pages_done: int = 0
    failed_pages: tuple[int, ...] = ()
    letterhead: Letterhead | None = None
    references: tuple[Reference, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()
    received_at: datetime
    error: StoredError | None = None
    container: str = ""
    part_of: str | None = None
    words: int = 0
    doubtful_words: int = 0
    subject: str = ""
    urgency: Urgency = Urgency.PERSON


class DocumentName(Record):
    """As much of a document as people call it by."""

    file_name: str
    kind: str | None
    number: str | None
    subject: str = ""

    @property
    def short(self) -> str:
        """Số/ký hiệu, the subject of an e-mail, or the file name."""
        return self.number or self.subject or self.file_name

    @property
    def full(self) -> str:
        """Kind and number, or as much of that as is known; the subject of an e-mail; or the file name."""
        if self.subject:
            return self.subject
        if self.number:
            return f"{self.kind or 'Văn bản'} số {self.number}"
        return f"{self.kind} ({self.file_name})" if self.kind else self.file_name


class Accepted(Record):
    """What became of one document that was handed in.

    Attributes:
        document: the document that the file is.
        duplicate: the very same file was held already; nothing new was made of it.
    """

    document: DocumentRecord
    duplicate: bool


class TakenIn(Record):
    """What became of a file that was handed in: one document, or each of those inside an archive or e-mail.

    Attributes:
        accepted: the documents, in the order of the file; an e-mail comes before its attachments.
        refused: one error for each file inside that was not taken in; `where` is the way to it.
    """

    accepted: tuple[Accepted, ...]
    refused: tuple[StoredError, ...] = ()

    @property
    def document(self) -> DocumentRecord:
        """The document that the file is; the first of several."""
        return self.accepted[0].document

    @property
    def duplicate(self) -> bool:
        """The document that the file is was held already."""
        return self.accepted[0].duplicate


class TaskChange(Record):
    """One entry of a task's history: who changed what, from what to what.

    Attributes:
        field: `status`, `note`, a field that people can edit, `evidence`, or `folded` (split, merged, withdrawn).
        before, after: values as stored; None where there was, or is, none.
        changed_at: UTC.
        batch: shared by all changes made at one stroke.
        undoes: the change that this one took back.
    """

    id: int
    task_id: str
    field: str
    before: str | None
    after: str | None
    changed_at: datetime
    changed_by: str
    batch: str
    undoes: int | None


class Verdict(StrEnum):
    """Whether an answer was right."""

    RIGHT = "right"
    WRONG = "wrong"


class PagePart(NamedTuple):
    """A stretch of a page of a document; offsets are into the text of the page."""

    document_id: str
    page_no: int
    start: int
    end: int


class Place(Record):
    """A stretch of a page: its words, and where they stand on the page image, one box a line.

    Attributes:
        boxes: none when the file has no layout.
    """

    text: str
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskOutline:
    """As much of a task as is needed to find it among many; there are as many in memory as there are tasks.

    Attributes:
        is_placed: words of the text give it.
    """

    id: str
    document_id: str
    kind: TaskKind
    status: TaskStatus
    deadline: Deadline | None
    is_placed: bool


def outline_of(task: Task) -> TaskOutline:
    """The outline of a task."""
    return TaskOutline(
        id=task.id,
        document_id=task.document_id,
        kind=task.kind,
        status=task.status,
        deadline=task.deadline,
        is_placed=bool(task.spans),
    )


class AskedQuestion(Record):
    """A question that was asked, with the answer that was given.

    Attributes:
        document_id: the one document that was asked; None when all were.
        asked_at: UTC.
        verdict: what whoever asked made of the answer; None until somebody says.
        remark: what should have been answered, in their words.
    """

    id: int
    answer: Answer
    document_id: str | None
    asked_at: datetime
    asked_by: str
    verdict: Verdict | None = None
    remark: str = ""


class AskedOutline(Record):
    """A question that was asked, as a list of questions shows it.

    Attributes:
        opening: the first words of the answer, white space made plain.
        asked_at: UTC.
    """

    conversation_id: str
    question: str
    abstained: bool
    opening: str
    asked_at: datetime


class HealthCheck(Record):
    """Whether one part works; `detail` is a Vietnamese sentence for a person."""

    name: str
    ok: bool
    detail: str


class Register(Protocol):
    """Reading side of the register: what answers, tasks and reports need to know."""

    def list_documents(self) -> tuple[DocumentRecord, ...]:
        """All documents, newest first."""

    def find_document(self, key: str) -> DocumentRecord:
        """The document that `key` names: an id, a unique prefix of one, or a số/ký hiệu in any spelling.

        Raises:
            NotFound: no document.
            Ambiguous: several documents.
        """

    def load_directive(self, document_id: str) -> Directive:
        """The directive as read and understood.

        Raises:
            NotFound: no such document, or it is not read yet.
        """

    def abbreviations(self, document_id: str) -> tuple[Abbreviation, ...]:
        """The short forms that the directive defines.

        Raises:
            NotFound: no such document, or it is not read yet.
        """

    def places(self, parts: Sequence[PagePart]) -> tuple[Place, ...]:
        """The words of each part and where they stand; none of a page that is not held."""

    def section_at(self, document_id: str, offset: int) -> str:
        """Path of the section that holds the character at `offset` of the directive, "" before the first one.

        Raises:
            NotFound: no such document, or it is not read yet.
        """

    def list_tasks(self, document_id: str | None = None) -> tuple[Task, ...]:
        """Tasks with their current status, of one document or of all, in the order of the text."""

    def task_outlines(self) -> Mapping[str, tuple[TaskOutline, ...]]:
        """Outlines of all tasks by document, in the order of the text."""
