"""Văn bản: the list, and handing in of files with live progress."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Header, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.errors import NotFound
from service.documents.conditions import DocumentPage
from service.labels import DOCUMENT_STATUS
from service.office import Office
from service.records import DocumentStatus
from service.web.document_query import ListQuery
from service.web.document_rows import IN_PROGRESS, document_row
from service.web.page_words import DOCUMENT_CHECK
from service.web.pages_access import hand_in_choices
from service.web.rendering import PageRenderer
from service.web.uploads import take_in

_ROWS_A_PAGE = 50
_MOST_LIVE_ROWS = 60


def add_documents(router: APIRouter, office: Office, pages: PageRenderer) -> None:
    """The list at `/van-ban`, its upload form, and rows of documents that are being read."""

    @router.get("/van-ban", response_class=HTMLResponse)
    def documents(request: Request, query: Annotated[ListQuery, Query()]) -> HTMLResponse:
        return _list_page(request, office, pages, query)

    @router.post("/van-ban", response_class=HTMLResponse)
    def upload(
        request: Request,
        tep: list[UploadFile],
        so_tep: Annotated[int, Form()] = 1,
        don_vi: Annotated[str, Form()] = "",
        do_mat: Annotated[str, Form()] = "",
        x_fragment: Annotated[str | None, Header()] = None,
    ) -> Response:
        files = max(so_tep, len(tep))
        restriction = office.access.read(unit=don_vi, secrecy=do_mat)
        outcomes = [
            outcome
            for one in tep
            if one.filename
            for outcome in take_in(office, one, files=files, restriction=restriction)
        ]
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
                rows.append(document_row(office.documents.find(document_id)))
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
    catalogue = office.catalogue
    query, found = _asked_for(office, query)
    counts = catalogue.counts()
    return pages.page(
        request,
        "documents.html",
        rows=[document_row(document) for document in found.documents],
        found=found.found,
        page_count=_page_count(found.found),
        held=counts.held,
        live=counts.of(*IN_PROGRESS),
        paused=counts.of(DocumentStatus.PAUSED),
        kinds=catalogue.kinds(),
        statuses=DOCUMENT_STATUS,
        checks=DOCUMENT_CHECK,
        query=query,
        outcomes=outcomes,
        choices=hand_in_choices(office),
        status_code=200,
        **_watched(office),
    )


def _asked_for(office: Office, query: ListQuery) -> tuple[ListQuery, DocumentPage]:
    """The rows that `query` asks for; past the last page of rows the last one, and the query that names it."""
    found = _rows(office, query)
    if found.documents or not found.found:
        return query, found
    query = query.model_copy(update={"trang": _page_count(found.found)})
    return query, _rows(office, query)


def _rows(office: Office, query: ListQuery) -> DocumentPage:
    offset = (query.trang - 1) * _ROWS_A_PAGE
    return office.catalogue.page(query.condition(), order=query.xep, offset=offset, limit=_ROWS_A_PAGE)


def _page_count(found: int) -> int:
    return max(1, -(-found // _ROWS_A_PAGE))


def _watched(office: Office) -> dict[str, Any]:
    """Names that the template uses for the watched folder."""
    return {
        "watched_folder": str(office.watched.folder or ""),
        "watched_taken": sum(bool(file.documents) for file in office.watched.files()),
        "watched_refused": office.watched.refused(),
    }
