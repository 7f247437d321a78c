"""The address of the tasks: which are shown, in which view and order, which page of rows or month."""

from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from core.task import TaskStatus
from service.follow_up.conditions import TaskCondition, TaskOrder
from service.follow_up.due import DueState
from service.follow_up.own_unit import OwnRole

ORDERS = {"han": TaskOrder.DUE, "van-ban": TaskOrder.TEXT, "don-vi": TaskOrder.UNIT}
DUE_CHOICES = {
    "qua-han": DueState.OVERDUE,
    "sap-han": DueState.SOON,
    "con-han": DueState.LATER,
    "khong-ngay": DueState.UNDATED,
}


class TaskView(StrEnum):
    """How tasks are shown; the value stands in the address."""

    TABLE = "bang"
    BOARD = "cot"
    CALENDAR = "lich"
    TIMELINE = "thoi-gian"


_USUAL = {"xep": "han", "xem": TaskView.TABLE.value, "trang": 1}
"""What an address need not say."""


class TaskQuery(BaseModel):
    """The query of the page; each field is a condition, "" for any.

    `xem` is the view, `xep` the order, `trang` the page of rows, `thang` the month of the calendar (2026-11).
    """

    van_ban: str = Field(default="", alias="van-ban")
    don_vi: str = Field(default="", alias="don-vi")
    tinh_trang: str = Field(default="", alias="tinh-trang")
    cua_toi: str = Field(default="", alias="cua-toi")
    han: str = ""
    tim: str = ""
    xep: str = "han"
    xem: str = ""
    thang: str = ""
    trang: int = Field(default=1, ge=1)

    def condition(self) -> TaskCondition:
        """What the register is asked; what makes no sense is no condition."""
        return TaskCondition(
            document_id=self.van_ban,
            unit_name=self.don_vi,
            status=TaskStatus(self.tinh_trang) if self.tinh_trang in set(TaskStatus) else None,
            due=DUE_CHOICES.get(self.han),
            words=self.tim,
            own_roles=own_roles(self.cua_toi),
        )

    @property
    def order(self) -> TaskOrder:
        return ORDERS.get(self.xep, TaskOrder.DUE)

    @property
    def view(self) -> TaskView:
        return TaskView(self.xem) if self.xem in set(TaskView) else TaskView.TABLE

    def month(self, today: date) -> date:
        """First day of the month of the calendar."""
        try:
            return date.fromisoformat(f"{self.thang}-01")
        except ValueError:
            return today.replace(day=1)

    def address(
        self, page: int = 1, *, view: str | None = None, month: str | None = None, status: str | None = None
    ) -> str:
        """The same tasks at another page of rows, in another view or month, or those of another status."""
        wanted = {"trang": page, "xem": view, "thang": month, "tinh-trang": status}
        changed = {name: value for name, value in wanted.items() if value is not None}
        fields = {**self.model_dump(by_alias=True), **changed}
        kept = {name: value for name, value in fields.items() if value and _USUAL.get(name) != value}
        return "/nhiem-vu" + (f"?{urlencode(kept)}" if kept else "")

    def export_query(self) -> str:
        """The conditions as an export understands them, as a query string."""
        due = DUE_CHOICES.get(self.han)
        wanted = {
            "document": self.van_ban,
            "unit": self.don_vi,
            "status": self.tinh_trang,
            "due": due.value if due else "",
            "q": self.tim,
            "mine": "true" if self.cua_toi else "",
        }
        return urlencode({name: value for name, value in wanted.items() if value})


def own_roles(chosen: str) -> tuple[OwnRole, ...]:
    """Ways of reaching the own unit that a filter names: one of them, or any for any other word."""
    if chosen in set(OwnRole):
        return (OwnRole(chosen),)
    return tuple(OwnRole) if chosen else ()
