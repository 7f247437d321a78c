"""Trợ giúp, and the choices of language and of light or dark."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from service.office import Office
from service.web.addresses import own_address
from service.web.languages import LANGUAGE_COOKIE
from service.web.rendering import THEME_COOKIE, PageRenderer

Words = Annotated[str, Form()]
_YEAR_SECONDS = 365 * 24 * 3600


def add_system(router: APIRouter, office: Office, pages: PageRenderer) -> None:
    """The page at `/tro-giup`, and what the buttons in the head of every page send."""

    @router.get("/tro-giup", response_class=HTMLResponse)
    def guide(request: Request) -> HTMLResponse:
        return pages.page(request, "help.html", limits=office.settings.limits)

    @router.post("/giao-dien")
    def theme(chon: Annotated[Literal["sang", "toi"], Form()], ve: Words = "/") -> RedirectResponse:
        return _remembering(THEME_COOKIE, chon, back=ve)

    @router.post("/ngon-ngu")
    def language(chon: Annotated[Literal["vi", "en"], Form()], ve: Words = "/") -> RedirectResponse:
        return _remembering(LANGUAGE_COOKIE, chon, back=ve)


def _remembering(cookie: str, chosen: str, *, back: str) -> RedirectResponse:
    """Back to the page where the choice was made, which the browser keeps for a year."""
    response = RedirectResponse(own_address(back), status_code=303)
    response.set_cookie(cookie, chosen, max_age=_YEAR_SECONDS, httponly=False, samesite="strict")
    return response
