"""Opening the office's database: SQLite in the data folder or PostgreSQL, brought to the newest schema."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from core.errors import ConfigurationError, DondocError
from index.tables import create_index_tables
from service.store.document_filing import file_stale_documents
from service.store.filing import file_stale_tasks
from service.store.lock import file_lock
from service.store.postgres_engine import connect_postgres, even_types
from service.store.sqlite_engine import connect_sqlite

DATABASE_NAME = "dondoc.sqlite"
MIGRATION_LOCK = "migration.lock"
CONNECTIONS = 48
_REVISION_LENGTH = 4
"""Migrations are numbered 0001, 0002, …: the number is the revision and begins the name of the file."""


def open_database(
    data_dir: Path, *, url: str | None = None, lock_seconds: float = 30.0, connections: int = CONNECTIONS
) -> Engine:
    """An engine on the office's database, made or upgraded as needed; a new folder is closed to other users.

    Args:
        url: address of a PostgreSQL database; None for the SQLite file in `data_dir`.
        lock_seconds: longest wait for another process that writes.
        connections: most connections of this process to PostgreSQL.

    Raises:
        ConfigurationError: the database was made by a newer version of the program, or PostgreSQL cannot be reached.
        DondocError: the database is damaged.
    """
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    if url is None:
        engine = connect_sqlite(data_dir / DATABASE_NAME, lock_seconds=lock_seconds)
    else:
        engine = connect_postgres(url, lock_seconds=lock_seconds, connections=connections)
    try:
        _bring_up_to_date(engine, data_dir)
    except DatabaseError as error:
        if type(error) is not DatabaseError:
            raise
        raise DondocError(
            f"cơ sở dữ liệu hỏng ({error.orig})",
            where=str(engine.url.database),
            advice="khôi phục từ bản sao lưu gần nhất bằng `dondoc restore-backup`",
        ) from error
    return engine


def _bring_up_to_date(engine: Engine, data_dir: Path) -> None:
    with _alone(engine, data_dir) as connection:
        _upgrade(connection)
        create_index_tables(connection)
        with Session(connection) as session:
            file_stale_documents(session)
            file_stale_tasks(session)
            session.flush()


def for_writing(engine: Engine) -> Engine:
    """The same engine, whose transactions wait for other writers when they begin, not when they first write."""
    return engine.execution_options(writes=True)


@contextmanager
def _alone(engine: Engine, data_dir: Path) -> Iterator[Connection]:
    """A transaction in which no other process upgrades. PostgreSQL waits for it as for any writer; SQLite cannot
    while the file does not exist yet."""
    if engine.dialect.name == "postgresql":
        with for_writing(engine).begin() as connection:
            yield connection
    else:
        with file_lock(data_dir / MIGRATION_LOCK), for_writing(engine).begin() as connection:
            yield connection


def _upgrade(connection: Connection) -> None:
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
    plain = nullcontext() if connection.dialect.name == "sqlite" else even_types(connection)
    try:
        with plain:
            command.upgrade(config, "head")
    except CommandError as exc:
        raise ConfigurationError(
            "dữ liệu do một phiên bản mới hơn của chương trình tạo ra",
            where=str(connection.engine.url.database),
            advice="cập nhật chương trình; hoặc bằng bản mới chạy `dondoc downgrade` rồi mở bằng bản này",
        ) from exc


def _revision(connection: Connection) -> str | None:
    """The migration that the database is at, None when it is new."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return revision
