"""Tasks in a month: what falls due on which day, recurring duties on each of their days."""

import calendar
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from core.record import Record
from core.task import Task
from service.follow_up.conditions import TaskCondition, TaskOrder
from service.follow_up.due import last_days_within
from service.follow_up.register import TaskRegister
from service.web.page_words import WEEKDAYS
from service.web.task_rows import TaskRow, task_rows

_SHOWN_A_DAY = 3
_MOST_TASKS = 1_000
_EARLIEST, _LATEST = date(1900, 1, 1), date(2199, 12, 1)


class CalendarDay(Record):
    """One day of the grid; `rest` are the tasks that do not fit its cell at first."""

    day: date
    weekday: str
    is_today: bool
    in_month: bool
    shown: tuple[TaskRow, ...]
    rest: tuple[TaskRow, ...]


class CalendarMonth(Record):
    """A month in weeks from Monday on.

    Attributes:
        first: first day of the month.
        before, after: neighbouring months as they stand in addresses (2026-11).
        count: entries on days of the month.
    """

    first: date
    before: str
    after: str
    count: int
    weeks: tuple[tuple[CalendarDay, ...], ...]


def calendar_month(
    register: TaskRegister, condition: TaskCondition, *, first: date, names: Mapping[str, str], today: date
) -> CalendarMonth:
    """The month from `first` on, with the days of its first and last week that belong to its neighbours."""
    first = min(max(first, _EARLIEST), _LATEST)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    start, end = weeks[0][0], weeks[-1][-1]
    once = condition.model_copy(update={"last_from": start, "last_to": end, "recurs": False})
    again = condition.model_copy(update={"recurs": True})
    tasks = [
        *register.stretch(once, today=today, order=TaskOrder.DUE, limit=_MOST_TASKS),
        *register.stretch(again, today=today, order=TaskOrder.DUE, limit=_MOST_TASKS),
    ]
    by_day = _by_day(tasks, start, end, names=names, today=today)
    in_month = [day for day in by_day if (day.year, day.month) == (first.year, first.month)]
    return CalendarMonth(
        first=first,
        before=f"{first - timedelta(days=1):%Y-%m}",
        after=f"{first + timedelta(days=31):%Y-%m}",
        count=sum(len(by_day[day]) for day in in_month),
        weeks=tuple(tuple(_day(day, by_day.get(day, ()), first, today) for day in week) for week in weeks),
    )


def _by_day(
    tasks: Iterable[Task], start: date, end: date, *, names: Mapping[str, str], today: date
) -> dict[date, tuple[TaskRow, ...]]:
    found: dict[date, tuple[TaskRow, ...]] = {}
    for task in tasks:
        days = last_days_within(task.deadline, start, end) if task.deadline else ()
        row = task_rows((task,), names=names, today=today) if days else ()
        for day in days:
            found[day] = (*found.get(day, ()), *row)
    return found


def _day(day: date, rows: tuple[TaskRow, ...], first: date, today: date) -> CalendarDay:
    cut = _SHOWN_A_DAY if len(rows) > _SHOWN_A_DAY + 1 else len(rows)
    return CalendarDay(
        day=day,
        weekday=WEEKDAYS[day.weekday()],
        is_today=day == today,
        in_month=day.month == first.month,
        shown=rows[:cut],
        rest=rows[cut:],
    )
