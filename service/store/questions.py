"""Questions that were asked, with their answers, and facts about the office."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import Engine, Select, select
from sqlalchemy.orm import Session

from core.answer import Answer
from core.errors import NotFound
from service.accounts.rights import current_viewer, own_id, signature
from service.records import AskedOutline, AskedQuestion, Verdict
from service.store.database import for_writing
from service.store.question_outlines import Asked, QuestionOutlines
from service.store.tables import DocumentRow, FactRow, QuestionRow


class QuestionStore:
    """History of questions; a question about a document that was removed is kept without its answer being shown."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)
        self._outlines = QuestionOutlines()

    def add(self, answer: Answer, *, document_id: str | None, asked_by: str) -> None:
        """Keeps a question with its answer."""
        with Session(self._writing) as session:
            session.add(
                QuestionRow(
                    document_id=document_id,
                    answer=answer.model_dump_json(),
                    asked_at=datetime.now(UTC),
                    asked_by=signature(asked_by),
                    conversation_id=answer.conversation_id or None,
                    person_id=own_id(),
                )
            )
            session.commit()

    def newest(self, limit: int = 50) -> tuple[AskedQuestion, ...]:
        """The newest questions, newest first; none whose answer quotes a document that is no longer held.

        Whoever is signed in sees only their own.
        """
        with Session(self._reading) as session:
            held = _held(session)
            asked: list[AskedQuestion] = []
            for some in _newest_first(session, limit):
                rows = session.scalars(_own().where(QuestionRow.id.in_(number for number, _ in some)))
                answered = [(row, Answer.model_validate_json(row.answer)) for row in rows]
                whole = [_to_record(row, answer) for row, answer in answered if _quoted(answer) <= held]
                asked += sorted(whole, key=lambda one: one.id, reverse=True)
                if len(asked) >= limit:
                    break
            return tuple(asked[:limit])

    def outlines(self, limit: int = 50) -> tuple[AskedOutline, ...]:
        """As `newest`, but no more of each than a list shows."""
        with Session(self._reading) as session:
            asked: list[AskedOutline] = []
            for some in _newest_first(session, limit):
                asked += self._outlines.of(session, some)
                if len(asked) >= limit:
                    break
            return tuple(asked[:limit])

    def asked_in(self, conversation_id: str) -> tuple[AskedQuestion, ...]:
        """The questions of a conversation, oldest first; none whose answer quotes a document no longer held.

        Whoever is signed in sees only their own.
        """
        wanted = _own().where(QuestionRow.conversation_id == conversation_id).order_by(QuestionRow.id)
        with Session(self._reading) as session:
            held = _held(session)
            pairs = [(row, Answer.model_validate_json(row.answer)) for row in session.scalars(wanted)]
            return tuple(_to_record(row, answer) for row, answer in pairs if _quoted(answer) <= held)

    def conversation(self, conversation_id: str, *, limit: int) -> tuple[Answer, ...]:
        """The last answers of a conversation, oldest first."""
        return tuple(asked.answer for asked in self.asked_in(conversation_id)[-limit:])

    def judge(self, question_id: int, verdict: Verdict, *, remark: str) -> AskedQuestion:
        """Keeps what somebody made of the answer, in place of what was said before.

        Raises:
            NotFound: no such question, or it is somebody else's.
        """
        with Session(self._writing) as session:
            row = session.get(QuestionRow, question_id)
            if row is None or not _may_see(row):
                raise NotFound("no such question", where=str(question_id))
            row.verdict, row.remark = verdict.value, remark or None
            session.commit()
            return _to_record(row, Answer.model_validate_json(row.answer))


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


def _own() -> Select[QuestionRow]:
    """The questions that who acts now may see: their own, or all while nobody is signed in."""
    viewer = current_viewer()
    every = select(QuestionRow)
    return every if viewer is None else every.where(QuestionRow.person_id == viewer.person_id)


def _newest_first(session: Session, size: int) -> Iterator[list[Asked]]:
    """The questions that who acts now may see, newest first, no more than `size` at a time: there may be very many."""
    query = _own().with_only_columns(QuestionRow.id, QuestionRow.asked_at).order_by(QuestionRow.id.desc()).limit(size)
    asked = [(row.id, row.asked_at) for row in session.execute(query)]
    while asked:
        yield asked
        asked = [(row.id, row.asked_at) for row in session.execute(query.where(QuestionRow.id < asked[-1][0]))]


def _may_see(row: QuestionRow) -> bool:
    viewer = current_viewer()
    return viewer is None or row.person_id == viewer.person_id


def _held(session: Session) -> set[str]:
    """Ids of the documents that are held."""
    return set(session.scalars(select(DocumentRow.id).where(DocumentRow.removed_at.is_(None))))


def _quoted(answer: Answer) -> set[str]:
    """Ids of the documents that an answer quotes."""
    return {citation.document_id for citation in (*answer.citations, *answer.nearest)}


def _to_record(row: QuestionRow, answer: Answer) -> AskedQuestion:
    return AskedQuestion(
        id=row.id,
        answer=answer,
        document_id=row.document_id,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        verdict=Verdict(row.verdict) if row.verdict else None,
        remark=row.remark or "",
    )
