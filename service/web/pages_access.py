"""Người xem: whom a document is open to, and the choices of it when a file is handed in."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from core.errors import NotFound
from core.record import Record
from service.access.records import Restriction, Unit
from service.access.secrecy import Secrecy
from service.accounts.rights import Right, current_viewer
from service.labels import SECRECY
from service.office import Office
from service.web.document_rows import document_row
from service.web.rendering import PageRenderer

_PAGE = "/van-ban/{document_id}/nguoi-xem"
Words = Annotated[str, Form()]
Many = Annotated[list[str], Form(default_factory=list)]


class HandInChoices(Record):
    """What a person may choose for a file that they hand in."""

    levels: dict[str, str]
    units: tuple[Unit, ...]


def hand_in_choices(office: Office) -> HandInChoices | None:
    """The choices; None where there are no accounts, and nobody to keep a document from."""
    if not office.settings.accounts:
        return None
    levels = {level.code: SECRECY[level] for level in Secrecy}
    return HandInChoices(levels=levels, units=office.access.units.tree().units)


def restriction_told(office: Office, document_id: str) -> str:
    """Whom a document is open to, in words; "" where there are no accounts, or it is open to the whole office."""
    if not office.settings.accounts:
        return ""
    restriction = office.access.of(document_id)
    return "" if restriction.is_open else office.access.words(restriction)


def add_access(router: APIRouter, office: Office, pages: PageRenderer) -> None:
    """The page of a document at `/nguoi-xem`."""

    @router.get(_PAGE, response_class=HTMLResponse)
    def show(request: Request, document_id: str, da_luu: bool = False) -> HTMLResponse:
        access, document = office.access, office.documents.find(document_id)
        restriction = access.of(document.id)
        viewer = current_viewer()
        return pages.page(
            request,
            "access.html",
            row=document_row(document),
            restriction=restriction,
            words=access.words(restriction),
            choices=hand_in_choices(office),
            people=office.accounts.list_people(),
            open_to=access.who_may_open(document.id),
            changes=access.history(document.id),
            may_change=viewer is None or Right.WRITE in viewer.rights,
            may_widen=viewer is None or bool(viewer.rights & {Right.REVIEW, Right.ADMIN}),
            saved=da_luu,
        )

    @router.post(_PAGE)
    def change(
        document_id: str, don_vi_khac: Many, nguoi: Many, do_mat: Words = "", don_vi: Words = ""
    ) -> RedirectResponse:
        document_id = office.documents.find(document_id).id
        wanted: Restriction = office.access.read(secrecy=do_mat, unit=don_vi, units=don_vi_khac, people=nguoi)
        office.access.change(document_id, wanted)
        return RedirectResponse(_after(office, document_id), status_code=303)


def _after(office: Office, document_id: str) -> str:
    """Where to go: back, or to the list when the document is no longer open to who changed it."""
    try:
        office.documents.find(document_id)
    except NotFound:
        return "/van-ban"
    return f"/van-ban/{document_id}/nguoi-xem?da_luu=1"
