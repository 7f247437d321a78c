"""Conditions on tasks as they stand in the address of a request."""

from datetime import date

from pydantic import Field

from core.record import Record
from core.task import TaskKind, TaskStatus
from service.follow_up.conditions import TaskCondition, TaskOrder
from service.follow_up.due import DueState
from service.follow_up.own_unit import OwnRole
from service.office import Office


class TaskQuery(Record):
    """Conditions on tasks; a task must fit all that are given.

    Attributes:
        document: id, prefix or số/ký hiệu of a document.
        due_before: names a day before this one.
        due: how it stands against its deadline.
        unit: part of the name of a leading or coordinating unit.
        q: words that occur anywhere in the task.
        mine: reaches the own unit.
    """

    document: str | None = None
    due_before: date | None = None
    due: DueState | None = None
    unit: str | None = None
    status: TaskStatus | None = None
    kind: TaskKind | None = None
    q: str = ""
    mine: bool = False

    def condition(self, office: Office) -> TaskCondition:
        """What the register is asked.

        Raises:
            NotFound: no such document.
            Ambiguous: the key names several.
        """
        return TaskCondition(
            document_id=office.documents.find(self.document).id if self.document else "",
            due_before=self.due_before,
            due=self.due,
            unit=self.unit or "",
            status=self.status,
            kind=self.kind,
            words=self.q,
            own_roles=tuple(OwnRole) if self.mine else (),
        )


class TaskListQuery(TaskQuery):
    """Conditions, and which stretch of the tasks that fit: from the `offset`-th on, at most `limit`."""

    order: TaskOrder = TaskOrder.TEXT
    offset: int = Field(default=0, ge=0)
    limit: int | None = Field(default=None, ge=1)
