"""Hỏi đáp: a question, its answer with numbered citations, follow-ups, and what was asked before."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field

from core.errors import Ambiguous, InvalidInput, NotFound
from service.api.numbers import RowNumber
from service.follow_up.actor import LOCAL_USER
from service.office import Office
from service.records import StoredError
from service.search_filters import typed_filters
from service.vietnamese_dates import parse_date
from service.web.answer_view import answer_view, conversation_links, verdict_of
from service.web.document_labels import chosen_document, document_labels, suggested_labels
from service.web.rendering import PageRenderer
from service.wording import describe_error

_REMEMBERED, _LOOKED_BACK = 10, 60
_SEE_OTHER = 303


class AskQuery(BaseModel):
    """The query of the page.

    Attributes:
        cau_hoi: `cau-hoi`, a question to ask now; the page then goes on to the conversation that it belongs to.
        van_ban: `van-ban`, the one document to answer from.
        tai_ngay: `tai-ngay`, the day to answer for.
        cuoc: the conversation to show and to go on with.
        loai, coquan, tu, den, donvi: what a document must be to be answered from, as in `service.search_filters`.
    """

    cau_hoi: str = Field(default="", alias="cau-hoi")
    van_ban: str = Field(default="", alias="van-ban")
    tai_ngay: str = Field(default="", alias="tai-ngay")
    cuoc: str = ""
    loai: str = ""
    coquan: str = ""
    tu: str = ""
    den: str = ""
    donvi: str = ""

    @property
    def filters(self) -> dict[str, str]:
        """What was chosen of kind, issuer, days and unit, by the names of the fields."""
        chosen = {"loai": self.loai, "coquan": self.coquan, "tu": self.tu, "den": self.den, "donvi": self.donvi}
        return {name: value for name, value in chosen.items() if value.strip()}


def add_ask(router: APIRouter, office: Office, pages: PageRenderer) -> None:
    """The page at `/hoi-dap`, and where it sends word back on an answer."""

    @router.get("/hoi-dap", response_class=HTMLResponse)
    def ask(request: Request, query: Annotated[AskQuery, Query()]) -> Response:
        error = None
        if query.cau_hoi.strip():
            try:
                return RedirectResponse(_conversation_address(query, _asked_in(office, query)), _SEE_OTHER)
            except (InvalidInput, NotFound, Ambiguous) as refused:
                error = describe_error(refused)
        return _page(request, office, pages, query, error)

    @router.get("/goi-y/van-ban")
    def suggest(tim: Annotated[str, Query(max_length=400)] = "") -> list[str]:
        return suggested_labels(office, tim)

    @router.post("/hoi-dap/{question_id}/danh-gia")
    def judge(
        question_id: RowNumber,
        danh_gia: Annotated[str, Form(alias="danh-gia")],
        ghi_chu: Annotated[str, Form(alias="ghi-chu")] = "",
        cuoc: Annotated[str, Form()] = "",
    ) -> Response:
        verdict = verdict_of(danh_gia)
        if verdict is not None:
            office.questions.judge(question_id, verdict, remark=ghi_chu)
        return RedirectResponse(f"/hoi-dap?{urlencode({'cuoc': cuoc})}#cau-{question_id}", _SEE_OTHER)


def _asked_in(office: Office, query: AskQuery) -> str:
    """Asks, and returns the conversation that the answer belongs to."""
    answer = office.questions.ask(
        f"{query.cau_hoi} {typed_filters(query.filters)}",
        document_id=chosen_document(office, query.van_ban) or None,
        as_of=parse_date(query.tai_ngay),
        asked_by=LOCAL_USER,
        conversation_id=query.cuoc or None,
    )
    return answer.conversation_id


def _conversation_address(query: AskQuery, conversation_id: str) -> str:
    kept = {"cuoc": conversation_id, "van-ban": query.van_ban, "tai-ngay": query.tai_ngay}
    kept |= query.filters
    return f"/hoi-dap?{urlencode({name: value for name, value in kept.items() if value})}#tra-loi"


def _page(
    request: Request, office: Office, pages: PageRenderer, query: AskQuery, error: StoredError | None
) -> HTMLResponse:
    names = document_labels(office)
    asked = office.questions.in_conversation(query.cuoc) if query.cuoc else ()
    return pages.page(
        request,
        "ask.html",
        query=query,
        names=names,
        kinds=office.catalogue.kinds(),
        answers=[answer_view(one, names) for one in reversed(asked)],
        error=error,
        history=conversation_links(office.questions.outlines(_LOOKED_BACK), _REMEMBERED),
        status_code=200 if error is None else 422,
    )
