"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.errors import NotAllowed, TooManyAttempts
from service.accounts.desk import IDLE_HOURS, SESSION_DAYS, AccountDesk
from service.accounts.gate import SESSION_COOKIE
from service.accounts.policy import SIGN_IN_PATH
from service.audit.noting import note as note_deed
from service.audit.records import Deed
from service.web.addresses import own_address
from service.web.rendering import PageRenderer
from service.wording import describe_code

Words = Annotated[str, Form()]
_UNKNOWN_ADDRESS = "?"
_LONGEST_NAME = 64


def add_sign_in(router: APIRouter, desk: AccountDesk, pages: PageRenderer, *, is_secure: bool) -> None:
    """The page at `/dang-nhap`, and signing out.

    Args:
        is_secure: browsers are to send the cookie over HTTPS alone.
    """

    @router.get(SIGN_IN_PATH, response_class=HTMLResponse)
    def ask(request: Request, ve: str = "/") -> HTMLResponse:
        return _form(request, pages, desk, back=ve)

    @router.post(SIGN_IN_PATH)
    def sign_in(request: Request, ten: Words = "", mat_khau: Words = "", ve: Words = "/") -> Response:
        note_deed(Deed.SIGN_IN, who=ten[:_LONGEST_NAME])
        address = request.client.host if request.client else _UNKNOWN_ADDRESS
        try:
            key = desk.sign_in(ten, mat_khau, address=address)
        except TooManyAttempts:
            return _form(request, pages, desk, back=ve, login=ten, failed="too_many_attempts")
        except NotAllowed:
            return _form(request, pages, desk, back=ve, login=ten, failed="wrong_sign_in")
        response = RedirectResponse(own_address(ve), status_code=303)
        response.set_cookie(
            SESSION_COOKIE, key, max_age=SESSION_DAYS * 24 * 3600, httponly=True, samesite="lax", secure=is_secure
        )
        return response

    @router.post("/dang-xuat")
    def sign_out(request: Request) -> RedirectResponse:
        desk.sign_out(request.cookies.get(SESSION_COOKIE, ""))
        response = RedirectResponse(SIGN_IN_PATH, status_code=303)
        response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="lax", secure=is_secure)
        return response


def _form(
    request: Request, pages: PageRenderer, desk: AccountDesk, *, back: str, login: str = "", failed: str | None = None
) -> HTMLResponse:
    return pages.page(
        request,
        "sign_in.html",
        status_code={None: 200, "too_many_attempts": 429}.get(failed, 401),
        back=own_address(back),
        login=login,
        error=describe_code(failed) if failed else None,
        has_people=bool(desk.list_people()),
        idle_hours=IDLE_HOURS,
    )
