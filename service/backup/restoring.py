"""Brings a backup back into an empty data folder, or onto empty servers: all of it, or nothing."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from core.errors import ConfigurationError, DamagedFile, DondocError
from service.backup.manifest import DATABASE, BackedUpFile, Manifest
from service.backup.reading_back import ByteStream, check_backup, read_backup
from service.engines import BuildEngines, Engines
from service.moving.move import embedded, move_office
from service.settings import Settings
from service.store.database import DATABASE_NAME, open_database

_CHUNK_BYTES = 1 << 20
_SPARE_BYTES = 100 << 20


def restore_backup(path: Path, settings: Settings, *, build_engines: BuildEngines = Engines) -> Manifest:
    """Makes the office of `settings` the one that `path` holds, brought to this program's schema.

    The vector index is not in a backup; in a data folder the first process that runs the workers makes it anew.

    Raises:
        ConfigurationError: the folder, or the database on a server, is not empty, the folder lacks room, or the backup
            is of a newer schema.
        DamagedFile: the backup is not whole; nothing was changed.
        FileNotReadable: the backup cannot be opened.
    """
    if settings.database_url is None and settings.files_url is None:
        return _unpack(path, settings.data_dir)
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.data_dir, prefix="restoring-") as folder:
        manifest = _unpack(path, Path(folder) / "office")
        unpacked = embedded(settings, Path(folder) / "office")
        move_office(unpacked, settings, on_progress=lambda _name, _count: None, build_engines=build_engines)
    return manifest


def _unpack(path: Path, data_dir: Path) -> Manifest:
    """Makes the folder the office that `path` holds: all of it, or nothing."""
    if data_dir.exists() and any(data_dir.iterdir()):
        raise ConfigurationError(
            "thư mục dữ liệu không trống", where=str(data_dir), advice="chọn thư mục mới, hoặc dời dữ liệu cũ đi"
        )
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    _check_room(check_backup(path), data_dir.parent)
    folder = Path(tempfile.mkdtemp(dir=data_dir.parent, prefix=f"{data_dir.name}-restoring-"))
    try:
        manifest = read_backup(path, _Unpacker(folder).take)
        _check_database(folder / DATABASE_NAME)
        open_database(folder).dispose()
        folder.rename(data_dir)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return manifest


class _Unpacker:
    """Writes the files of a backup to where an office keeps them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take(self, file: BackedUpFile, stream: ByteStream) -> None:
        target = self._folder / (DATABASE_NAME if file.name == DATABASE else file.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as written:
            while chunk := stream.read(_CHUNK_BYTES):
                written.write(chunk)
            written.flush()
            os.fsync(written.fileno())


def _check_room(manifest: Manifest, folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < manifest.size_bytes + _SPARE_BYTES:
        raise ConfigurationError(
            f"đĩa còn {free >> 20} MB, cần {(manifest.size_bytes + _SPARE_BYTES) >> 20} MB",
            where=str(folder),
            advice="dọn bớt đĩa hoặc chọn đĩa khác",
        )


def _check_database(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.Error as exc:
        raise DamagedFile("cơ sở dữ liệu trong bản sao lưu bị hỏng", where=path.name) from exc
    if found != ("ok",):
        raise DondocError(f"cơ sở dữ liệu trong bản sao lưu bị hỏng: {found[0]}", where=path.name)
