"""The full-text engine of the database that holds the passages."""

from collections.abc import Callable

from sqlalchemy import Connection

from core.errors import ConfigurationError
from index.postgres_words import PostgresWords
from index.schema import FULL_TEXT_TABLES
from index.sqlite_words import SqliteWords
from index.word_index import WordIndex

_ENGINES: dict[str, Callable[[], WordIndex]] = {"sqlite": SqliteWords, "postgresql": PostgresWords}


def words_of(connection: Connection) -> WordIndex:
    """The tables of words beside the passages of this database.

    Raises:
        ConfigurationError: no full-text search is known for it.
    """
    name = connection.dialect.name
    if name not in _ENGINES:
        raise ConfigurationError(
            "no full-text search is known for this database", where=name, advice="use SQLite or PostgreSQL"
        )
    return _ENGINES[name]()


def join_words(connection: Connection) -> bool:
    """One short step in joining what the tables of words got piece by piece.

    Returns whether there may be more to join.
    """
    words = words_of(connection)
    return any([words.join_parts(connection, table) for table in FULL_TEXT_TABLES])
