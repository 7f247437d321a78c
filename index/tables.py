"""Making the tables of the search index."""

from sqlalchemy import Connection, inspect, text

from index.repair import fill_keys
from index.schema import metadata, passages
from index.word_indexes import words_of


def create_index_tables(connection: Connection) -> None:
    """Makes the index tables where they are missing; calling it again changes nothing.

    Raises:
        ConfigurationError: no full-text search is known for this database.
    """
    words = words_of(connection)
    metadata.create_all(connection)
    _add_later_columns(connection)
    for index in passages.indexes:
        index.create(connection, checkfirst=True)
    words.create(connection)
    fill_keys(connection)


def _add_later_columns(connection: Connection) -> None:
    """Columns that tables of former versions lack; what is in them is then unknown."""
    held = {column["name"] for column in inspect(connection).get_columns(passages.name)}
    if passages.c.page_start.name not in held:
        connection.execute(text("ALTER TABLE passages ADD COLUMN page_start INTEGER NOT NULL DEFAULT -1"))
