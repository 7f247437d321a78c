"""Copies every record of one database into another, whichever of SQLite and PostgreSQL they are, and proves it."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, Integer, MetaData, Table, delete, func, insert, inspect, select, text

from core.errors import ConfigurationError, DondocError
from index.plain_text import without_nul
from index.repair import fill_words
from index.schema import FULL_TEXT_TABLES

_BATCH = 500
_MADE_ANEW = ("alembic_version", "document_changes", "workers", *FULL_TEXT_TABLES)
"""Made by migrations, triggers, processes at work and the full-text engine: nothing in them is to be moved."""

_BEFOREHAND = ("facts",)
"""What a new office may hold before anybody used it; what is moved takes its place."""

Progress = Callable[[str, int], None]
"""Is told the name of a table that was copied, and how many rows it has."""


class TableDigest(NamedTuple):
    """How many rows a table has, and a hash over all of them in the order of their keys."""

    rows: int
    sha256: str


def copy_records(source: Connection, target: Connection, *, on_progress: Progress | None = None) -> dict[str, int]:
    """Afterwards `target` holds the very records of `source`; the number of rows by table.

    Both have the newest schema. Nothing is committed here, so that all arrives or nothing.

    Raises:
        ConfigurationError: there are records in `target` already.
        DondocError: what arrived is not what was sent.
    """
    tables, places = record_tables(source), {table.name: table for table in record_tables(target)}
    _make_empty(target, places.values())
    counts = {}
    for table in tables:
        place = places[table.name]
        sent = _Digest(table)
        for rows in _batches(source, table):
            target.execute(insert(place), [sent.take(row) for row in rows])
        if digest(target, place) != sent.result():
            raise DondocError(f"bảng {table.name} đến nơi không còn đúng như khi gửi", where=str(target.engine.url))
        counts[table.name] = sent.rows
        if on_progress is not None:
            on_progress(table.name, sent.rows)
    if target.dialect.name == "postgresql":
        _go_on_counting(target, places.values())
    fill_words(target)
    return counts


def record_tables(connection: Connection) -> list[Table]:
    """The tables that hold records, each after those that it refers to."""
    metadata = MetaData()
    names = [name for name in inspect(connection).get_table_names() if not _is_made_anew(name)]
    metadata.reflect(connection, only=names)
    return [table for table in metadata.sorted_tables if table.name in names]


def digest(connection: Connection, table: Table) -> TableDigest:
    """What the table holds, in two figures that are the same in every database."""
    counted = _Digest(table)
    for rows in _batches(connection, table):
        for row in rows:
            counted.take(row)
    return counted.result()


class _Digest:
    """Counts and hashes the rows of a table as they go by."""

    def __init__(self, table: Table) -> None:
        self._names = sorted(column.name for column in table.columns)
        self._hash = hashlib.sha256()
        self.rows = 0

    def take(self, row: dict[str, Any]) -> dict[str, Any]:
        self._hash.update(repr([row[name] for name in self._names]).encode())
        self.rows += 1
        return row

    def result(self) -> TableDigest:
        return TableDigest(self.rows, self._hash.hexdigest())


def _is_made_anew(name: str) -> bool:
    """SQLite keeps more tables beside each full-text table, named after it."""
    return name in _MADE_ANEW or name.startswith(tuple(f"{table}_" for table in FULL_TEXT_TABLES))


def _batches(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    """All rows in the order of their keys, a few at a time."""
    statement = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_BATCH)
    for rows in connection.execute(statement).mappings().partitions():
        yield [_plain(row) for row in rows]


def _plain(row: Any) -> dict[str, Any]:
    """The row as every database can hold it."""
    return {name: without_nul(value) if isinstance(value, str) else value for name, value in row.items()}


def _make_empty(target: Connection, tables: Iterable[Table]) -> None:
    for table in tables:
        if table.name in _BEFOREHAND:
            target.execute(delete(table))
        elif target.scalar(select(func.count()).select_from(table)):
            raise ConfigurationError(
                f"nơi đến đã có dữ liệu (bảng {table.name})",
                where=str(target.engine.url),
                advice="chọn cơ sở dữ liệu hoặc thư mục mới",
            )


def _go_on_counting(target: Connection, tables: Iterable[Table]) -> None:
    """Has PostgreSQL number new rows after those that came with their numbers."""
    for table in tables:
        for column in table.primary_key.columns:
            if isinstance(column.type, Integer):
                sequence = target.scalar(
                    text("SELECT pg_get_serial_sequence(:table, :column)"), {"table": table.name, "column": column.name}
                )
                newest = target.scalar(select(func.max(column)))
                if sequence and newest:
                    target.execute(text("SELECT setval(:sequence, :newest)"), {"sequence": sequence, "newest": newest})
