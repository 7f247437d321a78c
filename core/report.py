"""A compliance report: what is claimed, what supports it, and what a person has yet to supply."""

from datetime import date

from core.record import Record
from core.span import Span


class Claim(Record):
    """One sentence of a report.

    Attributes:
        text: the sentence; a blank to be filled is written `[…: what to supply]`.
        spans: words of the directive that support it.
        task_ids: task records that support it.
        is_blank: it holds a blank.
    """

    text: str
    spans: tuple[Span, ...] = ()
    task_ids: tuple[str, ...] = ()
    is_blank: bool = False


class ReportSection(Record):
    heading: str
    claims: tuple[Claim, ...] = ()
    children: tuple["ReportSection", ...] = ()


class AnnexRow(Record):
    """One task in the annex table; "" where nothing is known."""

    number: str
    content: str
    lead_units: str
    deadline: str
    status: str
    result: str
    task_id: str


class Report(Record):
    """A drafted report (báo cáo kết quả thực hiện) of one unit on one directive.

    Attributes:
        unit, parent_unit: the reporting unit and the body it belongs to; None is left blank.
        recipient: Kính gửi.
        title: trích yếu ("Kết quả thực hiện Kế hoạch số …").
        period_start, period_end: first and last day reported on.
        recipients: lines of Nơi nhận.
    """

    document_id: str
    unit: str
    parent_unit: str | None
    recipient: str | None
    place: str | None
    title: str
    period_start: date
    period_end: date
    lead: Claim
    sections: tuple[ReportSection, ...]
    annex: tuple[AnnexRow, ...]
    closing: Claim
    recipients: tuple[str, ...] = ()
