"""When a document was issued, also where its letterhead says no day."""

from datetime import date

from core.reference import Relation
from service.records import DocumentRecord

_OLDER = frozenset({Relation.BASIS, Relation.IMPLEMENTS, Relation.ATTACHED_TO})


def day_of_issue(document: DocumentRecord) -> date | None:
    """The day in the letterhead, else that of the document which it was issued with."""
    head = document.letterhead
    if head is not None and head.issued_on is not None:
        return head.issued_on
    attached = (one.issued_on for one in document.references if one.relation is Relation.ATTACHED_TO)
    return next((day for day in attached if day is not None), None)


def was_issued_by(document: DocumentRecord, day: date) -> bool:
    """Whether the document may have been issued by the end of `day`.

    One that says no day is no older than what it rests on and carries out; a later year than today's is a slip of the
    pen and tells nothing.
    """
    issued_on = day_of_issue(document)
    if issued_on is not None:
        return issued_on <= day
    received = document.received_at.date()
    rests_on = [one.issued_on for one in document.references if one.relation in _OLDER and one.issued_on is not None]
    return all(older <= day or older > received for older in rests_on)
