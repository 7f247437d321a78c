"""The search index: passages in our database, two full-text tables beside them, vectors in Chroma."""

import logging
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from sqlalchemy import Connection, Engine, bindparam, select, update

from core.errors import IndexDamaged
from core.record import Record
from index.embedder import Embedder
from index.fusion import fuse_rankings
from index.passage import Passage
from index.passage_rows import (
    DEPTH,
    delete_document,
    insert_passages,
    load_passages,
    meaning_text,
    rank_by_words,
    stored_vectors,
    to_blob,
    to_passage,
    with_codes,
)
from index.schema import FULL_TEXT_TABLES, passages
from index.search_query import SearchQuery, read_search_query
from index.vector_index import VectorIndex

_log = logging.getLogger(__name__)

_EXACT_WEIGHT, _FOLDED_WEIGHT, _DENSE_WEIGHT, _CODE_WEIGHT, _FRONT_WEIGHT = 1.0, 0.6, 0.8, 0.8, 1.5
_REBUILD_BATCH = 2_000


class Hit(Record):
    """A passage that was found; `score` orders the hits of one search and means nothing across searches."""

    passage: Passage
    score: float


class PassageIndex:
    """Finds passages by their words, their codes and their meaning.

    The database is the truth; Chroma is made again from it by `rebuild_vectors` whenever it is lost or damaged.

    Args:
        engine: database with the tables of `index.schema`. Transactions that write carry the execution option
            `writes`, for an engine that has them wait for other writers when they begin.
        vectors: where nearest vectors are looked up.
        embedder: what turns text into vectors.
        accent: puts accents on a question typed without; by default nothing is put.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        vectors: VectorIndex,
        embedder: Embedder,
        accent: Callable[[str], str] = str,
    ) -> None:
        self._engine, self._vectors, self._embedder, self._accent = engine, vectors, embedder, accent
        self._writing = engine.execution_options(writes=True)

    def replace_document(self, document_id: str, new_passages: Sequence[Passage]) -> None:
        """Afterwards the document has exactly these passages, in the database and in Chroma."""
        vectors = self._embedder.embed_passages([meaning_text(passage) for passage in new_passages])
        with self._writing.begin() as connection:
            delete_document(connection, document_id)
            insert_passages(connection, new_passages, vectors, self._embedder.name)
        self._mend_if_damaged(
            lambda: self._vectors.replace(document_id, [passage.id for passage in new_passages], vectors)
        )

    def remove_document(self, document_id: str) -> None:
        """Afterwards nothing of the document is found any more."""
        with self._writing.begin() as connection:
            delete_document(connection, document_id)
        self._mend_if_damaged(lambda: self._vectors.remove(document_id))

    def search(
        self,
        question: str,
        *,
        limit: int = 10,
        document_ids: Sequence[str] | None = None,
        defined: Mapping[str, str] | None = None,
    ) -> tuple[Hit, ...]:
        """The passages that fit the question best, best first.

        Args:
            question: as typed: with or without accents, short forms, any characters.
            limit: most hits wanted.
            document_ids: look only into these documents; None for all.
            defined: short forms that the documents define.
        """
        query = read_search_query(question, accent=self._accent, defined=defined)
        if not query.folded:
            return ()
        with self._engine.connect() as connection:
            rankings = self._rankings(connection, query, document_ids)
            best = fuse_rankings(rankings)[:limit]
            found = load_passages(connection, [passage_id for passage_id, _ in best])
        return tuple(Hit(passage=found[key], score=score) for key, score in best if key in found)

    def list_passages(self, document_id: str) -> tuple[Passage, ...]:
        """All passages of a document in the order of its text."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(passages).where(passages.c.document_id == document_id).order_by(passages.c.position)
            )
            return tuple(to_passage(row) for row in rows.mappings())

    def rebuild_vectors(self) -> int:
        """Makes Chroma anew from the database, embedding what another embedder made or what has no vector yet.

        Returns:
            How many passages are held now.
        """
        self._embed_missing()
        self._vectors.clear()
        with self._engine.connect() as connection:
            documents = connection.scalars(select(passages.c.document_id).distinct()).all()
            total = 0
            for document_id in documents:
                keys, vectors = stored_vectors(connection, [document_id])
                self._vectors.replace(document_id, keys, vectors)
                total += len(keys)
        return total

    def check(self) -> None:
        """Proves that Chroma answers and holds exactly the passages of the database.

        Raises:
            IndexDamaged: it does not; `rebuild_vectors` mends it.
        """
        held = self._vectors.passage_ids()
        with self._engine.connect() as connection:
            stored = frozenset(connection.scalars(select(passages.c.id)))
        if held != stored:
            missing, extra = len(stored - held), len(held - stored)
            raise IndexDamaged(
                f"the vector index lacks {missing} passages and has {extra} too many",
                advice="rebuild the search index from the database: dondoc doctor",
            )

    def _rankings(
        self, connection: Connection, query: SearchQuery, document_ids: Sequence[str] | None
    ) -> list[tuple[float, list[str]]]:
        exact, folded = FULL_TEXT_TABLES
        rankings = [
            (_EXACT_WEIGHT, rank_by_words(connection, exact, _of_words(query.exact), document_ids)),
            (_FOLDED_WEIGHT, rank_by_words(connection, folded, _of_words(query.folded), document_ids)),
            (_CODE_WEIGHT, rank_by_words(connection, folded, with_codes(query), document_ids)),
            (_DENSE_WEIGHT, self._nearest(connection, query.text, document_ids)),
        ]
        if query.about_document:
            match = with_codes(query) or _of_words(query.folded)
            front = rank_by_words(connection, folded, match, document_ids, only_front=True)
            rankings.append((_FRONT_WEIGHT, front))
        return rankings

    def _nearest(self, connection: Connection, question: str, document_ids: Sequence[str] | None) -> list[str]:
        """Ids of passages near in meaning; none while Chroma is damaged, so that word search still serves."""
        vector = self._embedder.embed_question(question)
        if document_ids is not None:
            keys, vectors = stored_vectors(connection, document_ids, embedder=self._embedder.name)
            if not keys:
                return []
            return [keys[index] for index in np.argsort(-(vectors @ vector), kind="stable")[:DEPTH]]
        try:
            return [neighbour.passage_id for neighbour in self._vectors.nearest(vector, DEPTH)]
        except IndexDamaged as damage:
            _log.warning("searching by words alone: %s", damage)
            return []

    def _mend_if_damaged(self, write: Callable[[], None]) -> None:
        try:
            write()
        except IndexDamaged as damage:
            _log.warning("rebuilding the vector index: %s", damage)
            self.rebuild_vectors()

    def _embed_missing(self) -> None:
        outdated = (passages.c.embedder.is_distinct_from(self._embedder.name)) | passages.c.vector.is_(None)
        while True:
            with self._writing.begin() as connection:
                rows = connection.execute(select(passages).where(outdated).limit(_REBUILD_BATCH)).mappings().all()
                if not rows:
                    return
                vectors = self._embedder.embed_passages([meaning_text(to_passage(row)) for row in rows])
                connection.execute(
                    update(passages)
                    .where(passages.c.row_id == bindparam("key"))
                    .values(vector=bindparam("new_vector"), embedder=self._embedder.name),
                    [
                        {"key": row["row_id"], "new_vector": to_blob(vector)}
                        for row, vector in zip(rows, vectors, strict=True)
                    ],
                )


def _of_words(match: str) -> str:
    """The query for the words of a passage and its context, "" for none."""
    return f"{{text context}} : ({match})" if match else ""
