"""Locks between processes, held on a file of the data folder and let go by the system when a process dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from core.errors import Busy


class Gate(Protocol):
    """What keeps register and files in step: many pass together when they only add, one alone when it takes away."""

    def shared(self) -> AbstractContextManager[None]:
        """Holds the gate together with others, after waiting for whoever is alone."""

    def alone(self) -> AbstractContextManager[None]:
        """Holds the gate alone.

        Raises:
            Busy: somebody else holds it.
        """


class FileGate:
    """A `Gate` between processes of one machine."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def shared(self) -> AbstractContextManager[None]:
        return _held(self._path, fcntl.LOCK_SH)

    def alone(self) -> AbstractContextManager[None]:
        return _held(self._path, fcntl.LOCK_EX | fcntl.LOCK_NB)


def file_lock(path: Path) -> AbstractContextManager[None]:
    """Holds the lock of `path` alone, after waiting for whoever holds it."""
    return _held(path, fcntl.LOCK_EX)


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


@contextmanager
def _held(path: Path, sort: int) -> Iterator[None]:
    descriptor = _open(path)
    try:
        try:
            fcntl.flock(descriptor, sort)
        except BlockingIOError as exc:
            raise Busy("others hold the lock", where=path.name, advice="Try again in a while") from exc
        yield
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
