"""The parts of a file that is a ZIP archive inside (DOCX, XLSX, PPTX, OpenDocument), opened within limits.

Sizes are checked from the archive's own directory before anything is unpacked; zipfile never unpacks more than that
directory declares. The XML of office files has no document type declaration, so a part with one is refused: nothing
outside the file is ever fetched and no entity grows.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from core.errors import DamagedFile, EncryptedFile, FileTooLarge
from core.limits import Limits

_ENCRYPTED_FLAG = 0x1
_HEAD_BYTES = 4096
_RATIO_FREE_BYTES = 4 * 1024 * 1024
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, ValueError, NotImplementedError, RuntimeError)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DECLARATION = re.compile(rb"<\s*!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_STRICT_NAMESPACES = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class Package:
    """An open archive whose parts are XML."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = frozenset(archive.namelist())

    def part(self, name: str) -> ElementTree.Element | None:
        """The part, parsed; None when the file has none of that name."""
        return parse_part(self._archive.read(name)) if name in self.names else None

    def text(self, name: str) -> str:
        """The part as text."""
        return self._archive.read(name).decode("utf-8", "replace")

    def main_part(self) -> str | None:
        """Name of the part that the package says is its document."""
        return next(iter(self.related("", "officeDocument")), None)

    def related(self, name: str, kind: str) -> list[str]:
        """Names of the parts inside the package that part `name` has the relation `kind` to."""
        part = PurePosixPath(name)
        relations = self.part(str(part.parent / "_rels" / f"{part.name}.rels") if name else "_rels/.rels")
        found = []
        for relation in relations if relations is not None else ():
            is_inside = relation.get("TargetMode") != "External"
            if relation.tag == _RELATION and relation.get("Type", "").endswith(f"/{kind}") and is_inside:
                found.append(_resolved(part.parent if name else PurePosixPath(), relation.get("Target", "")))
        return [target for target in found if target in self.names]


@contextmanager
def open_package(path: Path, *, limits: Limits, where: str) -> Iterator[Package]:
    """The archive at `path`, open for as long as the block lasts.

    Raises:
        EncryptedFile: parts are locked with a password.
        FileTooLarge: unpacked it would pass the limits.
        DamagedFile: it cannot be unpacked or parsed, also while the block runs.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            check_archive(archive, path.stat().st_size, limits=limits, where=where)
            _refuse_declarations(archive)
            yield Package(archive)
    except (*_DAMAGE, ElementTree.ParseError) as exc:
        raise DamagedFile(
            "the file is cut short or malformed",
            where=where,
            advice="open it in the program that made it and save it again, or copy it again from where it came",
        ) from exc


def _refuse_declarations(archive: zipfile.ZipFile) -> None:
    """Raises `ValueError` when an XML part declares a document type or entities, or is in UTF-16 and could hide one."""
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                head = part.read(_HEAD_BYTES)
            if _DECLARATION.search(head) or b"\x00" in head[:64]:
                raise ValueError("a document type declaration in an office file")


def parse_part(content: bytes) -> ElementTree.Element:
    """The root of an XML part, its names as the transitional form of the standard has them."""
    for strict, usual in _STRICT_NAMESPACES:
        content = content.replace(strict, usual)
    return ElementTree.fromstring(content)


def check_archive(archive: zipfile.ZipFile, packed_bytes: int, *, limits: Limits, where: str) -> None:
    """Nothing when the archive may be unpacked.

    Raises:
        EncryptedFile, FileTooLarge: as `open_package`.
    """
    members = archive.infolist()
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise EncryptedFile("the archive is locked with a password", where=where, advice="save it without a password")
    unpacked_bytes = sum(member.file_size for member in members)
    is_bomb = unpacked_bytes > _RATIO_FREE_BYTES and unpacked_bytes > limits.unpacked_ratio * packed_bytes
    if unpacked_bytes > limits.unpacked_bytes or is_bomb:
        raise FileTooLarge(
            f"tệp giải nén ra {unpacked_bytes} byte, quá giới hạn",
            where=where,
            advice="mở tệp bằng chương trình tạo ra nó rồi lưu lại, hoặc nộp bản PDF",
        )


def _resolved(folder: PurePosixPath, target: str) -> str:
    """A relation's target as a name in the archive."""
    if target.startswith("/"):
        return target.lstrip("/")
    parts: list[str] = [*folder.parts]
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
