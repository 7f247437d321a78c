"""Hỏi đáp: a question, its answer with numbered citations, and what was asked before."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from core.answer import Answer, Citation
from core.errors import InvalidInput
from core.record import Record
from core.text import squeeze
from service.office import Office
from service.records import AskedQuestion, StoredError
from service.vietnamese_dates import parse_date, show_moment
from service.web.document_rows import document_name
from service.web.evidence import EvidenceLink, link_to
from service.web.rendering import PageRenderer
from service.wording import describe_error

_REMEMBERED, _LOOKED_BACK = 10, 40
_LONGEST_SUMMARY = 140


class CitationView(Record):
    """A numbered quote with the link that opens it."""

    number: int
    document_name: str
    section: str
    quote: str
    place: EvidenceLink


class SentenceView(Record):
    text: str
    numbers: tuple[int, ...]


class AnswerView(Record):
    """An answer as it is shown.

    Attributes:
        copy_text: the answer with its citations as plain text, for a document or a message.
    """

    question: str
    text: str
    abstained: bool
    sentences: tuple[SentenceView, ...]
    citations: tuple[CitationView, ...]
    nearest: tuple[CitationView, ...]
    writer: str
    seconds: str
    copy_text: str


class AskedView(Record):
    """A line of the history."""

    question: str
    abstained: bool
    asked_at: str
    summary: str


class AskQuery(BaseModel):
    """The query of the page: `cau-hoi` the question, `van-ban` one document, `tai-ngay` the day to answer for."""

    cau_hoi: str = Field(default="", alias="cau-hoi")
    van_ban: str = Field(default="", alias="van-ban")
    tai_ngay: str = Field(default="", alias="tai-ngay")


def add_ask(router: APIRouter, office: Office, pages: PageRenderer) -> None:
    """The page at `/hoi-dap`."""

    @router.get("/hoi-dap", response_class=HTMLResponse)
    def ask(request: Request, query: Annotated[AskQuery, Query()]) -> HTMLResponse:
        names = {document.id: document_name(document) for document in office.list_documents()}
        answer, error = _answer(office, query, names) if query.cau_hoi.strip() else (None, None)
        return pages.page(
            request,
            "ask.html",
            query=query,
            names=names,
            answer=answer,
            error=error,
            history=_history(office.questions.newest(_LOOKED_BACK)),
            status_code=200 if error is None else 422,
        )


def _answer(office: Office, query: AskQuery, names: dict[str, str]) -> tuple[AnswerView | None, StoredError | None]:
    try:
        answer = office.ask(query.cau_hoi, document_id=query.van_ban or None, as_of=parse_date(query.tai_ngay))
    except InvalidInput as error:
        return None, describe_error(error)
    return answer_view(answer, names), None


def _history(asked: Sequence[AskedQuestion]) -> list[AskedView]:
    """The newest questions, each once."""
    latest: dict[str, AskedView] = {}
    for one in asked:
        latest.setdefault(
            one.answer.question,
            AskedView(
                question=one.answer.question,
                abstained=one.answer.abstained,
                asked_at=show_moment(one.asked_at),
                summary=squeeze(one.answer.text)[:_LONGEST_SUMMARY],
            ),
        )
    return list(latest.values())[:_REMEMBERED]


def answer_view(answer: Answer, names: dict[str, str]) -> AnswerView:
    """`answer` with its citations numbered in the order in which they are given."""
    numbers = {citation: number for number, citation in enumerate(answer.citations, start=1)}
    sentences = tuple(
        SentenceView(
            text=squeeze(sentence.text),
            numbers=tuple(numbers[citation] for citation in sentence.citations if citation in numbers),
        )
        for sentence in answer.sentences
    )
    citations = tuple(_citation_view(citation, number, names) for citation, number in numbers.items())
    return AnswerView(
        question=answer.question,
        text=squeeze(answer.text),
        abstained=answer.abstained,
        sentences=sentences,
        citations=citations,
        nearest=tuple(_citation_view(one, number, names) for number, one in enumerate(answer.nearest, start=1)),
        writer="trích nguyên văn" if answer.writer == "extractive" else answer.writer,
        seconds=f"{answer.took_ms / 1000:.1f}".replace(".", ","),
        copy_text=_copy_text(answer.question, sentences, citations),
    )


def _citation_view(citation: Citation, number: int, names: dict[str, str]) -> CitationView:
    return CitationView(
        number=number,
        document_name=names.get(citation.document_id, citation.document_id),
        section=citation.section,
        quote=squeeze(citation.quote),
        place=link_to(citation.document_id, citation.span),
    )


def _copy_text(question: str, sentences: tuple[SentenceView, ...], citations: tuple[CitationView, ...]) -> str:
    told = " ".join(sentence.text + "".join(f" [{number}]" for number in sentence.numbers) for sentence in sentences)
    sources = [f"[{c.number}] {c.document_name}, {_where(c)}: “{c.quote}”" for c in citations]
    return "\n".join([f"Hỏi: {question}", f"Trả lời: {told}", *sources])


def _where(citation: CitationView) -> str:
    section = f"mục {citation.section}, " if citation.section else ""
    return f"{section}{citation.place.label}"
