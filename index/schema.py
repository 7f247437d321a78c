"""Tables of the search index: passages with their vectors (the truth), and the names of the two tables of words.

The tables of words belong to the full-text engine (`index.word_indexes`) and hold normalised copies under the `row_id`
of the passage: `words_exact` what `index.words.exact_search_text` makes of it (accents kept, tone placement and case
evened out), `words_folded` what `folded_search_text` makes of it (no accents). Beside the words stand their pairs
(`index.terms`), the keys of số, ký hiệu, so that any spelling finds them, and a key of the document, so that a search
can be kept to some.
"""

import hashlib

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, UniqueConstraint

from index.plain_text import PlainText

metadata = MetaData()
_ROW = BigInteger().with_variant(Integer(), "sqlite")

passages = Table(
    "passages",
    metadata,
    Column("row_id", _ROW, primary_key=True, autoincrement=True),
    Column("id", PlainText, nullable=False),
    Column("document_id", PlainText, nullable=False),
    Column("position", Integer, nullable=False),
    Column("page_no", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("section", PlainText, nullable=False, default=""),
    Column("heading", PlainText, nullable=False, default=""),
    Column("kind", PlainText, nullable=False),
    Column("text", PlainText, nullable=False),
    Column("context", PlainText, nullable=False, default=""),
    Column("codes", PlainText, nullable=False, default=""),
    Column("embedder", PlainText, nullable=True),
    Column("vector", LargeBinary, nullable=True),
    Column("page_start", Integer, nullable=False, server_default="-1"),
    UniqueConstraint("id", name="uq_passages_id"),
    Index("ix_passages_document", "document_id", "position"),
    Index("ix_passages_embedder", "embedder"),
    sqlite_autoincrement=True,
)
"""`vector` is little-endian float32, made by the embedder named in `embedder`; both are null until it is made."""

coming_vectors = Table(
    "coming_vectors",
    metadata,
    Column("row_id", _ROW, primary_key=True, autoincrement=False),
    Column("embedder", PlainText, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)
"""Vectors of an embedder that is to take over once all passages have one (`index.reembedding`)."""

word_keys = Table(
    "word_keys",
    metadata,
    Column("row_id", _ROW, primary_key=True, autoincrement=False),
    Column("exact_text", LargeBinary, nullable=False),
    Column("exact_context", LargeBinary, nullable=False),
    Column("folded_text", LargeBinary, nullable=False),
    Column("folded_context", LargeBinary, nullable=False),
)
"""The words of each passage in order, as the tables of words have them, a number each (`index.word_keys`): what ranking
looks at."""

FULL_TEXT_TABLES = ("words_exact", "words_folded")


def document_key(document_id: str) -> str:
    """The term that stands for a document in the full-text tables.

    >>> document_key("a/b").isalnum()
    True
    """
    return "d" + hashlib.sha256(document_id.encode()).hexdigest()[:16]
