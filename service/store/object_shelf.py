"""Files in an object store (S3 and whatever else fsspec knows), with copies of those in use on this machine.

Readers of files need a path, so a file is brought to the folder of copies when it is first asked for. Keys end in the
hash of the content, which is checked on the way: a copy is either right or not taken.
"""

import logging
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from core.errors import ConfigurationError, DamagedFile, StorageUnavailable
from service.store.shelves import Kept, check_hash

_log = logging.getLogger(__name__)

IN_USE_SECONDS = 300.0


class ObjectShelf:
    """Files under an address such as `s3://BUCKET/PREFIX`.

    Attributes:
        where: the address, for messages.

    Args:
        url: of the folder in the object store.
        options: of the fsspec file system: endpoint, key, secret.
        copies: folder for copies of files in use.
        copies_bytes: what they may take up; those not used for longest go first.
        in_use_seconds: copies that were asked for so lately may still be read, and stay.

    Raises:
        ConfigurationError: fsspec, or a package that it needs for such an address, is missing.
    """

    def __init__(
        self,
        url: str,
        *,
        options: dict[str, Any],
        copies: Path,
        copies_bytes: int,
        in_use_seconds: float = IN_USE_SECONDS,
    ) -> None:
        self._file_system, self._root = _connected(url, options)
        self._failures = _failures()
        self._held_bytes: int | None = None
        self.where = f"{urlsplit(url).scheme}://{self._root}"
        self._copies, self._copies_bytes = copies, copies_bytes
        self._in_use_seconds = in_use_seconds
        copies.mkdir(parents=True, exist_ok=True)

    def put(self, key: str, whole: Path) -> None:
        size_bytes = whole.stat().st_size
        with self._reached():
            self._file_system.put_file(str(whole), self._at(key))
            stored = int(self._file_system.info(self._at(key), refresh=True)["size"])
        if stored != size_bytes:
            raise StorageUnavailable(f"chỉ ghi được {stored} trên {size_bytes} byte", where=self.where)
        self._take_copy(key, whole)

    def path(self, key: str) -> Path:
        copy = self._copies / key
        if not copy.is_file():
            self._fetch(key)
        with suppress(FileNotFoundError):
            os.utime(copy)
        return copy

    def has(self, key: str) -> bool:
        with self._reached():
            return bool(self._file_system.exists(self._at(key)))

    def remove(self, key: str) -> None:
        with self._reached(), suppress(FileNotFoundError):
            self._file_system.rm_file(self._at(key))
        (self._copies / key).unlink(missing_ok=True)

    def remove_all(self, folder: str) -> None:
        for kept in list(self.keys(folder)):
            self.remove(kept.key)

    def keys(self, folder: str) -> Iterator[Kept]:
        now = datetime.now(UTC)
        with self._reached():
            found = self._file_system.find(self._at(folder), detail=True, refresh=True)
        for name, state in found.items():
            made_at = state.get("LastModified") or state.get("created") or state.get("mtime") or now
            age = (now - made_at).total_seconds() if isinstance(made_at, datetime) else time.time() - float(made_at)
            yield Kept(name.removeprefix("/").removeprefix(self._root + "/"), age, int(state["size"]))

    def check(self, key: str) -> None:
        try:
            with self._reached(), self._file_system.open(self._at(key), "rb") as stream:
                check_hash(stream, key)
        except FileNotFoundError as exc:
            raise DamagedFile("không có tệp này trong kho", where=key) from exc

    def prove(self) -> None:
        """Writes, reads and removes a small file.

        Raises:
            StorageUnavailable: one of these does not work.
        """
        key = f"check/{os.getpid()}-{time.time_ns()}"
        with self._reached():
            self._file_system.pipe_file(self._at(key), b"dondoc")
            found = self._file_system.cat_file(self._at(key))
            self._file_system.rm_file(self._at(key))
        if found != b"dondoc":
            raise StorageUnavailable("đọc lại không đúng những gì đã ghi", where=self.where)

    def _fetch(self, key: str) -> None:
        """Brings the file here; afterwards it is whole, or there is none."""
        descriptor, name = tempfile.mkstemp(dir=self._copies)
        os.close(descriptor)
        fetched = Path(name)
        try:
            with self._reached():
                self._file_system.get_file(self._at(key), name)
            with fetched.open("rb") as stream:
                check_hash(stream, key)
            self._take_copy(key, fetched)
        except FileNotFoundError:
            _log.info("no file %s in %s", key, self.where)
        finally:
            fetched.unlink(missing_ok=True)

    def _take_copy(self, key: str, whole: Path) -> None:
        copy = self._copies / key
        copy.parent.mkdir(parents=True, exist_ok=True)
        size_bytes = whole.stat().st_size
        whole.replace(copy)
        self._held_bytes = None if self._held_bytes is None else self._held_bytes + size_bytes
        if self._held_bytes is None or self._held_bytes > self._copies_bytes:
            self._make_room()

    def _make_room(self) -> None:
        """Drops the copies that were not used for longest, while there are too many."""
        states = sorted((*_use_and_size(path), path) for path in self._copies.rglob("*") if path.is_file())
        held = sum(size for _, size, _ in states)
        for used_at, size, path in states:
            if held <= self._copies_bytes or time.time() - used_at < self._in_use_seconds:
                break
            path.unlink(missing_ok=True)
            held -= size
        self._held_bytes = held

    def _at(self, key: str) -> str:
        return f"{self._root}/{key}"

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """Turns what fsspec and its back ends raise, but for a missing file, into our error."""
        try:
            yield
        except FileNotFoundError:
            raise
        except self._failures as exc:
            raise StorageUnavailable(f"kho tệp không dùng được: {exc}", where=self.where) from exc


def _connected(url: str, options: dict[str, Any]) -> tuple[Any, str]:
    import fsspec

    try:
        file_system, root = fsspec.core.url_to_fs(url, use_listings_cache=False, **options)
    except (ImportError, ValueError) as exc:
        raise ConfigurationError(
            f"không mở được kho tệp: {exc}", where="DONDOC_FILES_URL", advice="cài dondoc[server]; viết như s3://THÙNG"
        ) from exc
    return file_system, str(root).strip("/")


def _failures() -> tuple[type[Exception], ...]:
    """What the back ends raise when a store cannot be reached; that of S3 has a tree of its own."""
    try:
        from botocore.exceptions import BotoCoreError
    except ImportError:
        return (OSError,)
    return (OSError, BotoCoreError)


def _use_and_size(path: Path) -> tuple[float, int]:
    try:
        state = path.stat()
    except FileNotFoundError:
        return 0.0, 0
    return state.st_mtime, state.st_size
