"""The gate of a server without accounts: lets in its one user, and nobody else who shares the machine."""

from collections.abc import Callable
from functools import partial
from ipaddress import ip_address
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from service.accounts.event_streams import WatchedSend
from service.accounts.gate import bearer_of
from service.accounts.policy import API_PREFIX, needed_right
from service.accounts.same_user import End, is_same_user
from service.accounts.start_keys import StartKeys
from service.accounts.start_link_use import StartLinkUse
from service.wording import describe_code

START_PARAMETER: Final = "start"
_NEEDED: Final = "start_link_needed"
_USED: Final = "start_link_used"
_COOKIE_DAYS: Final = 400
_PROXY_HEADERS: Final = ("x-forwarded-for", "forwarded")

Deny = Callable[[Request, str], Response]


class LocalGate:
    """Lets a request through that holds a key, or that the user who runs the server makes.

    What did not come over the network at all (tests, a caller in this process) is this program's own and let through.

    Args:
        keys: keys in use.
        use: who needs one.
        deny: the page that tells a stranger how to come in; it is given the code of what is wrong.
    """

    def __init__(self, app: ASGIApp, *, keys: StartKeys, use: StartLinkUse, deny: Deny) -> None:
        self._app, self._keys, self._use, self._deny = app, keys, use, deny

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        answer = await run_in_threadpool(self._answer, request)
        watched = WatchedSend(send, end_with=partial(self._ends, request), where=request.url.path)
        await (answer or self._app)(scope, receive, watched)

    def _ends(self, request: Request) -> str | None:
        """Why a stream must end now that was let through; None while the key is good that opened it."""
        is_free = needed_right(request.method, request.url.path) is None
        return None if is_free or self._may_enter(request) else _NEEDED

    def _answer(self, request: Request) -> Response | None:
        """The gate's own answer; None for a request that may go on."""
        code = request.query_params.get(START_PARAMETER) if request.url.path == "/" else None
        if code is not None and request.method == "GET":
            return self._opened(request, code)
        if needed_right(request.method, request.url.path) is None or self._may_enter(request):
            return None
        return self._refusal(request, _NEEDED)

    def _opened(self, request: Request, code: str) -> Response:
        key = self._keys.use_link(code)
        if key is None:
            return RedirectResponse("/", status_code=303) if self._may_enter(request) else self._refusal(request, _USED)
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(cookie_name(request), key, max_age=_COOKIE_DAYS * 24 * 3600, httponly=True, samesite="lax")
        return response

    def _may_enter(self, request: Request) -> bool:
        if self._use is StartLinkUse.OTHERS and _is_own_user(request.scope):
            return True
        key = bearer_of(request) or request.cookies.get(cookie_name(request))
        return key is not None and self._keys.opens(key)

    def _refusal(self, request: Request, code: str) -> Response:
        if request.url.path.startswith(API_PREFIX) or request.method not in ("GET", "HEAD"):
            wording = describe_code(code, where=request.url.path)
            return JSONResponse(wording.model_dump(), status_code=401, headers={"WWW-Authenticate": "Bearer"})
        return self._deny(request, code)


def cookie_name(request: Request) -> str:
    """Name of the cookie that holds the key; browsers keep one jar for all ports of a host, so the port is in it."""
    return f"dondoc-khoa-{request.url.port or 80}"


def _is_own_user(scope: Scope) -> bool:
    """Whether the user who runs this server makes the request; what a proxy brings may be anybody's."""
    client, server = scope.get("client"), scope.get("server")
    if client is None or not _is_address(client[0]):
        return True
    headers = Headers(scope=scope)
    if server is None or not _is_address(server[0]) or any(name in headers for name in _PROXY_HEADERS):
        return False
    return is_same_user(End(client[0], client[1]), End(server[0], server[1]))


def _is_address(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False
