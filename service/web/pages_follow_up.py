"""Beside the table of tasks: own unit, reporting chain, versions compared, returned workbooks, private calendars."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import TypeAdapter, ValidationError

from core.errors import InvalidInput
from service.api.numbers import RowNumber
from service.api.uploads import received
from service.follow_up.comparison import Comparison, Fate
from service.follow_up.conditions import TaskCondition
from service.follow_up.feed import NewFeed, feed_path
from service.follow_up.own_unit import OwnRole, OwnUnit
from service.follow_up.plan import PlanStep
from service.follow_up.sheet_desk import ChosenChange
from service.follow_up.sheet_import import ImportedRow
from service.labels import IMPORT_VERDICT, OWN_ROLE, TASK_FATE, TASK_FIELD, TASK_STATUS
from service.office import Office
from service.web.document_labels import chosen_document, document_labels
from service.web.rendering import PageRenderer
from service.web.task_rows import task_rows

_CHOSEN = TypeAdapter(ChosenChange)
_MOST_SHOWN = 200
Words = Annotated[str, Form()]
Lines = Annotated[list[str], Form(default_factory=list)]


def add_follow_up(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    """The pages beside the table, all under `/nhiem-vu`; they must come before the changes of single rows."""
    _add_own_unit(router, office, pages, today=today)
    _add_chain(router, office, pages, today=today)
    _add_versions(router, office, pages)
    _add_sheets(router, office, pages)
    _add_feeds(router, office, pages)


def _add_own_unit(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    @router.get("/nhiem-vu/don-vi-toi", response_class=HTMLResponse)
    def own_unit(request: Request, van_ban: Annotated[str, Query(alias="van-ban")] = "") -> HTMLResponse:
        van_ban = chosen_document(office, van_ban)
        names = document_labels(office)
        groups = []
        for role, count in office.follow_up.own_counts(van_ban).items():
            condition = TaskCondition(document_id=van_ban, own_roles=(role,))
            found = office.follow_up.find(condition, today=today(), limit=_MOST_SHOWN)
            groups.append((role, OWN_ROLE[role], count, task_rows(found.tasks, names=names, today=today())))
        return pages.page(
            request,
            "own_unit.html",
            unit=office.follow_up.own_unit(),
            groups=groups,
            names=names,
            chosen=van_ban,
            units=office.follow_up.units(leading=False),
        )

    @router.post("/nhiem-vu/don-vi-toi")
    def set_own_unit(ten: Words = "", ten_khac: Words = "", nhom: Words = "") -> RedirectResponse:
        unit = OwnUnit(name=ten.strip(), aliases=_lines(ten_khac), groups=_lines(nhom)) if ten.strip() else None
        office.follow_up.set_own_unit(unit)
        return RedirectResponse("/nhiem-vu/don-vi-toi", status_code=303)


def _add_chain(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    @router.get("/nhiem-vu/chuoi-bao-cao", response_class=HTMLResponse)
    def chain(request: Request, van_ban: Annotated[str, Query(alias="van-ban")] = "") -> HTMLResponse:
        van_ban = chosen_document(office, van_ban)
        plans = office.plans.chain(van_ban, today=today()) if van_ban else ()
        return pages.page(
            request,
            "chain.html",
            plans=plans,
            steps=office.plans.steps(),
            names=document_labels(office),
            chosen=van_ban,
        )

    @router.post("/nhiem-vu/chuoi-bao-cao")
    def set_steps(buoc: Lines, ngay: Lines, van_ban: Words = "") -> RedirectResponse:
        pairs = [(name.strip(), days) for name, days in zip(buoc, ngay, strict=False) if name.strip()]
        steps = [PlanStep(name=name, working_days=int(days)) for name, days in pairs if days.isdigit()]
        office.plans.set_steps(steps)
        return RedirectResponse(f"/nhiem-vu/chuoi-bao-cao?van-ban={van_ban}", status_code=303)


def _add_versions(router: APIRouter, office: Office, pages: PageRenderer) -> None:
    @router.get("/nhiem-vu/so-sanh", response_class=HTMLResponse)
    def compare(request: Request, cu: str = "", moi: str = "", da_chuyen: int | None = None) -> HTMLResponse:
        cu, moi = chosen_document(office, cu), chosen_document(office, moi)
        if moi and not cu:
            cu = next(iter(office.versions.former_of(moi)), "")
        compared = office.versions.compare(cu, moi) if cu and moi else None
        return pages.page(
            request,
            "compare.html",
            compared=compared,
            counts=_counts(compared),
            shown=[one for one in compared.tasks if one.fate is not Fate.SAME] if compared else [],
            carried=[one for one in compared.tasks if one.former and one.new] if compared else [],
            names=document_labels(office),
            former=cu,
            new=moi,
            fates=TASK_FATE,
            fields=TASK_FIELD,
            statuses=TASK_STATUS,
            moved=da_chuyen,
        )

    @router.post("/nhiem-vu/so-sanh")
    def carry_over(cap: Lines, cu: Words, moi: Words) -> RedirectResponse:
        pairs = [(former, new) for former, _, new in (pair.partition(":") for pair in cap)]
        moved = office.versions.carry_over(pairs)
        return RedirectResponse(f"/nhiem-vu/so-sanh?cu={cu}&moi={moi}&da_chuyen={moved}", status_code=303)


def _add_sheets(router: APIRouter, office: Office, pages: PageRenderer) -> None:
    def show(
        request: Request,
        *,
        rows: Sequence[ImportedRow] | None = None,
        file_name: str = "",
        made: int | None = None,
        left: int = 0,
    ) -> HTMLResponse:
        return pages.page(
            request,
            "sheet_import.html",
            rows=rows,
            file_name=file_name,
            made=made,
            left=left,
            verdicts=IMPORT_VERDICT,
            statuses=TASK_STATUS,
        )

    @router.get("/nhiem-vu/nhan-bang", response_class=HTMLResponse)
    def sheet(request: Request, da_ghi: int | None = None, de_lai: int = 0) -> HTMLResponse:
        return show(request, made=da_ghi, left=de_lai)

    @router.post("/nhiem-vu/nhan-bang", response_class=HTMLResponse)
    def look(request: Request, tep: UploadFile) -> HTMLResponse:
        with received(tep, office.documents.incoming_folder, most_bytes=office.settings.limits.file_bytes) as path:
            rows = office.sheets.look(path)
        return show(request, rows=rows, file_name=tep.filename or "")

    @router.post("/nhiem-vu/nhan-bang/ghi")
    def apply(doi: Lines) -> RedirectResponse:
        try:
            chosen = [_CHOSEN.validate_json(change) for change in doi]
        except ValidationError as exc:
            raise InvalidInput("dòng đã chọn không hợp lệ", advice="nộp lại bảng") from exc
        made, left = office.sheets.apply(chosen)
        return RedirectResponse(f"/nhiem-vu/nhan-bang?da_ghi={made}&de_lai={left}", status_code=303)


def _add_feeds(router: APIRouter, office: Office, pages: PageRenderer) -> None:
    def show(request: Request, made: NewFeed | None = None) -> HTMLResponse:
        address = str(request.base_url).rstrip("/") + feed_path(made.token) if made else ""
        return pages.page(
            request,
            "feeds.html",
            feeds=office.feeds.list_feeds(),
            made=made,
            address=address,
            names=document_labels(office),
            units=office.follow_up.units(leading=False),
            own_unit=office.follow_up.own_unit(),
        )

    @router.get("/nhiem-vu/lich-rieng", response_class=HTMLResponse)
    def feeds(request: Request) -> HTMLResponse:
        return show(request)

    @router.post("/nhiem-vu/lich-rieng", response_class=HTMLResponse)
    def make(
        request: Request, ten: Words = "", van_ban: Words = "", don_vi: Words = "", cua_toi: Words = ""
    ) -> HTMLResponse:
        roles = tuple(OwnRole) if cua_toi else ()
        condition = TaskCondition(document_id=chosen_document(office, van_ban), unit_name=don_vi, own_roles=roles)
        return show(request, office.feeds.make(ten, condition))

    @router.post("/nhiem-vu/lich-rieng/{feed_id}/doi", response_class=HTMLResponse)
    def renew(request: Request, feed_id: RowNumber) -> HTMLResponse:
        return show(request, office.feeds.renew(feed_id))

    @router.post("/nhiem-vu/lich-rieng/{feed_id}/dong")
    def revoke(feed_id: RowNumber) -> RedirectResponse:
        office.feeds.revoke(feed_id)
        return RedirectResponse("/nhiem-vu/lich-rieng", status_code=303)


def _lines(words: str) -> tuple[str, ...]:
    """Names written one a line or parted by semicolons."""
    return tuple(name.strip() for name in words.replace(";", "\n").splitlines() if name.strip())


def _counts(compared: Comparison | None) -> Sequence[tuple[Fate, str, int]]:
    return [(fate, TASK_FATE[fate], compared.count(fate)) for fate in Fate] if compared else []
