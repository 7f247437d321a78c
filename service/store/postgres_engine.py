"""The database of many machines: PostgreSQL, behaving towards the stores as SQLite does.

Reads see one state of the whole database (repeatable read). Transactions with the execution option `writes` wait for
one another when they begin, by an advisory lock, so that what they read stays true until they commit; those that only
read neither wait nor hold up. See docs/adr/0156.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.dialects.postgresql.base import PGTypeCompiler
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, OperationalError

from core.errors import ConfigurationError

DRIVER = "postgresql+psycopg"
WRITING, WORKING, FILES = 0xD0DC01, 0xD0DC02, 0xD0DC03
"""Keys of the advisory locks of a database: to write; to run the workers alone; to add or to remove files."""

BYTE_ORDER = "C"
"""The collation in which text compares byte by byte, as in SQLite, whatever language the server was set up for."""

_KEPT_OPEN = 5
_WRITER_BEGINS = f"SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock({WRITING})"


def connect_postgres(url: str, *, lock_seconds: float, connections: int) -> Engine:
    """An engine on the server; it survives restarts of the server between two transactions.

    Args:
        url: `postgresql+psycopg://USER:PASSWORD@HOST/DATABASE`; a bare `postgresql://` means the same.
        lock_seconds: longest wait for another process that writes.
        connections: most connections of this process.

    Raises:
        ConfigurationError: the address is none of PostgreSQL, or no server answers there.
    """
    address = read_address(url)
    engine = create_engine(
        address,
        isolation_level="REPEATABLE READ",
        pool_pre_ping=True,
        pool_size=min(_KEPT_OPEN, connections),
        max_overflow=max(0, connections - _KEPT_OPEN),
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.autocommit = True
        connection.execute(f"SET lock_timeout = {int(lock_seconds * 1000)}")
        connection.execute("SET timezone = 'UTC'")
        connection.autocommit = False
        connection.prepare_threshold = None

    event.listen(engine, "begin", _begin)
    _check(engine, address)
    return engine


def read_address(url: str) -> URL:
    """The address with the driver that is used.

    Raises:
        ConfigurationError: the address is none of PostgreSQL.
    """
    try:
        address = make_url(url)
    except ArgumentError:
        address = None
    if address is None or address.get_backend_name() not in ("postgresql", "postgres") or not address.database:
        raise ConfigurationError(
            "đây không phải địa chỉ PostgreSQL",
            where="DONDOC_DATABASE_URL",
            advice="viết như postgresql+psycopg://TÊN:MẬT-KHẨU@MÁY/CƠ-SỞ-DỮ-LIỆU",
        )
    return address.set(drivername=DRIVER)


def place_of(address: URL) -> str:
    """Where the database is, without name and password."""
    return f"{address.host or 'localhost'}:{address.port or 5432}/{address.database}"


@contextmanager
def even_types(connection: Connection) -> Iterator[None]:
    """Within, tables are made as SQLite means the types: text compares byte by byte, whole numbers have 64 bits.

    Migrations name plain types, so that one script serves both databases.
    """
    dialect = connection.dialect
    former = dialect.type_compiler_instance
    dialect.type_compiler_instance = _EvenTypes(dialect)
    try:
        yield
    finally:
        dialect.type_compiler_instance = former


class _EvenTypes(PGTypeCompiler):
    def visit_TEXT(self, type_: Any, **options: Any) -> str:  # noqa: N802 - the name that SQLAlchemy calls
        return f'TEXT COLLATE "{BYTE_ORDER}"'

    def visit_INTEGER(self, type_: Any, **options: Any) -> str:  # noqa: N802 - as above
        return "BIGINT"


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql(_WRITER_BEGINS)


def _check(engine: Engine, address: URL) -> None:
    try:
        engine.connect().close()
    except OperationalError as exc:
        engine.dispose()
        raise ConfigurationError(
            f"không nối được cơ sở dữ liệu PostgreSQL: {str(exc.orig).strip()}",
            where=place_of(address),
            advice="kiểm tra máy chủ và DONDOC_DATABASE_URL",
        ) from exc
