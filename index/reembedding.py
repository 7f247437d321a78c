"""From one embedder to another while searches go on: the new vectors are made beside the old ones, then take over.

Each batch is a transaction of its own, so a process that is killed goes on where it was. The switch is one transaction
in the database; Chroma has a collection for each embedder, and the new one is complete before the switch.
"""

from contextlib import AbstractContextManager
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine, Select, delete, exists, func, insert, or_, select, update

from core.record import Record
from index.embedder import Embedder
from index.passage_rows import from_blob, meaning_text, to_blob, to_passage
from index.schema import coming_vectors, passages
from index.vector_index import VectorIndex

_BATCH = 64
_FILL_BATCH = 1_000
_ANY_EMBEDDER = "SELECT embedder FROM passages WHERE embedder IS NOT NULL LIMIT 1"


class ReembeddingState(Record):
    """How far the change of the embedder is: passages done, of how many."""

    done: int
    total: int

    @property
    def is_finished(self) -> bool:
        return self.done == self.total


def serving_embedder(connection: Connection) -> str | None:
    """Name of the embedder whose vectors are searched; None while no passage has one."""
    name: str | None = connection.exec_driver_sql(_ANY_EMBEDDER).scalar()
    return name


class Reembedding:
    """Makes the vectors of the chosen embedder, batch by batch, and hands over to them when all are there.

    Args:
        engine: the database, for writing.
        embedder: the chosen one.
        vectors: its collection in Chroma.
        changing: held while passages come or go.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        embedder: Embedder,
        vectors: VectorIndex,
        changing: AbstractContextManager[bool],
    ) -> None:
        self._engine, self._embedder, self._vectors = engine, embedder, vectors
        self._changing = changing

    def state(self) -> ReembeddingState:
        """How many passages have a vector of the chosen embedder, serving or coming."""
        name = self._embedder.name
        with self._engine.connect() as connection:
            total = connection.scalar(select(func.count()).select_from(passages)) or 0
            done = connection.scalar(select(func.count()).where(passages.c.embedder == name)) or 0
            coming = connection.scalar(select(func.count()).where(coming_vectors.c.embedder == name)) or 0
        return ReembeddingState(done=min(total, done + coming), total=total)

    def advance(self) -> bool:
        """Embeds one more batch, or hands over when none is left. Returns whether there may be more to do."""
        with self._engine.connect() as connection:
            rows = connection.execute(self._outdated().limit(_BATCH)).mappings().all()
        if not rows:
            return self._hand_over()
        made = self._embedder.embed_passages([meaning_text(to_passage(row)) for row in rows])
        with self._changing, self._engine.begin() as connection:
            still = set(
                connection.scalars(
                    select(passages.c.row_id).where(passages.c.row_id.in_([row["row_id"] for row in rows]))
                )
            )
            values = [
                {"row_id": row["row_id"], "embedder": self._embedder.name, "vector": to_blob(vector)}
                for row, vector in zip(rows, made, strict=True)
                if row["row_id"] in still
            ]
            if values:
                connection.execute(delete(coming_vectors).where(coming_vectors.c.row_id.in_(still)))
                connection.execute(insert(coming_vectors), values)
        return True

    def _outdated(self) -> Select[Any]:
        """Passages that have no vector of the chosen embedder, serving or coming."""
        coming = exists().where(
            coming_vectors.c.row_id == passages.c.row_id, coming_vectors.c.embedder == self._embedder.name
        )
        held, name = passages.c.embedder, self._embedder.name
        return select(passages).where(or_(held < name, held > name, held.is_(None)), ~coming)

    def _hand_over(self) -> bool:
        """Fills the new collection and makes the switch. Returns False when there was nothing to switch."""
        with self._changing:
            with self._engine.connect() as connection:
                if connection.execute(self._outdated().limit(1)).first() is not None:
                    return True
                if connection.scalar(select(func.count()).select_from(coming_vectors)) == 0:
                    return False
                if serving_embedder(connection) == self._embedder.name:
                    self._fill(connection, only_coming=True)
                else:
                    self._vectors.clear()
                    self._fill(connection, only_coming=False)
            with self._engine.begin() as connection:
                coming = select(coming_vectors.c.vector).where(coming_vectors.c.row_id == passages.c.row_id)
                outdated = passages.c.embedder.is_distinct_from(self._embedder.name)
                taken = {"vector": coming.scalar_subquery(), "embedder": self._embedder.name}
                connection.execute(update(passages).where(outdated).values(taken))
                connection.execute(delete(coming_vectors))
            self._vectors.drop_others([self._embedder.name])
        return False

    def _fill(self, connection: Connection, *, only_coming: bool) -> None:
        """Afterwards the collection holds the coming vectors too; an old one of another embedder still serves."""
        vector = func.coalesce(coming_vectors.c.vector, passages.c.vector).label("vector")
        joined = passages.join(coming_vectors, coming_vectors.c.row_id == passages.c.row_id, isouter=not only_coming)
        statement = select(passages.c.row_id, passages.c.document_id, vector).select_from(joined)
        last = 0
        while rows := connection.execute(
            statement.where(passages.c.row_id > last).order_by(passages.c.row_id).limit(_FILL_BATCH)
        ).all():
            stacked = np.stack([from_blob(row.vector) for row in rows])
            self._vectors.add([row.document_id for row in rows], [row.row_id for row in rows], stacked)
            last = rows[-1].row_id
