"""A file on disk to accepted Sources, or an error that says what is wrong with it.

Size, kind, password, damage, unpacked size, pages and pixels are checked before anything is read. A file that holds
others (an archive, an e-mail with attachments) gives one source for each document in it.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from core.errors import EmptyFile, FileNotReadable, FileTooLarge, IntakeError, UnsupportedFile
from core.limits import Limits
from core.source import MediaType, Source
from ingest.files.media_type import detect_media_type
from ingest.files.office_conversion import LIBREOFFICE
from ingest.files.unpacking import UnpackedFile, holds_files, unpack
from ingest.formats.document_pages import DocumentPages, document_pages, is_paperless
from ingest.pdf.pdf_file import count_pdf_pages
from ingest.scans.image_file import count_frames

_CHUNK_BYTES = 1 << 20
_MAX_NAME_CHARACTERS = 200
_WITHIN = " › "
_COUNTERS: dict[MediaType, Callable[[Path, Limits, str], int]] = {
    MediaType.PDF: count_pdf_pages,
    MediaType.PNG: count_frames,
    MediaType.JPEG: count_frames,
    MediaType.TIFF: count_frames,
    MediaType.WEBP: count_frames,
    MediaType.BMP: count_frames,
}


class Taken(NamedTuple):
    """A document of a file that was handed in: where it lies, and its source or the reason why it is refused."""

    path: Path
    found: Source | IntakeError


@dataclass
class _Errand:
    """One handed-in file with all that is unpacked from it, and what of the limits is left for the rest."""

    folder: Path
    limits: Limits
    pages: DocumentPages
    members_left: int
    bytes_left: int
    unpacked: int = field(default=0)

    def new_folder(self) -> Path:
        self.unpacked += 1
        folder = self.folder / f"{self.unpacked:05}"
        folder.mkdir()
        return folder


def accept_file(path: Path, *, limits: Limits, file_name: str | None = None, libreoffice: str = LIBREOFFICE) -> Source:
    """The Source of a file that is one document and may be read.

    Args:
        path: the file.
        limits: upper bounds; past them the file is refused.
        file_name: name to show people when it is not the name of `path` (an upload).
        libreoffice: name or path of the program that converts old office files.

    Raises:
        IntakeError: one of its kinds; nothing was stored.
    """
    name = clean_file_name(file_name or path.name)
    size_bytes = _checked_size(path, limits, name)
    media_type = detect_media_type(path, limits=limits, where=name)
    if media_type is MediaType.ZIP:
        raise UnsupportedFile("tệp nén chứa nhiều tệp", where=name, advice="nộp từng tệp trong đó")
    return _source(path, media_type, size_bytes, name=name, pages=document_pages(limits, libreoffice), limits=limits)


def accept_files(
    path: Path, *, folder: Path, limits: Limits, file_name: str | None = None, libreoffice: str = LIBREOFFICE
) -> Iterator[Taken]:
    """Every document that the file is or holds, each accepted or refused by itself.

    Args:
        folder: an empty folder for what is unpacked; the caller removes it.
        limits, file_name, libreoffice: as in `accept_file`.

    Raises:
        IntakeError: the file itself is refused.
    """
    pages = document_pages(limits, libreoffice)
    errand = _Errand(folder, limits, pages, members_left=limits.members, bytes_left=limits.unpacked_bytes)
    yield from _accept(path, clean_file_name(file_name or path.name), (), None, errand)


def _accept(path: Path, name: str, within: tuple[str, ...], part_of: str | None, errand: _Errand) -> Iterator[Taken]:
    size_bytes = _checked_size(path, errand.limits, name)
    media_type = detect_media_type(path, limits=errand.limits, where=name)
    if media_type is not MediaType.ZIP:
        source = _source(path, media_type, size_bytes, name=name, pages=errand.pages, limits=errand.limits)
        yield Taken(path, source.model_copy(update={"container": _WITHIN.join(within), "part_of": part_of}))
        part_of = source.id
    if holds_files(media_type):
        if len(within) >= errand.limits.nesting:
            raise FileTooLarge(
                f"tệp lồng trong nhau quá {errand.limits.nesting} lớp", where=name, advice="lấy tệp ra rồi nộp riêng"
            )
        for file in unpack(path, media_type, errand.new_folder(), limits=errand.limits, where=name):
            yield from _accept_inner(file, (*within, name), part_of, errand)


def _accept_inner(file: UnpackedFile, within: tuple[str, ...], part_of: str | None, errand: _Errand) -> Iterator[Taken]:
    """The documents of one file inside another; an error of it harms no other and names the way to it."""
    name = clean_file_name(file.name)
    path = Path(file.path) if file.path is not None else None
    try:
        if path is None:
            raise file.reason()
        errand.members_left -= 1
        errand.bytes_left -= path.stat().st_size
        if errand.members_left < 0 or errand.bytes_left < 0:
            raise FileTooLarge("các tệp bên trong quá nhiều hoặc quá lớn", where=name, advice="nộp từng phần")
        yield from _accept(path, name, within, part_of, errand)
    except IntakeError as error:
        place = _WITHIN.join((*within, name))
        yield Taken(path or errand.folder, type(error)(error.what, where=place, advice=error.advice))


def _source(
    path: Path, media_type: MediaType, size_bytes: int, *, name: str, pages: DocumentPages, limits: Limits
) -> Source:
    sha256 = _hash_file(path, name)
    if is_paperless(media_type):
        count = len(pages.read(path, media_type, sha256=sha256, where=name))
    else:
        count = _COUNTERS[media_type](path, limits, name)
    if count > limits.pages:
        raise FileTooLarge(
            f"tệp có {count} trang, quá {limits.pages} trang", where=name, advice="tách tệp rồi nộp từng phần"
        )
    return Source(
        id=sha256[:16], sha256=sha256, file_name=name, media_type=media_type, size_bytes=size_bytes, pages=count
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
