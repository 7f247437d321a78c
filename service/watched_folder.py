"""A folder whose files are taken in by themselves: each once, when it no longer grows; nothing in it is ever changed.

A file counts as complete when its size and time of change were the same at two looks and it has not changed for some
seconds. What became of it is kept, so that a restart takes nothing in twice; a file that changes is taken in again.
"""

import logging
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from core.errors import DondocError, Overloaded
from service.records import StoredError, TakenIn, Urgency
from service.store.watched import WatchedFile, WatchedStore
from service.wording import describe_error

_log = logging.getLogger(__name__)

_UNFINISHED_SUFFIXES = {".part", ".crdownload", ".tmp", ".download", ".partial", ".filepart"}
_UNFINISHED_PREFIXES = (".", "~$", "~")
_NS = 1_000_000_000


class AddFile(Protocol):
    """What takes a file in."""

    def __call__(self, path: Path, /, *, urgency: Urgency) -> TakenIn:
        """Takes the file in, to be read when nothing more urgent waits."""


class _Look(NamedTuple):
    """A file as it stood at one look."""

    size_bytes: int
    changed_ns: int


class WatchedFolder:
    """Takes in what is put into a folder and the folders below it.

    Args:
        folder: the folder; None when none is watched.
        add_file: takes a file in.
        steady_seconds: how long a file must have stayed as it is.
    """

    def __init__(
        self, folder: Path | None, *, store: WatchedStore, add_file: AddFile, steady_seconds: float = 3.0
    ) -> None:
        self.folder = folder
        self._store = store
        self._add_file = add_file
        self._steady_seconds = steady_seconds
        self._known: dict[str, _Look] | None = None
        self._last: dict[str, _Look] = {}

    def files(self) -> tuple[WatchedFile, ...]:
        """What became of each file that was handed in, the newest first."""
        return self._store.all() if self.folder is not None else ()

    def refused(self) -> tuple[StoredError, ...]:
        """Why files that still lie in the folder were not taken in, the newest first; `where` names the file."""
        return tuple(
            error.model_copy(update={"where": error.where or file.path})
            for file in self.files()
            if self.folder is not None and file.refused and (self.folder / file.path).exists()
            for error in file.refused
        )

    def run(self, stopping: threading.Event) -> None:
        """Looks at the folder again and again until `stopping` is set; returns at once when none is watched."""
        while self.folder is not None and not stopping.wait(self._steady_seconds / 2):
            try:
                self.look()
            except (OSError, Overloaded) as error:
                _log.warning("the watched folder cannot be taken in and is tried again: %s", error)

    def look(self) -> int:
        """Takes in every complete file that is new or has changed; returns how many were handed in.

        Raises:
            Overloaded: there is no room; the files that are left are handed in at a later look.
        """
        if self.folder is None:
            return 0
        if self._known is None:
            self._known = {one.path: _Look(one.size_bytes, one.changed_ns) for one in self._store.all()}
        seen = dict(_files(self.folder))
        steady_before = time.time_ns() - int(self._steady_seconds * _NS)
        handed_in = 0
        for path, look in seen.items():
            is_steady = self._last.get(path) == look and look.changed_ns <= steady_before
            if is_steady and self._known.get(path) != look:
                self._hand_in(self.folder / path, path, look)
                self._known[path] = look
                handed_in += 1
        self._last = seen
        return handed_in

    def _hand_in(self, file: Path, path: str, look: _Look) -> None:
        documents: tuple[str, ...] = ()
        try:
            taken = self._add_file(file, urgency=Urgency.BULK)
            documents = tuple(dict.fromkeys(one.document.id for one in taken.accepted))
            refused = taken.refused
        except Overloaded:
            raise
        except DondocError as error:
            refused = (describe_error(error),)
        self._store.put(
            WatchedFile(
                path=path,
                size_bytes=look.size_bytes,
                changed_ns=look.changed_ns,
                documents=documents,
                refused=refused,
                seen_at=datetime.now(UTC),
            )
        )


def _files(folder: Path) -> Iterator[tuple[str, _Look]]:
    """Files below the folder that nobody is seen to be writing; links are not followed."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.suffix.lower() in _UNFINISHED_SUFFIXES or any(p.startswith(_UNFINISHED_PREFIXES) for p in name.parts):
            continue
        try:
            if path.is_symlink() or not path.is_file():
                continue
            state = path.stat()
        except OSError:
            continue
        yield str(name), _Look(state.st_size, state.st_mtime_ns)
