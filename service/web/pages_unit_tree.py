"""Cây đơn vị: the units that people and documents are of, for who looks after them."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from service.access.unit_desk import UnitDesk
from service.web.rendering import PageRenderer

_PAGE = "/quan-tri/don-vi"
Words = Annotated[str, Form()]


def add_unit_tree(router: APIRouter, desk: UnitDesk, pages: PageRenderer) -> None:
    """The page at `/quan-tri/don-vi`; a unit is named by its path."""

    @router.get(_PAGE, response_class=HTMLResponse)
    def tree(request: Request, da_luu: str = "") -> HTMLResponse:
        return pages.page(request, "unit_tree.html", units=desk.tree().units, saved=da_luu)

    @router.post(_PAGE)
    def add(ten: Words, cap_tren: Words = "") -> RedirectResponse:
        return _done(desk.add(ten, under=cap_tren).name)

    @router.post(_PAGE + "/ten")
    def rename(don_vi: Words, ten: Words) -> RedirectResponse:
        return _done(desk.rename(don_vi, ten).name)

    @router.post(_PAGE + "/cap-tren")
    def move(don_vi: Words, cap_tren: Words = "") -> RedirectResponse:
        return _done(desk.move(don_vi, under=cap_tren).name)

    @router.post(_PAGE + "/xoa")
    def remove(don_vi: Words) -> RedirectResponse:
        desk.remove(don_vi)
        return RedirectResponse(_PAGE, status_code=303)


def _done(name: str) -> RedirectResponse:
    return RedirectResponse(f"{_PAGE}?da_luu={quote(name)}", status_code=303)
