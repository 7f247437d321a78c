"""The register of tasks that staff work from: every use case of following up, behind `Office.follow_up`."""

import secrets
from collections.abc import Sequence
from datetime import date

from core.errors import InvalidInput
from core.task import Deadline, Task, TaskKind, TaskOrigin, TaskStatus
from core.text import squeeze
from ingest.deadlines import parse_deadline
from service.follow_up.actor import LOCAL_USER
from service.follow_up.conditions import TaskCondition, TaskCounts, TaskOrder, TaskPage
from service.follow_up.own_unit import OwnRole, OwnUnit
from service.follow_up.parts import entered_id, merge_tasks, split_task
from service.follow_up.task_form import TaskForm, typed
from service.records import TaskChange
from service.store import RecordStore
from service.store.task_writer import MERGED, SPLIT


class TaskRegister:
    """Everything people do with tasks. `actor` is who does it; every change names them in the history."""

    def __init__(self, store: RecordStore) -> None:
        self._store = store

    # Looking

    def find(
        self,
        condition: TaskCondition,
        *,
        today: date | None = None,
        order: TaskOrder = TaskOrder.TEXT,
        offset: int = 0,
        limit: int | None = None,
    ) -> TaskPage:
        """The tasks that fit, in order, from the `offset`-th on, at most `limit`."""
        seen_from = today or date.today()
        return self._store.tasks.find(condition, today=seen_from, order=order, offset=offset, limit=limit)

    def stretch(
        self, condition: TaskCondition, *, today: date, order: TaskOrder, offset: int = 0, limit: int | None = None
    ) -> tuple[Task, ...]:
        """As `find`, without counting how many fit in all."""
        return self._store.tasks.stretch(condition, today=today, order=order, offset=offset, limit=limit)

    def counts(self, condition: TaskCondition, *, today: date | None = None) -> TaskCounts:
        """How many tasks fit, by status and by how they stand against their deadline."""
        return self._store.tasks.counts(condition, today=today or date.today())

    def get(self, task_id: str) -> Task:
        """One task, even one that was split, merged or withdrawn.

        Raises:
            NotFound: no such task.
        """
        return self._store.tasks.get(task_id)

    def why_hidden(self, task_id: str) -> str | None:
        """`split`, `merged` or `withdrawn`; None when the task is shown in lists."""
        return self._store.tasks.folded(task_id)

    def made_of(self, task: Task) -> tuple[Task, ...]:
        """What the task became: its parts, or the one it was merged into."""
        return self._store.tasks.made_of(task)

    def units(self, document_id: str = "", *, leading: bool = True) -> tuple[str, ...]:
        """Names of units that lead a task (or, unless `leading`, take part in one), in Vietnamese order."""
        return self._store.tasks.units(document_id, leading=leading)

    def unconfirmed(self) -> dict[str, int]:
        """Number of tasks that wait for confirmation, by document."""
        return self._store.tasks.unconfirmed()

    def history(self, task_id: str) -> tuple[TaskChange, ...]:
        """Changes of one task, oldest first.

        Raises:
            NotFound: no such task.
        """
        self.get(task_id)
        return self._store.tasks.history(task_id)

    # Changing

    def set_status(
        self,
        task_ids: Sequence[str],
        *,
        status: TaskStatus | None = None,
        note: str | None = None,
        actor: str = LOCAL_USER,
    ) -> str:
        """Sets status or note of tasks; an empty note takes the note away. Returns the batch, to undo it by.

        Raises:
            NotFound: one of the tasks does not exist; nothing was changed.
        """
        values: dict[str, object] = {} if status is None else {"status": status}
        if note is not None:
            values["note"] = typed(note) or None
        return self._store.task_writer.change(task_ids, values, changed_by=actor)

    def edit(self, task_id: str, form: TaskForm, *, actor: str = LOCAL_USER) -> Task:
        """Changes what the task says; what the text gives is kept beside it.

        Raises:
            NotFound: no such task.
            InvalidInput: no content, or a deadline that is not understood.
        """
        task = self.get(task_id)
        values = {name: getattr(form, name) for name in form.model_fields_set - {"deadline", "kind"}}
        if "content" in values and not squeeze(values["content"] or ""):
            raise InvalidInput("việc phải có nội dung", where="content")
        if "deadline" in form.model_fields_set and not _is_same_deadline(task, form.deadline):
            values["deadline"] = self.read_deadline(form.deadline, document_id=task.document_id)
        self._store.task_writer.change((task_id,), values, changed_by=actor)
        return self.get(task_id)

    def enter(self, document_id: str, form: TaskForm, *, actor: str = LOCAL_USER) -> Task:
        """Files a task that a person enters by hand, under a document.

        Raises:
            NotFound: no such document.
            InvalidInput: no content, or a deadline that is not understood.
        """
        self._store.documents.get(document_id)
        if not form.content:
            raise InvalidInput("việc phải có nội dung", where="content")
        task = Task(
            id=entered_id(document_id, salt=secrets.token_hex(8)),
            document_id=document_id,
            kind=form.kind or TaskKind.DUTY,
            content=form.content,
            lead_units=form.lead_units,
            coordinating_units=form.coordinating_units,
            report_to=form.report_to,
            deadline=self.read_deadline(form.deadline, document_id=document_id),
            measure=form.measure,
            origin=TaskOrigin.ENTERED,
            status=TaskStatus.CONFIRMED,
        )
        self._store.task_writer.replace((), (task,), reason=SPLIT, changed_by=actor)
        return task

    def split(self, task_id: str, parts: Sequence[str], *, actor: str = LOCAL_USER) -> tuple[Task, ...]:
        """Shows one task for each part in place of the task.

        Raises:
            NotFound: no such task.
            InvalidInput: fewer than two parts, or the task is not shown.
        """
        task = self.get(task_id)
        new = split_task(task, [typed(part) for part in parts], self._store.load_directive(task.document_id))
        self._store.task_writer.replace((task_id,), new, reason=SPLIT, changed_by=actor)
        return new

    def merge(self, task_ids: Sequence[str], *, content: str | None = None, actor: str = LOCAL_USER) -> Task:
        """Shows one task in place of several of one document, with the evidence of all.

        Raises:
            NotFound: one of the tasks does not exist.
            InvalidInput: fewer than two, of several documents, or one that is not shown.
        """
        tasks = [self.get(task_id) for task_id in dict.fromkeys(task_ids)]
        merged = merge_tasks(tasks, content=typed(content or "") or None)
        self._store.task_writer.replace([task.id for task in tasks], (merged,), reason=MERGED, changed_by=actor)
        return merged

    def withdraw(self, task_id: str, *, actor: str = LOCAL_USER) -> None:
        """Takes a task that a person entered out of the register.

        Raises:
            NotFound: no such task.
            InvalidInput: the task comes from the text; it can be dropped, not withdrawn.
        """
        if self.get(task_id).origin is not TaskOrigin.ENTERED:
            raise InvalidInput(
                "việc này có trong văn bản nên không xóa được",
                where=task_id,
                advice="đổi tình trạng thành Không theo dõi",
            )
        self._store.task_writer.withdraw(task_id, changed_by=actor)

    def undo(self, task_id: str, *, actor: str = LOCAL_USER) -> None:
        """Takes the last change of a task back.

        Raises:
            NotFound: no such task.
            InvalidInput: there is nothing to take back, or what a split made was changed since.
        """
        self._store.task_writer.undo_last(task_id, changed_by=actor)

    def undo_batch(self, batch: str, *, actor: str = LOCAL_USER) -> tuple[int, int]:
        """Takes back what was done at one stroke; returns how many tasks went back, and how many changed since.

        Raises:
            NotFound: no such batch.
        """
        return self._store.task_writer.undo_batch(batch, changed_by=actor)

    def read_deadline(self, phrase: str | None, *, document_id: str) -> Deadline | None:
        """What a deadline phrase means in the document; None when nothing is written.

        Raises:
            InvalidInput: it names no time.
        """
        words = typed(phrase or "")
        if not words:
            return None
        letterhead = self._store.documents.get(document_id).letterhead
        deadline = parse_deadline(words, issued_on=letterhead.issued_on if letterhead else None)
        if deadline is None:
            raise InvalidInput(
                f"không hiểu thời hạn “{words}”",
                where="deadline",
                advice="viết như trong văn bản: trước ngày 15/12/2025",
            )
        return deadline

    # My unit

    def own_unit(self) -> OwnUnit | None:
        """The unit whose duties are "mine"; None when none is set."""
        return self._store.tasks.own_unit()

    def set_own_unit(self, unit: OwnUnit | None, *, actor: str = LOCAL_USER) -> None:
        """Makes `unit` the one whose duties are "mine"; None for no unit.

        Raises:
            InvalidInput: the unit has no name.
        """
        if unit is not None and not unit.name.strip():
            raise InvalidInput("đơn vị phải có tên", where="name")
        self._store.task_writer.set_own_unit(unit, changed_by=actor)

    def own_counts(self, document_id: str = "") -> dict[OwnRole, int]:
        """Number of tasks by how they reach the own unit."""
        return self._store.tasks.own_counts(document_id)


def _is_same_deadline(task: Task, phrase: str | None) -> bool:
    """The phrase is the one that stands there, so its meaning stands too."""
    return squeeze(phrase or "") == squeeze(task.deadline.raw if task.deadline else "")
