"""A copy of the office's records as at one moment, always in a SQLite file; nobody who writes is kept waiting."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from core.errors import DondocError
from service.moving.copying import copy_records
from service.store.database import DATABASE_NAME, for_writing, open_database


def copy_sqlite(source: Path, target: Path) -> None:
    """Afterwards `target` holds the records of the SQLite file `source`.

    Raises:
        DondocError: it cannot be read.
    """
    with closing(sqlite3.connect(source, timeout=60, isolation_level=None)) as connection:
        try:
            connection.execute("VACUUM INTO ?", (str(target),))
        except sqlite3.Error as exc:
            raise DondocError(
                f"không chép được cơ sở dữ liệu: {exc}", where=str(source), advice="dondoc doctor"
            ) from exc


def copy_postgres(source: Engine, target: Path) -> None:
    """Afterwards `target` holds the records of the PostgreSQL database `source`, which has the newest schema."""
    folder = target.with_suffix(".making")
    made = open_database(folder)
    try:
        with source.connect() as sending, for_writing(made).begin() as receiving:
            copy_records(sending, receiving)
    finally:
        made.dispose()
    (folder / DATABASE_NAME).rename(target)
