"""Locks between processes, held on a file of the data folder and let go by the system when a process dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import Busy


@contextmanager
def file_lock(path: Path) -> Iterator[None]:
    """Holds the lock of `path`, after waiting for whoever holds it."""
    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


class WriterLock:
    """The right to run the workers and to write the vector index; one process of a data folder has it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def take(self) -> None:
        """Takes the lock at once.

        Raises:
            Busy: another process holds it.
        """
        descriptor = _open(self._path)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as exc:
            os.close(descriptor)
            raise Busy(
                "another process holds the writer lock", where=str(self._path.parent), advice="Stop it or go through it"
            ) from exc
        self._descriptor = descriptor

    def release(self) -> None:
        """Lets the lock go; nothing happens when it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _open(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
