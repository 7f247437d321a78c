"""The tables of the register of tasks: a task, the units that it names, its changes, its proofs."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables import OWNED, Base

_TASK = "tasks.id"


class TaskRow(Base):
    """A task of the register: as found in the text or as a person entered it, with what people made of it.

    Attributes:
        position: place in the order of the text; tasks that people made stand at the place of what they came from.
        task: `Task` as JSON, as read or entered; a new reading replaces it, and only it.
        origin: `TaskOrigin`.
        is_gone: the newest reading no longer finds it.
        folded: why it is not shown: `split`, `merged` or `withdrawn`; null when it is.
        status, note, edits: what people made of it; `edits` is `TaskEdits` as JSON.
        filing: version of `service.store.filing` that filled the columns below; they follow from the others.
        kind, due_on, last_day, recurs, unit_key, own_role, words: what lists are searched and sorted by.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        Index(None, "document_id", "position"),
        Index("ix_tasks_list", "folded", "status", "last_day", "document_id", "position"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey(OWNED, ondelete="CASCADE"))
    position: Mapped[int]
    task: Mapped[str]
    origin: Mapped[str] = mapped_column(default="read")
    is_gone: Mapped[bool] = mapped_column(default=False)
    folded: Mapped[str | None]
    status: Mapped[str] = mapped_column(default="proposed")
    note: Mapped[str | None]
    edits: Mapped[str | None]
    filing: Mapped[int] = mapped_column(default=0, index=True)
    kind: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    last_day: Mapped[date | None]
    recurs: Mapped[bool] = mapped_column(default=False)
    unit_key: Mapped[str] = mapped_column(default="")
    own_role: Mapped[str | None] = mapped_column(index=True)
    words: Mapped[str] = mapped_column(default="")


class TaskUnitRow(Base):
    """A unit that a task names. `folded` is the name without accents and case."""

    __tablename__ = "task_units"

    task_id: Mapped[str] = mapped_column(ForeignKey(_TASK, ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True, index=True)
    folded: Mapped[str]


class TaskChangeRow(Base):
    """One change of a task; never altered. `batch` is shared by what was done at one stroke.

    Attributes:
        undoes: the change that this one took back; null for a change of its own.
    """

    __tablename__ = "task_changes"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    task_id: Mapped[str] = mapped_column(index=True)
    document_id: Mapped[str] = mapped_column(ForeignKey(OWNED, ondelete="CASCADE"), index=True)
    field: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]
    batch: Mapped[str] = mapped_column(default="", index=True)
    undoes: Mapped[int | None]


class TaskEvidenceRow(Base):
    """What a person attached to a task as proof: a held document, a file, an address or words."""

    __tablename__ = "task_evidence"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    task_id: Mapped[str] = mapped_column(ForeignKey(_TASK, ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    value: Mapped[str]
    name: Mapped[str]
    added_at: Mapped[datetime]
    added_by: Mapped[str]
    is_removed: Mapped[bool] = mapped_column(default=False)
