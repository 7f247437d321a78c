"""What one Word copy of a report carries besides its text."""

from datetime import datetime
from typing import Final

from core.record import Record
from service.text_changes import DiffPiece


class Revisions(Record):
    """Changes to be shown in Word as tracked changes.

    Attributes:
        author, made_at: what Word shows as who and when; `made_at` in UTC.
        pieces: the words of each changed sentence, by its id.
    """

    author: str
    made_at: datetime
    pieces: dict[str, tuple[DiffPiece, ...]]


class Copy(Record):
    """A copy to work on, to compare, or to sign.

    Attributes:
        with_evidence: each claim carries its evidence as a comment; False for the copy to be signed.
        with_proofs: the annex of evidence follows the annex of tasks.
        revisions: sentences to be shown as tracked changes.
        identifier: kept in the file's properties, to know the file again when it comes back edited.
    """

    with_evidence: bool = True
    with_proofs: bool = False
    revisions: Revisions | None = None
    identifier: str = ""


WORKING_COPY: Final = Copy(with_proofs=True)
"""With its evidence beside the sentences and in an annex."""

SIGNING_COPY: Final = Copy(with_evidence=False)
"""Nothing but the report."""
