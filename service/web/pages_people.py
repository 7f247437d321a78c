"""Người dùng: accounts of the office, for who looks after them."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from service.access.secrecy import Secrecy, parse_secrecy
from service.access.unit_desk import UnitDesk
from service.accounts.desk import AccountDesk
from service.accounts.rights import Role
from service.labels import ROLE, SECRECY
from service.web.rendering import PageRenderer

_PAGE = "/quan-tri/nguoi-dung"
Words = Annotated[str, Form()]


def add_people(router: APIRouter, desk: AccountDesk, pages: PageRenderer, *, units: UnitDesk) -> None:
    """The page at `/quan-tri/nguoi-dung`: everyone, a new account, role, password, what one sees, may one sign in."""

    @router.get(_PAGE, response_class=HTMLResponse)
    def people(request: Request, da_luu: str = "") -> HTMLResponse:
        return pages.page(
            request,
            "people.html",
            people=desk.list_people(),
            roles=ROLE,
            levels={level: SECRECY[level] for level in Secrecy},
            units=units.tree().units,
            saved=da_luu,
        )

    @router.post(_PAGE)
    def add(
        ten: Words, ho_ten: Words, mat_khau: Words, vai_tro: Annotated[Role, Form()] = Role.STAFF
    ) -> RedirectResponse:
        return _done(desk.add(ten, name=ho_ten, role=vai_tro, password=mat_khau).login)

    @router.post(_PAGE + "/{login}/vai-tro")
    def set_role(login: str, vai_tro: Annotated[Role, Form()]) -> RedirectResponse:
        return _done(desk.set_role(login, vai_tro).login)

    @router.post(_PAGE + "/{login}/pham-vi")
    def set_sight(
        login: str, don_vi: Annotated[list[str], Form(default_factory=list)], do_mat: Words
    ) -> RedirectResponse:
        clearance = parse_secrecy(do_mat)
        units.place(login, don_vi)
        return _done(desk.set_clearance(login, clearance).login)

    @router.post(_PAGE + "/{login}/mat-khau")
    def set_password(login: str, mat_khau: Words) -> RedirectResponse:
        return _done(desk.set_password(login, mat_khau).login)

    @router.post(_PAGE + "/{login}/trang-thai")
    def set_active(login: str, duoc_vao: Annotated[bool, Form()]) -> RedirectResponse:
        return _done(desk.set_active(login, duoc_vao).login)


def _done(login: str) -> RedirectResponse:
    return RedirectResponse(f"{_PAGE}?da_luu={login}", status_code=303)
