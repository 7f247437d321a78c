"""Questions that were asked, with their answers, and facts about the office."""

from datetime import UTC, datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from core.answer import Answer
from service.records import AskedQuestion
from service.store.database import for_writing
from service.store.tables import DocumentRow, FactRow, QuestionRow


class QuestionStore:
    """History of questions; a question about a document that was removed is kept without its answer being shown."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def add(self, answer: Answer, *, document_id: str | None, asked_by: str) -> None:
        """Keeps a question with its answer."""
        with Session(self._writing) as session:
            session.add(
                QuestionRow(
                    document_id=document_id,
                    answer=answer.model_dump_json(),
                    asked_at=datetime.now(UTC),
                    asked_by=asked_by,
                )
            )
            session.commit()

    def newest(self, limit: int = 50) -> tuple[AskedQuestion, ...]:
        """The newest questions, newest first; none whose answer quotes a document that is no longer held."""
        with Session(self._reading) as session:
            held = set(session.scalars(select(DocumentRow.id).where(DocumentRow.removed_at.is_(None))))
            asked = []
            for row in session.scalars(select(QuestionRow).order_by(QuestionRow.id.desc())):
                answer = Answer.model_validate_json(row.answer)
                if {citation.document_id for citation in (*answer.citations, *answer.nearest)} <= held:
                    asked.append(_to_record(row, answer))
                if len(asked) == limit:
                    break
            return tuple(asked)


class FactStore:
    """Facts about the office itself, by name."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def get(self, name: str) -> str | None:
        """The fact, or None."""
        with Session(self._reading) as session:
            row = session.get(FactRow, name)
            return None if row is None else row.value

    def set(self, name: str, value: str) -> None:
        """Keeps the fact in place of what was known before."""
        with Session(self._writing) as session:
            session.merge(FactRow(name=name, value=value))
            session.commit()


def _to_record(row: QuestionRow, answer: Answer) -> AskedQuestion:
    return AskedQuestion(
        id=row.id, answer=answer, document_id=row.document_id, asked_at=row.asked_at, asked_by=row.asked_by
    )
