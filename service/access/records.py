"""Units and restrictions as records."""

from datetime import datetime

from core.record import Record
from service.access.secrecy import Secrecy


class Unit(Record):
    """A unit of the office.

    Attributes:
        path: its name behind those of the units above it ("Sở Giáo dục và Đào tạo / Văn phòng").
        people: how many people work right in it.
    """

    id: int
    name: str
    parent_id: int | None = None
    path: str = ""
    depth: int = 0
    people: int = 0


class Restriction(Record):
    """Whom a document is open to.

    Attributes:
        secrecy: only people cleared for it.
        unit_id: the unit that holds it; None for the whole office.
        unit_ids: units whose people may open it too, when they are cleared.
        person_ids: people who may open it whatever their unit and clearance.
        is_settled: its mark is known; until then only `person_ids` count.
    """

    secrecy: Secrecy = Secrecy.OPEN
    unit_id: int | None = None
    unit_ids: tuple[int, ...] = ()
    person_ids: tuple[int, ...] = ()
    is_settled: bool = True

    @property
    def is_open(self) -> bool:
        """Everyone in the office may open the document."""
        return self.is_settled and self.secrecy is Secrecy.OPEN and self.unit_id is None

    def is_no_wider_than(self, other: "Restriction") -> bool:
        """Whether nobody may open a document under this restriction who may not under the other."""
        same_unit = other.unit_id is None or (
            self.unit_id == other.unit_id and set(self.unit_ids) <= set(other.unit_ids)
        )
        return self.secrecy >= other.secrecy and same_unit and set(self.person_ids) <= set(other.person_ids)


NO_RESTRICTION = Restriction()


class RestrictionChange(Record):
    """A change of who may open a document, in words."""

    before: str
    after: str
    changed_by: str
    changed_at: datetime
