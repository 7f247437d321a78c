"""Making the tables of the search index."""

from sqlalchemy import Connection

from index.schema import metadata, passages
from index.word_indexes import words_of


def create_index_tables(connection: Connection) -> None:
    """Makes the index tables where they are missing; calling it again changes nothing.

    Raises:
        ConfigurationError: no full-text search is known for this database.
    """
    words = words_of(connection)
    metadata.create_all(connection)
    for index in passages.indexes:
        index.create(connection, checkfirst=True)
    words.create(connection)
