"""Tables of the search index: passages with their vectors (the truth) and two full-text tables beside them.

The full-text tables are SQLite FTS5 and hold normalised copies under the `row_id` of the passage: `passages_exact` what
`index.words.exact_search_text` makes of it (accents kept, tone placement and case evened out), `passages_folded` what
`folded_search_text` makes of it (no accents). `codes` holds keys of số, ký hiệu, so that any spelling finds them.
"""

from sqlalchemy import Column, Connection, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint, text

from core.errors import ConfigurationError

metadata = MetaData()

passages = Table(
    "passages",
    metadata,
    Column("row_id", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False),
    Column("document_id", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("page_no", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("section", Text, nullable=False, default=""),
    Column("heading", Text, nullable=False, default=""),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("context", Text, nullable=False, default=""),
    Column("codes", Text, nullable=False, default=""),
    Column("embedder", Text, nullable=True),
    Column("vector", LargeBinary, nullable=True),
    UniqueConstraint("id", name="uq_passages_id"),
    Index("ix_passages_document", "document_id", "position"),
    sqlite_autoincrement=True,
)
"""`vector` is little-endian float32, made by the embedder named in `embedder`; both are null until it is made."""

FULL_TEXT_TABLES = ("passages_exact", "passages_folded")
FULL_TEXT_DDL = tuple(
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5"
    "(text, context, codes, tokenize = 'unicode61 remove_diacritics 0')"
    for name in FULL_TEXT_TABLES
)


def create_index_tables(connection: Connection) -> None:
    """Makes the index tables where they are missing; calling it again changes nothing.

    Raises:
        ConfigurationError: the database is not SQLite.
    """
    if connection.dialect.name != "sqlite":
        raise ConfigurationError(
            "full-text search needs SQLite", where=connection.dialect.name, advice="use an sqlite:/// database URL"
        )
    metadata.create_all(connection)
    for statement in FULL_TEXT_DDL:
        connection.execute(text(statement))
