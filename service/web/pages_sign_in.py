"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.errors import NotAllowed, TooManyAttempts
from service.accounts.desk import IDLE_HOURS, AccountDesk
from service.accounts.gate import session_cookie
from service.accounts.policy import SIGN_IN_PATH, SIGN_ON_PATH
from service.audit.noting import note as note_deed
from service.audit.records import Deed
from service.web.addresses import own_address
from service.web.rendering import PageRenderer
from service.web.session_cookie import forget_session, keep_session
from service.wording import describe_code

Words = Annotated[str, Form()]
_UNKNOWN_ADDRESS = "?"
_LONGEST_NAME = 64


def add_sign_in(
    router: APIRouter, desk: AccountDesk, pages: PageRenderer, *, provider_name: str | None, is_secure: bool
) -> None:
    """The page at `/dang-nhap`, and signing out.

    Args:
        provider_name: what the page calls the identity provider; None where there is none.
        is_secure: browsers are to send the cookie over HTTPS alone.
    """

    def form(request: Request, *, back: str, login: str = "", failed: str | None = None) -> HTMLResponse:
        return pages.page(
            request,
            "sign_in.html",
            status_code={None: 200, "too_many_attempts": 429}.get(failed, 401),
            back=own_address(back),
            login=login,
            error=describe_code(failed) if failed else None,
            has_people=bool(desk.list_people()),
            idle_hours=IDLE_HOURS,
            provider_name=provider_name,
            provider_path=SIGN_ON_PATH,
            has_left="da-ra" in request.query_params,
        )

    @router.get(SIGN_IN_PATH, response_class=HTMLResponse)
    def ask(request: Request, ve: str = "/") -> HTMLResponse:
        return form(request, back=ve)

    @router.post(SIGN_IN_PATH)
    def sign_in(request: Request, ten: Words = "", mat_khau: Words = "", ve: Words = "/") -> Response:
        note_deed(Deed.SIGN_IN, who=ten[:_LONGEST_NAME])
        address = request.client.host if request.client else _UNKNOWN_ADDRESS
        try:
            key = desk.sign_in(ten, mat_khau, address=address)
        except TooManyAttempts:
            return form(request, back=ve, login=ten, failed="too_many_attempts")
        except NotAllowed:
            return form(request, back=ve, login=ten, failed="wrong_sign_in")
        response = RedirectResponse(own_address(ve), status_code=303)
        keep_session(response, key, is_secure=is_secure)
        return response

    @router.post("/dang-xuat")
    def sign_out(request: Request) -> RedirectResponse:
        desk.sign_out(request.cookies.get(session_cookie(is_secure=is_secure), ""))
        response = RedirectResponse(f"{SIGN_IN_PATH}?da-ra=1" if provider_name else SIGN_IN_PATH, status_code=303)
        forget_session(response, is_secure=is_secure)
        return response
