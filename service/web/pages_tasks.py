"""Nhiệm vụ: as table, board, calendar or timeline, with filters; changes in place, confirmation in bulk, merging."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, Header, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel

from core.errors import InvalidInput
from core.task import TaskStatus
from service.follow_up.conditions import TaskCondition, TaskCounts, TaskOrder
from service.follow_up.task_form import TaskForm
from service.labels import DUE_STATE, OWN_ROLE, TASK_STATUS
from service.office import Office
from service.web.addresses import local_address, with_batch
from service.web.charts import months_ahead, status_bar
from service.web.document_labels import chosen_document, document_labels
from service.web.page_words import TASK_EXPORTS, WEEKDAYS
from service.web.rendering import PageRenderer
from service.web.task_board import board_columns
from service.web.task_calendar import calendar_month
from service.web.task_query import DUE_CHOICES, TaskQuery, TaskView
from service.web.task_rows import task_row, task_rows
from service.web.task_timeline import timeline

Fragment = Annotated[str | None, Header()]


class TaskChange(BaseModel):
    """What the forms of a row send: a field that is not sent stays; `ve` is the address to come back to."""

    tinh_trang: TaskStatus | None = None
    chu_tri: str | None = None
    thoi_han: str | None = None
    ghi_chu: str | None = None
    ve: str = "/nhiem-vu"

    @property
    def form(self) -> TaskForm:
        """The fields of the task itself."""
        given = {"lead_units": self.chu_tri, "deadline": self.thoi_han}
        return TaskForm.model_validate({name: words for name, words in given.items() if words is not None})


def add_tasks(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    """The page at `/nhiem-vu` and what changes its tasks."""
    _add_views(router, office, pages, today=today)
    _add_changes_of_many(router, office)
    _add_change_of_one(router, office, pages, today=today)


def _add_views(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    @router.get("/nhiem-vu", response_class=HTMLResponse)
    def tasks(
        request: Request,
        query: Annotated[TaskQuery, Query()],
        lan: str = "",
        so: Annotated[int, Query(ge=0)] = 0,
    ) -> HTMLResponse:
        query = query.model_copy(update={"van_ban": chosen_document(office, query.van_ban)})
        register, condition = office.follow_up, query.condition()
        names = document_labels(office)
        counts = register.counts(condition, today=today())
        every = counts if condition == TaskCondition() else register.counts(TaskCondition(), today=today())
        return pages.page(
            request,
            "tasks.html",
            query=query,
            view=query.view.value,
            found=counts.total,
            undated=counts.undated,
            total=every.total,
            names=names,
            units=register.units(query.van_ban, leading=False),
            own_unit=register.own_unit(),
            own_choices=OWN_ROLE,
            statuses=TASK_STATUS,
            due_choices={name: DUE_STATE[state] for name, state in DUE_CHOICES.items()},
            exports=TASK_EXPORTS,
            batch=lan,
            batch_size=so,
            **_shown(office, query, counts, names=names, today=today()),
        )


def _shown(
    office: Office, query: TaskQuery, counts: TaskCounts, *, names: dict[str, str], today: date
) -> dict[str, Any]:
    """What the chosen view needs besides what all views have."""
    register, condition = office.follow_up, query.condition()
    if query.view is TaskView.BOARD:
        columns = board_columns(register, condition, counts=counts, names=names, today=today)
        return {"columns": columns, "page_count": 1}
    if query.view is TaskView.CALENDAR:
        month = calendar_month(register, condition, first=query.month(today), names=names, today=today)
        return {"month": month, "weekdays": WEEKDAYS, "page_count": 1}
    rows_a_page = office.upkeep.preferences.rows_a_page
    offset = (query.trang - 1) * rows_a_page
    dated = query.view is TaskView.TIMELINE
    asked = condition.model_copy(update={"last_from": date.min}) if dated else condition
    order = TaskOrder.DUE if dated else query.order
    found = register.stretch(asked, today=today, order=order, offset=offset, limit=rows_a_page)
    count = register.counts(asked, today=today).total if dated else counts.total
    page: dict[str, Any] = {
        "rows": task_rows(found, names=names, today=today),
        "page_count": max(1, -(-count // rows_a_page)),
    }
    if dated:
        return {**page, "timeline": timeline(found, today=today)}
    return {**page, "status_bars": status_bar(counts), "month_bars": months_ahead(counts, today)}


def _add_changes_of_many(router: APIRouter, office: Office) -> None:
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


def _add_change_of_one(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    @router.post("/nhiem-vu/{task_id}", response_class=HTMLResponse)
    def change_one(
        request: Request, task_id: str, change: Annotated[TaskChange, Form()], x_fragment: Fragment = None
    ) -> Response:
        if change.form.model_fields_set:
            office.follow_up.edit(task_id, change.form)
        if change.tinh_trang is not None or change.ghi_chu is not None:
            office.follow_up.set_status((task_id,), status=change.tinh_trang, note=change.ghi_chu)
        back = local_address(change.ve)
        if not x_fragment:
            return RedirectResponse(back, status_code=303)
        task = office.follow_up.get(task_id)
        row = task_row(task, document_name=office.documents.names()[task.document_id].full, today=today())
        return pages.page(request, "task_fragment.html", row=row, statuses=TASK_STATUS, back=back)
