"""Results of units, as they were told: rows are only added, the last one of a task and unit holds."""

from sqlalchemy import Engine, ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.text import fold, squeeze
from core.unit_result import UnitResult
from service.store.database import for_writing
from service.store.tables import OWNED, Base


class UnitResultRow(Base):
    """One telling of how a task stands at a unit: `UnitResult` as JSON; `source_id` is the document that says it."""

    __tablename__ = "unit_results"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    document_id: Mapped[str] = mapped_column(ForeignKey(OWNED, ondelete="CASCADE"), index=True)
    task_id: Mapped[str]
    unit_key: Mapped[str]
    result: Mapped[str]
    source_id: Mapped[str | None]


class UnitResultStore:
    """What units have done of the tasks of directives."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def add(self, document_id: str, results: tuple[UnitResult, ...]) -> None:
        """Keeps what was told; it holds from now on for its task and unit."""
        with Session(self._writing) as session:
            session.add_all(
                UnitResultRow(
                    document_id=document_id,
                    task_id=result.task_id,
                    unit_key=unit_key(result.unit),
                    result=result.model_dump_json(),
                    source_id=result.report_id,
                )
                for result in results
            )
            session.commit()

    def newest(self, document_id: str) -> tuple[UnitResult, ...]:
        """What holds now for each task and unit of a directive, in the order it was told."""
        last = (
            select(func.max(UnitResultRow.id))
            .where(UnitResultRow.document_id == document_id)
            .group_by(UnitResultRow.task_id, UnitResultRow.unit_key)
        )
        query = select(UnitResultRow.result).where(UnitResultRow.id.in_(last)).order_by(UnitResultRow.id)
        with Session(self._reading) as session:
            return tuple(UnitResult.model_validate_json(text) for text in session.scalars(query))

    def history(self, document_id: str, task_id: str) -> tuple[UnitResult, ...]:
        """Everything that was told of one task, oldest first."""
        query = select(UnitResultRow.result).where(
            UnitResultRow.document_id == document_id, UnitResultRow.task_id == task_id
        )
        with Session(self._reading) as session:
            return tuple(
                UnitResult.model_validate_json(text) for text in session.scalars(query.order_by(UnitResultRow.id))
            )


def unit_key(name: str) -> str:
    """The name of a unit for comparing."""
    return fold(squeeze(name))
