"""Questions and answers."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from core.answer import Answer, Citation
from core.record import Record
from service.office import Office
from service.records import AskedQuestion


class Question(Record):
    """A question in Vietnamese, with or without accents.

    Attributes:
        document: ask only this document: id, prefix or số/ký hiệu.
        as_of: the day that "còn hạn", "sắp tới" are seen from; today unless given.
    """

    question: str
    document: str | None = None
    as_of: date | None = None


class FoundPassages(Record):
    """Passages that fit the words best, best first."""

    passages: tuple[Citation, ...]


class AskedQuestions(Record):
    """Questions that were asked, newest first."""

    questions: tuple[AskedQuestion, ...]


def build_question_routes(office: Office) -> APIRouter:
    """Routes about questions."""
    router = APIRouter(tags=["Hỏi đáp"])

    def answer(asked: Question) -> Answer:
        document_id = office.find_document(asked.document).id if asked.document else None
        return office.ask(asked.question, document_id=document_id, as_of=asked.as_of)

    @router.post("/ask", summary="Hỏi các văn bản; trả lời kèm trích nguyên văn, hoặc nói là không tìm thấy")
    def ask(asked: Question) -> Answer:
        return answer(asked)

    @router.get("/ask", summary="Hỏi bằng địa chỉ, ví dụ /ask?question=…")
    def ask_by_address(asked: Annotated[Question, Query()]) -> Answer:
        return answer(asked)

    @router.get("/search", summary="Tìm đoạn văn bản theo lời, số/ký hiệu, có dấu hoặc không dấu")
    def search(q: str, document: str | None = None, limit: Annotated[int, Query(ge=1, le=100)] = 10) -> FoundPassages:
        document_id = office.find_document(document).id if document else None
        return FoundPassages(passages=office.search(q, document_id=document_id, limit=limit))

    @router.get("/questions", summary="Những câu đã hỏi, mới nhất trước")
    def list_questions(limit: Annotated[int, Query(ge=1, le=500)] = 50) -> AskedQuestions:
        return AskedQuestions(questions=office.list_questions(limit))

    return router
