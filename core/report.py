"""A compliance report: what is claimed, what supports it, and what a person has yet to supply."""

from datetime import date
from enum import StrEnum

from core.record import Record
from core.span import Span


class ReportKind(StrEnum):
    """What occasion a report is made for: định kỳ, sơ kết, tổng kết, đột xuất."""

    PERIODIC = "periodic"
    PRELIMINARY = "preliminary"
    FINAL = "final"
    AD_HOC = "ad_hoc"


class SourceQuote(Record):
    """Words of another held document that support a sentence: a unit's own report.

    Attributes:
        source: whose document it is, for people ("Báo cáo của Công đoàn Trường X").
    """

    document_id: str
    source: str
    span: Span


class Claim(Record):
    """One sentence of a report.

    Attributes:
        text: the sentence; a blank to be filled is written `[điền: what to supply]`.
        spans: words of the directive that support it.
        task_ids: task records that support it.
        is_blank: it holds a blank.
        id: names the sentence through all versions of a filed report; "" in a draft that is not filed.
        edited_by: the person whose words these are; None while they are as drafted.
        as_drafted: the words before the first edit; None for a sentence that a person added.
        quotes: words of units' own reports that support it, in a synthesis.
        told_by: people whose entered or confirmed word it rests on, in a synthesis.
    """

    text: str
    spans: tuple[Span, ...] = ()
    task_ids: tuple[str, ...] = ()
    is_blank: bool = False
    id: str = ""
    edited_by: str | None = None
    as_drafted: str | None = None
    quotes: tuple[SourceQuote, ...] = ()
    told_by: tuple[str, ...] = ()


class ReportSection(Record):
    """A headed part of a report.

    Attributes:
        heading: with its mark ("II. KẾT QUẢ…").
        spans: words of the directive that the heading was taken from; empty for a heading of the house outline.
    """

    heading: str
    claims: tuple[Claim, ...] = ()
    children: tuple["ReportSection", ...] = ()
    spans: tuple[Span, ...] = ()


class TaskTotals(Record):
    """How the tasks of the annex stand; the four states are disjoint and add up to `total`.

    Attributes:
        done, in_progress: as a person set them.
        no_information: nobody has said how the task goes.
        not_due: its time begins after the period, and nobody has said that it was begun.
        dropped: no longer followed; not among `total`.
    """

    total: int
    done: int
    in_progress: int
    no_information: int
    not_due: int
    dropped: int = 0


class AnnexRow(Record):
    """One task in the annex table; "" where nothing is known."""

    number: str
    content: str
    lead_units: str
    deadline: str
    status: str
    result: str
    task_id: str
    spans: tuple[Span, ...] = ()


class UnitTotals(Record):
    """How the tasks of one unit stand, or of all units together; the four states are disjoint and add up to `total`.

    Attributes:
        overdue: of those not done, how many have a last day that is past.
    """

    unit: str
    total: int
    done: int
    in_progress: int
    no_information: int
    not_due: int
    overdue: int


class ProofRow(Record):
    """What bears out one line of the annex, for the annex of evidence.

    Attributes:
        number: the line of the annex.
        section: path of the section of the directive that gives the task ("III.2"); "" when unknown.
        told: how the task stands, who says so, and in which words; "" when nobody has told.
        proofs: what was attached to the task, each with its kind and name.
        spans: words of the directive that give the task.
    """

    number: str
    content: str
    told: str
    section: str = ""
    proofs: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    quotes: tuple[SourceQuote, ...] = ()


class Report(Record):
    """A drafted report (báo cáo kết quả thực hiện) of one unit on one directive.

    Attributes:
        kind: the occasion; it decides title and outline.
        due: the last day for sending it, as the report duty says; None when it says none.
        proofs: the annex of evidence, a row for each row of `annex`.
        unit, parent_unit: the reporting unit and the body it belongs to; None is left blank.
        recipient: Kính gửi.
        title: trích yếu ("Kết quả thực hiện Kế hoạch số …").
        period_start, period_end: first and last day reported on.
        recipients: lines of Nơi nhận.
        totals: counts over the annex; None when the directive gave no tasks.
        selection: which tasks were taken for this unit, and why; a Vietnamese sentence for the person who edits.
        duty_task_id: the report duty that this answers, which gave the recipient; None when the directive states none.
        outline_spans: heading of the directive's own report outline, when that was followed; else empty.
        units: in a synthesis, a line for each unit, then one for all together; else empty.
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
    totals: TaskTotals | None = None
    selection: str = ""
    duty_task_id: str | None = None
    outline_spans: tuple[Span, ...] = ()
    units: tuple[UnitTotals, ...] = ()
    kind: ReportKind = ReportKind.PERIODIC
    due: date | None = None
    proofs: tuple[ProofRow, ...] = ()
