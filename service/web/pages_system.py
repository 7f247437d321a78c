"""Trợ giúp, tình trạng hệ thống, and the choice of light or dark."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from service.office import Office
from service.web.rendering import THEME_COOKIE, PageRenderer

_YEAR_SECONDS = 365 * 24 * 3600
_CHECK_NAMES = {
    "database": "Cơ sở dữ liệu",
    "data_folder": "Thư mục dữ liệu",
    "ocr": "Nhận dạng chữ (OCR)",
    "restorer": "Phục hồi chữ hỏng",
    "search_index": "Chỉ mục tìm kiếm",
}


def add_system(router: APIRouter, office: Office, pages: PageRenderer) -> None:
    """The pages at `/tro-giup` and `/tinh-trang`."""

    @router.get("/tro-giup", response_class=HTMLResponse)
    def guide(request: Request) -> HTMLResponse:
        return pages.page(request, "help.html", limits=office.settings.limits)

    @router.get("/tinh-trang", response_class=HTMLResponse)
    def state(request: Request) -> HTMLResponse:
        checks = office.health()
        return pages.page(request, "health.html", checks=checks, names=_CHECK_NAMES, documents=office.list_documents())

    @router.post("/giao-dien")
    def theme(chon: Annotated[str, Form()], ve: Annotated[str, Form()] = "/") -> RedirectResponse:
        address = ve if ve.startswith("/") and not ve.startswith(("//", "/\\")) else "/"
        response = RedirectResponse(address, status_code=303)
        response.set_cookie(THEME_COOKIE, chon, max_age=_YEAR_SECONDS, httponly=False, samesite="strict")
        return response
