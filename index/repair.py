"""Making again from the passages of the database what stands beside them: words and nearest vectors."""

from collections.abc import Callable
from functools import partial

import numpy as np
from sqlalchemy import Connection, delete, func, select
from sqlalchemy.exc import DatabaseError

from core.errors import IndexDamaged
from index.passage_rows import from_blob, insert_keys, to_passage
from index.schema import FULL_TEXT_TABLES, passages, word_keys
from index.vector_index import VectorIndex
from index.word_indexes import words_of

_BATCH = 1_000
_ADVICE = "rebuild the search index from the database: dondoc doctor"


def check_words(connection: Connection) -> None:
    """Proves that each table of words, and that of their keys, holds exactly the passages.

    Raises:
        IndexDamaged: one does not.
    """
    stored = frozenset(connection.scalars(select(passages.c.row_id)))
    words = words_of(connection)
    tables: dict[str, Callable[[], frozenset[int]]] = {
        table: partial(words.row_ids, connection, table) for table in FULL_TEXT_TABLES
    }
    tables[word_keys.name] = lambda: frozenset(connection.scalars(select(word_keys.c.row_id)))
    for table, row_ids in tables.items():
        held = _held(connection, table, row_ids)
        if held != stored:
            raise IndexDamaged(
                f"{table} lacks {len(stored - held)} passages and has {len(held - stored)} too many",
                advice=_ADVICE,
            )


def _held(connection: Connection, table: str, row_ids: Callable[[], frozenset[int]]) -> frozenset[int]:
    try:
        with connection.begin_nested():
            return row_ids()
    except DatabaseError as exc:
        raise IndexDamaged(f"{table} cannot be read: {exc}", advice=_ADVICE) from exc


def fill_words(connection: Connection) -> None:
    """Afterwards the tables of words hold exactly the passages; nothing is written when they did."""
    try:
        check_words(connection)
    except IndexDamaged:
        words = words_of(connection)
        for table in FULL_TEXT_TABLES:
            words.clear(connection, table)
        last = 0
        while rows := connection.execute(
            select(passages).where(passages.c.row_id > last).order_by(passages.c.row_id).limit(_BATCH)
        ).all():
            for row in rows:
                words.put(connection, row.row_id, to_passage(row._mapping))
            last = rows[-1].row_id
        word_keys.create(connection, checkfirst=True)
        connection.execute(delete(word_keys))
        fill_keys(connection)


def fill_keys(connection: Connection) -> None:
    """Afterwards the keys of words are there for all passages newer than the newest that has some.

    Former versions kept none: then these are all, or those that came while such a version was in use again.
    """
    last = connection.scalar(select(func.max(word_keys.c.row_id))) or 0
    statement = select(passages.c.row_id, passages.c.text, passages.c.context).order_by(passages.c.row_id).limit(_BATCH)
    while rows := connection.execute(statement.where(passages.c.row_id > last)).all():
        insert_keys(connection, [row.row_id for row in rows], [(row.text, row.context) for row in rows])
        last = rows[-1].row_id


def fill_vectors(connection: Connection, vectors: VectorIndex, embedder: str) -> int:
    """Afterwards Chroma holds exactly the vectors that this embedder made, from any state of its files.

    Returns:
        How many passages are held now.
    """
    vectors.clear()
    last, total = 0, 0
    statement = select(passages.c.row_id, passages.c.document_id, passages.c.vector).where(
        passages.c.embedder == embedder, passages.c.vector.is_not(None)
    )
    while rows := connection.execute(
        statement.where(passages.c.row_id > last).order_by(passages.c.row_id).limit(_BATCH)
    ).all():
        stacked = np.stack([from_blob(row.vector) for row in rows])
        vectors.add([row.document_id for row in rows], [row.row_id for row in rows], stacked)
        last, total = rows[-1].row_id, total + len(rows)
    return total
