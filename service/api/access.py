"""Whom documents are open to, and the units of the office."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import Field

from core.record import Record
from service.access.records import Restriction
from service.access.units import UnitTree
from service.office import Office


class WantedAccess(Record):
    """Whom a document is to be open to; what is not given is not restricted.

    Attributes:
        secrecy: open, internal, confidential, secret, top_secret; or the Vietnamese name (`mat`, `tối mật`).
        unit: the unit that holds it, by name or path; "" for the whole office.
        units: units whose people may open it too, if they are cleared.
        people: login names of people who may open it whatever their unit and clearance.
    """

    secrecy: str = ""
    unit: str = ""
    units: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class AccessChange(Record):
    """A change of whom a document is open to, in words."""

    before: str
    after: str
    changed_by: str
    changed_at: datetime


class DocumentAccess(Record):
    """Whom a document is open to.

    Attributes:
        is_settled: it was read and its mark is known; until then only `people` and administrators may open it.
        open_to: login names of everyone who may open it now.
    """

    secrecy: str
    unit: str
    units: tuple[str, ...]
    people: tuple[str, ...]
    is_settled: bool
    open_to: tuple[str, ...]
    changes: tuple[AccessChange, ...]


class PublicUnit(Record):
    """A unit; `path` is its name behind those of the units above it."""

    name: str
    path: str
    depth: int = Field(ge=0)
    people: int


class PublicUnits(Record):
    """All units, each below the one it belongs to."""

    units: tuple[PublicUnit, ...]


def build_access_routes(office: Office) -> APIRouter:
    """Routes on access; they must come before the other routes on documents, because `{doc}` takes slashes."""
    router = APIRouter(tags=["Người xem"])

    @router.get("/documents/{doc:path}/access", summary="Ai mở được văn bản này")
    def read(doc: str) -> DocumentAccess:
        return document_access(office, office.documents.find(doc).id)

    @router.put(
        "/documents/{doc:path}/access",
        summary="Đặt độ mật, đơn vị giữ và người xem của văn bản",
        description="Người sửa được văn bản thì siết lại được; mở rộng người xem cần quyền duyệt hoặc quản trị.",
    )
    def change(doc: str, wanted: WantedAccess) -> WantedAccess:
        document_id = office.documents.find(doc).id
        office.access.change(document_id, office.access.read(**wanted.model_dump()))
        return wanted

    @router.get("/units", summary="Cây đơn vị")
    def units() -> PublicUnits:
        names = set(PublicUnit.model_fields)
        return PublicUnits(
            units=tuple(PublicUnit(**unit.model_dump(include=names)) for unit in office.access.units.tree().units)
        )

    return router


def document_access(office: Office, document_id: str) -> DocumentAccess:
    """Whom the document is open to.

    Raises:
        NotFound: no such document.
    """
    access = office.access
    restriction, tree = access.of(document_id), access.units.tree()
    return DocumentAccess(
        secrecy=restriction.secrecy.code,
        unit=tree.path(restriction.unit_id),
        units=_paths(tree, restriction),
        people=access.logins(restriction.person_ids),
        is_settled=restriction.is_settled,
        open_to=tuple(person.login for person in access.who_may_open(document_id)),
        changes=tuple(AccessChange(**change.model_dump()) for change in access.history(document_id)),
    )


def _paths(tree: UnitTree, restriction: Restriction) -> tuple[str, ...]:
    return tuple(tree.path(unit_id) for unit_id in restriction.unit_ids)
