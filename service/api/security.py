"""What every response and every request goes through: headers, foreign origins, sizes.

Without accounts whoever can reach the server may use it, and it listens on loopback alone; with them `service.accounts`
lets people in. Either way other sites in the same browser are kept out: they may neither call it (Origin), nor reach it
by a name of theirs (Host, checked by Starlette's TrustedHostMiddleware), nor frame it or run anything in its pages
(Content-Security-Policy).
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.wording import describe_code

TRUSTED_HOSTS = ("localhost", "127.0.0.1", "[::1]")
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
REFERENCE_PATH = "/docs"

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_REFERENCE_POLICY = _POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""The API reference sets styles from its script; nothing else may."""

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}


class SecurityHeaders:
    """Puts the security headers on every response; what holds documents is not kept by caches unless it says so.

    Args:
        is_https: browsers reach the server over HTTPS, and are told to use nothing else for a year.
    """

    def __init__(self, app: ASGIApp, *, is_https: bool = False) -> None:
        self._app = app
        self._headers = {**_HEADERS, **(_HTTPS_ONLY if is_https else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        policy = _REFERENCE_POLICY if scope["path"] == REFERENCE_PATH else _POLICY

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy
                headers.update(self._headers)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers)


class SameOrigin:
    """Refuses requests that change something when a browser sends them from another site."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS and _is_foreign(Headers(scope=scope)):
            wording = describe_code("foreign_origin", where=scope["path"])
            await JSONResponse(wording.model_dump(), status_code=403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


class BodyLimit:
    """Refuses a request body past `most_bytes`, before it is taken in or at the byte that is too many."""

    def __init__(self, app: ASGIApp, *, most_bytes: int) -> None:
        self._app, self._most_bytes = app, most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdigit() or int(announced) > self._most_bytes:
            wording = describe_code("file_too_large", where=scope["path"])
            await JSONResponse(wording.model_dump(), status_code=413)(scope, receive, send)
            return
        taken = 0

        async def receive_counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._most_bytes:
                raise HTTPException(413)
            return message

        await self._app(scope, receive_counted, send)


def _is_foreign(headers: Headers) -> bool:
    """A browser says where a request comes from; other programs say nothing, and are let through."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
