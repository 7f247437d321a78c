"""Tasks as a board: a column for each status, and where a task can go from there."""

from collections.abc import Mapping
from datetime import date

from core.record import Record
from core.task import TaskStatus
from service.follow_up.conditions import TaskCondition, TaskCounts, TaskOrder
from service.follow_up.register import TaskRegister
from service.labels import TASK_STATUS
from service.web.task_rows import TaskRow, task_rows

_CARDS_A_COLUMN = 40


class BoardColumn(Record):
    """One status.

    Attributes:
        count: all tasks of the status that fit; `cards` are the first of them, by deadline.
    """

    status: TaskStatus
    label: str
    count: int
    cards: tuple[TaskRow, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.cards)

    @property
    def steps(self) -> tuple[tuple[TaskStatus, str, bool], ...]:
        """The statuses beside this one: the status, its name, whether it lies ahead."""
        order = list(TaskStatus)
        place = order.index(self.status)
        beside = [(order[place - 1], False)] if place else []
        beside += [(order[place + 1], True)] if place + 1 < len(order) else []
        return tuple((status, TASK_STATUS[status], ahead) for status, ahead in beside)


def board_columns(
    register: TaskRegister, condition: TaskCondition, *, counts: TaskCounts, names: Mapping[str, str], today: date
) -> tuple[BoardColumn, ...]:
    """A column for each status that the condition allows."""
    columns = []
    for status in TaskStatus:
        if condition.status not in (None, status):
            continue
        asked = condition.model_copy(update={"status": status})
        cards = register.stretch(asked, today=today, order=TaskOrder.DUE, limit=_CARDS_A_COLUMN)
        columns.append(
            BoardColumn(
                status=status,
                label=TASK_STATUS[status],
                count=counts.by_status.get(status, 0),
                cards=task_rows(cards, names=names, today=today),
            )
        )
    return tuple(columns)
