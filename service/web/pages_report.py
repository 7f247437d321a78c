"""Báo cáo: reports under way; choose directive, unit and period; look at the draft; file it or take it as Word."""

from collections.abc import Callable
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from core.errors import DondocError, InvalidInput
from core.report import Report
from core.source import MediaType
from core.text import nfc, squeeze
from service.api.uploads import download, scratch_file
from service.labels import REVIEW_STATE
from service.office import Office
from service.records import StoredError
from service.vietnamese_dates import parse_date, show_date
from service.web.actor import known_actor, remember_actor
from service.web.document_rows import document_row
from service.web.rendering import PageRenderer
from service.web.report_view import ReportView, report_view
from service.wording import describe_error


class ReportQuery(BaseModel):
    """The query of the page: `van-ban` the directive, `don-vi` the reporting unit, `tu` and `den` the period.

    `cac-don-vi` has a unit a line when the report puts together what these units did.
    """

    van_ban: str = Field(default="", alias="van-ban")
    don_vi: str = Field(default="", alias="don-vi")
    tu: str = ""
    den: str = ""
    cac_don_vi: str = Field(default="", alias="cac-don-vi")

    def units(self) -> list[str]:
        """The units to put together; none for a unit's own report."""
        return list(dict.fromkeys(unit for unit in map(squeeze, nfc(self.cac_don_vi).splitlines()) if unit))

    def address(self) -> str:
        """The query string of the same draft."""
        return urlencode(self.model_dump(by_alias=True))


class FilingForm(ReportQuery):
    """The same draft, to be filed for review by `nguoi`; `muot` has the chat model smooth its wording."""

    nguoi: str
    muot: bool = False


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
            filed=office.reporting.records.list_reports(),
            states=REVIEW_STATE,
            can_smooth=office.settings.chat_model is not None,
            actor=known_actor(request),
            error=error,
            status_code=200 if error is None else 422,
        )

    @router.post("/bao-cao")
    def file(form: Annotated[FilingForm, Form()]) -> RedirectResponse:
        draft = _draft(office, form)
        filed = office.reporting.desk.file(office.reporting.smooth(draft) if form.muot else draft, actor=form.nguoi)
        response = RedirectResponse(f"/bao-cao/ho-so/{filed.id}", status_code=303)
        remember_actor(response, form.nguoi)
        return response

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
    unit, units = query.don_vi.strip(), query.units()
    if units:
        return office.reporting.draft_synthesis(
            query.van_ban, unit=unit, units=units, period_start=start, period_end=end
        )
    return office.reporting.draft(query.van_ban, unit=unit, period_start=start, period_end=end)


def _preview(office: Office, query: ReportQuery) -> tuple[ReportView | None, StoredError | None]:
    try:
        return report_view(_draft(office, query)), None
    except DondocError as error:
        return None, describe_error(error)
