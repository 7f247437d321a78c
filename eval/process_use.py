"""How much memory and processor a process and all that it started take, watched over time (Linux)."""

import os
import threading
import time
from pathlib import Path

from core.record import Record

_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_TICKS = os.sysconf("SC_CLK_TCK")
_PARENT, _USER, _SYSTEM, _ENDED_USER, _ENDED_SYSTEM, _RESIDENT = 1, 11, 12, 13, 14, 21
"""Fields of /proc/PID/stat, counted from the one after the name of the program."""

_TIMES = (_USER, _SYSTEM, _ENDED_USER, _ENDED_SYSTEM)


class Use(Record):
    """At one moment: seconds of a steady clock, resident memory, processor seconds since the start.

    Attributes:
        own_bytes: of the process alone; `all_bytes`: with all that it started.
        cpu_seconds: of all of them, those that have ended too.
    """

    at_seconds: float
    own_bytes: int
    all_bytes: int
    cpu_seconds: float


class Watcher:
    """Looks at a process every few seconds for as long as the block lasts."""

    def __init__(self, process_id: int, *, every_seconds: float = 2.0) -> None:
        self.uses: list[Use] = []
        self._process_id, self._every_seconds = process_id, every_seconds
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Watcher":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ending.is_set():
            self.uses.append(use_of(self._process_id))
            self._ending.wait(self._every_seconds)


def use_of(process_id: int) -> Use:
    """What the process and its descendants take now; nothing when it has ended."""
    stats = {int(path.name): _stat(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
    family = {process_id}
    while more := {key for key, fields in stats.items() if fields and int(fields[_PARENT]) in family} - family:
        family |= more
    known = {key: stats[key] for key in family if stats.get(key)}
    resident = {key: int(fields[_RESIDENT]) * _PAGE_BYTES for key, fields in known.items()}
    return Use(
        at_seconds=time.monotonic(),
        own_bytes=resident.get(process_id, 0),
        all_bytes=sum(resident.values()),
        cpu_seconds=sum(int(fields[place]) for fields in known.values() for place in _TIMES) / _TICKS,
    )


def _stat(folder: Path) -> list[str]:
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
