"""Which tasks a person asked to see."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr

from core.task import Bound, Deadline, Task, TaskStatus
from core.text import fold, squeeze

_NAMES_A_DAY = ("BYMONTHDAY", "BYDAY", "BYYEARDAY")


def select_tasks(
    tasks: Iterable[Task],
    *,
    due_before: date | None = None,
    unit: str | None = None,
    status: TaskStatus | None = None,
    today: date | None = None,
) -> tuple[Task, ...]:
    """The tasks that fit every condition that is given, in their order.

    Args:
        due_before: falls due before this day; a recurring task counts with its next day from `today` on.
        unit: part of the name of a unit that leads or coordinates; case and accents do not matter.
        today: the current day unless given.
    """
    today = today or date.today()
    return tuple(
        task
        for task in tasks
        if (status is None or task.status is status)
        and (unit is None or _has_unit(task, unit))
        and (due_before is None or _is_due_before(task.deadline, due_before, today))
    )


def next_due_day(deadline: Deadline, today: date) -> date | None:
    """The last day allowed: of a recurring deadline the next such day from `today` on; None when no day follows.

    >>> next_due_day(Deadline(raw="", rrule="FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=10"), date(2025, 11, 11))
    datetime.date(2026, 11, 10)
    """
    if deadline.bound is Bound.AFTER:
        return None
    if deadline.rrule is None:
        return deadline.date
    if not any(part in deadline.rrule for part in _NAMES_A_DAY):
        return None
    midnight = datetime.combine(today, time())
    following = rrulestr(deadline.rrule, dtstart=midnight).after(midnight - timedelta(seconds=1))
    return following.date() if following else None


def _is_due_before(deadline: Deadline | None, limit: date, today: date) -> bool:
    day = None if deadline is None else next_due_day(deadline, today)
    return day is not None and day < limit


def _has_unit(task: Task, unit: str) -> bool:
    wanted = squeeze(fold(unit))
    return any(wanted in squeeze(fold(name)) for name in (*task.lead_units, *task.coordinating_units))
