"""Reports that wait for somebody: to be finished, corrected, approved, or brought up to date."""

from core.record import Record
from core.review import FiledReport, ReviewState
from service.labels import REVIEW_STATE
from service.office import Office
from service.vietnamese_dates import show_moment

_MOST = 6
_ORDER = (ReviewState.RETURNED, ReviewState.SUBMITTED, ReviewState.DRAFT)


class DraftLine(Record):
    """One report that is not approved yet.

    Attributes:
        outdated: how many of the things that it tells have changed since.
    """

    id: str
    title: str
    unit: str
    state: ReviewState
    state_label: str
    changed: str
    outdated: int


def waiting_drafts(office: Office) -> tuple[tuple[DraftLine, ...], int]:
    """Reports that wait, the returned ones first, at most as many as the first page shows; and how many there are."""
    waiting = [filed for filed in office.reporting.records.list_reports() if filed.state in _ORDER]
    waiting.sort(key=lambda filed: _ORDER.index(filed.state))
    return tuple(_line(office, filed) for filed in waiting[:_MOST]), len(waiting)


def _line(office: Office, filed: FiledReport) -> DraftLine:
    return DraftLine(
        id=filed.id,
        title=filed.title,
        unit=filed.unit,
        state=filed.state,
        state_label=REVIEW_STATE[filed.state],
        changed=show_moment(filed.changed_at),
        outdated=len(office.reporting.desk.out_of_date(filed.id)),
    )
