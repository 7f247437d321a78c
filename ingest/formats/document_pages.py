"""All pages of a file without layout: taken apart in a process of its own, and kept while they are asked for.

Old office files are converted on the way (`office_conversion`), which costs seconds; so what was read is kept under the
hash of the file, and intake, which must count the pages, and the reading of each page share one conversion.
"""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

from core.errors import EmptyFile, FileTooLarge
from core.limits import Limits
from core.record import Record
from core.source import MediaType
from ingest.files.isolation import call_isolated
from ingest.files.office_conversion import converted_file, converted_type, is_converted
from ingest.formats.docx_pages import read_docx_pages
from ingest.formats.email_file import read_email_pages
from ingest.formats.html_pages import read_html_pages
from ingest.formats.outlook_message import read_outlook_pages
from ingest.formats.plain_text import read_text_pages
from ingest.formats.raw_page import RawPage, RawPages
from ingest.formats.slide_pages import read_slide_pages
from ingest.formats.workbook_pages import read_workbook_pages

_FILES_KEPT = 8
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
    """What is asked of the isolated process."""

    path: str
    media_type: MediaType
    limits: Limits
    where: str


class DocumentPages:
    """Reads files without layout and keeps the pages of the last few.

    Args:
        limits: bounds on what is read.
        libreoffice: name or path of the program that converts old office files.
    """

    def __init__(self, limits: Limits, *, libreoffice: str) -> None:
        self._limits, self._libreoffice = limits, libreoffice
        self._kept: OrderedDict[str, tuple[RawPage, ...]] = OrderedDict()
        self._being_read: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._lock = threading.Lock()

    def read(self, path: Path, media_type: MediaType, *, sha256: str, where: str) -> tuple[RawPage, ...]:
        """All pages of the file.

        Raises:
            IntakeError: empty, encrypted, damaged or too large, or LibreOffice is missing.
        """
        with self._lock:
            being_read = self._being_read[sha256]
        with being_read:
            pages = self._kept.get(sha256)
            if pages is None:
                pages = _checked(self._read(path, media_type, where), self._limits, where)
                self._keep(sha256, pages)
            return pages

    def _keep(self, sha256: str, pages: tuple[RawPage, ...]) -> None:
        with self._lock:
            self._kept[sha256] = pages
            while len(self._kept) > _FILES_KEPT:
                oldest, _ = self._kept.popitem(last=False)
                self._being_read.pop(oldest, None)

    def _read(self, path: Path, media_type: MediaType, where: str) -> tuple[RawPage, ...]:
        if not is_converted(media_type):
            return self._apart(path, media_type, where)
        with converted_file(path, media_type, program=self._libreoffice, limits=self._limits, where=where) as made:
            return self._apart(made, converted_type(media_type), where)

    def _apart(self, path: Path, media_type: MediaType, where: str) -> tuple[RawPage, ...]:
        request = PagesRequest(path=str(path.resolve()), media_type=media_type, limits=self._limits, where=where)
        return call_isolated(read_pages, request, limits=self._limits, where=where).pages


@cache
def document_pages(limits: Limits, libreoffice: str) -> DocumentPages:
    """The reader of this process with these limits; intake and reading share it, and with it what it keeps."""
    return DocumentPages(limits, libreoffice=libreoffice)


def is_paperless(media_type: MediaType) -> bool:
    """Files of this kind have text and no layout: their pages are read here."""
    return media_type in _READERS or is_converted(media_type)


def read_pages(request: PagesRequest) -> RawPages:
    """The pages of a file that need no conversion; runs in the isolated process."""
    read = _READERS[request.media_type]
    return RawPages(pages=read(Path(request.path), limits=request.limits, where=request.where))


def _checked(pages: tuple[RawPage, ...], limits: Limits, where: str) -> tuple[RawPage, ...]:
    if not any(page.text.strip() for page in pages):
        raise EmptyFile("tệp không có chữ nào", where=where, advice="nếu tệp chỉ có ảnh thì lưu thành PDF rồi nộp lại")
    longest = max(len(page.text) for page in pages)
    if longest > limits.text_characters:
        raise FileTooLarge(
            f"có trang dài {longest} ký tự, quá {limits.text_characters} ký tự",
            where=where,
            advice="tách tệp rồi nộp từng phần",
        )
    return pages
