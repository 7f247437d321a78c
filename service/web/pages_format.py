"""Kiểm tra thể thức: any Word file held against the official format; each deviation with rule, place, how to mend."""

from fastapi import APIRouter, Request, UploadFile
from fastapi.responses import HTMLResponse

from core.errors import DondocError
from core.record import Record
from service.api.uploads import received
from service.office import Office
from service.records import StoredError
from service.reports.format_check.deviation import Deviation
from service.web.rendering import PageRenderer
from service.wording import describe_error

_PAGE = "/bao-cao/the-thuc"


class CheckedFile(Record):
    """What was found in a file; `error` when it cannot be read."""

    file_name: str
    deviations: tuple[Deviation, ...] = ()
    error: StoredError | None = None


def add_format(router: APIRouter, office: Office, pages: PageRenderer) -> None:
    """The page at `/bao-cao/the-thuc`; nothing of the file is kept."""

    @router.get(_PAGE, response_class=HTMLResponse)
    def ask(request: Request) -> HTMLResponse:
        return pages.page(request, "format_check.html", checked=None)

    @router.post(_PAGE, response_class=HTMLResponse)
    def check(request: Request, tep: UploadFile) -> HTMLResponse:
        checked = _check(office, tep)
        status = 200 if checked.error is None else 422
        return pages.page(request, "format_check.html", checked=checked, status_code=status)


def _check(office: Office, upload: UploadFile) -> CheckedFile:
    from service.reports.format_check.checker import check_format

    name, limits = upload.filename or "không tên", office.settings.limits
    try:
        with received(upload, office.documents.incoming_folder, most_bytes=limits.file_bytes) as path:
            return CheckedFile(file_name=name, deviations=check_format(path, limits=limits))
    except DondocError as error:
        return CheckedFile(file_name=name, error=describe_error(error))
