"""Takes the database back to the schema of a former version, so that the former program can open it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event

from core.errors import DondocError, InvalidInput
from service.store.database import for_writing
from service.store.postgres_engine import even_types

_SCHEMA = re.compile(r"\d{4}")


@contextmanager
def _loosely(engine: Engine) -> Iterator[Connection]:
    """A transaction in which a table can be made anew without what hangs on it: SQLite would take that away with the
    former table, as if its rows had been deleted. What hangs on nothing afterwards undoes it all."""
    if engine.dialect.name != "sqlite":
        with for_writing(engine).begin() as connection, even_types(connection):
            yield connection
        return
    loose = create_engine(engine.url)
    event.listen(loose, "connect", lambda opened, _: setattr(opened, "isolation_level", None))
    event.listen(loose, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with loose.begin() as connection:
            yield connection
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise DondocError(
                    "the way back would leave records that hang on nothing", where=str(engine.url.database)
                )
    finally:
        loose.dispose()


def go_back(engine: Engine, schema: str) -> None:
    """Undoes the migrations after `schema`. What only they could keep is lost; all else stays as it is.

    Raises:
        InvalidInput: there is no such schema.
    """
    migrations = files("service.store") / "migrations"
    known = {script.name[:4] for script in (migrations / "versions").iterdir()}
    if not _SCHEMA.fullmatch(schema) or schema not in known:
        raise InvalidInput("không có lược đồ này", where=schema, advice="số ở đầu tên tệp trong migrations/versions")
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    try:
        with _loosely(engine) as connection:
            config.attributes["connection"] = connection
            command.downgrade(config, schema)
    except CommandError as exc:
        raise InvalidInput("cơ sở dữ liệu đã ở trước lược đồ này", where=schema) from exc
