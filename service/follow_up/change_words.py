"""A change of a task in words that people read in its history."""

from core.record import Record
from core.task import Deadline, TaskStatus
from service.follow_up.edits import from_text
from service.labels import TASK_FIELD, TASK_STATUS
from service.records import TaskChange

_NONE = "—"
_FOLDED = {None: "có trong bảng", "split": "đã tách", "merged": "đã gộp", "withdrawn": "không có trong bảng"}


class ChangeWords(Record):
    """The field and its values, for people; "—" for none."""

    field: str
    before: str
    after: str


def change_words(change: TaskChange) -> ChangeWords:
    """What `change` did, in words."""
    before, after = (_words(change.field, text) for text in (change.before, change.after))
    return ChangeWords(field=TASK_FIELD.get(change.field, change.field), before=before, after=after)


def _words(field: str, text: str | None) -> str:
    if field == "folded":
        return _FOLDED.get(text, text or "")
    if text is None:
        return _NONE
    if field == "status":
        return TASK_STATUS[TaskStatus(text)]
    if field == "evidence":
        return text.partition(": ")[2]
    value = from_text(field, text)
    if isinstance(value, Deadline):
        return value.raw
    return "; ".join(value) or _NONE if isinstance(value, tuple) else str(value)
