"""One entry of the audit trail, and the seal that joins it to the entry before it."""

import hashlib
import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from core.record import Record

FIRST_SEAL: Final = "0" * 64


class Deed(StrEnum):
    """What was done."""

    SEE = "see"
    ASK = "ask"
    EXPORT = "export"
    CHANGE = "change"
    APPROVE = "approve"
    SIGN_IN = "sign_in"
    REFUSED = "refused"


class Act(Record):
    """What somebody did, told by ids and addresses: never by words of a document or a question.

    Attributes:
        who: name of the person; "" for a stranger.
        deed: what kind of act it was.
        what: pattern of the address (`GET /van-ban/{document_id}`).
        subject: ids in the address (`document_id=0fcef2dcac41e682`).
        status: HTTP status that it ended with.
    """

    who: str
    deed: Deed
    what: str
    subject: str = ""
    status: int


class AuditEntry(Record):
    """An act as it stands in the trail.

    Attributes:
        number: counts from 1 without gaps.
        seal: SHA-256 over the seal of the entry before and all of this one.
    """

    number: int
    at: datetime
    act: Act
    seal: str


def seal_of(act: Act, *, number: int, at: datetime, before: str) -> str:
    """The seal of an entry; another act, moment, number or past gives another."""
    told = [before, number, at.astimezone(UTC).isoformat(timespec="microseconds"), act.model_dump(mode="json")]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
