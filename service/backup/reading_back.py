"""Reads a backup, trusting nothing in it that its manifest does not name and its hashes do not prove."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile, ZipFile

from core.errors import DamagedFile, FileNotReadable
from service.backup.manifest import DATABASE, MANIFEST, BackedUpFile, Manifest, read_manifest

_CHUNK_BYTES = 1 << 20
_NAME = re.compile(
    r"files/(?:originals|attachments)/[0-9a-f]{2}/[0-9a-f]{64}|files/pages/[0-9a-z-]{1,64}/\d{5,9}-[0-9a-f]{16}"
)
"""Names that the file store gives. Nothing else is unpacked, so no name can lead out of the folder."""


class ByteStream(Protocol):
    """What is read from start to end."""

    def read(self, size: int, /) -> bytes:
        """At most `size` further bytes; none at the end."""


Taker = Callable[[BackedUpFile, ByteStream], None]


def check_backup(path: Path) -> Manifest:
    """The manifest of a backup whose every file was found and has its hash.

    Raises:
        DamagedFile: something is missing, added or changed.
        FileNotReadable: the file cannot be opened.
        UnsupportedFile: a newer format.
    """
    return read_backup(path, lambda _file, stream: _drain(stream))


def read_backup(path: Path, take: Taker) -> Manifest:
    """Hands every file of a backup to `take`, as a stream that ends in an error when its bytes are not the right ones.

    Raises:
        DamagedFile: something is missing, added or changed.
        FileNotReadable: the file cannot be opened.
        UnsupportedFile: a newer format.
    """
    try:
        with ZipFile(path) as archive:
            manifest = read_manifest(archive, path.name)
            _check_names(archive, manifest, path.name)
            for file in manifest.files:
                with archive.open(file.name) as stream:
                    checked = _Checked(stream, file, where=path.name)
                    take(file, checked)
                    checked.finish()
    except BadZipFile as exc:
        raise DamagedFile("bản sao lưu bị hỏng", where=path.name, advice="dùng bản sao lưu khác") from exc
    except OSError as exc:
        raise FileNotReadable(exc.strerror or "không mở được", where=str(path)) from exc
    return manifest


def _check_names(archive: ZipFile, manifest: Manifest, where: str) -> None:
    named = [file.name for file in manifest.files]
    strange = [name for name in named if name != DATABASE and not _NAME.fullmatch(name)]
    if strange or sorted([*named, MANIFEST]) != sorted(archive.namelist()) or DATABASE not in named:
        detail = f"“{strange[0]}”" if strange else "thiếu hoặc thừa tệp"
        raise DamagedFile(f"bản sao lưu không khớp danh mục: {detail}", where=where, advice="dùng bản sao lưu khác")


class _Checked:
    """A stream that counts and hashes what is read, and never gives more than the manifest announced."""

    def __init__(self, stream: ByteStream, file: BackedUpFile, *, where: str) -> None:
        self._stream, self._file, self._where = stream, file, where
        self._digest, self._size = hashlib.sha256(), 0

    def read(self, size: int, /) -> bytes:
        chunk = self._stream.read(size)
        self._digest.update(chunk)
        self._size += len(chunk)
        if self._size > self._file.size_bytes:
            raise self._damage()
        return chunk

    def finish(self) -> None:
        if self._size != self._file.size_bytes or self._digest.hexdigest() != self._file.sha256:
            raise self._damage()

    def _damage(self) -> DamagedFile:
        return DamagedFile(
            f"tệp {self._file.name} trong bản sao lưu bị đổi hoặc hỏng",
            where=self._where,
            advice="dùng bản sao lưu khác",
        )


def _drain(stream: ByteStream) -> None:
    while stream.read(_CHUNK_BYTES):
        pass
