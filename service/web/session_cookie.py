"""The cookie that keeps a browser signed in."""

from starlette.responses import Response

from service.accounts.desk import SESSION_DAYS
from service.accounts.gate import SESSION_COOKIE


def keep_session(response: Response, key: str, *, is_secure: bool) -> None:
    """Has the browser keep `key`: no script sees it, no other site sends it with a change."""
    response.set_cookie(
        SESSION_COOKIE, key, max_age=SESSION_DAYS * 24 * 3600, httponly=True, samesite="lax", secure=is_secure
    )


def forget_session(response: Response, *, is_secure: bool) -> None:
    """Has the browser forget it."""
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="lax", secure=is_secure)
