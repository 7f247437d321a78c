"""One document: its pages, what was understood of them, and the evidence of each item."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from core.directive import Directive
from core.errors import NotFound
from core.source import MAIL, MediaType
from service.labels import ASKED_METHOD
from service.office import Office
from service.records import DocumentRecord
from service.web import document_view
from service.web.actor import known_actor
from service.web.correction_view import corrected_words, correction_lines
from service.web.document_rows import document_row
from service.web.document_view import PAGES_AT_ONCE
from service.web.evidence import link_to, parse_range
from service.web.kin_view import MOST, kin_of
from service.web.letterhead_view import letterhead_fields
from service.web.page_marks import page_marks
from service.web.pages_access import restriction_told
from service.web.pages_document_changes import add_document_changes
from service.web.pages_document_files import add_document_files
from service.web.paper import set_pages
from service.web.reference_graph import reference_graph
from service.web.rendering import PageRenderer
from service.web.task_rows import TaskRow, task_rows


def add_document(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    """The page of one document, its page pictures, its file, and what can be done with it."""

    @router.get("/van-ban/{key}", response_class=HTMLResponse)
    def document(
        request: Request, key: str, doan: str | None = None, trang: Annotated[int | None, Query(ge=1)] = None
    ) -> Response:
        found = office.documents.find(key)
        actor = known_actor(request)
        try:
            directive = office.documents.directive(found.id)
        except NotFound:
            states = office.queue.pages(found)
            return pages.page(request, "document_waiting.html", row=document_row(found), states=states)
        tasks = task_rows(office.list_tasks(found.id), names={}, today=today())
        shown = _shown(office, found, directive, tasks=tasks, lit=parse_range(doan), page_no=trang)
        return pages.page(
            request, "document.html", tasks=tasks, actor=actor, **shown, **_surroundings(office, found, directive)
        )

    add_document_files(router, office)
    add_document_changes(router, office)


def _shown(
    office: Office,
    found: DocumentRecord,
    directive: Directive,
    *,
    tasks: tuple[TaskRow, ...],
    lit: tuple[int, int] | None,
    page_no: int | None,
) -> dict[str, Any]:
    """Names that the template uses for the pages on the screen and what was corrected in them."""
    if lit is not None and lit[0] >= len(directive.text):
        lit = None
    first = document_view.first_shown(directive, page_no=page_no, lit=lit)
    placed = office.corrections.placed(found.id, directive)
    corrected = corrected_words(placed)
    papers = set_pages(
        directive,
        first=first,
        count=PAGES_AT_ONCE,
        marks=document_view.marks_of(directive, tasks, lit),
        corrected=corrected,
    )
    places = {
        one.id: link_to(found.id, directive.span(start, end))
        for (start, end), one in corrected.items()
        if directive.text[start:end].strip()
    }
    row, made = document_row(found), office.corrections.of(found.id)
    return {
        "row": row,
        "papers": papers,
        "first_page": first + 1,
        "last_page": first + len(papers),
        "page_total": len(directive.pages),
        "step": PAGES_AT_ONCE,
        "has_images": any(page.has_image for page in papers),
        "has_changes": any(page.is_changed for page in papers),
        "fields": letterhead_fields(directive, found.id, made, office.documents.head_suggestions(found, directive)),
        "corrections": correction_lines(made, places, is_settled=not row.is_live),
        "doubts": document_view.doubts(directive, found.id, first=first, count=PAGES_AT_ONCE),
        "lit": lit,
        "restricted_to": restriction_told(office, found.id),
    }


def _surroundings(office: Office, found: DocumentRecord, directive: Directive) -> dict[str, Any]:
    """Names that the template uses for what was understood, and for the documents around."""
    around = office.documents.around(found)
    return {
        "sections": document_view.outline(directive.sections, found.id),
        "references": document_view.reference_views(directive, found.id),
        "citing": document_view.citing_views(around),
        "graph": reference_graph(around),
        "anomalies": document_view.anomaly_views(directive, found.id),
        "page_marks": page_marks(directive, found.id),
        "abbreviations": directive.abbreviations,
        "kin": kin_of(found, office.catalogue.package_of(found, limit=MOST)),
        "is_mail": found.media_type in MAIL,
        "methods": ASKED_METHOD if found.media_type is MediaType.PDF else {},
    }
