"""Everything about one filed report in one record: what the API gives and the page shows."""

from core.record import Record
from core.review import FiledReport, ReportVersion, ReviewAction, ReviewComment, ReviewEvent
from service.review.desk import ReviewDesk
from service.review.transitions import possible_actions


class FiledReportView(Record):
    """A filed report with one of its versions.

    Attributes:
        shown: the version asked for, the newest by default.
        out_of_date: why the newest version no longer agrees with the records, a Vietnamese sentence each.
        is_intact: what was approved still has its hash.
        actions: what can be done with it now.
    """

    filed: FiledReport
    shown: ReportVersion
    comments: tuple[ReviewComment, ...]
    events: tuple[ReviewEvent, ...]
    out_of_date: tuple[str, ...]
    is_intact: bool
    actions: tuple[ReviewAction, ...]


def view_report(desk: ReviewDesk, report_id: str, version: int | None = None) -> FiledReportView:
    """The filed report as it stands now.

    Raises:
        NotFound: no such report or version.
    """
    filed = desk.records.get(report_id)
    return FiledReportView(
        filed=filed,
        shown=desk.records.version(report_id, version),
        comments=desk.records.comments(report_id),
        events=desk.records.events(report_id),
        out_of_date=desk.out_of_date(report_id),
        is_intact=desk.is_intact(report_id),
        actions=possible_actions(filed.state),
    )
