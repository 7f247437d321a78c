"""Nhiệm vụ: the table with filters, change of status in place, confirmation in bulk, merging."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Header, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.errors import InvalidInput
from core.task import TaskStatus
from service.follow_up.conditions import TaskCondition
from service.labels import DUE_STATE, OWN_ROLE, TASK_STATUS
from service.office import Office
from service.web.addresses import local_address, with_batch
from service.web.charts import months_ahead, status_bar
from service.web.document_labels import document_labels
from service.web.rendering import PageRenderer
from service.web.task_query import DUE_CHOICES, TaskQuery
from service.web.task_rows import TaskRow, task_row, task_rows

_ROWS_A_PAGE = 50
_EXPORTS = (
    ("tasks.xlsx", "Excel"),
    ("tasks/national.xlsx", "Excel 7 cột theo mẫu chung"),
    ("tasks.ics", "Lịch (ICS)"),
    ("tasks.csv", "CSV"),
    ("tasks.json", "JSON"),
)


def add_tasks(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    """The table at `/nhiem-vu` and what changes its rows."""
    _add_table(router, office, pages, today=today)
    _add_row_changes(router, office, pages, today=today)


def _add_table(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    @router.get("/nhiem-vu", response_class=HTMLResponse)
    def tasks(
        request: Request,
        query: Annotated[TaskQuery, Query()],
        lan: str = "",
        so: Annotated[int, Query(ge=0)] = 0,
    ) -> HTMLResponse:
        register, condition = office.follow_up, query.condition()
        names = document_labels(office)
        offset = (query.trang - 1) * _ROWS_A_PAGE
        shown = register.stretch(condition, today=today(), order=query.order, offset=offset, limit=_ROWS_A_PAGE)
        counts = register.counts(condition, today=today())
        every = counts if condition == TaskCondition() else register.counts(TaskCondition(), today=today())
        return pages.page(
            request,
            "tasks.html",
            query=query,
            rows=task_rows(shown, names=names, today=today()),
            found=counts.total,
            total=every.total,
            page_count=max(1, -(-counts.total // _ROWS_A_PAGE)),
            names=names,
            units=register.units(query.van_ban, leading=False),
            own_unit=register.own_unit(),
            own_choices=OWN_ROLE,
            statuses=TASK_STATUS,
            due_choices={name: DUE_STATE[state] for name, state in DUE_CHOICES.items()},
            exports=_EXPORTS,
            status_bars=status_bar(counts),
            month_bars=months_ahead(counts, today()),
            batch=lan,
            batch_size=so,
        )


def _add_row_changes(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    @router.post("/nhiem-vu")
    def change_many(
        nhiem_vu: Annotated[list[str], Form(default_factory=list)],
        tinh_trang: Annotated[TaskStatus, Form()] = TaskStatus.CONFIRMED,
        ve: Annotated[str, Form()] = "/nhiem-vu",
    ) -> RedirectResponse:
        if not nhiem_vu:
            raise InvalidInput("chưa chọn nhiệm vụ nào", advice="đánh dấu các dòng cần đổi rồi bấm lại")
        batch = office.follow_up.set_status(nhiem_vu, status=tinh_trang)
        return RedirectResponse(with_batch(local_address(ve), batch, len(nhiem_vu)), status_code=303)

    @router.post("/nhiem-vu/gop")
    def merge(nhiem_vu: Annotated[list[str], Form(default_factory=list)]) -> RedirectResponse:
        merged = office.follow_up.merge(nhiem_vu)
        return RedirectResponse(f"/nhiem-vu/viec/{merged.id}", status_code=303)

    @router.post("/nhiem-vu/hoan-tac")
    def undo_batch(lan: Annotated[str, Form()], ve: Annotated[str, Form()] = "/nhiem-vu") -> RedirectResponse:
        office.follow_up.undo_batch(lan)
        return RedirectResponse(local_address(ve), status_code=303)

    @router.post("/nhiem-vu/{task_id}", response_class=HTMLResponse)
    def change_one(
        request: Request,
        task_id: str,
        tinh_trang: Annotated[TaskStatus | None, Form()] = None,
        ghi_chu: Annotated[str | None, Form()] = None,
        ve: Annotated[str, Form()] = "/nhiem-vu",
        x_fragment: Annotated[str | None, Header()] = None,
    ) -> Response:
        office.follow_up.set_status((task_id,), status=tinh_trang, note=ghi_chu)
        if not x_fragment:
            return RedirectResponse(local_address(ve), status_code=303)
        task = office.follow_up.get(task_id)
        name = office.document_names()[task.document_id].full
        row: TaskRow = task_row(task, document_name=name, today=today())
        return pages.page(request, "task_fragment.html", row=row, statuses=TASK_STATUS, back=local_address(ve))
