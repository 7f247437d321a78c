"""Nhiệm vụ: the table with filters, change of status in place, confirmation in bulk."""

from collections.abc import Callable
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Header, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from core.errors import InvalidInput
from core.task import TaskStatus
from service.labels import TASK_STATUS
from service.office import Office
from service.web.charts import months_ahead, status_bar
from service.web.document_rows import document_name
from service.web.rendering import PageRenderer
from service.web.task_rows import (
    DUE_CHOICES,
    TaskFilter,
    TaskRow,
    by_urgency,
    select_rows,
    task_row,
    task_rows,
    units_of,
)

_ROWS_A_PAGE = 50
_EXPORTS = {"xlsx": "Excel", "ics": "Lịch (ICS)", "csv": "CSV"}
_TEXT_ORDER, _DUE_ORDER = "van-ban", "han"


class TaskQuery(BaseModel):
    """The query of the table; each field is a condition, "" for any; `xep` is the order, `trang` the page of rows."""

    van_ban: str = Field(default="", alias="van-ban")
    don_vi: str = Field(default="", alias="don-vi")
    tinh_trang: str = Field(default="", alias="tinh-trang")
    han: str = ""
    tim: str = ""
    xep: str = _DUE_ORDER
    trang: int = Field(default=1, ge=1)

    def condition(self) -> TaskFilter:
        return TaskFilter(
            document_id=self.van_ban, unit=self.don_vi, status=self.tinh_trang, due=self.han, words=self.tim
        )

    def address(self, page: int) -> str:
        """The same table at another page of rows."""
        kept = {name: value for name, value in self.model_dump(by_alias=True, exclude={"trang"}).items() if value}
        return "/nhiem-vu?" + urlencode({**kept, "trang": page})

    def export_query(self) -> str:
        """The conditions that an export understands, as a query string."""
        wanted = {"document": self.van_ban, "unit": self.don_vi, "status": self.tinh_trang}
        return urlencode({name: value for name, value in wanted.items() if value})


def add_tasks(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    """The table at `/nhiem-vu` and what changes its rows."""

    @router.get("/nhiem-vu", response_class=HTMLResponse)
    def tasks(request: Request, query: Annotated[TaskQuery, Query()]) -> HTMLResponse:
        names = {document.id: document_name(document) for document in office.list_documents()}
        every = task_rows(office.list_tasks(), names=names, today=today())
        found = select_rows(every, query.condition())
        ordered = found if query.xep == _TEXT_ORDER else by_urgency(found)
        first = (query.trang - 1) * _ROWS_A_PAGE
        return pages.page(
            request,
            "tasks.html",
            query=query,
            rows=ordered[first : first + _ROWS_A_PAGE],
            found=len(found),
            total=len(every),
            page_count=max(1, -(-len(found) // _ROWS_A_PAGE)),
            names=names,
            units=units_of(every),
            statuses=TASK_STATUS,
            due_choices=DUE_CHOICES,
            exports=_EXPORTS,
            status_bars=status_bar(found),
            month_bars=months_ahead(found, today()),
        )

    @router.post("/nhiem-vu")
    def change_many(
        nhiem_vu: Annotated[list[str], Form(default_factory=list)],
        tinh_trang: Annotated[TaskStatus, Form()] = TaskStatus.CONFIRMED,
        ve: Annotated[str, Form()] = "/nhiem-vu",
    ) -> RedirectResponse:
        if not nhiem_vu:
            raise InvalidInput("chưa chọn nhiệm vụ nào", advice="đánh dấu các dòng cần đổi rồi bấm lại")
        office.follow_up.set_status(nhiem_vu, status=tinh_trang)
        return RedirectResponse(_local(ve), status_code=303)

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
        task = office.follow_up.get(task_id)
        if not x_fragment:
            return RedirectResponse(_local(ve), status_code=303)
        name = document_name(office.find_document(task.document_id))
        row: TaskRow = task_row(task, document_name=name, today=today())
        return pages.page(request, "task_fragment.html", row=row, statuses=TASK_STATUS, back=_local(ve))


def _local(address: str) -> str:
    """`address` if it is a page of ours, else the table."""
    return address if address.startswith(("/nhiem-vu", "/van-ban")) else "/nhiem-vu"
