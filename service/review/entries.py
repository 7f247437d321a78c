"""What a deed at the reviewing desk leaves behind: a version or an event, in the name of a person."""

from collections.abc import Sequence
from datetime import UTC, datetime

from core.errors import InvalidInput
from core.report import Report
from core.review import ReportVersion, ReviewAction, ReviewEvent, TaskBasis
from core.text import nfc, squeeze
from service.accounts.rights import signature
from service.review.seal import report_hash

_LONGEST_NAME = 120


def first_version(report: Report, *, basis: Sequence[TaskBasis], actor: str) -> ReportVersion:
    """The version that a report is filed with. Raises `InvalidInput` as `person_name`."""
    return ReportVersion(
        number=1,
        report=report,
        action=ReviewAction.FILE,
        made_by=person_name(actor),
        made_at=datetime.now(UTC),
        basis=tuple(basis),
        sha256=report_hash(report),
    )


def next_version(newest: ReportVersion, report: Report, action: ReviewAction, actor: str) -> ReportVersion:
    """The version after `newest`, on the same basis."""
    return newest.model_copy(
        update={
            "number": newest.number + 1,
            "report": report,
            "action": action,
            "made_by": person_name(actor),
            "made_at": datetime.now(UTC),
            "sha256": report_hash(report),
        }
    )


def review_event(action: ReviewAction, version: int, actor: str, note: str) -> ReviewEvent:
    """What happened to version number `version`, and what was said about it. Raises `InvalidInput` as `person_name`."""
    return ReviewEvent(
        action=action, version=version, made_by=person_name(actor), made_at=datetime.now(UTC), note=nfc(note).strip()
    )


def person_name(actor: str) -> str:
    """The name that a deed is kept under: who has signed in, else the name that was given.

    Raises:
        InvalidInput: nobody is named, or too lengthily.
    """
    name = squeeze(nfc(signature(actor)))
    if not name or len(name) > _LONGEST_NAME:
        raise InvalidInput("chưa rõ ai làm việc này", where="người thực hiện", advice="nhập họ tên")
    return name
