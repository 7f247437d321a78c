"""Writes a backup while the office runs: the database as at one moment, and every file that it names.

Whatever engines the office uses, a backup has one form: a SQLite database and files beside it.
"""

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import Engine

from core.errors import FileNotReadable, NotFound
from service.backup.database_copy import copy_postgres, copy_sqlite
from service.backup.last import note_backup
from service.backup.manifest import DATABASE, FILES, FORMAT, MANIFEST, BackedUpFile, Manifest
from service.backup.reading_back import check_backup
from service.settings import Settings
from service.store import open_office_database, open_office_files
from service.store.database import DATABASE_NAME
from service.store.opening import FILES_FOLDER

_CHUNK_BYTES = 1 << 20

Progress = Callable[[int, int], None]
"""Is told how many files of how many are done."""


def write_backup(settings: Settings, target: Path, *, on_progress: Progress | None = None) -> Manifest:
    """Writes the office of `settings` to `target`; afterwards the archive is whole, was read back, and is on the disk.

    The office may be in use meanwhile; only what is removed keeps its files until the backup is written. What is not
    there: the vector index and the job list, which are made anew from the database.

    Raises:
        NotFound: there is no office.
        FileNotReadable: `target` exists, or its folder cannot be written to.
        DamagedFile: a file of the office is not what it was.
        StorageUnavailable: the object store of the office cannot be reached.
    """
    if settings.database_url is None and not (settings.data_dir / DATABASE_NAME).is_file():
        raise NotFound("không có dữ liệu Đôn Đốc ở đây", where=str(settings.data_dir), advice="kiểm tra --data-dir")
    if target.exists():
        raise FileNotReadable("đã có tệp này", where=str(target), advice="chọn tên khác")
    unfinished = target.with_name(target.name + ".part")
    try:
        with tempfile.TemporaryDirectory(dir=_working_folder(settings), prefix="backup-") as folder:
            manifest = _write_archive(settings, Path(folder) / DATABASE, unfinished, on_progress)
        check_backup(unfinished)
        unfinished.rename(target)
        note_backup(settings.data_dir, target, manifest.documents)
    except OSError as exc:
        raise FileNotReadable(exc.strerror or "không ghi được", where=str(target), advice="kiểm tra đĩa") from exc
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return manifest


def _working_folder(settings: Settings) -> Path:
    folder = settings.data_dir / FILES_FOLDER / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _server_database(settings: Settings) -> Iterator[Engine | None]:
    """The database on a server; None when records are in a file, which is copied as it lies, whatever its schema."""
    engine = None if settings.database_url is None else open_office_database(settings)
    yield engine
    if engine is not None:
        engine.dispose()


def _write_archive(settings: Settings, database: Path, path: Path, on_progress: Progress | None) -> Manifest:
    with ExitStack() as stack:
        engine = stack.enter_context(_server_database(settings))
        store = open_office_files(settings, engine)
        stack.enter_context(store.adding())
        archive = stack.enter_context(ZipFile(stack.enter_context(open(path, "wb", opener=_open_private)), "w"))
        made_at = datetime.now(UTC)
        if engine is None:
            copy_sqlite(settings.data_dir / DATABASE_NAME, database)
        else:
            copy_postgres(engine, database)
        revision, documents = _describe(database)
        keys = sorted(file.key for file in store.all_files())
        written = [_put(archive, database, DATABASE)]
        for done, key in enumerate(keys):
            written.append(_put(archive, store.path(key), FILES + key))
            if on_progress is not None:
                on_progress(done + 1, len(keys))
        manifest = Manifest(
            format=FORMAT,
            program=version("dondoc"),
            schema_revision=revision,
            made_at=made_at,
            documents=documents,
            files=tuple(written),
        )
        archive.writestr(MANIFEST, manifest.model_dump_json(), compress_type=ZIP_DEFLATED)
    return manifest


def _open_private(path: str, flags: int) -> int:
    """A backup holds all that the office holds: nobody else on the machine may read it."""
    return os.open(path, flags, 0o600)


def _describe(database: Path) -> tuple[str, int]:
    """The migration that a database is at, and how many documents it holds."""
    with closing(sqlite3.connect(database)) as connection:
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        documents = connection.execute("SELECT count(*) FROM documents WHERE removed_at IS NULL").fetchone()[0]
    return str(revision), int(documents)


def _put(archive: ZipFile, path: Path, name: str) -> BackedUpFile:
    """Adds a file; only the database is worth packing, what people hand in and page images are packed already."""
    entry = ZipInfo.from_file(path, name, strict_timestamps=False)
    entry.compress_type = ZIP_DEFLATED if name == DATABASE else ZIP_STORED
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
        while chunk := source.read(_CHUNK_BYTES):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return BackedUpFile(name=name, size_bytes=size, sha256=digest.hexdigest())
