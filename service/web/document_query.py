"""The address of the list of documents: which are shown, in which order, which page of rows."""

from urllib.parse import urlencode

from pydantic import BaseModel, Field

from service.documents.conditions import Check, DocumentCondition, DocumentOrder
from service.records import DocumentStatus

_USUAL = {"xep": DocumentOrder.RECEIVED.value, "trang": 1}
"""What an address need not say."""


class ListQuery(BaseModel):
    """The query of the page; each field is a condition, "" for any.

    `tim` words, `loai` kind, `tinh-trang` status, `can-xem` a check, `xep` order, `trang` the page of rows.
    """

    tim: str = ""
    loai: str = ""
    tinh_trang: str = Field(default="", alias="tinh-trang")
    can_xem: str = Field(default="", alias="can-xem")
    xep: DocumentOrder = DocumentOrder.RECEIVED
    trang: int = Field(default=1, ge=1, le=1_000_000)

    def condition(self) -> DocumentCondition:
        """What the catalogue is asked; what makes no sense is no condition."""
        return DocumentCondition(
            words=self.tim,
            kind=self.loai,
            statuses=(DocumentStatus(self.tinh_trang),) if self.tinh_trang in set(DocumentStatus) else (),
            check=Check(self.can_xem) if self.can_xem in set(Check) else None,
        )

    def address(self, page: int) -> str:
        """The same documents at another page of rows."""
        fields = {**self.model_dump(by_alias=True, mode="json"), "trang": page}
        kept = {name: value for name, value in fields.items() if value and _USUAL.get(name) != value}
        return "/van-ban" + (f"?{urlencode(kept)}" if kept else "")
