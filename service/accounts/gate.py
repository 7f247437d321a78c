"""Lets a request through only when who makes it is known and may make it; everything behind it knows who that is."""

from collections.abc import Callable
from functools import partial
from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from service.access.sight import NOTHING, seeing, sight_of
from service.accounts.desk import AccountDesk
from service.accounts.event_streams import WatchedSend
from service.accounts.policy import API_PREFIX, SIGN_IN_PATH, needed_right
from service.accounts.rights import Right, Viewer, acting_as
from service.wording import describe_code

_SESSION_COOKIE: Final = "dondoc-phien"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_BEARER: Final = "bearer "
_VIEWER: Final = "dondoc.viewer"

Deny = Callable[[Request], Response]


class AccountGate:
    """Recognises people by cookie and programs by token.

    Args:
        desk: the accounts.
        deny: the page that tells somebody that they lack a right.
        cookie: name of the cookie that browsers are recognised by.
    """

    def __init__(self, app: ASGIApp, *, desk: AccountDesk, deny: Deny, cookie: str) -> None:
        self._app, self._desk, self._deny, self._cookie = app, desk, deny, cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        right = needed_right(request.method, request.url.path)
        viewer = await run_in_threadpool(self._recognise, request)
        scope[_VIEWER] = viewer
        refused = None if right is None else self._refusal(request, viewer, right)
        if refused is not None:
            await refused(scope, receive, send)
            return
        end_with = partial(self._ends, request, viewer, right)
        watched = WatchedSend(send, end_with=end_with, where=request.url.path)
        with acting_as(viewer), seeing(sight_of(viewer) if viewer else NOTHING):
            await self._app(scope, receive, watched)

    def _ends(self, request: Request, viewer: Viewer | None, right: Right | None) -> str | None:
        """Why a stream must end now that began for `viewer`; None when they are who they were and see what they saw."""
        now = self._recognise(request)
        if now is None:
            return None if right is None else "sign_in_needed"
        return None if now == viewer else "sight_changed"

    def _recognise(self, request: Request) -> Viewer | None:
        token = bearer_of(request)
        if token is not None:
            return self._desk.viewer_of_token(token)
        key = request.cookies.get(self._cookie)
        return None if key is None else self._desk.viewer_of_session(key)

    def _refusal(self, request: Request, viewer: Viewer | None, right: Right) -> Response | None:
        is_program = request.url.path.startswith(API_PREFIX) or bearer_of(request) is not None
        if viewer is None:
            if is_program or request.method not in _SAFE:
                wording = describe_code("sign_in_needed", where=request.url.path)
                return JSONResponse(wording.model_dump(), status_code=401, headers={"WWW-Authenticate": "Bearer"})
            return RedirectResponse(f"{SIGN_IN_PATH}?ve={quote(_address(request), safe='')}", status_code=303)
        if right not in viewer.rights or _comes_from_nowhere(request):
            if not is_program:
                return self._deny(request)
            return JSONResponse(describe_code("not_allowed", where=request.url.path).model_dump(), status_code=403)
        return None


def session_cookie(*, is_secure: bool) -> str:
    """Name of the session's cookie. Over HTTPS browsers take one of this name from this very host alone."""
    return f"__Host-{_SESSION_COOKIE}" if is_secure else _SESSION_COOKIE


def viewer_of(scope: Scope) -> Viewer | None:
    """Who the gate recognised in a request that it has seen."""
    viewer: Viewer | None = scope.get(_VIEWER)
    return viewer


def bearer_of(request: Request) -> str | None:
    """The token or key that a program sends with a request."""
    given = request.headers.get("authorization", "")
    return given[len(_BEARER) :].strip() if given.lower().startswith(_BEARER) else None


def _comes_from_nowhere(request: Request) -> bool:
    """A change asked for with a cookie, by what says no origin: no browser does that since 2020.

    Requests of other sites are refused before they come here; see `service.api.security`.
    """
    if request.method in _SAFE or bearer_of(request) is not None:
        return False
    return "origin" not in request.headers and "sec-fetch-site" not in request.headers


def _address(request: Request) -> str:
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
