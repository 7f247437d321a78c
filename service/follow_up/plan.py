"""Internal days before a report is due, counted back in working days. They are suggestions of this office, never days
of the directive."""

from datetime import date, timedelta

from core.record import Record
from core.task import Task
from ingest.deadlines.working_days import is_working_day


class PlanStep(Record):
    """Something to be done so many working days before a report goes out."""

    name: str
    working_days: int


class PlanDay(Record):
    """The day by which a step should be done; `is_past` when it lies before the day one looks from."""

    name: str
    day: date
    is_past: bool


class ReportPlan(Record):
    """The internal days of one report.

    Attributes:
        last_day: last day on which the report is still in time.
        waits_for: reports of others that it needs, with their last days.
        awaited_by: reports of others that need it.
    """

    task: Task
    last_day: date
    days: tuple[PlanDay, ...]
    waits_for: tuple["PlannedInput", ...] = ()
    awaited_by: tuple["PlannedInput", ...] = ()


class PlannedInput(Record):
    """Another report beside the plan; `is_late`: it comes in after the day on which the input is needed."""

    task: Task
    last_day: date
    is_late: bool = False


USUAL_STEPS = (
    PlanStep(name="Nhận số liệu, báo cáo của các đơn vị", working_days=7),
    PlanStep(name="Xong dự thảo", working_days=4),
    PlanStep(name="Lãnh đạo xem xét, cho ý kiến", working_days=2),
    PlanStep(name="Ký, ban hành, gửi đi", working_days=0),
)


def plan_days(due: date, steps: tuple[PlanStep, ...], *, today: date) -> tuple[PlanDay, ...]:
    """A working day for each step, counted back from the last working day up to `due`, earliest first.

    >>> [str(one.day) for one in plan_days(date(2025, 9, 3), USUAL_STEPS, today=date(2025, 8, 1))]
    ['2025-08-21', '2025-08-26', '2025-08-28', '2025-09-03']
    """
    end = due if is_working_day(due) else _back(due, 1)
    days = [(_back(end, step.working_days), step.name) for step in steps]
    return tuple(PlanDay(name=name, day=day, is_past=day < today) for day, name in sorted(days))


def _back(day: date, count: int) -> date:
    """The `count`-th working day before `day`."""
    while count > 0:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    return day
