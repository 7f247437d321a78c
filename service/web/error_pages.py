"""Errors as pages: what happened, where, and what to do next."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from core.errors import DondocError
from service.api.errors import status_of
from service.records import StoredError
from service.web.page_words import NO_SUCH_PAGE
from service.web.rendering import PageRenderer
from service.wording import describe_code, describe_error

_log = logging.getLogger(__name__)
_API = "api/"
_NO_SUCH_PAGE = StoredError(
    code="not_found",
    what=NO_SUCH_PAGE[0],
    advice=NO_SUCH_PAGE[1],
)

_Handler = Callable[[Request], Coroutine[Any, Any, Response]]


def error_page(pages: PageRenderer, request: Request, error: StoredError, *, status_code: int) -> Response:
    """The page that tells of `error`."""
    return pages.page(request, "error.html", status_code=status_code, error=error, error_status=status_code)


def denied_page() -> Callable[[Request], Response]:
    """What makes the page for somebody who is signed in and lacks a right."""
    return _page_of("not_allowed", status_code=403)


def busy_page() -> Callable[[Request], Response]:
    """What makes the page for somebody who asks too often."""
    return _page_of("too_many_requests", status_code=429)


def stranger_page() -> Callable[[Request, str], Response]:
    """What makes the page for somebody who came to a server without accounts and holds no key to it; by code."""
    pages = PageRenderer()
    return lambda request, code: error_page(
        pages, request, describe_code(code, where=request.url.path), status_code=401
    )


def _page_of(code: str, *, status_code: int) -> Callable[[Request], Response]:
    pages = PageRenderer()
    return lambda request: error_page(
        pages, request, describe_code(code, where=request.url.path), status_code=status_code
    )


def make_page_route(pages: PageRenderer) -> type[APIRoute]:
    """A route class that turns whatever a page raises into an error page."""

    class PageRoute(APIRoute):
        def get_route_handler(self) -> _Handler:
            handle = super().get_route_handler()

            async def handle_or_explain(request: Request) -> Response:
                try:
                    return await handle(request)
                except DondocError as error:
                    return error_page(pages, request, describe_error(error), status_code=status_of(error))
                except RequestValidationError:
                    return error_page(pages, request, describe_code("invalid_input"), status_code=422)
                except HTTPException:
                    raise
                except Exception:  # noqa: BLE001 the HTTP edge
                    _log.exception("page %s failed", request.url.path)
                    return error_page(pages, request, describe_code("error"), status_code=500)

            return handle_or_explain

    return PageRoute


def add_missing_page(router: APIRouter, pages: PageRenderer) -> None:
    """Answers every address that no other route knows; it must come last. Addresses of the API are left to the API."""

    @router.get("/{rest:path}", response_class=HTMLResponse)
    def missing(request: Request, rest: str) -> Response:
        if rest.startswith(_API):
            raise HTTPException(404)
        if rest.endswith("/"):
            return RedirectResponse("/" + rest.strip("/"))
        return error_page(pages, request, _NO_SUCH_PAGE, status_code=404)
