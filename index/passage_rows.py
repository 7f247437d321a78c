"""Passages in the database: rows written, read and taken away, in the table and in the full-text tables beside it."""

from collections.abc import Iterable, Sequence

import numpy as np
from sqlalchemy import Connection, RowMapping, delete, insert, select, text

from core.record import Record
from index.embedder import Vectors
from index.passage import Passage
from index.schema import FULL_TEXT_COLUMNS, FULL_TEXT_TABLES, coming_vectors, document_key, passages
from index.terms import pairs_of
from index.words import exact_search_text, folded_search_text

_LITTLE_ENDIAN_FLOAT = np.dtype("<f4")
_NORMALISERS = dict(zip(FULL_TEXT_TABLES, (exact_search_text, folded_search_text), strict=True))
_MOST_VALUES = 500


class StoredPassage(Record):
    """A passage with the number of its row and, word for word, its text and context as search compares them."""

    row_id: int
    passage: Passage
    exact: tuple[str, str]
    folded: tuple[str, str]
    vector: bytes | None
    embedder: str | None


def meaning_text(passage: Passage) -> str:
    """What is embedded for a passage: its headings and its words."""
    return f"{passage.heading}\n{passage.text}" if passage.heading else passage.text


def to_blob(vector: Vectors) -> bytes:
    return vector.astype(_LITTLE_ENDIAN_FLOAT).tobytes()


def from_blob(blob: bytes) -> Vectors:
    return np.frombuffer(blob, dtype=_LITTLE_ENDIAN_FLOAT).astype(np.float32)


def delete_document(connection: Connection, document_id: str) -> None:
    rows = "SELECT row_id FROM passages WHERE document_id = :id"
    for table in FULL_TEXT_TABLES:
        connection.execute(text(f"DELETE FROM {table} WHERE rowid IN ({rows})"), {"id": document_id})
    connection.execute(text(f"DELETE FROM {coming_vectors.name} WHERE row_id IN ({rows})"), {"id": document_id})
    connection.execute(delete(passages).where(passages.c.document_id == document_id))


def insert_passages(
    connection: Connection, new_passages: Sequence[Passage], vectors: Vectors | None, embedder: str | None
) -> list[int]:
    """Afterwards the passages stand in the table and in the full-text tables. Returns the numbers of their rows.

    Args:
        vectors: one row for each passage, made by `embedder`; None for both when they are made later.
    """
    row_ids = []
    blobs = [None] * len(new_passages) if vectors is None else [to_blob(vector) for vector in vectors]
    for passage, blob in zip(new_passages, blobs, strict=True):
        values = passage.model_dump(exclude={"codes"})
        values |= {"codes": " ".join(passage.codes), "embedder": embedder, "vector": blob}
        row_id = int(connection.execute(insert(passages).values(**values)).inserted_primary_key[0])  # type: ignore[index]
        index_words(connection, row_id, passage)
        row_ids.append(row_id)
    return row_ids


def index_words(connection: Connection, row_id: int, passage: Passage) -> None:
    """Afterwards the full-text tables hold the passage under `row_id`."""
    for table, normalise in _NORMALISERS.items():
        words, context = normalise(passage.text), normalise(passage.context)
        values = (words, context, pairs_of(words), pairs_of(context), " ".join(passage.codes))
        connection.execute(
            _INSERT_WORDS[table],
            {"row": row_id, **dict(zip(FULL_TEXT_COLUMNS, (*values, document_key(passage.document_id)), strict=True))},
        )


_INSERT_WORDS = {
    table: text(
        f"INSERT INTO {table} (rowid, {', '.join(FULL_TEXT_COLUMNS)})"
        f" VALUES (:row, {', '.join(f':{column}' for column in FULL_TEXT_COLUMNS)})"
    )
    for table in FULL_TEXT_TABLES
}


def any_vector(connection: Connection, embedder: str) -> Vectors | None:
    """The vector of some passage that this embedder made, None when there is none."""
    statement = select(passages.c.vector).where(passages.c.embedder == embedder, passages.c.vector.is_not(None))
    blob = connection.scalar(statement.limit(1))
    return None if blob is None else from_blob(blob)


def load_passages(connection: Connection, row_ids: Sequence[int]) -> dict[int, StoredPassage]:
    """The passages of these rows with what ranking looks at, by row; rows that are gone are left out."""
    exact, folded = (_normalised(connection, table, row_ids) for table in FULL_TEXT_TABLES)
    found = {}
    for part in _parts(row_ids):
        rows = connection.execute(select(passages).where(passages.c.row_id.in_(part))).mappings()
        for row in rows:
            key = row["row_id"]
            found[key] = StoredPassage.model_construct(
                row_id=key,
                passage=to_passage(row),
                exact=exact.get(key, ("", "")),
                folded=folded.get(key, ("", "")),
                vector=row["vector"],
                embedder=row["embedder"],
            )
    return found


def _normalised(connection: Connection, table: str, row_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    found = {}
    for part in _parts(row_ids):
        numbers = ", ".join(map(str, part))
        rows = connection.exec_driver_sql(f"SELECT rowid, text, context FROM {table} WHERE rowid IN ({numbers})")
        found.update({row[0]: (row[1], row[2]) for row in rows})
    return found


def _parts(row_ids: Sequence[int]) -> Iterable[Sequence[int]]:
    for start in range(0, len(row_ids), _MOST_VALUES):
        yield row_ids[start : start + _MOST_VALUES]


def to_passage(row: RowMapping) -> Passage:
    """The passage of a row; what the database holds was checked when it was written."""
    values = {name: row[name] for name in Passage.model_fields if name != "codes"}
    return Passage.model_construct(**values, codes=tuple(row["codes"].split()))
