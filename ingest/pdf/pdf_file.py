"""PDF files as the reader needs them: number of pages, words of the text layer, page images."""

import atexit
from functools import cache
from pathlib import Path

from PIL import Image

from core.errors import DamagedFile, DondocError, EncryptedFile, FileTooLarge, PageError, PageTimeout
from core.limits import Limits
from ingest.pdf.pdf_messages import PdfAnswer, PdfFault, PdfOperation, PdfRequest
from ingest.pdf.pdf_process import PdfiumPool

_TAIL_BYTES = 2048


@cache
def pdfium_pool() -> PdfiumPool:
    """The PDFium processes of this process; they end with it."""
    pool = PdfiumPool()
    atexit.register(pool.close)
    return pool


def count_pdf_pages(path: Path, limits: Limits, where: str) -> int:
    """Number of pages of a PDF file.

    Raises:
        EncryptedFile: it needs a password.
        DamagedFile: it is cut short, malformed or has no page.
        FileTooLarge: PDFium did not get through it in time.
    """
    if not _has_end(path):
        raise DamagedFile("the PDF file is cut short", where=where, advice="copy it again from where it came")
    request = PdfRequest(operation=PdfOperation.COUNT, path=str(path.resolve()))
    answer = pdfium_pool().ask(request, timeout_seconds=limits.page_seconds).answer
    if answer.fault is not None:
        raise _intake_error(answer.fault, where)
    if answer.pages == 0:
        raise DamagedFile("the PDF file has no page", where=where, advice="save it again from where it came")
    return answer.pages


def read_pdf_words(path: Path, page_no: int, *, dpi: float, limits: Limits) -> PdfAnswer:
    """Words of the text layer with boxes in pixels at `dpi`, and what else is known of the page.

    Raises:
        PageError: the page cannot be read.
    """
    request = PdfRequest(
        operation=PdfOperation.WORDS,
        path=str(path.resolve()),
        page_no=page_no,
        dpi=dpi,
        max_pixels=limits.page_pixels,
    )
    answer = pdfium_pool().ask(request, timeout_seconds=limits.page_seconds).answer
    if answer.fault is not None:
        raise _page_error(answer.fault, page_no)
    return answer


def render_pdf_page(path: Path, page_no: int, *, dpi: float, limits: Limits) -> Image.Image:
    """Image of the page with its annotations and forms drawn, at `dpi` or less where the limits ask for it.

    It is grey where the page holds no colour, else RGB.

    Raises:
        PageError: the page cannot be drawn.
    """
    request = PdfRequest(
        operation=PdfOperation.RENDER,
        path=str(path.resolve()),
        page_no=page_no,
        dpi=dpi,
        max_pixels=limits.page_pixels,
    )
    reply = pdfium_pool().ask(request, timeout_seconds=limits.page_seconds)
    if reply.answer.fault is not None:
        raise _page_error(reply.answer.fault, page_no)
    return Image.frombytes(
        "L" if reply.answer.is_grey else "RGB", (reply.answer.width, reply.answer.height), reply.pixels
    )


def _has_end(path: Path) -> bool:
    """The file ends as a PDF does; bytes that a mail gateway padded it with are looked past."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL_BYTES * 4))
        tail = file.read().rstrip(b"\x00 \r\n\t\x1a")
    return b"%%EOF" in tail[-_TAIL_BYTES:]


def _intake_error(fault: PdfFault, where: str) -> DondocError:
    if fault is PdfFault.ENCRYPTED:
        return EncryptedFile("the PDF file needs a password", where=where, advice="save it without a password")
    if fault is PdfFault.TIMEOUT:
        return FileTooLarge("tệp PDF mở quá lâu", where=where, advice="in ra một tệp PDF mới rồi nộp lại")
    return DamagedFile("the PDF file is malformed", where=where, advice="print it to a new PDF, or scan it again")


def _page_error(fault: PdfFault, page_no: int) -> PageError:
    if fault is PdfFault.TIMEOUT:
        return PageTimeout("the page takes too long", where=f"page {page_no}", advice="print the file to a new PDF")
    return PageError("PDFium cannot read the page", where=f"page {page_no}", advice="print the file to a new PDF")
