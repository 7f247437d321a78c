"""Báo cáo: choose directive, unit and period; look at the draft with its evidence and blanks; take the Word file."""

from collections.abc import Callable
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, Field

from core.errors import DondocError, InvalidInput
from core.record import Record
from core.report import Claim, Report, ReportSection
from core.source import MediaType
from service.api.uploads import download, scratch_file
from service.office import Office
from service.records import StoredError
from service.reports.blanks import split_blanks
from service.web.dates import parse_date, show_date
from service.web.document_rows import document_row
from service.web.evidence import EvidenceLink, links_to
from service.web.rendering import PageRenderer
from service.wording import describe_error


class TextPiece(Record):
    """A stretch of a sentence; a blank is to be filled by a person."""

    text: str
    is_blank: bool


class ClaimView(Record):
    pieces: tuple[TextPiece, ...]
    evidence: tuple[EvidenceLink, ...]


class SectionView(Record):
    heading: str
    claims: tuple[ClaimView, ...]
    children: tuple["SectionView", ...]


class AnnexView(Record):
    number: str
    content: str
    lead_units: str
    deadline: str
    status: str
    result: tuple[TextPiece, ...]
    evidence: tuple[EvidenceLink, ...]


class ReportView(Record):
    """A draft as it is shown.

    Attributes:
        blanks: how many blanks a person has to fill in the body.
    """

    unit: str
    parent_unit: str
    place: str
    title: str
    recipient: str
    period: str
    lead: ClaimView
    sections: tuple[SectionView, ...]
    annex: tuple[AnnexView, ...]
    closing: ClaimView
    recipients: tuple[str, ...]
    selection: str
    blanks: int


class ReportQuery(BaseModel):
    """The query of the page: `van-ban` the directive, `don-vi` the reporting unit, `tu` and `den` the period."""

    van_ban: str = Field(default="", alias="van-ban")
    don_vi: str = Field(default="", alias="don-vi")
    tu: str = ""
    den: str = ""

    def address(self) -> str:
        """The query string of the same draft."""
        return urlencode(self.model_dump(by_alias=True))


def add_report(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    """The page at `/bao-cao` and its download."""

    @router.get("/bao-cao", response_class=HTMLResponse)
    def report(request: Request, query: Annotated[ReportQuery, Query()]) -> HTMLResponse:
        wanted = _with_period(query, today())
        draft, error = _preview(office, wanted) if query.van_ban and query.don_vi else (None, None)
        documents = [document_row(document) for document in office.list_documents() if document.letterhead]
        return pages.page(
            request,
            "report.html",
            query=wanted,
            documents=documents,
            units=office.follow_up.units(query.van_ban),
            draft=draft,
            error=error,
            status_code=200 if error is None else 422,
        )

    @router.get("/bao-cao/tai-ve")
    def take(query: Annotated[ReportQuery, Query()]) -> Response:
        draft = _draft(office, query)
        with scratch_file(office.incoming_folder, ".docx") as path:
            office.reporting.write(draft, path)
            content = path.read_bytes()
        name = f"Báo cáo - {draft.unit} - {show_date(draft.period_end).replace('/', '-')}.docx"
        return Response(content, media_type=MediaType.DOCX.value, headers=download(name.replace("/", "-")))


def _with_period(query: ReportQuery, today: date) -> ReportQuery:
    """The query with this year up to today where no period was chosen."""
    return query.model_copy(
        update={"tu": query.tu or show_date(date(today.year, 1, 1)), "den": query.den or show_date(today)}
    )


def _draft(office: Office, query: ReportQuery) -> Report:
    start, end = parse_date(query.tu), parse_date(query.den)
    if start is None or end is None:
        raise InvalidInput("kỳ báo cáo chưa rõ", advice="nhập từ ngày, đến ngày theo dạng ngày/tháng/năm")
    return office.reporting.draft(query.van_ban, unit=query.don_vi.strip(), period_start=start, period_end=end)


def _preview(office: Office, query: ReportQuery) -> tuple[ReportView | None, StoredError | None]:
    try:
        return report_view(_draft(office, query)), None
    except DondocError as error:
        return None, describe_error(error)


def report_view(report: Report) -> ReportView:
    """`report` with its blanks cut out and its evidence as links."""
    document_id = report.document_id
    sections = tuple(_section_view(section, document_id) for section in report.sections)
    lead, closing = _claim_view(report.lead, document_id), _claim_view(report.closing, document_id)
    return ReportView(
        unit=report.unit,
        parent_unit=report.parent_unit or "",
        place=report.place or "",
        title=report.title,
        recipient=report.recipient or "",
        period=f"{show_date(report.period_start)} – {show_date(report.period_end)}",
        lead=lead,
        sections=sections,
        annex=tuple(
            AnnexView(
                **row.model_dump(include={"number", "content", "lead_units", "deadline", "status"}),
                result=cut_blanks(row.result),
                evidence=links_to(document_id, row.spans[:1]),
            )
            for row in report.annex
        ),
        closing=closing,
        recipients=report.recipients,
        selection=report.selection,
        blanks=sum(piece.is_blank for claim in (lead, *_claims(sections), closing) for piece in claim.pieces),
    )


def cut_blanks(text: str) -> tuple[TextPiece, ...]:
    """`text` cut into running words and blanks.

    >>> [piece.text for piece in cut_blanks("Có [điền: số người] dự.")]
    ['Có ', '[điền: số người]', ' dự.']
    """
    return tuple(TextPiece(text=words, is_blank=is_blank) for words, is_blank in split_blanks(text))


def _section_view(section: ReportSection, document_id: str) -> SectionView:
    return SectionView(
        heading=section.heading,
        claims=tuple(_claim_view(claim, document_id) for claim in section.claims),
        children=tuple(_section_view(child, document_id) for child in section.children),
    )


def _claim_view(claim: Claim, document_id: str) -> ClaimView:
    return ClaimView(pieces=cut_blanks(claim.text), evidence=links_to(document_id, claim.spans))


def _claims(sections: tuple[SectionView, ...]) -> list[ClaimView]:
    return [claim for section in sections for claim in (*section.claims, *_claims(section.children))]
