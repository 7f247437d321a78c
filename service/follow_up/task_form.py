"""What a person fills in when they enter a task or change one."""

from typing import Any

from pydantic import field_validator

from core.record import Record
from core.task import TaskKind
from core.text import nfc, squeeze

_LONGEST_TEXT = 5_000


def typed(words: str) -> str:
    """What a person typed, in composed letters and within bounds."""
    return nfc(words).strip()[:_LONGEST_TEXT]


class TaskForm(Record):
    """Fields of a task as typed; a field that is not given stays as it is.

    Attributes:
        deadline: the words of the deadline ("trước ngày 15/12/2025"); the calculus tells what they mean.
        kind: only looked at when a task is entered.
    """

    content: str | None = None
    lead_units: tuple[str, ...] = ()
    coordinating_units: tuple[str, ...] = ()
    report_to: str | None = None
    deadline: str | None = None
    measure: str | None = None
    kind: TaskKind | None = None

    @field_validator("content", "report_to", "deadline", "measure", mode="before")
    @classmethod
    def _clean(cls, words: Any) -> Any:
        return (squeeze(typed(words)) or None) if isinstance(words, str) else words

    @field_validator("lead_units", "coordinating_units", mode="before")
    @classmethod
    def _clean_units(cls, names: Any) -> Any:
        if isinstance(names, str):
            names = names.replace("\n", ";").split(";")
        if isinstance(names, list | tuple):
            return tuple(
                dict.fromkeys(squeeze(typed(name)) for name in names if isinstance(name, str) and name.strip())
            )
        return names
