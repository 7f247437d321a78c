"""Tasks along time: where each begins and ends, as shares of the width of a drawing."""

from collections.abc import Sequence
from datetime import date, timedelta

from core.record import Record
from core.task import Task
from service.follow_up.due import last_day
from service.vietnamese_dates import show_date

_LONGEST_DAYS = 3 * 366
_MARGIN_DAYS = 10
_MOST_MARKS = 6


class Mark(Record):
    """A first day of a month on the axis; `x` in percent of the width."""

    x: float
    label: str


class Stretch(Record):
    """One task: from `x` on, `width` wide, both in percent; `words` say the same. A mere day has no width."""

    task_id: str
    x: float
    width: float
    words: str


class Timeline(Record):
    """The axis, today's place on it (None when it lies outside), and the stretches of tasks by their id."""

    marks: tuple[Mark, ...]
    today_x: float | None
    stretches: dict[str, Stretch]


def timeline(tasks: Sequence[Task], *, today: date) -> Timeline:
    """The axis that holds the days of all `tasks`, at most three years each way; other days stand at its ends."""
    spans = {task.id: span for task in tasks if (span := _span(task, today)) is not None}
    days = [day for span in spans.values() for day in span] or [today]
    first = max(min(*days, today), today - timedelta(days=_LONGEST_DAYS)) - timedelta(days=_MARGIN_DAYS)
    last = min(max(*days, today), today + timedelta(days=_LONGEST_DAYS)) + timedelta(days=_MARGIN_DAYS)
    axis = _Axis(first, last)
    return Timeline(
        marks=axis.marks(),
        today_x=axis.x(today),
        stretches={task_id: axis.stretch(task_id, *span) for task_id, span in spans.items()},
    )


class _Axis:
    def __init__(self, first: date, last: date) -> None:
        self._first, self._last, self._days = first, last, (last - first).days

    def x(self, day: date) -> float:
        inside = min(max(day, self._first), self._last)
        return round(100 * (inside - self._first).days / self._days, 2)

    def stretch(self, task_id: str, start: date, end: date) -> Stretch:
        words = show_date(end) if start == end else f"{show_date(start)} – {show_date(end)}"
        return Stretch(task_id=task_id, x=self.x(start), width=round(self.x(end) - self.x(start), 2), words=words)

    def marks(self) -> tuple[Mark, ...]:
        months = [month for month in _months(self._first, self._last) if month >= self._first]
        step = -(-len(months) // _MOST_MARKS) or 1
        return tuple(Mark(x=self.x(month), label=f"{month:%m/%Y}") for month in months[::step])


def _months(first: date, last: date) -> list[date]:
    """First days of the months between two days."""
    months, month = [], first.replace(day=1)
    while month <= last:
        months.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return months


def _span(task: Task, today: date) -> tuple[date, date] | None:
    """First and last day of a task; None when it names no day."""
    end = last_day(task.deadline, today) if task.deadline else None
    if task.deadline is None or end is None:
        return None
    start = task.deadline.start
    return (start if start is not None and start <= end and task.deadline.rrule is None else end, end)
