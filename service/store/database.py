"""Opening the office's database: SQLite in WAL mode, brought to the newest schema."""

from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from core.errors import ConfigurationError
from index.schema import create_index_tables
from service.store.document_filing import file_stale_documents
from service.store.filing import file_stale_tasks
from service.store.lock import file_lock

DATABASE_NAME = "dondoc.sqlite"
MIGRATION_LOCK = "migration.lock"
_REVISION_LENGTH = 4
"""Migrations are numbered 0001, 0002, …: the number is the revision and begins the name of the file."""


def open_database(data_dir: Path, *, lock_seconds: float = 30.0) -> Engine:
    """An engine on the database of `data_dir`, made or upgraded as needed; a new folder is closed to other users.

    Args:
        lock_seconds: longest wait for another process that writes.

    Raises:
        ConfigurationError: the database was made by a newer version of the program.
    """
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = data_dir / DATABASE_NAME
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": lock_seconds})
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    with file_lock(data_dir / MIGRATION_LOCK), for_writing(engine).begin() as connection:
        _upgrade(connection, path)
        create_index_tables(connection)
        with Session(connection) as session:
            file_stale_documents(session)
            file_stale_tasks(session)
            session.flush()
    return engine


def for_writing(engine: Engine) -> Engine:
    """The same engine, whose transactions wait for other writers when they begin, not when they first write."""
    return engine.execution_options(writes=True)


def _upgrade(connection: Connection, path: Path) -> None:
    """Runs the migrations that are missing; Alembic is slow to import and stays out when there are none."""
    migrations = files("service.store") / "migrations"
    names = [script.name for script in (migrations / "versions").iterdir()]
    newest = max(name[:_REVISION_LENGTH] for name in names if name[0].isdigit())
    if _revision(connection) == newest:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as exc:
        raise ConfigurationError(
            "the database has a schema that this version does not know", where=str(path), advice="Update the program"
        ) from exc


def _revision(connection: Connection) -> str | None:
    """The migration that the database is at, None when it is new."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return revision


def _prepare_connection(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Begins the transaction itself, since the driver would begin too late to read and write one state.

    With the execution option `writes` it waits for other writers here; without it, it neither waits nor holds up.
    """
    mode = " IMMEDIATE" if connection.get_execution_options().get("writes") else ""
    connection.exec_driver_sql(f"BEGIN{mode}")
