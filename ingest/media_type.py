"""What kind of file it is, told by its content and never by its name."""

import re
import zipfile
from pathlib import Path

from core.errors import DamagedFile, EncryptedFile, UnsupportedFile
from core.source import MediaType
from ingest.plain_text import decode_bytes

_HEAD_BYTES = 4096
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_IMAGES = (
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"II*\x00", MediaType.TIFF),
    (b"MM\x00*", MediaType.TIFF),
)
_MARKDOWN = re.compile(r"^#{1,6} \S|\*\*\S[^*\n]*\*\*|^\|(?:\s*:?-+:?\s*\|)+\s*$|^```", re.MULTILINE)
_READ_TYPES = "PDF, DOCX, TXT, MD, PNG, JPEG, TIFF"


def detect_media_type(path: Path, *, where: str) -> MediaType:
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
    for magic, media_type in _IMAGES:
        if head.startswith(magic):
            return media_type
    if b"%PDF-" in head[:1024]:
        return MediaType.PDF
    if head.startswith(_OLE_MAGIC):
        raise _ole_error(path, where)
    if head.startswith(b"PK\x03\x04"):
        return _zip_media_type(path, where)
    return _text_media_type(path, where)


def _ole_error(path: Path, where: str) -> EncryptedFile | UnsupportedFile:
    """The error for an OLE compound file: a locked DOCX, or one of the old binary formats."""
    if _ENCRYPTED_STREAM in path.read_bytes():
        return EncryptedFile("the document is locked with a password", where=where, advice="save it without a password")
    return UnsupportedFile(
        "an old binary office file (.doc, .xls)", where=where, advice="save it as DOCX or PDF and add that"
    )


def _zip_media_type(path: Path, where: str) -> MediaType:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as exc:
        raise DamagedFile(
            "the file is cut short or malformed", where=where, advice="copy it again from where it came"
        ) from exc
    if "word/document.xml" in names:
        return MediaType.DOCX
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        raise DamagedFile("the Word file has no text part", where=where, advice="open it in Word and save it again")
    raise UnsupportedFile(
        "an archive or office file of a kind that is not read", where=where, advice=f"add one of: {_READ_TYPES}"
    )


def _text_media_type(path: Path, where: str) -> MediaType:
    text = decode_bytes(path.read_bytes())
    if text is None:
        raise UnsupportedFile("not a kind of file that is read", where=where, advice=f"add one of: {_READ_TYPES}")
    return MediaType.MARKDOWN if len(_MARKDOWN.findall(text)) > 1 else MediaType.TEXT
