"""Times every request, gives it an id, and tells of it in one log line without words of people or documents."""

import logging
import re
import secrets
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.observing.metrics import REQUEST_SECONDS
from service.observing.traces import span

REQUEST_ID = "X-Request-Id"
_UNKNOWN_ROUTE = "(không có)"
_GOOD_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")

_log = logging.getLogger(__name__)


class ObservedRequests:
    """Puts `X-Request-Id` on every response: the one the request came with when it is a plain one, else a new one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(Headers(scope=scope))
        status = 500

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            await send(message)

        started = time.perf_counter()
        try:
            with span("http.request", {"http.request.method": scope["method"], "request.id": request_id}) as traced:
                await self._app(scope, receive, send_with_id)
                traced.set_attribute("http.route", route_of(scope))
                traced.set_attribute("http.response.status_code", status)
        finally:
            _tell(scope, request_id, status=status, seconds=time.perf_counter() - started)


def _tell(scope: Scope, request_id: str, *, status: int, seconds: float) -> None:
    route = route_of(scope)
    REQUEST_SECONDS.labels(scope["method"], route, f"{status // 100}xx").observe(seconds)
    _log.info(
        "%s %s %s in %.0f ms",
        scope["method"],
        route,
        status,
        seconds * 1000,
        extra={"request_id": request_id, "route": route, "status": status, "ms": round(seconds * 1000, 1)},
    )


def route_of(scope: Scope) -> str:
    """The pattern of the route that answered: an address itself may hold numbers of documents, and has no bound.

    A route knows its pattern below the router that it was included from, so what the address has before that is put
    before it.
    """
    pattern = getattr(scope.get("route"), "path_format", None)
    if pattern is None:
        return _UNKNOWN_ROUTE
    filled = pattern
    for name, value in scope.get("path_params", {}).items():
        filled = filled.replace(f"{{{name}}}", str(value))
    return f"{scope['path'].removesuffix(filled)}{pattern}" if scope["path"].endswith(filled) else str(pattern)


def _request_id(headers: Headers) -> str:
    given = headers.get(REQUEST_ID, "")
    return given if _GOOD_ID.fullmatch(given) else secrets.token_hex(8)
