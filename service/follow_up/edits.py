"""What a person changed in a task, kept beside what the text gives: a new reading never overwrites it."""

from typing import Any

from core.record import Record
from core.task import Deadline, Task, TaskAsRead

FIELDS = tuple(TaskAsRead.model_fields)
"""Fields of a task that a person can change, besides its status and note."""


class TaskEdits(Record):
    """New values for some fields; a field that is not in `model_fields_set` stands as read, a None in it is wanted."""

    content: str | None = None
    lead_units: tuple[str, ...] = ()
    coordinating_units: tuple[str, ...] = ()
    report_to: str | None = None
    deadline: Deadline | None = None
    measure: str | None = None


def edited(task: Task, edits: TaskEdits) -> Task:
    """`task` with the changes made; what the text gives stands in `as_read` if anything differs from it."""
    changes = {name: getattr(edits, name) for name in edits.model_fields_set}
    changes = {name: value for name, value in changes.items() if value != getattr(task, name)}
    if not changes:
        return task
    as_read = TaskAsRead(**{name: getattr(task, name) for name in FIELDS})
    return task.model_copy(update={**changes, "as_read": as_read})


def with_change(edits: TaskEdits, field: str, value: Any, *, as_read: Any) -> TaskEdits:
    """`edits` with `field` set to `value`; what is as the text gives it is no change."""
    given = {name: getattr(edits, name) for name in edits.model_fields_set if name != field}
    return TaskEdits.model_validate(given if value == as_read else {**given, field: value})


def stored(edits: TaskEdits) -> str | None:
    """JSON to keep; None when nothing is changed."""
    return edits.model_dump_json(exclude_unset=True) if edits.model_fields_set else None


def restored(text: str | None) -> TaskEdits:
    """The changes that `stored` wrote."""
    return TaskEdits.model_validate_json(text) if text else TaskEdits()


def as_text(field: str, value: Any) -> str | None:
    """A value as the history of changes keeps it: plain text, or JSON for units and deadlines."""
    if value is None or isinstance(value, str):
        return value
    return TaskEdits.model_validate({field: value}).model_dump_json(include={field}, exclude_unset=True)


def from_text(field: str, text: str | None) -> Any:
    """The value that `as_text` wrote."""
    if text is None or field not in ("lead_units", "coordinating_units", "deadline"):
        return text
    return getattr(TaskEdits.model_validate_json(text), field)
