"""Errors at the HTTP edge: the right status, and {code, what, where, advice} in Vietnamese."""

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.errors import (
    Ambiguous,
    Busy,
    DondocError,
    FileTooLarge,
    IndexDamaged,
    IntakeError,
    InvalidInput,
    NotAllowed,
    NotFound,
    OcrUnavailable,
    Overloaded,
    PageError,
    ProviderUnavailable,
    TooManyAttempts,
    UnsupportedFile,
)
from service.wording import ErrorWording, describe_code, describe_error

_log = logging.getLogger(__name__)

_STATUS: tuple[tuple[type[DondocError], int], ...] = (
    (FileTooLarge, 413),
    (UnsupportedFile, 415),
    (IntakeError, 422),
    (InvalidInput, 422),
    (NotFound, 404),
    (NotAllowed, 403),
    (TooManyAttempts, 429),
    (Ambiguous, 409),
    (Busy, 503),
    (Overloaded, 503),
    (IndexDamaged, 503),
    (OcrUnavailable, 503),
    (PageError, 422),
    (ProviderUnavailable, 503),
)
_RETRY_AFTER_SECONDS = 60
_CODES = {404: "not_found", 405: "method_not_allowed", 403: "forbidden", 413: "file_too_large", 400: "invalid_input"}


def status_of(error: DondocError) -> int:
    """HTTP status of an error: 4xx when the caller can mend it, 503 when waiting can, 500 otherwise."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def add_error_handlers(app: FastAPI) -> None:
    """Makes every error a JSON record; pages turn their own errors into pages before they come here."""

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        return _respond(422, _describe_invalid(error))

    @app.exception_handler(DondocError)
    async def ours(request: Request, error: DondocError) -> JSONResponse:
        response = _respond(status_of(error), describe_error(error))
        if isinstance(error, Overloaded):
            response.headers["Retry-After"] = str(_RETRY_AFTER_SECONDS)
        return response

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        code = _CODES.get(error.status_code, "error")
        return _respond(error.status_code, describe_code(code, where=request.url.path))


class UnforeseenErrors:
    """Answers what nobody foresaw with a record that tells nothing of the inside; the log has the rest.

    A middleware and not a handler, because Starlette runs the handler of `Exception` outside all other middleware.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        has_begun = False

        async def send_noting(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_noting)
        except Exception:
            _log.exception("unforeseen error at %s", scope.get("path"))
            if has_begun or scope["type"] != "http":
                raise
            await _respond(500, describe_code("error", where=scope["path"]))(scope, receive, send)


def _respond(status: int, wording: ErrorWording) -> JSONResponse:
    return JSONResponse(wording.model_dump(), status_code=status)


def _describe_invalid(error: RequestValidationError) -> ErrorWording:
    places = [".".join(str(part) for part in found["loc"][1:]) or str(found["loc"][0]) for found in error.errors()]
    wording = describe_code("invalid_input", where=", ".join(dict.fromkeys(places)))
    detail = "; ".join(str(found["msg"]) for found in error.errors())
    return wording.model_copy(update={"what": f"{wording.what.rstrip('.')}: {detail}"})
