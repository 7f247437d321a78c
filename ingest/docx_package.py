"""The XML parts of a DOCX file, opened within limits.

Sizes are checked from the archive's own directory before anything is unpacked; zipfile never unpacks more than that
directory declares.
"""

import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from core.errors import DamagedFile, EncryptedFile, FileTooLarge
from core.limits import Limits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ENCRYPTED_FLAG = 0x1
_RATIO_FREE_BYTES = 4 * 1024 * 1024
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, ValueError, NotImplementedError, RuntimeError)


class DocxParts(NamedTuple):
    """The parts that text comes from; None when the file lacks one."""

    document: ElementTree.Element
    numbering: ElementTree.Element | None
    styles: ElementTree.Element | None


def open_docx(path: Path, *, limits: Limits, where: str) -> DocxParts:
    """Parsed document, numbering and styles of the file at `path`.

    Raises:
        EncryptedFile: parts are locked with a password.
        FileTooLarge: unpacked it would pass the limits.
        DamagedFile: it cannot be unpacked or parsed.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_archive(archive, path.stat().st_size, limits, where)
            names = set(archive.namelist())
            document = ElementTree.fromstring(archive.read("word/document.xml"))
            numbering, styles = (
                ElementTree.fromstring(archive.read(name)) if name in names else None
                for name in ("word/numbering.xml", "word/styles.xml")
            )
    except (*_DAMAGE, ElementTree.ParseError) as exc:
        raise DamagedFile(
            "the Word file is cut short or malformed",
            where=where,
            advice="open it in Word and save it again, or copy it again from where it came",
        ) from exc
    return DocxParts(document=document, numbering=numbering, styles=styles)


def _check_archive(archive: zipfile.ZipFile, packed_bytes: int, limits: Limits, where: str) -> None:
    members = archive.infolist()
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise EncryptedFile("the archive is locked with a password", where=where, advice="save it without a password")
    unpacked_bytes = sum(member.file_size for member in members)
    is_bomb = unpacked_bytes > _RATIO_FREE_BYTES and unpacked_bytes > limits.unpacked_ratio * packed_bytes
    if unpacked_bytes > limits.unpacked_bytes or is_bomb:
        raise FileTooLarge(
            f"tệp giải nén ra {unpacked_bytes} byte, quá giới hạn",
            where=where,
            advice="mở bằng Word rồi lưu lại, hoặc nộp bản PDF",
        )
