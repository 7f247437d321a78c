"""How long an office keeps what it need not keep for ever."""

from pydantic import Field

from core.record import Record


class Retention(Record):
    """Days that records of a kind are kept; None: for ever. The audit trail is always kept: it seals itself.

    Attributes:
        questions_days: questions with their answers, counted from when they were asked.
        drafts_days: drafts of reports that were never submitted, counted from their last change.
    """

    questions_days: int | None = Field(default=None, ge=1)
    drafts_days: int | None = Field(default=None, ge=1)


class Forgotten(Record):
    """How many records went, by kind."""

    questions: int = 0
    drafts: int = 0
    sign_ins: int = 0


class Erased(Record):
    """What was erased with a document.

    Attributes:
        document_id: its id, which alone stays, in the audit trail.
        questions: questions whose answers spoke of it.
        reports: reports that rested on it.
        mentions: evidence of other documents' tasks that pointed to it, and records of who could open it.
        still_at: places outside the data folder where its file lies: a watched folder brings it back.
    """

    document_id: str
    questions: int
    reports: int
    mentions: int
    still_at: tuple[str, ...] = ()
