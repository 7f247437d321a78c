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
    """A `service.store.lock.ExclusiveRight` among processes of any machine."""

    def __init__(self, engine: Engine, key: int) -> None:
        self._engine, self._key = engine, key
        self._connection: Connection | None = None

    def take(self) -> None:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if not connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({self._key})").scalar():
            connection.close()
            where = place_of(self._engine.url)
            raise Busy("another process holds the writer lock", where=where, advice="Stop it or go through it")
        self._connection = connection

    def release(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.exec_driver_sql(f"SELECT pg_advisory_unlock({self._key})")
        except DBAPIError:
            connection.invalidate()
        connection.close()


class PostgresGate:
    """A `service.store.lock.Gate` between processes of any machine."""

    def __init__(self, engine: Engine, key: int) -> None:
        self._engine, self._key = engine.execution_options(isolation_level="READ COMMITTED"), key
        self._places = threading.BoundedSemaphore(_MOST_HOLDERS)

    @contextmanager
    def shared(self) -> Iterator[None]:
        with self._places, self._engine.begin() as connection:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock_shared({self._key})")
            yield

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self._places, self._engine.begin() as connection:
            if not connection.exec_driver_sql(f"SELECT pg_try_advisory_xact_lock({self._key})").scalar():
                raise Busy("others hold the lock", where=place_of(self._engine.url), advice="Try again in a while")
            yield
