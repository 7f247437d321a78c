"""Tables of the search index: passages with their vectors (the truth) and two full-text tables beside them.

The full-text tables are SQLite FTS5 and hold normalised copies under the `row_id` of the passage: `words_exact` what
`index.words.exact_search_text` makes of it (accents kept, tone placement and case evened out), `words_folded` what
`folded_search_text` makes of it (no accents). Beside the words stand their pairs (`index.terms`), the keys of số, ký
hiệu, so that any spelling finds them, and a key of the document, so that a search can be kept to some.
"""

import hashlib

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

coming_vectors = Table(
    "coming_vectors",
    metadata,
    Column("row_id", Integer, primary_key=True, autoincrement=False),
    Column("embedder", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)
"""Vectors of an embedder that is to take over once all passages have one (`index.reembedding`)."""

FULL_TEXT_TABLES = ("words_exact", "words_folded")
FULL_TEXT_COLUMNS = ("text", "context", "text_pairs", "context_pairs", "codes", "document")
FULL_TEXT_DDL = tuple(
    statement
    for name in FULL_TEXT_TABLES
    for statement in (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5"
        f"({', '.join(FULL_TEXT_COLUMNS)}, tokenize = \"unicode61 remove_diacritics 0 tokenchars '_'\")",
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {name}_terms USING fts5vocab({name}, 'row')",
    )
)
_FORMER_TABLES = ("passages_exact", "passages_folded")


def document_key(document_id: str) -> str:
    """The term that stands for a document in the full-text tables.

    >>> document_key("a/b").isalnum()
    True
    """
    return "d" + hashlib.sha256(document_id.encode()).hexdigest()[:16]


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
    connection.execute(text("CREATE INDEX IF NOT EXISTS ix_passages_embedder ON passages (embedder)"))
    for former in _FORMER_TABLES:
        connection.execute(text(f"DROP TABLE IF EXISTS {former}"))
