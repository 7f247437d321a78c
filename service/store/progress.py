"""Progress in numbers: tasks by unit and by directive, and how well the pages were read."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from sqlalchemy import Engine, and_, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from core.page import ReadingMethod
from core.record import Record
from core.task import TaskStatus
from service.follow_up.due import CLOSED
from service.store.dialects import json_field
from service.store.filing import LEAD
from service.store.tables import DocumentRow, PageRow
from service.store.task_tables import TaskRow, TaskUnitRow


class Stage(StrEnum):
    """How far a task is, as a chart shows it; an open task past its last day counts as overdue and as nothing else."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    CONFIRMED = "confirmed"
    PROPOSED = "proposed"
    OVERDUE = "overdue"


class Progress(Record):
    """Tasks of one unit or of one directive by how far they are; dropped ones are left out.

    Attributes:
        key: name of the unit, or id of the document.
        stages: only stages that occur.
    """

    key: str
    stages: dict[Stage, int]

    @property
    def total(self) -> int:
        """All its tasks."""
        return sum(self.stages.values())


class ReadingFigures(Record):
    """How the pages of one document were obtained, and how sure their words are."""

    document_id: str
    methods: dict[ReadingMethod, int]
    words: int
    doubtful_words: int


class ProgressStore:
    """Figures over the whole register, counted in the database."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine

    def by_unit(self, *, today: date, limit: int) -> tuple[Progress, ...]:
        """The leading units with the most tasks, most first."""
        return self._progress(TaskUnitRow.name, today=today, limit=limit, leading=True)

    def by_document(self, *, today: date, limit: int) -> tuple[Progress, ...]:
        """The documents with the most tasks, most first."""
        return self._progress(TaskRow.document_id, today=today, limit=limit, leading=False)

    def reading(self, *, limit: int) -> tuple[ReadingFigures, ...]:
        """The newest documents that are read."""
        newest = select(DocumentRow).where(DocumentRow.removed_at.is_(None), DocumentRow.letterhead.is_not(None))
        newest = newest.order_by(DocumentRow.received_at.desc(), DocumentRow.id).limit(limit)
        method = json_field(PageRow.page, "method").label("method")
        with Session(self._reading) as session:
            rows = session.scalars(newest).all()
            counted = select(PageRow.document_id, method, func.count()).where(PageRow.page.is_not(None))
            counted = counted.where(PageRow.document_id.in_([row.id for row in rows]))
            methods: dict[str, dict[ReadingMethod, int]] = {}
            for document_id, name, count in session.execute(counted.group_by(PageRow.document_id, "method")):
                methods.setdefault(document_id, {})[ReadingMethod(name)] = count
            return tuple(
                ReadingFigures(
                    document_id=row.id,
                    methods=methods.get(row.id, {}),
                    words=row.words,
                    doubtful_words=row.doubtful_words,
                )
                for row in rows
            )

    def _progress(
        self, key: InstrumentedAttribute[str], *, today: date, limit: int, leading: bool
    ) -> tuple[Progress, ...]:
        is_late = and_(TaskRow.status.not_in([status.value for status in CLOSED]), TaskRow.last_day < today)
        stage = case((is_late, Stage.OVERDUE.value), else_=TaskRow.status).label("stage")
        query = select(key, stage, func.count()).select_from(TaskRow)
        if leading:
            query = query.join(TaskUnitRow, and_(TaskUnitRow.task_id == TaskRow.id, TaskUnitRow.role == LEAD))
        query = query.join(DocumentRow, DocumentRow.id == TaskRow.document_id)
        query = query.where(
            DocumentRow.removed_at.is_(None), TaskRow.folded.is_(None), TaskRow.status != TaskStatus.DROPPED
        )
        with Session(self._reading) as session:
            return _gathered(session.execute(query.group_by(key, "stage")).all(), limit)


def _gathered(rows: Iterable[tuple[str, str, int]], limit: int) -> tuple[Progress, ...]:
    stages: dict[str, dict[Stage, int]] = {}
    for key, stage, count in rows:
        stages.setdefault(key, {})[Stage(stage)] = count
    found = [
        Progress(key=key, stages={stage: counts[stage] for stage in Stage if stage in counts})
        for key, counts in stages.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.total, one.key))[:limit])
