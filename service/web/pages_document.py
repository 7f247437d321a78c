"""One document: its pages, what was understood of them, and the evidence of each item."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from core.directive import Directive
from core.errors import NotFound
from service.api.uploads import download
from service.office import Office
from service.records import DocumentRecord
from service.web import document_view
from service.web.document_rows import document_row
from service.web.document_view import PAGES_AT_ONCE
from service.web.evidence import parse_range
from service.web.paper import set_pages
from service.web.rendering import PageRenderer
from service.web.task_rows import task_rows

_PNG, _JPEG = b"\x89PNG", b"\xff\xd8"


def add_document(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    """The page of one document, its page pictures, its file, and what can be done with it."""

    @router.get("/van-ban/{key}", response_class=HTMLResponse)
    def document(
        request: Request, key: str, doan: str | None = None, trang: Annotated[int | None, Query(ge=1)] = None
    ) -> Response:
        found = office.find_document(key)
        try:
            directive = office.load_directive(found.id)
        except NotFound:
            return pages.page(request, "document_waiting.html", row=document_row(found))
        context = _context(found, directive, parse_range(doan), trang)
        tasks = task_rows(office.list_tasks(found.id), names={}, today=today())
        around = document_view.citing_views(office.related(found.id)[0])
        return pages.page(request, "document.html", tasks=tasks, citing=around, **context)

    @router.get("/van-ban/{document_id}/trang/{page_no}/anh")
    def picture(document_id: str, page_no: int) -> Response:
        image = office.page_image(document_id, page_no)
        if image is None:
            raise NotFound("trang này không có ảnh", where=f"trang {page_no}")
        return Response(image, media_type=_image_type(image), headers={"Cache-Control": "private, max-age=3600"})

    @router.get("/van-ban/{document_id}/tep")
    def original(document_id: str) -> FileResponse:
        found = office.find_document(document_id)
        return FileResponse(
            office.original_file(found.id), media_type="application/octet-stream", headers=download(found.file_name)
        )

    @router.post("/van-ban/{document_id}/doc-lai")
    def reread(document_id: str, trang: Annotated[int | None, Form()] = None) -> RedirectResponse:
        office.reread(document_id, trang)
        return RedirectResponse(f"/van-ban/{document_id}", status_code=303)

    @router.post("/van-ban/{document_id}/go")
    def remove(document_id: str) -> RedirectResponse:
        office.remove_document(document_id)
        return RedirectResponse("/van-ban", status_code=303)


def _context(
    found: DocumentRecord, directive: Directive, lit: tuple[int, int] | None, page_no: int | None
) -> dict[str, Any]:
    """Names that the template uses."""
    if lit is not None and lit[0] >= len(directive.text):
        lit = None
    first = document_view.first_shown(directive, page_no=page_no, lit=lit)
    shown = set_pages(directive, first=first, count=PAGES_AT_ONCE, marks=document_view.marks_of(directive, lit))
    return {
        "row": document_row(found),
        "papers": shown,
        "first_page": first + 1,
        "last_page": first + len(shown),
        "page_total": len(directive.pages),
        "step": PAGES_AT_ONCE,
        "has_images": any(page.has_image for page in shown),
        "has_changes": any(page.is_changed for page in shown),
        "fields": document_view.letterhead_fields(directive, found.id),
        "sections": document_view.outline(directive.sections, found.id),
        "references": document_view.reference_views(directive, found.id),
        "anomalies": document_view.anomaly_views(directive, found.id),
        "doubts": document_view.doubts(directive, found.id, first=first, count=PAGES_AT_ONCE),
        "abbreviations": directive.abbreviations,
        "lit": lit,
    }


def _image_type(image: bytes) -> str:
    if image.startswith(_PNG):
        return "image/png"
    return "image/jpeg" if image.startswith(_JPEG) else "image/webp"
