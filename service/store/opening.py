"""What the settings name: the office's database, its files, and the locks between its processes."""

from typing import Any

from pydantic import SecretStr
from sqlalchemy import Engine

from service.settings import Settings
from service.store.database import open_database
from service.store.files import FileStore
from service.store.lock import EveryonesRight, ExclusiveRight, FileGate, Gate, WriterLock
from service.store.object_shelf import ObjectShelf
from service.store.postgres_engine import FILES, WORKING
from service.store.postgres_gate import PostgresGate, PostgresLock

FILES_FOLDER, COPIES_FOLDER = "files", "files/copies"
WRITER_LOCK, FILES_LOCK = "writer.lock", "files/files.lock"


def open_office_database(settings: Settings) -> Engine:
    """The database that the settings name, made or upgraded as needed.

    Raises:
        ConfigurationError: it was made by a newer version of the program, or cannot be reached.
    """
    return open_database(
        settings.data_dir,
        url=_plain(settings.database_url),
        lock_seconds=settings.lock_seconds,
        connections=settings.database_connections,
    )


def open_office_files(settings: Settings, database: Engine | None) -> FileStore:
    """The files of the office: in the data folder, or in the object store that the settings name.

    Args:
        database: the office's; None will do where it is a file.

    Raises:
        ConfigurationError: what opens such an object store is not installed.
    """
    return FileStore(
        settings.data_dir / FILES_FOLDER, shelf=object_shelf(settings), gate=_files_gate(settings, database)
    )


def object_shelf(settings: Settings) -> ObjectShelf | None:
    """The object store that the settings name; None when files are in the data folder."""
    if settings.files_url is None:
        return None
    given = {
        "endpoint_url": settings.files_endpoint,
        "key": _plain(settings.files_key),
        "secret": _plain(settings.files_secret),
    }
    options: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    copies = settings.data_dir / COPIES_FOLDER
    return ObjectShelf(settings.files_url, options=options, copies=copies, copies_bytes=settings.files_copies_bytes)


def writer_lock(settings: Settings, database: Engine) -> ExclusiveRight:
    """The right to read documents and to write the index: one process's at a time, or everyone's on many machines."""
    if settings.many_workers:
        return EveryonesRight()
    if database.dialect.name == "postgresql":
        return PostgresLock(database, WORKING)
    return WriterLock(settings.data_dir / WRITER_LOCK)


def _files_gate(settings: Settings, database: Engine | None) -> Gate:
    if database is not None and database.dialect.name == "postgresql":
        return PostgresGate(database, FILES)
    return FileGate(settings.data_dir / FILES_LOCK)


def _plain(secret: SecretStr | None) -> str | None:
    return None if secret is None else secret.get_secret_value()
