"""Locks between processes on any number of machines, held in PostgreSQL, which lets go of them when a process dies."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from core.errors import Busy
from service.store.postgres_engine import place_of

_MOST_HOLDERS = 4
"""Threads of a process that hold or await a gate at a time: each needs a connection, and others need some too."""


class PostgresLock:
    """A right that one process has at a time, for as long as it wants."""

    def __init__(self, engine: Engine, key: int) -> None:
        self._engine, self._key = engine, key
        self._connection: Connection | None = None

    def take(self) -> None:
        """Takes the lock at once.

        Raises:
            Busy: another process holds it.
        """
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if not connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({self._key})").scalar():
            connection.close()
            where = place_of(self._engine.url)
            raise Busy("another process holds the writer lock", where=where, advice="Stop it or go through it")
        self._connection = connection

    def is_held(self) -> bool:
        """Whether it is still held here; a server that was restarted has forgotten it."""
        if self._connection is None:
            return False
        try:
            self._connection.exec_driver_sql("SELECT 1")
        except DBAPIError:
            self.release()
        return self._connection is not None

    def release(self) -> None:
        """Lets the lock go; nothing happens when it is not held."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()


class PostgresGate:
    """A gate that many pass together when they only add, and one alone when it takes away."""

    def __init__(self, engine: Engine, key: int) -> None:
        self._engine, self._key = engine.execution_options(isolation_level="READ COMMITTED"), key
        self._places = threading.BoundedSemaphore(_MOST_HOLDERS)

    @contextmanager
    def held(self, *, shared: bool) -> Iterator[None]:
        """Holds the gate, after waiting for whoever must be waited for, however long that takes."""
        sort = "_shared" if shared else ""
        with self._places, self._engine.begin() as connection:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock{sort}({self._key})")
            yield
