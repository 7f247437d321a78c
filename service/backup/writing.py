"""Writes a backup while the office runs: the database as at one moment, and every file that it names."""

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from core.errors import DondocError, FileNotReadable, NotFound
from service.backup.manifest import DATABASE, FILES, FORMAT, MANIFEST, BackedUpFile, Manifest
from service.backup.reading_back import check_backup
from service.store import FileStore
from service.store.database import DATABASE_NAME

_CHUNK_BYTES = 1 << 20

Progress = Callable[[int, int], None]
"""Is told how many files of how many are done."""


def write_backup(data_dir: Path, target: Path, *, on_progress: Progress | None = None) -> Manifest:
    """Writes the office of `data_dir` to `target`; afterwards the archive is whole, was read back, and is on the disk.

    The office may be in use meanwhile: only taking in and removing files waits while the database is copied and the
    files are linked. What is not there: the vector index and the job list, which are made anew from the database.

    Raises:
        NotFound: there is no office in `data_dir`.
        FileNotReadable: `target` exists, or its folder cannot be written to.
    """
    if not (data_dir / DATABASE_NAME).is_file():
        raise NotFound("không có dữ liệu Đôn Đốc ở đây", where=str(data_dir), advice="kiểm tra --data-dir")
    if target.exists():
        raise FileNotReadable("đã có tệp này", where=str(target), advice="chọn tên khác")
    unfinished = target.with_name(target.name + ".part")
    try:
        store = FileStore(data_dir / "files")
        with tempfile.TemporaryDirectory(dir=store.incoming, prefix="backup-") as folder:
            manifest = _write_archive(data_dir, store, Path(folder), unfinished, on_progress)
        check_backup(unfinished)
        unfinished.rename(target)
    except OSError as exc:
        raise FileNotReadable(exc.strerror or "không ghi được", where=str(target), advice="kiểm tra đĩa") from exc
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return manifest


def _write_archive(
    data_dir: Path, store: FileStore, frozen: Path, path: Path, on_progress: Progress | None
) -> Manifest:
    with store.locked():
        made_at = datetime.now(UTC)
        _copy_database(data_dir / DATABASE_NAME, frozen / DATABASE)
        store.link_all(frozen / FILES)
    revision, documents = _describe(frozen / DATABASE)
    files = [frozen / DATABASE, *sorted(_files_under(frozen / FILES))]
    written = []
    with open(path, "wb", opener=_open_private) as stream, ZipFile(stream, "w") as archive:
        for done, file in enumerate(files):
            written.append(_put(archive, file, file.relative_to(frozen).as_posix()))
            if on_progress is not None:
                on_progress(done + 1, len(files))
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


def _copy_database(source: Path, target: Path) -> None:
    """Copies the database as it is at one moment; those who write to it are not kept waiting."""
    with closing(sqlite3.connect(source, timeout=60, isolation_level=None)) as connection:
        try:
            connection.execute("VACUUM INTO ?", (str(target),))
        except sqlite3.Error as exc:
            raise DondocError(
                f"không chép được cơ sở dữ liệu: {exc}", where=str(source), advice="dondoc doctor"
            ) from exc


def _describe(database: Path) -> tuple[str, int]:
    """The migration that a database is at, and how many documents it holds."""
    with closing(sqlite3.connect(database)) as connection:
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        documents = connection.execute("SELECT count(*) FROM documents WHERE removed_at IS NULL").fetchone()[0]
    return str(revision), int(documents)


def _files_under(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


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
