"""Questions and answers."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from core.answer import Answer, Citation
from core.errors import DondocError
from core.record import Record
from service.answers.steps import EVENT_NAMES, Done, Step
from service.api.numbers import RowNumber
from service.follow_up.actor import LOCAL_USER
from service.office import Office
from service.records import AskedQuestion, Verdict
from service.wording import describe_error


class Question(Record):
    """A question in Vietnamese, with or without accents.

    Attributes:
        document: ask only this document: id, prefix or số/ký hiệu.
        as_of: the day that "còn hạn", "sắp tới" are seen from; today unless given.
        conversation: the `conversation_id` of an answer before, to lean on it ("còn đơn vị nào nữa?").
        stream: answer as server-sent events: `understood`, `found`, `sentence` (each as it passes the check), `done`.
    """

    question: str
    document: str | None = None
    as_of: date | None = None
    conversation: str | None = None
    stream: bool = False


class Judgement(Record):
    """Whether an answer was right, and what should have been said."""

    verdict: Verdict
    remark: str = ""


class FoundPassages(Record):
    """Passages that fit the words best, best first."""

    passages: tuple[Citation, ...]


class AskedQuestions(Record):
    """Questions that were asked, newest first."""

    questions: tuple[AskedQuestion, ...]


NO_BUFFER = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""Headers that have every event sent on at once."""


def answer_events(steps: Iterator[Step]) -> Iterator[str]:
    """The steps of an answer as server-sent events; a failure on the way is the event `error`."""
    try:
        for step in steps:
            yield f"event: {EVENT_NAMES[type(step)]}\ndata: {step.model_dump_json()}\n\n"
    except DondocError as error:
        yield f"event: error\ndata: {describe_error(error).model_dump_json()}\n\n"


def build_question_routes(office: Office) -> APIRouter:
    """Routes about questions."""
    router = APIRouter(tags=["Hỏi đáp"])

    def steps(asked: Question) -> Iterator[Step]:
        document_id = office.documents.find(asked.document).id if asked.document else None
        return office.questions.ask_in_steps(
            asked.question,
            document_id=document_id,
            as_of=asked.as_of,
            asked_by=LOCAL_USER,
            conversation_id=asked.conversation,
        )

    def answer(asked: Question) -> Response | Answer:
        coming = steps(asked)
        if asked.stream:
            return StreamingResponse(answer_events(coming), media_type="text/event-stream", headers=NO_BUFFER)
        return next(step.answer for step in coming if isinstance(step, Done))

    @router.post(
        "/ask",
        summary="Hỏi các văn bản; trả lời kèm trích nguyên văn, hoặc nói là không tìm thấy",
        response_model=Answer,
    )
    def ask(asked: Question) -> Response | Answer:
        return answer(asked)

    @router.get("/ask", summary="Hỏi bằng địa chỉ, ví dụ /ask?question=…", response_model=Answer)
    def ask_by_address(asked: Annotated[Question, Query()]) -> Response | Answer:
        return answer(asked)

    @router.get("/conversations/{conversation_id}", summary="Các câu của một cuộc hỏi đáp, cũ nhất trước")
    def conversation(conversation_id: str) -> AskedQuestions:
        return AskedQuestions(questions=office.questions.in_conversation(conversation_id))

    @router.put("/questions/{question_id}/verdict", summary="Cho biết câu trả lời đúng hay sai")
    def judge(question_id: RowNumber, judgement: Judgement) -> AskedQuestion:
        return office.questions.judge(question_id, judgement.verdict, remark=judgement.remark)

    @router.get("/search", summary="Tìm đoạn văn bản theo lời, số/ký hiệu, có dấu hoặc không dấu")
    def search(q: str, document: str | None = None, limit: Annotated[int, Query(ge=1, le=100)] = 10) -> FoundPassages:
        document_id = office.documents.find(document).id if document else None
        return FoundPassages(passages=office.search(q, document_id=document_id, limit=limit))

    @router.get("/questions", summary="Những câu đã hỏi, mới nhất trước")
    def list_questions(limit: Annotated[int, Query(ge=1, le=500)] = 50) -> AskedQuestions:
        return AskedQuestions(questions=office.questions.newest(limit))

    return router
