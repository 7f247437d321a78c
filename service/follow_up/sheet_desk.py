"""Taking progress back from a workbook: first shown, then applied to the rows that a person chose."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from core.record import Record
from core.task import TaskStatus
from service.follow_up.actor import LOCAL_USER
from service.follow_up.conditions import TaskCondition
from service.follow_up.verdict import Verdict
from service.store import RecordStore

if TYPE_CHECKING:
    from service.follow_up.sheet_import import ImportedRow


class ChosenChange(Record):
    """A change that a person chose among those that a workbook brings.

    Attributes:
        current: status that the person saw; if it is another by now, nothing is changed.
    """

    task_id: str
    current: TaskStatus
    status: TaskStatus | None = None
    note: str | None = None


def changes_of(rows: Sequence["ImportedRow"]) -> tuple[ChosenChange, ...]:
    """The changes that no conflict speaks against, one a task; of several rows for one task the first."""
    found: dict[str, ChosenChange] = {}
    for row in rows:
        if row.verdict is Verdict.CHANGE and row.task_id is not None and row.current is not None:
            change = ChosenChange(task_id=row.task_id, current=row.current, status=row.status, note=row.note)
            found.setdefault(row.task_id, change)
    return tuple(found.values())


class SheetDesk:
    """Nothing is overwritten silently: looking changes nothing, and what was changed meanwhile is left alone."""

    def __init__(self, store: RecordStore) -> None:
        self._store = store

    def look(self, path: Path, *, document_id: str = "") -> tuple["ImportedRow", ...]:
        """What each row of a workbook means for the register, or for one document of it.

        Raises:
            DamagedFile: no workbook, or none with tasks and progress.
            FileTooLarge: more rows than any register has.
        """
        from service.follow_up.sheet_import import judge_rows, read_sheet_rows

        rows = read_sheet_rows(path)
        tasks = self._store.tasks.find(TaskCondition(document_id=document_id), today=date.today()).tasks
        return judge_rows(rows, tasks)

    def apply(self, chosen: Sequence[ChosenChange], *, actor: str = LOCAL_USER) -> tuple[int, int]:
        """Makes the chosen changes; returns how many were made, and how many were left alone as changed meanwhile.

        Raises:
            NotFound: one of the tasks is no longer held.
        """
        made = 0
        for change in chosen:
            if self._store.tasks.get(change.task_id).status is not change.current:
                continue
            values: dict[str, object] = {} if change.status is None else {"status": change.status}
            if change.note is not None:
                values["note"] = change.note
            self._store.task_writer.change((change.task_id,), values, changed_by=actor)
            made += 1
        return made, len(chosen) - made
