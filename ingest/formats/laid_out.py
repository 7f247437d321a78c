"""Word files laid out by LibreOffice: the words of each page, and the page to show.

Word files say where their pages end only when Word saved them last. See docs/adr/0127.
"""

from pathlib import Path

from PIL import Image

from core.errors import DondocError
from core.limits import Limits
from ingest.files.office_conversion import find_program, write_pdf
from ingest.layout.placed_word import PlacedWord
from ingest.pdf.pdf_file import count_pdf_pages, read_pdf_words, render_pdf_page
from ingest.scans.page_image import WEB_DPI, has_ink

_POINTS = 72.0


def lay_out(path: Path, made: Path, *, program: str, limits: Limits) -> tuple[str, ...]:
    """Writes the Word file at `path` as PDF to `made`; the words of each of its pages, parted by spaces.

    Blank pages at the end are left out. Empty when it cannot be laid out: a file is read without pages rather than not
    at all.
    """
    if find_program(program) is None:
        return ()
    try:
        write_pdf(path, made, program=program, limits=limits)
        count = count_pdf_pages(made, limits, path.name)
        sheets = [_words(made, number, limits) for number in range(1, count + 1)] if count <= limits.pages else []
        while sheets and not sheets[-1] and not has_ink(render_pdf_page(made, len(sheets), dpi=WEB_DPI, limits=limits)):
            sheets.pop()
        return tuple(sheets)
    except DondocError:
        return ()


def picture_of(made: Path, page_no: int, *, limits: Limits) -> Image.Image | None:
    """Page `page_no` of the file laid out at `made`, as it is shown; None when it cannot be drawn."""
    try:
        return render_pdf_page(made, page_no, dpi=WEB_DPI, limits=limits)
    except DondocError:
        return None


def words_of(made: Path, page_no: int, *, limits: Limits) -> tuple[PlacedWord, ...]:
    """The words of page `page_no`, boxes in pixels of `picture_of`; none when they cannot be had."""
    try:
        return read_pdf_words(made, page_no, dpi=WEB_DPI, limits=limits).words
    except DondocError:
        return ()


def _words(made: Path, page_no: int, limits: Limits) -> str:
    return " ".join(word.text for word in read_pdf_words(made, page_no, dpi=_POINTS, limits=limits).words)
