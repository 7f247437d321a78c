"""Original files, attachments and page images of an office, named by the hash of what they hold."""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import IO

from core.errors import Busy, DamagedFile, FileNotReadable, NotFound
from service.store.lock import FileGate, Gate
from service.store.shelves import FolderShelf, Kept, Shelf, check_hash

ORIGINALS, ATTACHMENTS, IMAGES = "originals", "attachments", "pages"
_CHUNK_BYTES = 1 << 20
_ABANDONED_AFTER_SECONDS = 24 * 3600


class FileStore:
    """Files on a shelf: originals and attachments named by their SHA-256, page images in one folder a document.

    Args:
        folder: folder of this machine for what is on its way in; with no `shelf` it is the shelf too.
        shelf: where the files lie.
        gate: what keeps files and register in step between processes.
    """

    def __init__(self, folder: Path, *, shelf: Shelf | None = None, gate: Gate | None = None) -> None:
        self._shelf = shelf or FolderShelf(folder)
        self._incoming = folder / "incoming"
        self._gate = gate or FileGate(folder / "files.lock")
        self._incoming.mkdir(parents=True, exist_ok=True)

    def adding(self) -> AbstractContextManager[None]:
        """Keeps everybody from removing files, so that those that the register names stay. Not to be nested."""
        return self._gate.shared()

    def removing(self) -> AbstractContextManager[None]:
        """Keeps everybody from taking files in, so that what is removed is what nobody needs. Not to be nested.

        Raises:
            Busy: files are being taken in or backed up; what is to be removed can wait.
        """
        return self._gate.alone()

    @property
    def incoming(self) -> Path:
        """Folder for files that are still on their way in."""
        return self._incoming

    def original(self, sha256: str) -> Path:
        """Where the file with this hash can be read, or could if there were one."""
        return self._shelf.path(_key(ORIGINALS, sha256))

    def put_original(self, path: Path, sha256: str) -> None:
        """Copies `path` in; afterwards the file survives a crash. Nothing happens when it is held already.

        Raises:
            DamagedFile: the bytes no longer have that hash.
            FileNotReadable: the file cannot be read.
        """
        key = _key(ORIGINALS, sha256)
        if self._shelf.has(key):
            return
        try:
            source = path.open("rb")
        except OSError as exc:
            raise FileNotReadable(exc.strerror or "cannot be opened", where=path.name) from exc
        with source, self._written(key) as stream:
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
                with self._written(_key(ATTACHMENTS, sha256)) as stream:
                    shutil.copyfileobj(source, stream, _CHUNK_BYTES)
        except OSError as exc:
            raise FileNotReadable(exc.strerror or "cannot be opened", where=path.name) from exc
        return sha256

    def attachment(self, sha256: str) -> Path:
        """Where the attached file with this hash can be read.

        Raises:
            NotFound: there is none.
        """
        path = self._shelf.path(_key(ATTACHMENTS, sha256))
        if not path.is_file():
            raise NotFound("the attached file is gone", where=sha256)
        return path

    def keep_attachments(self, hashes: Iterable[str], *, young_seconds: float = _ABANDONED_AFTER_SECONDS) -> None:
        """Removes attached files that are not among `hashes`; what is young may not be entered yet, and stays."""
        kept = {_key(ATTACHMENTS, sha256) for sha256 in hashes}
        for file in list(self._shelf.keys(ATTACHMENTS)):
            if file.key not in kept and file.age_seconds > young_seconds:
                self._shelf.remove(file.key)

    def put_image(self, document_id: str, page_no: int, image: bytes) -> str:
        """Stores a page image; returns the key to get it by."""
        key = f"{document_id}/{page_no:05}-{hashlib.sha256(image).hexdigest()[:16]}"
        if not self._shelf.has(f"{IMAGES}/{key}"):
            with self._written(f"{IMAGES}/{key}") as stream:
                stream.write(image)
        return key

    def image(self, key: str) -> bytes:
        """The image stored under `key`.

        Raises:
            NotFound: there is none.
        """
        try:
            return self._shelf.path(f"{IMAGES}/{key}").read_bytes()
        except FileNotFoundError as exc:
            raise NotFound("the page image is gone", where=key, advice="Read the page again") from exc

    def keep_images(self, document_id: str, keys: Iterable[str]) -> None:
        """Removes the images of a document that are not among `keys`, unless somebody needs all files just now."""
        kept = {f"{IMAGES}/{key}" for key in keys}
        with suppress(Busy), self.removing():
            for file in list(self._shelf.keys(f"{IMAGES}/{document_id}")):
                if file.key not in kept:
                    self._shelf.remove(file.key)

    def originals(self) -> Iterator[Kept]:
        """Every original that is kept."""
        return self._shelf.keys(ORIGINALS)

    def all_files(self) -> Iterator[Kept]:
        """Every file that is kept; call it inside `adding()`, so that nothing is removed meanwhile."""
        for folder in (ORIGINALS, ATTACHMENTS, IMAGES):
            yield from self._shelf.keys(folder)

    def check(self, key: str) -> None:
        """Proves that a file lies there as it was taken in.

        Raises:
            DamagedFile: it does not.
        """
        self._shelf.check(key)

    def path(self, key: str) -> Path:
        """Where a file that `all_files` named can be read."""
        return self._shelf.path(key)

    def take_file(self, key: str, source: Path) -> None:
        """Copies a file in under the key that it had in another store; nothing happens when it is held already.

        Raises:
            DamagedFile: it is not what its key says.
        """
        if not self._shelf.has(key):
            with source.open("rb") as stream:
                check_hash(stream, key)
            with source.open("rb") as stream, self._written(key) as target:
                shutil.copyfileobj(stream, target, _CHUNK_BYTES)

    def remove(self, document_id: str, sha256: str) -> None:
        """Removes the original and the images of a document."""
        self._shelf.remove(_key(ORIGINALS, sha256))
        self._shelf.remove_all(f"{IMAGES}/{document_id}")

    def clear_incoming(self) -> None:
        """Removes what processes that died left half-way; what is younger may still be on its way in."""
        for path in self._incoming.glob("*"):
            with suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime > _ABANDONED_AFTER_SECONDS:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()

    @contextmanager
    def _written(self, key: str) -> Iterator[IO[bytes]]:
        """A stream whose bytes lie under `key` for good when the block ends well; else nothing does."""
        descriptor, name = tempfile.mkstemp(dir=self._incoming)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            self._shelf.put(key, Path(name))
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _key(folder: str, sha256: str) -> str:
    return f"{folder}/{sha256[:2]}/{sha256}"
