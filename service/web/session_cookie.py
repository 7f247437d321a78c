"""The cookie that keeps a browser signed in."""

from starlette.responses import Response

from service.accounts.desk import SESSION_DAYS
from service.accounts.gate import session_cookie


def keep_session(response: Response, key: str, *, is_secure: bool) -> None:
    """Has the browser keep `key`: no script sees it, no other site sends it with a change."""
    response.set_cookie(
        session_cookie(is_secure=is_secure),
        key,
        max_age=SESSION_DAYS * 24 * 3600,
        httponly=True,
        samesite="lax",
        secure=is_secure,
    )


def forget_session(response: Response, *, is_secure: bool) -> None:
    """Has the browser forget it."""
    response.delete_cookie(session_cookie(is_secure=is_secure), httponly=True, samesite="lax", secure=is_secure)
