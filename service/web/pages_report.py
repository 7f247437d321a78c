"""Báo cáo: reports under way; choose directive, unit and period; look at the draft; file it or take it as Word."""

from collections.abc import Callable
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from core.errors import DondocError, InvalidInput
from core.record import Record
from core.report import ReportKind
from core.source import MediaType
from core.text import nfc, squeeze
from service.api.uploads import download, scratch_file
from service.labels import REVIEW_STATE
from service.office import Office
from service.records import StoredError
from service.reports.occasion import KIND_NAMES
from service.reports.order import ReportOrder
from service.vietnamese_dates import parse_date, show_date
from service.web.actor import known_actor, remember_actor
from service.web.document_rows import document_row
from service.web.rendering import PageRenderer
from service.web.report_view import ReportView, report_view
from service.wording import describe_error


class ReportQuery(BaseModel):
    """The query of the page: `van-ban` the directive, `don-vi` the reporting unit, `tu` and `den` the period.

    `che-do` is the report duty that is answered, `loai` the occasion; whatever is empty follows from the duty.
    `cac-don-vi` has a unit a line when the report puts together what these units did.
    """

    van_ban: str = Field(default="", alias="van-ban")
    don_vi: str = Field(default="", alias="don-vi")
    tu: str = ""
    den: str = ""
    che_do: str = Field(default="", alias="che-do")
    loai: str = ""
    cac_don_vi: str = Field(default="", alias="cac-don-vi")

    def units(self) -> tuple[str, ...]:
        """The units to put together; none for a unit's own report."""
        return tuple(dict.fromkeys(unit for unit in map(squeeze, nfc(self.cac_don_vi).splitlines()) if unit))

    def order(self, today: date) -> ReportOrder:
        """The report that is asked for.

        Raises:
            InvalidInput: a day that is none, or an unknown occasion.
        """
        if self.loai and self.loai not in list(ReportKind):
            raise InvalidInput("loại báo cáo không có", where=self.loai, advice="chọn loại trong danh sách")
        return ReportOrder(
            unit=squeeze(nfc(self.don_vi)),
            units=self.units(),
            period_start=_day(self.tu),
            period_end=_day(self.den),
            kind=ReportKind(self.loai) if self.loai else None,
            duty_id=self.che_do or None,
            as_of=today,
        )

    def address(self) -> str:
        """The query string of the same draft."""
        return urlencode(self.model_dump(by_alias=True))


class DutyRow(Record):
    """A report that the unit owes, as the page lists it; `address` is the query that drafts it."""

    kind: str
    words: str
    period: str
    due: str
    recipient: str
    address: str


class FilingForm(ReportQuery):
    """The same draft, to be filed for review by `nguoi`; `muot` has the chat model smooth its wording."""

    nguoi: str
    muot: bool = False


def add_report(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    """The page at `/bao-cao` and its download."""

    @router.get("/bao-cao", response_class=HTMLResponse)
    def report(request: Request, query: Annotated[ReportQuery, Query()]) -> HTMLResponse:
        query = query if query.don_vi else query.model_copy(update={"don_vi": office.upkeep.preferences.report_unit})
        is_asked = bool(query.van_ban and query.don_vi)
        draft, error = _preview(office, query, today()) if is_asked else (None, None)
        documents = [document_row(document) for document in office.documents.all() if document.letterhead]
        return pages.page(
            request,
            "report.html",
            query=query,
            kinds=KIND_NAMES,
            duties=_duties(office, query, today()) if is_asked else (),
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
        draft = office.reporting.draft(form.van_ban, form.order(today()))
        filed = office.reporting.desk.file(office.reporting.smooth(draft) if form.muot else draft, actor=form.nguoi)
        response = RedirectResponse(f"/bao-cao/ho-so/{filed.id}", status_code=303)
        remember_actor(response, form.nguoi)
        return response

    @router.get("/bao-cao/tai-ve")
    def take(query: Annotated[ReportQuery, Query()]) -> Response:
        draft = office.reporting.draft(query.van_ban, query.order(today()))
        with scratch_file(office.documents.incoming_folder, ".docx") as path:
            office.reporting.write(draft, path)
            content = path.read_bytes()
        name = f"Báo cáo - {draft.unit} - {show_date(draft.period_end).replace('/', '-')}.docx"
        return Response(content, media_type=MediaType.DOCX.value, headers=download(name.replace("/", "-")))


def _day(words: str) -> date | None:
    """The day as typed; None for an empty field. Raises `InvalidInput`."""
    day = parse_date(words)
    if words.strip() and day is None:
        raise InvalidInput("kỳ báo cáo chưa rõ", advice="nhập từ ngày, đến ngày theo dạng ngày/tháng/năm")
    return day


def _duties(office: Office, query: ReportQuery, today: date) -> list[DutyRow]:
    """The reports that the directive asks of the unit; none when the draft cannot be made at all."""
    try:
        found = office.reporting.duties(query.van_ban, query.don_vi, as_of=today)
    except DondocError:
        return []
    return [
        DutyRow(
            kind=KIND_NAMES[duty.kind],
            words=duty.words,
            period=f"{show_date(duty.period.start)} – {show_date(duty.period.end)}",
            due=show_date(duty.due) if duty.due else "",
            recipient=duty.recipient or "",
            address=ReportQuery.model_validate(
                {"van-ban": query.van_ban, "don-vi": query.don_vi, "che-do": duty.task_id or ""}
            ).address(),
        )
        for duty in found
    ]


def _preview(office: Office, query: ReportQuery, today: date) -> tuple[ReportView | None, StoredError | None]:
    try:
        drafted = office.reporting.draft(query.van_ban, query.order(today))
        return report_view(drafted, office.reporting.profile_of(drafted.unit)), None
    except DondocError as error:
        return None, describe_error(error)
