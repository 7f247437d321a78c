"""The embedded database: one SQLite file in WAL mode."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL


def connect_sqlite(path: Path, *, lock_seconds: float) -> Engine:
    """An engine on the file; it is made when it is missing.

    Args:
        lock_seconds: longest wait for another process that writes.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": lock_seconds})
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


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
