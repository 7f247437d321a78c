"""Văn bản: the list, and handing in of files with live progress."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from core.errors import NotFound
from service.labels import DOCUMENT_STATUS
from service.office import Office
from service.records import DocumentStatus
from service.web.document_rows import IN_PROGRESS, DocumentOrder, document_row, kinds_of, select_documents
from service.web.page_words import DOCUMENT_CHECK
from service.web.rendering import PageRenderer
from service.web.uploads import take_in

_LONGEST_LIST = 200
_MOST_LIVE_ROWS = 60


class ListQuery(BaseModel):
    """The query of the list: `tim` words, `loai` kind, `tinh-trang` status, `can-xem` a check, `xep` order."""

    tim: str = ""
    loai: str = ""
    tinh_trang: str = Field(default="", alias="tinh-trang")
    can_xem: str = Field(default="", alias="can-xem")
    xep: DocumentOrder = DocumentOrder.RECEIVED


def add_documents(router: APIRouter, office: Office, pages: PageRenderer) -> None:
    """The list at `/van-ban`, its upload form, and rows of documents that are being read."""

    @router.get("/van-ban", response_class=HTMLResponse)
    def documents(request: Request, query: Annotated[ListQuery, Query()]) -> HTMLResponse:
        return _list_page(request, office, pages, query)

    @router.post("/van-ban", response_class=HTMLResponse)
    def upload(request: Request, tep: list[UploadFile], x_fragment: Annotated[str | None, Header()] = None) -> Response:
        outcomes = [outcome for one in tep if one.filename for outcome in take_in(office, one)]
        if x_fragment:
            return pages.page(request, "upload_outcomes.html", outcomes=outcomes)
        if all(outcome.row is not None and not outcome.duplicate for outcome in outcomes) and outcomes:
            return RedirectResponse("/van-ban", status_code=303)
        return _list_page(request, office, pages, ListQuery(), outcomes=outcomes)

    @router.get("/van-ban/dong", response_class=HTMLResponse)
    def live_rows(request: Request, ma: Annotated[list[str], Query()]) -> HTMLResponse:
        rows = []
        for document_id in ma[:_MOST_LIVE_ROWS]:
            try:
                rows.append(document_row(office.find_document(document_id)))
            except NotFound:
                continue
        return pages.page(request, "live_rows.html", rows=rows)

    @router.post("/van-ban/tam-dung-tat-ca")
    def pause_all() -> RedirectResponse:
        office.queue.pause_all()
        return RedirectResponse("/van-ban", status_code=303)

    @router.post("/van-ban/doc-tiep-tat-ca")
    def resume_all() -> RedirectResponse:
        office.queue.resume_all()
        return RedirectResponse("/van-ban", status_code=303)


def _list_page(
    request: Request, office: Office, pages: PageRenderer, query: ListQuery, outcomes: object = ()
) -> HTMLResponse:
    held = office.list_documents()
    rows = select_documents(
        held, words=query.tim, kind=query.loai, status=query.tinh_trang, check=query.can_xem, order=query.xep
    )
    return pages.page(
        request,
        "documents.html",
        rows=rows[:_LONGEST_LIST],
        found=len(rows),
        held=len(held),
        live=sum(document.status in IN_PROGRESS for document in held),
        paused=sum(document.status is DocumentStatus.PAUSED for document in held),
        kinds=kinds_of(held),
        statuses=DOCUMENT_STATUS,
        checks=DOCUMENT_CHECK,
        query=query,
        outcomes=outcomes,
        status_code=200,
        **_watched(office),
    )


def _watched(office: Office) -> dict[str, Any]:
    """Names that the template uses for the watched folder."""
    return {
        "watched_folder": str(office.watched.folder or ""),
        "watched_taken": sum(bool(file.documents) for file in office.watched.files()),
        "watched_refused": office.watched.refused(),
    }
