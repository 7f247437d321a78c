"""All pages of a file without layout: taken apart in a process of its own, and kept while they are asked for.

Old office files are converted on the way (`office_conversion`), and Word files that do not say where their pages end
are laid out (`laid_out`), which costs seconds; so what was read is kept under the hash of the file, and intake, which
must count the pages, and the reading of each page share one conversion.
"""

import shutil
import tempfile
import threading
import weakref
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from core.errors import EmptyFile, FileTooLarge
from core.limits import Limits
from core.record import Record
from core.source import MediaType
from ingest.files.isolation import call_isolated
from ingest.files.office_conversion import converted_file, converted_type, is_converted
from ingest.formats.docx_pages import has_page_marks, read_docx_pages
from ingest.formats.email_file import read_email_pages
from ingest.formats.html_pages import read_html_pages
from ingest.formats.laid_out import lay_out, picture_of, words_of
from ingest.formats.outlook_message import read_outlook_pages
from ingest.formats.plain_text import read_text_pages
from ingest.formats.raw_page import RawPage, RawPages
from ingest.formats.slide_pages import read_slide_pages
from ingest.formats.workbook_pages import read_workbook_pages
from ingest.layout.placed_word import PlacedWord

_FILES_KEPT = 8
_SURELY_ONE_PAGE = 800
_Reader = Callable[..., tuple[RawPage, ...]]
_READERS: dict[MediaType, _Reader] = {
    MediaType.TEXT: read_text_pages,
    MediaType.MARKDOWN: read_text_pages,
    MediaType.HTML: read_html_pages,
    MediaType.DOCX: read_docx_pages,
    MediaType.XLSX: read_workbook_pages,
    MediaType.PPTX: read_slide_pages,
    MediaType.EMAIL: read_email_pages,
    MediaType.OUTLOOK: read_outlook_pages,
}


class PagesRequest(Record):
    """What is asked of the isolated process; `sheets` are the words of each page where the file was laid out."""

    path: str
    media_type: MediaType
    limits: Limits
    where: str
    sheets: tuple[str, ...] = ()


class _Kept(NamedTuple):
    """The pages of a file, and where it lies laid out, a page for a page; None when it is not."""

    pages: tuple[RawPage, ...]
    drawn: Path | None = None


class DocumentPages:
    """Reads files without layout and keeps the pages of the last few.

    Args:
        limits: bounds on what is read.
        libreoffice: name or path of the program that converts old office files.
    """

    def __init__(self, limits: Limits, *, libreoffice: str) -> None:
        self._limits, self._libreoffice = limits, libreoffice
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._being_read: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._lock = threading.Lock()
        self._folder = Path(tempfile.mkdtemp(prefix="dondoc-laid-out-"))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    def read(self, path: Path, media_type: MediaType, *, sha256: str, where: str) -> tuple[RawPage, ...]:
        """All pages of the file.

        Raises:
            IntakeError: empty, encrypted, damaged or too large, or LibreOffice is missing.
        """
        with self._lock:
            being_read = self._being_read[sha256]
        with being_read:
            kept = self._kept.get(sha256)
            if kept is None:
                kept = self._read(path, media_type, self._folder / f"{sha256}.pdf", where)
                _check(kept.pages, self._limits, where)
                self._keep(sha256, kept)
            return kept.pages

    def picture(self, sha256: str, page_no: int) -> Image.Image | None:
        """Page `page_no` of a file that was read, as it is laid out; None when it was not laid out."""
        kept = self._kept.get(sha256)
        return picture_of(kept.drawn, page_no, limits=self._limits) if kept is not None and kept.drawn else None

    def places(self, sha256: str, page_no: int) -> tuple[PlacedWord, ...]:
        """The words of that page on its picture; none for a file that was not laid out."""
        kept = self._kept.get(sha256)
        return words_of(kept.drawn, page_no, limits=self._limits) if kept is not None and kept.drawn else ()

    def _keep(self, sha256: str, kept: _Kept) -> None:
        with self._lock:
            self._kept[sha256] = kept
            while len(self._kept) > _FILES_KEPT:
                oldest, left = self._kept.popitem(last=False)
                self._being_read.pop(oldest, None)
                if left.drawn is not None:
                    left.drawn.unlink(missing_ok=True)

    def _read(self, path: Path, media_type: MediaType, drawn: Path, where: str) -> _Kept:
        if not is_converted(media_type):
            found = self._apart(path, media_type, where)
            is_long = sum(len(page.text) for page in found.pages) > _SURELY_ONE_PAGE
            return _Kept(found.pages) if found.is_paginated or not is_long else self._laid_out(path, drawn, where)
        with converted_file(path, media_type, program=self._libreoffice, limits=self._limits, where=where) as made:
            if converted_type(media_type) is MediaType.DOCX:
                return self._laid_out(made, drawn, where)
            return _Kept(self._apart(made, converted_type(media_type), where).pages)

    def _laid_out(self, word: Path, drawn: Path, where: str) -> _Kept:
        """The pages of a Word file as LibreOffice lays them out; as the file breaks them where it cannot."""
        sheets = lay_out(word, drawn, program=self._libreoffice, limits=self._limits)
        pages = self._apart(word, MediaType.DOCX, where, sheets=sheets).pages
        return _Kept(pages, drawn if sheets and len(pages) == len(sheets) else None)

    def _apart(self, path: Path, media_type: MediaType, where: str, *, sheets: tuple[str, ...] = ()) -> RawPages:
        request = PagesRequest(
            path=str(path.resolve()), media_type=media_type, limits=self._limits, where=where, sheets=sheets
        )
        return call_isolated(read_pages, request, limits=self._limits, where=where)


@cache
def document_pages(limits: Limits, libreoffice: str) -> DocumentPages:
    """The reader of this process with these limits; intake and reading share it, and with it what it keeps."""
    return DocumentPages(limits, libreoffice=libreoffice)


def is_paperless(media_type: MediaType) -> bool:
    """Files of this kind have text and no layout: their pages are read here."""
    return media_type in _READERS or is_converted(media_type)


def read_pages(request: PagesRequest) -> RawPages:
    """The pages of a file that need no conversion; runs in the isolated process."""
    path, limits, where = Path(request.path), request.limits, request.where
    if request.media_type is MediaType.DOCX:
        pages = read_docx_pages(path, limits=limits, where=where, sheets=request.sheets)
        return RawPages(pages=pages, is_paginated=has_page_marks(path, limits=limits, where=where))
    return RawPages(pages=_READERS[request.media_type](path, limits=limits, where=where))


def _check(pages: tuple[RawPage, ...], limits: Limits, where: str) -> None:
    if not any(page.text.strip() for page in pages):
        raise EmptyFile("tệp không có chữ nào", where=where, advice="nếu tệp chỉ có ảnh thì lưu thành PDF rồi nộp lại")
    longest = max(len(page.text) for page in pages)
    if longest > limits.text_characters:
        raise FileTooLarge(
            f"có trang dài {longest} ký tự, quá {limits.text_characters} ký tự",
            where=where,
            advice="tách tệp rồi nộp từng phần",
        )
