"""The address of the task table: which tasks are shown, in which order, which page of rows."""

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


class TaskQuery(BaseModel):
    """The query of the table; each field is a condition, "" for any; `xep` is the order, `trang` the page of rows."""

    van_ban: str = Field(default="", alias="van-ban")
    don_vi: str = Field(default="", alias="don-vi")
    tinh_trang: str = Field(default="", alias="tinh-trang")
    cua_toi: str = Field(default="", alias="cua-toi")
    han: str = ""
    tim: str = ""
    xep: str = "han"
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

    def address(self, page: int) -> str:
        """The same table at another page of rows."""
        kept = {name: value for name, value in self.model_dump(by_alias=True, exclude={"trang"}).items() if value}
        return "/nhiem-vu?" + urlencode({**kept, "trang": page})

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
