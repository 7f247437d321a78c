"""One page of an accepted file to a Page: the best text that can be had, with the page image where there is one."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from core.errors import DamagedFile, DondocError, FileTooLarge, PageError
from core.limits import Limits
from core.source import MediaType, Source
from ingest.docx_pages import read_docx_pages
from ingest.image_file import load_frame
from ingest.image_page import read_image
from ingest.pdf_page import read_pdf_page
from ingest.plain_text import read_text_pages
from ingest.reading import PageReading, ReadingTools, failed_page
from ingest.text_layer import read_text_layer

__all__ = ["PageReading", "ReadingTools", "read_page"]

_FILES_KEPT = 4


def read_page(path: Path, source: Source, page_no: int, *, tools: ReadingTools) -> PageReading:
    """Page `page_no` (from 1) of the file at `path`.

    A page that cannot be read comes back as a `FAILED` page with the error's code; nothing is raised for it.
    """
    try:
        reading = _READERS[source.media_type](path, page_no, tools)
        if len(reading.page.text) > tools.limits.text_characters:
            raise FileTooLarge("too much text on one page", where=f"page {page_no}", advice="split the file")
    except DondocError as exc:
        return failed_page(page_no, exc.code)
    except (OSError, ValueError, ArithmeticError, MemoryError, RecursionError):
        return failed_page(page_no, PageError.code)
    return reading


def _read_text_page(path: Path, page_no: int, tools: ReadingTools) -> PageReading:
    return _read_raw(_text_pages(path, path.stat().st_mtime_ns), page_no, tools)


def _read_docx_page(path: Path, page_no: int, tools: ReadingTools) -> PageReading:
    return _read_raw(_docx_pages(path, path.stat().st_mtime_ns, tools.limits), page_no, tools)


@lru_cache(maxsize=_FILES_KEPT)
def _text_pages(path: Path, changed_ns: int) -> tuple[str, ...]:
    """All pages of the text file, kept while its pages are asked for one by one."""
    return read_text_pages(path)


@lru_cache(maxsize=_FILES_KEPT)
def _docx_pages(path: Path, changed_ns: int, limits: Limits) -> tuple[str, ...]:
    """All pages of the DOCX file, kept while its pages are asked for one by one."""
    return read_docx_pages(path, limits=limits, where=path.name)


def _read_raw(pages: tuple[str, ...], page_no: int, tools: ReadingTools) -> PageReading:
    if not 1 <= page_no <= len(pages):
        raise DamagedFile("no such page", where=f"page {page_no}", advice="add the file again")
    return PageReading(page=read_text_layer(pages[page_no - 1], page_no, restorer=tools.restorer))


def _read_image_page(path: Path, page_no: int, tools: ReadingTools) -> PageReading:
    return read_image(load_frame(path, page_no), page_no, tools=tools)


_READERS: dict[MediaType, Callable[[Path, int, ReadingTools], PageReading]] = {
    MediaType.TEXT: _read_text_page,
    MediaType.MARKDOWN: _read_text_page,
    MediaType.DOCX: _read_docx_page,
    MediaType.PDF: read_pdf_page,
    MediaType.PNG: _read_image_page,
    MediaType.JPEG: _read_image_page,
    MediaType.TIFF: _read_image_page,
}
