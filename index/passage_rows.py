"""Passages in the database: rows written, read, and ranked by the full-text tables."""

from collections.abc import Iterable, Sequence

import numpy as np
from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, select, text

from index.embedder import Vectors
from index.passage import Passage
from index.schema import FULL_TEXT_TABLES, passages
from index.search_query import SearchQuery
from index.words import exact_search_text, folded_search_text

DEPTH = 50
"""How many passages each ranking holds."""

_LITTLE_ENDIAN_FLOAT = np.dtype("<f4")


def meaning_text(passage: Passage) -> str:
    """What is embedded for a passage: its headings and its words."""
    return f"{passage.heading}\n{passage.text}" if passage.heading else passage.text


def to_blob(vector: Vectors) -> bytes:
    return vector.astype(_LITTLE_ENDIAN_FLOAT).tobytes()


def delete_document(connection: Connection, document_id: str) -> None:
    for table in FULL_TEXT_TABLES:
        connection.execute(
            text(f"DELETE FROM {table} WHERE rowid IN (SELECT row_id FROM passages WHERE document_id = :id)"),
            {"id": document_id},
        )
    connection.execute(delete(passages).where(passages.c.document_id == document_id))


def insert_passages(connection: Connection, new_passages: Sequence[Passage], vectors: Vectors, embedder: str) -> None:
    for passage, vector in zip(new_passages, vectors, strict=True):
        values = passage.model_dump(exclude={"codes"})
        row = connection.execute(
            insert(passages).values(**values, codes=" ".join(passage.codes), embedder=embedder, vector=to_blob(vector))
        )
        for table, normalise in zip(FULL_TEXT_TABLES, (exact_search_text, folded_search_text), strict=True):
            connection.execute(
                text(f"INSERT INTO {table} (rowid, text, context, codes) VALUES (:row, :text, :context, :codes)"),
                {
                    "row": row.inserted_primary_key[0] if row.inserted_primary_key else None,
                    "text": normalise(passage.text),
                    "context": normalise(passage.context),
                    "codes": " ".join(passage.codes),
                },
            )


def rank_by_words(
    connection: Connection, table: str, match: str, document_ids: Sequence[str] | None, *, only_front: bool = False
) -> list[str]:
    """Ids of the passages that match, best BM25 first; words of the passage weigh more than its context.

    Args:
        match: FTS5 query; nothing matches "".
        only_front: only what stands outside the sections: letterhead, title, bases, signature, recipients, annex heads.
    """
    if not match:
        return []
    within = "" if document_ids is None else "AND p.document_id IN :documents"
    within += " AND (p.section = '' OR p.kind = 'annex_head')" if only_front else ""
    statement = text(
        f"SELECT p.id FROM {table} JOIN passages p ON p.row_id = {table}.rowid"
        f" WHERE {table} MATCH :match {within} ORDER BY bm25({table}, 1.0, 0.4, 1.0) LIMIT :depth"
    )
    values: dict[str, object] = {"match": match, "depth": DEPTH}
    if document_ids is not None:
        statement = statement.bindparams(bindparam("documents", expanding=True))
        values["documents"] = list(document_ids)
    return list(connection.scalars(statement, values))


def with_codes(query: SearchQuery) -> str:
    """The FTS5 query for passages that hold a code of the question or of a document that it names; "" for none."""
    if not query.codes and not query.named:
        return ""
    wanted = " OR ".join([*(f'"{key}"' for key in query.codes), *(f'"{key}" *' for key in query.named)])
    return f"(codes : ({wanted})) AND ({{text context}} : ({query.folded}))"


def stored_vectors(
    connection: Connection, document_ids: Iterable[str], *, embedder: str | None = None
) -> tuple[list[str], Vectors]:
    statement = select(passages.c.id, passages.c.vector).where(passages.c.document_id.in_(list(document_ids)))
    statement = statement.where(passages.c.vector.is_not(None)).order_by(passages.c.row_id)
    if embedder is not None:
        statement = statement.where(passages.c.embedder == embedder)
    rows = connection.execute(statement).all()
    vectors = [np.frombuffer(row.vector, dtype=_LITTLE_ENDIAN_FLOAT) for row in rows]
    return [row.id for row in rows], np.array(vectors, dtype=np.float32)


def load_passages(connection: Connection, ids: Sequence[str]) -> dict[str, Passage]:
    rows = connection.execute(select(passages).where(passages.c.id.in_(ids)))
    return {row["id"]: to_passage(row) for row in rows.mappings()}


def to_passage(row: RowMapping) -> Passage:
    values = {name: row[name] for name in Passage.model_fields if name != "codes"}
    return Passage(**values, codes=tuple(row["codes"].split()))
