"""Kết quả của các đơn vị: proposals read from their reports to confirm, and a form to enter what a unit has done."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from core.record import Record
from core.task import Task, TaskStatus
from core.text import squeeze
from core.unit_result import UnitResult
from service.labels import TASK_STATUS
from service.office import Office
from service.store.unit_results import unit_key
from service.web.actor import known_actor, remember_actor
from service.web.document_rows import document_row
from service.web.evidence import EvidenceLink, links_to
from service.web.rendering import PageRenderer

_PAGE = "/bao-cao/ket-qua"
_STATES = (TaskStatus.IN_PROGRESS, TaskStatus.DONE)


class ResultRow(Record):
    """One task with what is known of it at the unit that is shown; `evidence` are its words in the unit's report."""

    task: Task
    result: UnitResult | None
    evidence: tuple[EvidenceLink, ...]


class UnitRow(Record):
    """A unit with how much it told: confirmed, and proposals that wait."""

    name: str
    confirmed: int
    proposed: int


def add_results(router: APIRouter, office: Office, pages: PageRenderer) -> None:
    """The page at `/bao-cao/ket-qua`."""

    @router.get(_PAGE, response_class=HTMLResponse)
    def show(
        request: Request,
        van_ban: Annotated[str, Query(alias="van-ban")],
        don_vi: Annotated[str, Query(alias="don-vi")] = "",
    ) -> HTMLResponse:
        document = office.documents.find(van_ban)
        found = office.reporting.results.results(document.id)
        return pages.page(
            request,
            "results.html",
            document=document_row(document),
            units=_units(found),
            unit=don_vi,
            rows=_rows(office.list_tasks(document.id), found, don_vi) if don_vi else (),
            states=[(state.value, TASK_STATUS[state]) for state in _STATES],
            labels=TASK_STATUS,
            actor=known_actor(request),
        )

    @router.post(_PAGE + "/doc")
    def read(van_ban: Annotated[str, Form(alias="van-ban")], nguoi: Annotated[str, Form()]) -> RedirectResponse:
        office.reporting.results.read_reports(van_ban, actor=nguoi)
        return _back(van_ban, "", nguoi)

    @router.post(_PAGE + "/xac-nhan")
    def confirm(
        van_ban: Annotated[str, Form(alias="van-ban")],
        don_vi: Annotated[str, Form(alias="don-vi")],
        nguoi: Annotated[str, Form()],
        viec: Annotated[str, Form()] = "",
    ) -> RedirectResponse:
        office.reporting.results.confirm(van_ban, unit=don_vi, task_id=viec or None, actor=nguoi)
        return _back(van_ban, don_vi, nguoi)

    @router.post(_PAGE)
    def enter(
        van_ban: Annotated[str, Form(alias="van-ban")],
        don_vi: Annotated[str, Form(alias="don-vi")],
        nguoi: Annotated[str, Form()],
        viec: Annotated[str, Form()],
        tinh_trang: Annotated[str, Form(alias="tinh-trang")] = "",
        loi: Annotated[str, Form()] = "",
    ) -> RedirectResponse:
        status = TaskStatus(tinh_trang) if tinh_trang in {state.value for state in _STATES} else None
        office.reporting.results.enter(van_ban, viec, don_vi, status=status, words=loi, actor=nguoi)
        return _back(van_ban, don_vi, nguoi, f"viec-{viec}")


def _units(found: tuple[UnitResult, ...]) -> tuple[UnitRow, ...]:
    names = {unit_key(result.unit): result.unit for result in found}
    return tuple(
        UnitRow(
            name=name,
            confirmed=sum(result.is_confirmed for result in found if unit_key(result.unit) == key),
            proposed=sum(not result.is_confirmed for result in found if unit_key(result.unit) == key),
        )
        for key, name in sorted(names.items())
    )


def _rows(tasks: tuple[Task, ...], found: tuple[UnitResult, ...], unit: str) -> tuple[ResultRow, ...]:
    told = {result.task_id: result for result in found if unit_key(result.unit) == unit_key(unit)}
    rows = []
    for task in tasks:
        result = told.get(task.id)
        links = links_to(result.report_id, result.spans[:1]) if result is not None and result.report_id else ()
        rows.append(ResultRow(task=task, result=result, evidence=links))
    return tuple(rows)


def _back(document_id: str, unit: str, actor: str, place: str = "") -> RedirectResponse:
    query = {"van-ban": document_id} | ({"don-vi": unit} if unit else {})
    address = f"{_PAGE}?{urlencode(query)}" + (f"#{place}" if place else "")
    response = RedirectResponse(address, status_code=303)
    remember_actor(response, squeeze(actor))
    return response
