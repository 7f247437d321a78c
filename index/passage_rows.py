"""Passages in the database: rows written, read and taken away, in the table and in the tables of words beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import numpy as np
from sqlalchemy import Connection, RowMapping, delete, insert, select

from index.embedder import Vectors
from index.passage import Passage
from index.schema import FULL_TEXT_TABLES, coming_vectors, passages
from index.word_indexes import words_of

_LITTLE_ENDIAN_FLOAT = np.dtype("<f4")
_MOST_VALUES = 500
_PASSAGE_FIELDS = tuple(Passage.model_fields)
_fields_of = itemgetter(*_PASSAGE_FIELDS)
_LOADED = ", ".join(f'"{column}"' for column in ("row_id", "vector", "embedder", *_PASSAGE_FIELDS))
_LOAD = f"SELECT {_LOADED} FROM passages WHERE row_id IN"


@dataclass(frozen=True, slots=True)
class StoredPassage:
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


def from_blobs(blobs: Sequence[bytes]) -> Vectors:
    """The vectors of at least one blob, a row for each; all are of one length."""
    joined = np.frombuffer(b"".join(blobs), dtype=_LITTLE_ENDIAN_FLOAT).astype(np.float32, copy=False)
    return joined.reshape(len(blobs), -1)


def delete_document(connection: Connection, document_id: str) -> None:
    """Afterwards nothing of the document is held, in any table."""
    words_of(connection).remove(connection, document_id)
    rows = select(passages.c.row_id).where(passages.c.document_id == document_id)
    connection.execute(delete(coming_vectors).where(coming_vectors.c.row_id.in_(rows)))
    connection.execute(delete(passages).where(passages.c.document_id == document_id))


def insert_passages(
    connection: Connection, new_passages: Sequence[Passage], vectors: Vectors | None, embedder: str | None
) -> list[int]:
    """Afterwards the passages stand in the table and in the tables of words. Returns the numbers of their rows.

    Args:
        vectors: one row for each passage, made by `embedder`; None for both when they are made later.
    """
    row_ids, words = [], words_of(connection)
    blobs = [None] * len(new_passages) if vectors is None else [to_blob(vector) for vector in vectors]
    for passage, blob in zip(new_passages, blobs, strict=True):
        values = passage.model_dump(exclude={"codes"})
        values |= {"codes": " ".join(passage.codes), "embedder": embedder, "vector": blob}
        row_id = int(connection.execute(insert(passages).values(**values)).inserted_primary_key[0])  # type: ignore[index]
        words.put(connection, row_id, passage)
        row_ids.append(row_id)
    return row_ids


def any_vector(connection: Connection, embedder: str) -> Vectors | None:
    """The vector of some passage that this embedder made, None when there is none."""
    statement = select(passages.c.vector).where(passages.c.embedder == embedder, passages.c.vector.is_not(None))
    blob = connection.scalar(statement.limit(1))
    return None if blob is None else from_blob(blob)


def load_passages(connection: Connection, row_ids: Sequence[int]) -> dict[int, StoredPassage]:
    """The passages of these rows with what ranking looks at, by row; rows that are gone are left out."""
    if not row_ids:
        return {}
    exact, folded = (_normalised(connection, table, row_ids) for table in FULL_TEXT_TABLES)
    found = {}
    for part in _parts(row_ids):
        for key, vector, embedder, *fields in connection.exec_driver_sql(f"{_LOAD} ({_list_of(part)})").all():
            found[key] = StoredPassage(
                row_id=key,
                passage=_passage_of(fields),
                exact=exact.get(key, ("", "")),
                folded=folded.get(key, ("", "")),
                vector=vector,
                embedder=embedder,
            )
    return found


def _list_of(row_ids: Sequence[int]) -> str:
    """The numbers as SQL has them: a hundred parameters take longer to put in than the rows to read."""
    return ", ".join(map(str, map(int, row_ids)))


def _normalised(connection: Connection, table: str, row_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    found, words = dict[int, tuple[str, str]](), words_of(connection)
    for part in _parts(row_ids):
        found.update(words.texts(connection, table, part))
    return found


def _parts(row_ids: Sequence[int]) -> Iterable[Sequence[int]]:
    for start in range(0, len(row_ids), _MOST_VALUES):
        yield row_ids[start : start + _MOST_VALUES]


def to_passage(row: RowMapping) -> Passage:
    """The passage of a row; what the database holds was checked when it was written."""
    return _passage_of(_fields_of(row))


def _passage_of(fields: Sequence[Any]) -> Passage:
    values = dict(zip(_PASSAGE_FIELDS, fields, strict=True))
    values["codes"] = tuple(values["codes"].split())
    return Passage.model_construct(**values)
