"""Passages in the database: rows written, read and taken away, in the table and in the tables of words beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import numpy as np
from sqlalchemy import Connection, RowMapping, delete, insert, select

from index.embedder import Vectors
from index.passage import Passage
from index.schema import coming_vectors, passages, word_keys
from index.word_indexes import words_of
from index.word_keys import to_blobs as keys_of
from index.words import both_search_texts

_LITTLE_ENDIAN_FLOAT = np.dtype("<f4")
_MOST_VALUES = 500
_CUT_AT_ONCE = 32
_KEYS = ("row_id", "exact_text", "folded_text", "exact_context", "folded_context")
_PASSAGE_FIELDS = tuple(Passage.model_fields)
_fields_of = itemgetter(*_PASSAGE_FIELDS)
_LOADED = ", ".join(f'"{column}"' for column in ("row_id", *_PASSAGE_FIELDS))
_LOAD = f"SELECT {_LOADED} FROM passages WHERE row_id IN"
_LOOK_UP = """
SELECT p.row_id, p.document_id, p.kind, p.text, p.codes, p.embedder, p.vector,
    w.exact_text, w.exact_context, w.folded_text, w.folded_context
FROM passages p LEFT JOIN word_keys w ON w.row_id = p.row_id WHERE p.row_id IN"""


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """What ranking looks at of a passage; there are ten for each that is shown.

    Attributes:
        exact, folded: keys of the words of its text and its context (`index.word_keys.to_blobs`); empty when they are
            lost.
        vector: as `embedder` made it.
    """

    row_id: int
    document_id: str
    kind: str
    text: str
    codes: tuple[str, ...]
    exact: tuple[bytes, bytes]
    folded: tuple[bytes, bytes]
    vector: bytes | None = None
    embedder: str | None = None


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
    for beside in (coming_vectors, word_keys):
        connection.execute(delete(beside).where(beside.c.row_id.in_(rows)))
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
    insert_keys(connection, row_ids, [(passage.text, passage.context) for passage in new_passages])
    return row_ids


def insert_keys(connection: Connection, row_ids: Sequence[int], of_passages: Sequence[tuple[str, str]]) -> None:
    """Afterwards the keys of their words stand beside the passages of these rows, which had none.

    Args:
        of_passages: text and context of each.
    """
    for start in range(0, len(row_ids), _CUT_AT_ONCE):
        part = slice(start, start + _CUT_AT_ONCE)
        cut = [both_search_texts(words) for passage in of_passages[part] for words in passage]
        blobs = keys_of([words for both in cut for words in both])
        rows = zip(row_ids[part], blobs[0::4], blobs[1::4], blobs[2::4], blobs[3::4], strict=True)
        connection.execute(insert(word_keys), [dict(zip(_KEYS, row, strict=True)) for row in rows])


def any_vector(connection: Connection, embedder: str) -> Vectors | None:
    """The vector of some passage that this embedder made, None when there is none."""
    statement = select(passages.c.vector).where(passages.c.embedder == embedder, passages.c.vector.is_not(None))
    blob = connection.scalar(statement.limit(1))
    return None if blob is None else from_blob(blob)


def look_up(connection: Connection, row_ids: Sequence[int]) -> dict[int, StoredPassage]:
    """What ranking looks at of the passages of these rows, by row; rows that are gone are left out."""
    return {
        row_id: StoredPassage(
            row_id=row_id,
            document_id=document_id,
            kind=kind,
            text=text,
            codes=tuple(codes.split()),
            exact=(exact or b"", exact_context or b""),
            folded=(folded or b"", folded_context or b""),
            vector=vector,
            embedder=embedder,
        )
        for row_id, document_id, kind, text, codes, embedder, vector, exact, exact_context, folded, folded_context in (
            _rows(connection, _LOOK_UP, row_ids)
        )
    }


def load_passages(connection: Connection, row_ids: Sequence[int]) -> dict[int, Passage]:
    """The passages of these rows, by row; rows that are gone are left out."""
    return {row_id: _passage_of(fields) for row_id, *fields in _rows(connection, _LOAD, row_ids)}


def _rows(connection: Connection, statement: str, row_ids: Sequence[int]) -> Iterator[Sequence[Any]]:
    """The numbers stand in the statement: a hundred parameters take longer to put in than the rows to read."""
    for start in range(0, len(row_ids), _MOST_VALUES):
        numbers = ", ".join(map(str, map(int, row_ids[start : start + _MOST_VALUES])))
        yield from connection.exec_driver_sql(f"{statement} ({numbers})").all()


def to_passage(row: RowMapping) -> Passage:
    """The passage of a row; what the database holds was checked when it was written."""
    return _passage_of(_fields_of(row))


def _passage_of(fields: Sequence[Any]) -> Passage:
    values = dict(zip(_PASSAGE_FIELDS, fields, strict=True))
    values["codes"] = tuple(values["codes"].split())
    return Passage.model_construct(**values)
