"""Signing in through the identity provider: there, back again, and out."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.errors import DondocError, NotFound, ProviderUnavailable, SignOnRefused
from service.accounts.identity_provider import unpacked_attempt
from service.accounts.policy import SIGN_IN_PATH, SIGN_ON_PATH, SIGN_ON_RETURN_PATH
from service.accounts.sign_on_desk import SignOnDesk
from service.api.errors import status_of
from service.audit.noting import note as note_deed
from service.audit.records import Deed
from service.web.addresses import own_address
from service.web.rendering import PageRenderer
from service.web.session_cookie import keep_session
from service.wording import describe_error

_ATTEMPT_COOKIE = "dondoc-dang-nhap"
_ATTEMPT_SECONDS = 600
_LEAVE_PATH = f"{SIGN_ON_PATH}/roi"


def add_single_sign_on(router: APIRouter, desk: SignOnDesk, pages: PageRenderer, *, is_secure: bool) -> None:
    """The ways to the identity provider and back.

    Args:
        is_secure: browsers reach us over HTTPS, and are to send cookies over it alone.
    """

    @router.get(SIGN_ON_PATH)
    def leave_for_provider(request: Request, ve: str = "/") -> Response:
        back = own_address(ve)
        try:
            attempt, address = desk.begin(back, come_back_to=_return_address(request, is_secure))
        except ProviderUnavailable as error:
            return _failed(request, pages, error)
        response = RedirectResponse(address, status_code=303)
        response.set_cookie(
            _ATTEMPT_COOKIE,
            attempt.packed(),
            max_age=_ATTEMPT_SECONDS,
            path=SIGN_ON_PATH,
            httponly=True,
            samesite="lax",
            secure=is_secure,
        )
        return response

    @router.get(SIGN_ON_RETURN_PATH)
    def come_back(request: Request, code: str = "", state: str = "", error: str = "") -> Response:
        note_deed(Deed.SIGN_IN)
        attempt = unpacked_attempt(request.cookies.get(_ATTEMPT_COOKIE, ""))
        try:
            if error:
                raise SignOnRefused("the identity provider refused", where=error[:80])
            key = desk.finish(attempt, state=state, code=code, come_back_to=_return_address(request, is_secure))
        except (SignOnRefused, ProviderUnavailable) as refused:
            response: Response = _failed(request, pages, refused)
        else:
            response = RedirectResponse(own_address(attempt.back if attempt else "/"), status_code=303)
            keep_session(response, key, is_secure=is_secure)
        response.delete_cookie(_ATTEMPT_COOKIE, path=SIGN_ON_PATH, httponly=True, samesite="lax", secure=is_secure)
        return response

    @router.get(_LEAVE_PATH)
    def sign_out_there(request: Request) -> Response:
        """Ends the session with the provider too; ours has ended before."""
        address = desk.leave_address(_address(request, is_secure, SIGN_IN_PATH))
        if address is None:
            raise NotFound("máy chủ đăng nhập chung không có trang đăng xuất", where=desk.name)
        return RedirectResponse(address, status_code=303)


def _failed(request: Request, pages: PageRenderer, error: DondocError) -> HTMLResponse:
    return pages.page(
        request, "sign_on_failed.html", status_code=status_of(error), error=describe_error(error), again=SIGN_IN_PATH
    )


def _return_address(request: Request, is_secure: bool) -> str:
    return _address(request, is_secure, SIGN_ON_RETURN_PATH)


def _address(request: Request, is_secure: bool, path: str) -> str:
    """A page of ours as browsers reach it; the host was checked before."""
    return f"{'https' if is_secure else 'http'}://{request.url.netloc}{path}"
