"""One correction: what was read, what a person put in its place, who and when, and whether it was taken back."""

from datetime import datetime
from enum import StrEnum

from core.record import Record


class CorrectionKind(StrEnum):
    """What a correction is about."""

    WORDS = "words"
    FIELD = "field"


class Correction(Record):
    """A correction as made; the machine's own reading is kept beside it.

    Attributes:
        page_no, start: for words: the page, and the offset into its text as the machine read it.
        field: for a field: its name in `Letterhead`.
        before: the machine's words, or the value that the field had.
        after: what a person put in its place; "" takes the words, or the value, away. Equal to `before` when the
            person found it right.
        lead, trail: the machine's words around, by which the place is found again after a new reading.
        made_at, undone_at: UTC.
    """

    id: int = 0
    document_id: str
    kind: CorrectionKind
    page_no: int | None = None
    start: int | None = None
    field: str | None = None
    before: str
    after: str
    lead: str = ""
    trail: str = ""
    made_by: str
    made_at: datetime
    undone_by: str | None = None
    undone_at: datetime | None = None

    @property
    def is_active(self) -> bool:
        """It was not taken back."""
        return self.undone_at is None


class Applied(Record):
    """A correction of words in the text that people see.

    Attributes:
        start, end: half-open offsets into the corrected text of the page.
        read_start, read_end: the same place in the text as the machine read it.
    """

    correction: Correction
    start: int
    end: int
    read_start: int
    read_end: int
