"""Locks between processes, held on a file of the data folder and let go by the system when a process dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from core.errors import Busy


class FileGate:
    """A gate between processes of one machine: many pass together when they only add, one alone when it takes away."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def held(self, *, shared: bool) -> Iterator[None]:
        """Holds the gate, after waiting for whoever must be waited for, however long that takes."""
        descriptor = _open(self._path)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def file_lock(path: Path) -> AbstractContextManager[None]:
    """Holds the lock of `path` alone, after waiting for whoever holds it."""
    return FileGate(path).held(shared=False)


class Gate(Protocol):
    """What keeps the register and the files of an office in step."""

    def held(self, *, shared: bool) -> AbstractContextManager[None]:
        """Holds the gate: together with others who add (`shared`), or alone."""


class ExclusiveRight(Protocol):
    """What one process at a time may do."""

    def take(self) -> None:
        """Takes it at once.

        Raises:
            Busy: another process has it.
        """

    def release(self) -> None:
        """Lets it go; nothing happens when it is not held."""


class EveryonesRight:
    """A right that any number of processes have at the same time."""

    def take(self) -> None:
        """Always succeeds."""

    def release(self) -> None:
        """Nothing is held."""


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
