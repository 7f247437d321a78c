"""Where each task stands at the end of a reported period.

Rules (ADR 0051). A person's word counts before any date: done and in progress are taken as set. Of the others, a task
whose time begins after the period is not due yet; about the rest nobody has said anything. Nothing is inferred from a
deadline having passed except that it has passed. A task due before the period stays in: no record tells that it was
reported before.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from core.record import Record
from core.report import TaskTotals
from core.task import Bound, Deadline, Task, TaskStatus
from service.reports.responsibility import Assignment, Role


class ProgressState(StrEnum):
    DONE = "done"
    IN_PROGRESS = "in_progress"
    NO_INFORMATION = "no_information"
    NOT_DUE = "not_due"


class TaskProgress(Record):
    """A task of the unit at the end of the period.

    Attributes:
        number: its line in the annex, from 1.
        is_overdue: not done, and its last day is not after the period's end.
        is_upcoming: not done, and its last day lies after the period's end.
    """

    number: int
    task: Task
    role: Role
    state: ProgressState
    is_overdue: bool
    is_upcoming: bool


def last_day(deadline: Deadline | None) -> date | None:
    """The last day on which the task is in time; None when no day follows from the words.

    >>> last_day(Deadline(raw="trước ngày 15/12/2025", date=date(2025, 12, 15), exclusive=True, bound=Bound.BEFORE))
    datetime.date(2025, 12, 14)
    """
    if deadline is None or deadline.date is None or deadline.bound is Bound.AFTER:
        return None
    return deadline.date - timedelta(days=1) if deadline.exclusive else deadline.date


def first_day(deadline: Deadline | None) -> date | None:
    """The first day on which the task can be done; None when the words set none."""
    if deadline is None:
        return None
    if deadline.bound is Bound.AFTER:
        return deadline.date
    return deadline.start


def state_of(task: Task, period_end: date) -> ProgressState:
    """Where a task stands on the last day of the period."""
    if task.status is TaskStatus.DONE:
        return ProgressState.DONE
    if task.status is TaskStatus.IN_PROGRESS:
        return ProgressState.IN_PROGRESS
    begins = first_day(task.deadline)
    if begins is not None and begins > period_end and not task.note:
        return ProgressState.NOT_DUE
    return ProgressState.NO_INFORMATION


def follow(assignments: Sequence[Assignment], period_end: date) -> tuple[TaskProgress, ...]:
    """The progress of the tasks that are still followed, numbered as in the annex."""
    kept = [item for item in assignments if item.task.status is not TaskStatus.DROPPED]
    return tuple(_progress(number, item, period_end) for number, item in enumerate(kept, start=1))


def _progress(number: int, item: Assignment, period_end: date) -> TaskProgress:
    state = state_of(item.task, period_end)
    day = last_day(item.task.deadline)
    is_open = state is not ProgressState.DONE and day is not None
    return TaskProgress(
        number=number,
        task=item.task,
        role=item.role,
        state=state,
        is_overdue=is_open and day is not None and day <= period_end,
        is_upcoming=is_open and day is not None and day > period_end,
    )


def count(progress: Sequence[TaskProgress], assignments: Sequence[Assignment]) -> TaskTotals:
    """Totals over the annex; the four states add up to the total."""
    by_state = {state: sum(item.state is state for item in progress) for state in ProgressState}
    return TaskTotals(
        total=len(progress),
        done=by_state[ProgressState.DONE],
        in_progress=by_state[ProgressState.IN_PROGRESS],
        no_information=by_state[ProgressState.NO_INFORMATION],
        not_due=by_state[ProgressState.NOT_DUE],
        dropped=len(assignments) - len(progress),
    )
