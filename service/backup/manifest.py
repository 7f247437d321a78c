"""What a backup says of itself: which program wrote it, when, and every file in it with its hash."""

from datetime import datetime
from zipfile import BadZipFile, ZipFile

from pydantic import ValidationError

from core.errors import DamagedFile, UnsupportedFile
from core.record import Record

MANIFEST = "manifest.json"
DATABASE = "database.sqlite"
FILES = "files/"
FORMAT = 1
_MOST_BYTES = 512 << 20
"""A manifest of a million files is about 200 MB."""


class BackedUpFile(Record):
    """One file of a backup.

    Attributes:
        name: its place in the archive, parts joined by "/".
        size_bytes: of its content.
        sha256: of its content, in hexadecimal.
    """

    name: str
    size_bytes: int
    sha256: str


class Manifest(Record):
    """The last entry of a backup; one that lacks it was broken off while it was written.

    Attributes:
        format: of the archive; a program reads those up to its own.
        program: version of the program that wrote it.
        schema_revision: migration that the database is at.
        made_at: when the database was copied: what came later is not in it.
        documents: how many documents the register holds.
        files: everything else in the archive.
    """

    format: int
    program: str
    schema_revision: str
    made_at: datetime
    documents: int
    files: tuple[BackedUpFile, ...]

    @property
    def size_bytes(self) -> int:
        """Bytes that it takes on disk once restored."""
        return sum(file.size_bytes for file in self.files)


def read_manifest(archive: ZipFile, where: str) -> Manifest:
    """The manifest of an open backup.

    Raises:
        DamagedFile: it has none, or one that cannot be read.
        UnsupportedFile: it was written in a newer format.
    """
    try:
        if archive.getinfo(MANIFEST).file_size > _MOST_BYTES:
            raise DamagedFile("danh mục của bản sao lưu quá lớn", where=where)
        manifest = Manifest.model_validate_json(archive.read(MANIFEST))
    except (KeyError, BadZipFile, ValidationError) as exc:
        raise DamagedFile(
            "không phải bản sao lưu, hoặc bản sao lưu ghi dở", where=where, advice="dùng bản sao lưu khác"
        ) from exc
    if manifest.format > FORMAT:
        raise UnsupportedFile(
            f"bản sao lưu do phiên bản {manifest.program} ghi, mới hơn chương trình này",
            where=where,
            advice="cập nhật chương trình",
        )
    return manifest
