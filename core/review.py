"""A report on its way from draft to approval: its versions, what reviewers said, who did what and when."""

from datetime import date, datetime
from enum import StrEnum

from core.record import Record
from core.report import Report


class ReviewState(StrEnum):
    """Where a filed report stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


class ReviewAction(StrEnum):
    """What people do with a filed report."""

    FILE = "file"
    EDIT = "edit"
    REDRAFT = "redraft"
    IMPORT_WORD = "import_word"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    APPROVE = "approve"
    COMMENT = "comment"
    RESOLVE = "resolve"


class TaskBasis(Record):
    """What a version knew of one task when it was drafted; compared later to tell what has changed since.

    Attributes:
        deadline: the words of the deadline; None when there was none.
    """

    task_id: str
    content: str
    status: str
    note: str | None = None
    deadline: str | None = None
    lead_units: tuple[str, ...] = ()


class ReportVersion(Record):
    """One state of the text. Versions are only added, never altered.

    Attributes:
        number: from 1.
        action: what made it (FILE, EDIT, REDRAFT, IMPORT_WORD).
        made_at: UTC.
        basis: the tasks as they stood when the text was last drafted from the records.
        sha256: of the report's canonical JSON (`service.review.seal.report_hash`).
    """

    number: int
    report: Report
    action: ReviewAction
    made_by: str
    made_at: datetime
    basis: tuple[TaskBasis, ...] = ()
    sha256: str


class ReviewComment(Record):
    """A reviewer's remark on one sentence, or on the whole report.

    Attributes:
        claim_id: the sentence; None for the whole report.
        quote: the words of that sentence that the remark is about, as they stood in `version`.
        resolved_by: who dealt with it; None while it is open.
    """

    id: int
    version: int
    claim_id: str | None
    quote: str
    text: str
    made_by: str
    made_at: datetime
    resolved_by: str | None = None
    resolved_at: datetime | None = None


class ReviewEvent(Record):
    """One line of a report's history: append-only.

    Attributes:
        version: the version that it happened to, or that it made.
        note: what the person said with it.
    """

    action: ReviewAction
    version: int
    made_by: str
    made_at: datetime
    note: str = ""


class FiledReport(Record):
    """A report that is being reviewed, or was approved.

    Attributes:
        document_id: the directive reported on; it may have been removed since.
        versions: how many there are; the newest has this number.
        approved_version: the version that was approved, with `approved_sha256` of its text and `file_sha256` of the
            Word file made of it; None before approval.
    """

    id: str
    document_id: str
    unit: str
    title: str
    period_start: date
    period_end: date
    state: ReviewState
    versions: int
    filed_by: str
    filed_at: datetime
    changed_at: datetime
    approved_version: int | None = None
    approved_sha256: str | None = None
    approved_by: str | None = None
    approved_at: datetime | None = None
    file_sha256: str | None = None
