"""What one unit has done of a task that many units were given."""

from datetime import datetime

from core.record import Record
from core.span import Span
from core.task import TaskStatus


class UnitResult(Record):
    """How a task stands at one unit, as a person entered it or as the unit's own report says it.

    Attributes:
        unit: name of the unit.
        status: IN_PROGRESS or DONE; None when the words tell no state.
        words: what was done, in the words of whoever told it.
        report_id: the held document that says it; None when a person entered it.
        spans: its words there.
        is_confirmed: a person stands by it; what was read from a report is only proposed until then.
        told_by, told_at: who entered or confirmed it (or had the reports read), UTC.
    """

    task_id: str
    unit: str
    status: TaskStatus | None = None
    words: str = ""
    report_id: str | None = None
    spans: tuple[Span, ...] = ()
    is_confirmed: bool = False
    told_by: str
    told_at: datetime
