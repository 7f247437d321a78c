"""Original files and page images in a folder; a file is either there and whole, or not there."""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from core.errors import DamagedFile, FileNotReadable, NotFound
from service.store.lock import file_lock

_CHUNK_BYTES = 1 << 20
_ABANDONED_AFTER_SECONDS = 24 * 3600


class FileStore:
    """Files under `folder`: originals and attachments named by their SHA-256, page images in one folder a document."""

    def __init__(self, folder: Path) -> None:
        self._originals = folder / "originals"
        self._images = folder / "pages"
        self._incoming = folder / "incoming"
        self._attachments = folder / "attachments"
        self._lock = folder / "files.lock"
        for part in (self._originals, self._images, self._incoming, self._attachments):
            part.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps others from taking in or removing files, so that register and folder agree. Not to be nested."""
        with file_lock(self._lock):
            yield

    @property
    def incoming(self) -> Path:
        """Folder for files that are still on their way in."""
        return self._incoming

    def original(self, sha256: str) -> Path:
        """Where the file with this hash lies, or would lie."""
        return self._originals / sha256[:2] / sha256

    def put_original(self, path: Path, sha256: str) -> None:
        """Copies `path` in; afterwards the file survives a crash. Nothing happens when it is held already.

        Raises:
            DamagedFile: the bytes no longer have that hash.
            FileNotReadable: the file cannot be read.
        """
        target = self.original(sha256)
        if target.exists():
            return
        try:
            source = path.open("rb")
        except OSError as exc:
            raise FileNotReadable(exc.strerror or "cannot be opened", where=path.name) from exc
        with source, self._written(target) as stream:
            digest = hashlib.sha256()
            while chunk := source.read(_CHUNK_BYTES):
                digest.update(chunk)
                stream.write(chunk)
            if digest.hexdigest() != sha256:
                raise DamagedFile("the file changed while it was being taken in", where=path.name, advice="Try again")

    def put_attachment(self, path: Path) -> str:
        """Copies a file in that a person attaches to something; returns its SHA-256, to get it by.

        Raises:
            FileNotReadable: the file cannot be read.
        """
        try:
            with path.open("rb") as source:
                sha256 = hashlib.file_digest(source, "sha256").hexdigest()
                source.seek(0)
                with self._written(self._attachments / sha256[:2] / sha256) as stream:
                    shutil.copyfileobj(source, stream, _CHUNK_BYTES)
        except OSError as exc:
            raise FileNotReadable(exc.strerror or "cannot be opened", where=path.name) from exc
        return sha256

    def attachment(self, sha256: str) -> Path:
        """Where the attached file with this hash lies.

        Raises:
            NotFound: there is none.
        """
        path = self._attachments / sha256[:2] / sha256
        if not path.is_file():
            raise NotFound("the attached file is gone", where=sha256)
        return path

    def keep_attachments(self, hashes: Iterable[str]) -> None:
        """Removes attached files that are not among `hashes`; what is young may not be entered yet, and stays."""
        kept = set(hashes)
        for path in self._attachments.glob("*/*"):
            if path.name not in kept and time.time() - path.stat().st_mtime > _ABANDONED_AFTER_SECONDS:
                path.unlink(missing_ok=True)

    def put_image(self, document_id: str, page_no: int, image: bytes) -> str:
        """Stores a page image; returns the key to get it by."""
        key = f"{document_id}/{page_no:05}-{hashlib.sha256(image).hexdigest()[:16]}"
        target = self._images / key
        if not target.exists():
            with self._written(target) as stream:
                stream.write(image)
        return key

    def image(self, key: str) -> bytes:
        """The image stored under `key`.

        Raises:
            NotFound: there is none.
        """
        try:
            return (self._images / key).read_bytes()
        except FileNotFoundError as exc:
            raise NotFound("the page image is gone", where=key, advice="Read the page again") from exc

    def keep_images(self, document_id: str, keys: Iterable[str]) -> None:
        """Removes the images of a document that are not among `keys`."""
        kept = set(keys)
        with self.locked():
            for path in (self._images / document_id).glob("*"):
                if f"{document_id}/{path.name}" not in kept:
                    path.unlink(missing_ok=True)

    def link_all(self, folder: Path) -> None:
        """Makes every stored file appear under `folder` (on the same disk) too; what is removed later stays there.

        Call it inside `locked()`, so that nothing is removed meanwhile.
        """
        for part in (self._originals, self._attachments, self._images):
            if part.is_dir():
                shutil.copytree(part, folder / part.name, copy_function=_link_or_copy)

    def remove(self, document_id: str, sha256: str) -> None:
        """Removes the original and the images of a document."""
        self.original(sha256).unlink(missing_ok=True)
        shutil.rmtree(self._images / document_id, ignore_errors=True)

    def clear_incoming(self) -> None:
        """Removes what processes that died left half-way; what is younger may still be on its way in."""
        for path in self._incoming.glob("*"):
            with suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime > _ABANDONED_AFTER_SECONDS:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()

    @contextmanager
    def _written(self, target: Path) -> Iterator[IO[bytes]]:
        """A stream whose bytes appear under `target`, on the disk, when the block ends well; else nothing appears."""
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=self._incoming)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).replace(target)
            for folder in (target.parent, target.parent.parent):
                _sync_folder(folder)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _link_or_copy(source: str, target: str) -> None:
    """A second name for the same file, or a copy where the disk knows no second names."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _sync_folder(folder: Path) -> None:
    """Makes a rename in `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
