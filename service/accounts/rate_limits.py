"""How often one person, and one address, may ask, hand in and sign in: a runaway script slows nobody else down."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from core.limits import Limits
from service.accounts.gate import viewer_of
from service.accounts.policy import API_PREFIX, SIGN_IN_PATH, SIGN_ON_PATH, SIGN_ON_RETURN_PATH
from service.accounts.request_counts import RequestCounts
from service.wording import describe_code

PEOPLE_AN_ADDRESS: Final = 20
"""An address may do as much as so many people: an office goes out through one."""

_ASKING: Final = re.compile(r"/(?:tim-kiem|api/v1/(?:ask(?:/.*)?|search|restore))")
_ASK_PAGE: Final = "/hoi-dap"
_FILES: Final = "multipart/form-data"

Deny = Callable[[Request], Response]


class Deed(StrEnum):
    """What is counted."""

    ASK = "ask"
    HAND_IN = "hand in"
    SIGN_IN = "sign in"


class RateLimits:
    """Refuses what one person or one address does too often. Stands behind the gate, which knows who it is.

    Args:
        limits: how often one person may.
        counts: how often each did in the last minute.
        deny: the page that asks somebody to wait.
    """

    def __init__(self, app: ASGIApp, *, limits: Limits, counts: RequestCounts, deny: Deny) -> None:
        self._app, self._counts, self._deny = app, counts, deny
        self._allowed = {
            Deed.ASK: limits.asks_a_minute,
            Deed.HAND_IN: limits.uploads_a_minute,
            Deed.SIGN_IN: limits.sign_ins_a_minute,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        deed = deed_of(Request(scope)) if scope["type"] == "http" else None
        wait_seconds = 0 if deed is None else self._wait_seconds(scope, deed)
        if not wait_seconds:
            await self._app(scope, receive, send)
            return
        await self._refusal(Request(scope), wait_seconds)(scope, receive, send)

    def _wait_seconds(self, scope: Scope, deed: Deed) -> int:
        """How long whoever asks must wait; 0 when they may go on, which is then counted."""
        viewer, client = viewer_of(scope), scope.get("client")
        most = {f"{deed.value}:address:{client[0] if client else '?'}": self._allowed[deed] * PEOPLE_AN_ADDRESS}
        if viewer is not None:
            most[f"{deed.value}:person:{viewer.person_id}"] = self._allowed[deed]
        wait_seconds = max(self._counts.wait_seconds(key, count) for key, count in most.items())
        for key in most if not wait_seconds else ():
            self._counts.count(key)
        return wait_seconds

    def _refusal(self, request: Request, wait_seconds: int) -> Response:
        if request.url.path.startswith(API_PREFIX):
            wording = describe_code("too_many_requests", where=request.url.path)
            response: Response = JSONResponse(wording.model_dump(), status_code=429)
        else:
            response = self._deny(request)
        response.headers["Retry-After"] = str(wait_seconds)
        return response


def deed_of(request: Request) -> Deed | None:
    """What of a request is counted; None for what is not. Every form with files is handing in, whatever its address."""
    method, path = request.method, request.url.path
    if method == "POST" and request.headers.get("content-type", "").lower().startswith(_FILES):
        return Deed.HAND_IN
    if (method == "POST" and path == SIGN_IN_PATH) or path in (SIGN_ON_PATH, SIGN_ON_RETURN_PATH):
        return Deed.SIGN_IN
    if _ASKING.fullmatch(path) or (path == _ASK_PAGE and request.url.query):
        return Deed.ASK
    return None
