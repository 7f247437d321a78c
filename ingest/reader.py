"""One page of an accepted file to a Page: the best text that can be had, with the page image where there is one."""

from collections.abc import Callable
from pathlib import Path

from core.errors import DamagedFile, DondocError, FileTooLarge, PageError
from core.page import AskedMethod
from core.source import MediaType, Source
from ingest.formats.document_pages import document_pages, is_paperless
from ingest.formats.placed_text import with_places
from ingest.pdf.pdf_page import read_pdf_page
from ingest.reading import PageReading, ReadingTools, failed_page
from ingest.scans.image_file import load_frame
from ingest.scans.image_page import read_image
from ingest.scans.page_image import encode_for_web
from ingest.text_layers.text_layer import read_raw_page

__all__ = ["PageReading", "ReadingTools", "read_page"]


def read_page(
    path: Path, source: Source, page_no: int, *, tools: ReadingTools, method: AskedMethod | None = None
) -> PageReading:
    """Page `page_no` (from 1) of the file at `path`, read by `method` where its file leaves a choice (PDF).

    A page that cannot be read comes back as a `FAILED` page with the error's code; nothing is raised for it.
    """
    try:
        if is_paperless(source.media_type):
            reading = _read_paperless(path, source, page_no, tools)
        elif source.media_type is MediaType.PDF:
            reading = read_pdf_page(path, page_no, tools, method)
        else:
            reading = _READERS[source.media_type](path, page_no, tools)
        if len(reading.page.text) > tools.limits.text_characters:
            raise FileTooLarge("too much text on one page", where=f"page {page_no}", advice="split the file")
    except DondocError as exc:
        return failed_page(page_no, exc.code)
    except (OSError, ValueError, ArithmeticError, MemoryError, RecursionError):
        return failed_page(page_no, PageError.code)
    return reading


def _read_paperless(path: Path, source: Source, page_no: int, tools: ReadingTools) -> PageReading:
    """A page of a file without layout; all pages were read at once and are kept."""
    reader = document_pages(tools.limits, tools.libreoffice)
    pages = reader.read(path, source.media_type, sha256=source.sha256, where=source.file_name)
    if not 1 <= page_no <= len(pages):
        raise DamagedFile("no such page", where=f"page {page_no}", advice="add the file again")
    page = read_raw_page(pages[page_no - 1], page_no, load_restorer=tools.load_restorer)
    picture = reader.picture(source.sha256, page_no)
    if picture is None:
        return PageReading(page=page)
    page = with_places(page, reader.places(source.sha256, page_no))
    page = page.model_copy(update={"width": picture.width, "height": picture.height})
    return PageReading(page=page, image=encode_for_web(picture))


def _read_image_page(path: Path, page_no: int, tools: ReadingTools) -> PageReading:
    return read_image(load_frame(path, page_no, tools.limits), page_no, tools=tools)


_READERS: dict[MediaType, Callable[[Path, int, ReadingTools], PageReading]] = {
    MediaType.PNG: _read_image_page,
    MediaType.JPEG: _read_image_page,
    MediaType.TIFF: _read_image_page,
    MediaType.WEBP: _read_image_page,
    MediaType.BMP: _read_image_page,
}
