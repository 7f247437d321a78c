"""Where the files of an office lie: under keys like paths, each either there and whole or not there."""

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from core.errors import DamagedFile

_CHUNK_BYTES = 1 << 20


class Kept(NamedTuple):
    """A file that lies on a shelf."""

    key: str
    age_seconds: float
    size_bytes: int


class Shelf(Protocol):
    """A place for files."""

    def put(self, key: str, whole: Path) -> None:
        """Afterwards the bytes of `whole`, a finished file on the disk of the data folder, lie under `key` for good.

        `whole` itself is gone then.

        Raises:
            StorageUnavailable: the place cannot be reached.
        """

    def path(self, key: str) -> Path:
        """Where the file of `key` can be read on this machine; nothing is there when no file has the key.

        Raises:
            DamagedFile: what lies there is not what was put.
            StorageUnavailable: the place cannot be reached.
        """

    def has(self, key: str) -> bool:
        """Whether a file has this key."""

    def remove(self, key: str) -> None:
        """Afterwards no file has this key."""

    def remove_all(self, folder: str) -> None:
        """Afterwards no key begins with this folder."""

    def keys(self, folder: str) -> Iterator[Kept]:
        """Every file whose key begins with this folder, in any order."""

    def check(self, key: str) -> None:
        """Reads the file where it lies, and proves that it is what was put.

        Raises:
            DamagedFile: it is not, or there is none.
            StorageUnavailable: the place cannot be reached.
        """


class FolderShelf:
    """Files in a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, key: str, whole: Path) -> None:
        target = self.path(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        whole.replace(target)
        for folder in (target.parent, target.parent.parent):
            _sync_folder(folder)

    def path(self, key: str) -> Path:
        return self._folder / key

    def has(self, key: str) -> bool:
        return self.path(key).is_file()

    def remove(self, key: str) -> None:
        self.path(key).unlink(missing_ok=True)

    def remove_all(self, folder: str) -> None:
        shutil.rmtree(self._folder / folder, ignore_errors=True)

    def keys(self, folder: str) -> Iterator[Kept]:
        now = time.time()
        for path in (self._folder / folder).rglob("*"):
            if path.is_file():
                state = path.stat()
                yield Kept(path.relative_to(self._folder).as_posix(), now - state.st_mtime, state.st_size)

    def check(self, key: str) -> None:
        try:
            with self.path(key).open("rb") as stream:
                check_hash(stream, key)
        except OSError as exc:
            raise DamagedFile(exc.strerror or "không đọc được tệp", where=key) from exc


def check_hash(stream: BinaryIO, key: str) -> None:
    """What is left of the stream has the hash that its key ends in, or that begins so where the key is short.

    Raises:
        DamagedFile: it has not.
    """
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK_BYTES):
        digest.update(chunk)
    if not digest.hexdigest().startswith(key.rpartition("/")[2].rpartition("-")[2]):
        raise DamagedFile("tệp không còn đúng như khi nhận", where=key, advice="khôi phục từ bản sao lưu")


def _sync_folder(folder: Path) -> None:
    """Makes a rename in `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
