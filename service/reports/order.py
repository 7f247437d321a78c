"""Which report is wanted, and what it is drafted from."""

from datetime import date

from core.directive import Directive
from core.record import Record
from core.report import ReportKind
from core.task import Task
from core.unit_result import UnitResult
from service.follow_up.evidence import TaskEvidence
from service.reports.profile import UnitProfile


class ReportOrder(Record):
    """Which report on a directive is wanted. What is None follows from the report duty.

    Attributes:
        unit: the reporting unit.
        units: the units whose results are put together; none for a unit's own report.
        period_start, period_end: first and last day reported on; only one of them follows from the other duty-wise.
        kind: the occasion.
        duty_id: the report duty that is answered; None takes the one that falls due next.
        as_of: the day on which the report is made.
    """

    unit: str
    units: tuple[str, ...] = ()
    period_start: date | None = None
    period_end: date | None = None
    kind: ReportKind | None = None
    duty_id: str | None = None
    as_of: date


class Material(Record):
    """All that a report of one unit on one directive may speak of.

    Attributes:
        tasks: the tasks of the directive with the status and notes that people gave them.
        results: what was told of tasks at units; only what a person stands by is used.
        proofs: what people attached to the tasks.
    """

    directive: Directive
    document_id: str
    tasks: tuple[Task, ...]
    profile: UnitProfile
    results: tuple[UnitResult, ...] = ()
    proofs: tuple[TaskEvidence, ...] = ()
