"""How much room the data folder takes, part by part."""

import shutil
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from core.record import Record

_FILE_FOLDERS = {"originals": "originals", "pages": "pages", "attachments": "attachments", "incoming": "incoming"}


class StoragePart(StrEnum):
    """A part of the data folder."""

    ORIGINALS = "originals"
    PAGES = "pages"
    ATTACHMENTS = "attachments"
    INCOMING = "incoming"
    DATABASE = "database"
    INDEX = "index"


class PartSize(Record):
    """Room that a part takes."""

    part: StoragePart
    files: int
    size_bytes: int


class StorageUse(Record):
    """The data folder: where it is, its parts, and what is left on its disk."""

    folder: str
    parts: tuple[PartSize, ...]
    free_bytes: int

    @property
    def size_bytes(self) -> int:
        return sum(part.size_bytes for part in self.parts)


def measure_storage(data_dir: Path) -> StorageUse:
    """What stands in the folder now; a file that vanishes meanwhile is not counted."""
    sizes: dict[StoragePart, list[int]] = {part: [] for part in StoragePart}
    for path in _files(data_dir):
        try:
            sizes[_part_of(path.relative_to(data_dir))].append(path.stat().st_size)
        except OSError:
            continue
    return StorageUse(
        folder=str(data_dir),
        parts=tuple(PartSize(part=part, files=len(found), size_bytes=sum(found)) for part, found in sizes.items()),
        free_bytes=shutil.disk_usage(data_dir).free,
    )


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _part_of(path: Path) -> StoragePart:
    """The part that a file belongs to, by its path within the data folder.

    >>> _part_of(Path("files/pages/ab/1.png")).value, _part_of(Path("dondoc.db-wal")).value
    ('pages', 'database')
    """
    if len(path.parts) > 1 and path.parts[0] == "files":
        return StoragePart(_FILE_FOLDERS.get(path.parts[1], StoragePart.INCOMING))
    return StoragePart.DATABASE if len(path.parts) == 1 else StoragePart.INDEX
