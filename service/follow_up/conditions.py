"""Which tasks of the register are asked for, in which order, and what comes back."""

from datetime import date
from enum import StrEnum

from core.record import Record
from core.task import Task, TaskKind, TaskStatus
from service.follow_up.due import DueState
from service.follow_up.own_unit import OwnRole


class TaskOrder(StrEnum):
    """Order of a list: by the last day in time, earliest or latest first, as the text has them, or by unit in
    Vietnamese order."""

    DUE = "due"
    LATEST = "latest"
    TEXT = "text"
    UNIT = "unit"


class TaskCondition(Record):
    """Conditions on tasks; a task must fit all that are given, "" and None fit every task.

    Attributes:
        due_before: names a day before this one; of a recurring deadline the next.
        last_from, last_to: bounds of the last day in time, both included; a task without such a day fits neither.
        recurs: whether its deadline recurs; None for either.
        unit: part of the name of a leading or coordinating unit; case and accents do not matter.
        unit_name: the whole name of such a unit, as it occurs.
        own_roles: reaches the own unit in one of these ways; empty for any task.
        words: words that all occur somewhere in the task; case and accents do not matter.
        ids: any of these tasks.
    """

    document_id: str = ""
    due_before: date | None = None
    due: DueState | None = None
    last_from: date | None = None
    last_to: date | None = None
    recurs: bool | None = None
    unit: str = ""
    unit_name: str = ""
    own_roles: tuple[OwnRole, ...] = ()
    status: TaskStatus | None = None
    kind: TaskKind | None = None
    words: str = ""
    ids: tuple[str, ...] | None = None


class TaskPage(Record):
    """A stretch of the tasks that fit a condition; `found` counts all that do."""

    tasks: tuple[Task, ...]
    found: int


class MonthCount(Record):
    """Open tasks whose last day in time lies in a month."""

    year: int
    month: int
    count: int


class TaskCounts(Record):
    """Numbers of tasks that fit a condition, as seen from a day.

    Attributes:
        by_status: only statuses that occur.
        overdue, soon, undated: open tasks by how they stand against their deadline.
        months: open tasks that are still in time, by month of the last day.
    """

    total: int
    by_status: dict[TaskStatus, int]
    overdue: int
    soon: int
    undated: int
    months: tuple[MonthCount, ...]
