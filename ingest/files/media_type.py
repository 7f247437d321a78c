"""What kind of file it is, told by its content and never by its name."""

import re
import zipfile
from pathlib import Path

from core.errors import DamagedFile, UnsupportedFile
from core.limits import Limits
from core.source import MediaType
from ingest.files.compound_file import OLE_MAGIC, tell_compound_type
from ingest.files.packed_parts import open_package
from ingest.formats.plain_text import decode_bytes

_HEAD_BYTES = 4096
_MAGICS = (
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"II*\x00", MediaType.TIFF),
    (b"MM\x00*", MediaType.TIFF),
    (b"{\\rtf", MediaType.RTF),
)
_BITMAP_HEADERS = {12, 40, 52, 56, 64, 108, 124}
_MAIN_PARTS = (
    ("wordprocessingml", MediaType.DOCX),
    ("spreadsheetml", MediaType.XLSX),
    ("presentationml", MediaType.PPTX),
    ("ms-word.", MediaType.DOCX),
    ("ms-excel.sheet.macro", MediaType.XLSX),
    ("ms-excel.template.macro", MediaType.XLSX),
    ("ms-powerpoint.", MediaType.PPTX),
)
_USUAL_PARTS = (
    ("word/document.xml", MediaType.DOCX),
    ("xl/workbook.xml", MediaType.XLSX),
    ("ppt/presentation.xml", MediaType.PPTX),
)
_OPEN_DOCUMENTS = {
    "application/vnd.oasis.opendocument.text": MediaType.ODT,
    "application/vnd.oasis.opendocument.text-template": MediaType.ODT,
    "application/vnd.oasis.opendocument.spreadsheet": MediaType.ODS,
    "application/vnd.oasis.opendocument.presentation": MediaType.ODP,
}
_MARKDOWN = re.compile(r"^#{1,6} \S|\*\*\S[^*\n]*\*\*|^\|(?:\s*:?-+:?\s*\|)+\s*$|^```", re.MULTILINE)
_BEFORE_HTML = re.compile(r"\s*(?:<\?xml[^>]*\?>|<!--.*?-->|\s)*", re.DOTALL)
_HTML_START = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_HTML_END = re.compile(r"</(p|div|table|td|tr|b|i|span|font|li|ul|ol|a|h[1-6]|body|html|center)>", re.IGNORECASE)
_HEADER_LINE = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60}):(?:\s|$)")
_MAIL_HEADERS = {
    "from",
    "to",
    "subject",
    "date",
    "mime-version",
    "received",
    "return-path",
    "message-id",
    "content-type",
}
_SURE_MAIL_HEADERS = {"mime-version", "received", "return-path", "message-id"}
_READ_TYPES = "PDF, DOC(X), XLS(X), PPT(X), RTF, ODT, HTML, TXT, MD, EML, MSG, ZIP, PNG, JPEG, TIFF, WEBP, BMP"


def detect_media_type(path: Path, *, limits: Limits, where: str) -> MediaType:
    """The kind of the file at `path`.

    Args:
        path: a readable, non-empty file.
        where: name to show in errors.

    Raises:
        UnsupportedFile: a kind that is not read.
        EncryptedFile: an office file locked with a password.
        DamagedFile: it starts like an office file but cannot be opened.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    for magic, media_type in _MAGICS:
        if head.lstrip().startswith(magic) if media_type is MediaType.RTF else head.startswith(magic):
            return media_type
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return MediaType.WEBP
    if head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS:
        return MediaType.BMP
    if head.startswith(OLE_MAGIC):
        return tell_compound_type(path, limits=limits, where=where)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_media_type(path, limits, where)
    if b"%PDF-" in head[:1024]:
        return MediaType.PDF
    return _text_media_type(path, where)


def _zip_media_type(path: Path, limits: Limits, where: str) -> MediaType:
    """An office file by the kind that its package declares; any other archive is one of documents."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as exc:
        raise DamagedFile(
            "the file is cut short or malformed", where=where, advice="copy it again from where it came"
        ) from exc
    usual = next((media_type for part, media_type in _USUAL_PARTS if part in names), None)
    if usual is not None:
        return usual
    if "[Content_Types].xml" not in names and "mimetype" not in names:
        return MediaType.ZIP
    with open_package(path, limits=limits, where=where) as package:
        if "mimetype" in names:
            found = _OPEN_DOCUMENTS.get(package.text("mimetype").strip())
        else:
            found = _declared_type(package.text("[Content_Types].xml"))
    if found is None:
        raise UnsupportedFile("an office file of a kind that is not read", where=where, advice=f"add: {_READ_TYPES}")
    return found


def _declared_type(content_types: str) -> MediaType | None:
    declared = re.findall(r'ContentType\s*=\s*"([^"]*\.main\+xml)"', content_types)
    for name in declared:
        for mark, media_type in _MAIN_PARTS:
            if mark in name:
                return media_type
    return None


def _text_media_type(path: Path, where: str) -> MediaType:
    text = decode_bytes(path.read_bytes())
    if text is None:
        raise UnsupportedFile("not a kind of file that is read", where=where, advice=f"add one of: {_READ_TYPES}")
    if _is_html(text):
        return MediaType.HTML
    if _is_email(text):
        return MediaType.EMAIL
    return MediaType.MARKDOWN if len(_MARKDOWN.findall(text)) > 1 else MediaType.TEXT


def _is_html(text: str) -> bool:
    """It opens as a web page does, or with some tag and closes many of those that pages are made of."""
    start = _BEFORE_HTML.match(text)
    body = text[start.end() if start else 0 :]
    if not body.startswith("<"):
        return False
    return bool(_HTML_START.match(body)) or len({tag.lower() for tag in _HTML_END.findall(body)}) >= 3


def _is_email(text: str) -> bool:
    """It opens with the header lines of a message, and one of them only mail programs write."""
    names = set()
    for line in text.lstrip("\ufeff").split("\n")[:200]:
        if not line.strip():
            break
        header = _HEADER_LINE.match(line)
        if header:
            names.add(header.group(1).lower())
        elif not (names and line[0] in " \t"):
            return False
    return len(names & _MAIL_HEADERS) >= 2 and bool(names & _SURE_MAIL_HEADERS)
