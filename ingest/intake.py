"""A file on disk to an accepted Source, or an error that says what is wrong with it.

Size, kind, password, damage, unpacked size, pages and pixels are checked before anything is unpacked or rendered.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from core.errors import EmptyFile, FileNotReadable, FileTooLarge
from core.limits import Limits
from core.source import MediaType, Source
from ingest.docx_pages import count_docx_pages
from ingest.image_file import count_frames
from ingest.media_type import detect_media_type
from ingest.pdf import count_pdf_pages
from ingest.plain_text import count_text_pages

_CHUNK_BYTES = 1 << 20
_MAX_NAME_CHARACTERS = 200
_COUNTERS: dict[MediaType, Callable[[Path, Limits, str], int]] = {
    MediaType.TEXT: count_text_pages,
    MediaType.MARKDOWN: count_text_pages,
    MediaType.DOCX: count_docx_pages,
    MediaType.PDF: count_pdf_pages,
    MediaType.PNG: count_frames,
    MediaType.JPEG: count_frames,
    MediaType.TIFF: count_frames,
}


def accept_file(path: Path, *, limits: Limits, file_name: str | None = None) -> Source:
    """The Source of a file that may be read.

    Args:
        path: the file.
        limits: upper bounds; past them the file is refused.
        file_name: name to show people when it is not the name of `path` (an upload).

    Raises:
        IntakeError: one of its kinds; nothing was stored.
    """
    name = clean_file_name(file_name or path.name)
    size_bytes = _checked_size(path, limits, name)
    sha256 = _hash_file(path, name)
    media_type = detect_media_type(path, where=name)
    pages = _COUNTERS[media_type](path, limits, name)
    if pages > limits.pages:
        raise FileTooLarge(
            f"tệp có {pages} trang, quá {limits.pages} trang", where=name, advice="tách tệp rồi nộp từng phần"
        )
    return Source(
        id=sha256[:16], sha256=sha256, file_name=name, media_type=media_type, size_bytes=size_bytes, pages=pages
    )


def clean_file_name(name: str) -> str:
    """`name` without folders, control or direction characters, at most 200 characters with its suffix kept.

    >>> clean_file_name("../../etc/Kế hoạch.pdf")
    'Kế hoạch.pdf'
    >>> clean_file_name("C:\\\\\\\\in\\\\\\\\bad\\u202efdp.exe")
    'badfdp.exe'
    """
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    name = "".join(character for character in name if unicodedata.category(character)[0] != "C").strip(" .")
    if len(name) > _MAX_NAME_CHARACTERS:
        stem, dot, suffix = name.rpartition(".")
        suffix = dot + suffix if dot and len(suffix) <= 10 else ""
        name = (stem if suffix else name)[: _MAX_NAME_CHARACTERS - len(suffix)] + suffix
    return name or "unnamed"


def _checked_size(path: Path, limits: Limits, name: str) -> int:
    try:
        if not path.is_file():
            raise FileNotReadable("no such file, or it is a folder", where=name, advice="check the path")
        size_bytes = path.stat().st_size
    except (OSError, ValueError) as exc:
        raise FileNotReadable(
            "the file cannot be opened", where=name, advice="check the path and its permissions"
        ) from exc
    if size_bytes == 0:
        raise EmptyFile("the file is empty", where=name, advice="copy it again from where it came")
    if size_bytes > limits.file_bytes:
        raise FileTooLarge(
            f"tệp có {size_bytes} byte, quá {limits.file_bytes} byte",
            where=name,
            advice="tách tệp, hoặc quét lại ở 300 dpi",
        )
    return size_bytes


def _hash_file(path: Path, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                digest.update(chunk)
    except OSError as exc:
        raise FileNotReadable("the file cannot be opened", where=name, advice="check its permissions") from exc
    return digest.hexdigest()
