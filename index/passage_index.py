"""The search index: passages in our database, two tables of words beside them, vectors in Chroma."""

import logging
import threading
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, Engine, select

from core.errors import EmbedderUnavailable, IndexDamaged
from index.embedder import Embedder, Vectors
from index.passage import Passage
from index.passage_rows import (
    any_vector,
    delete_document,
    insert_passages,
    meaning_text,
    to_passage,
)
from index.ranker import Reranker, bundled_ranker
from index.ranking_features import Looks
from index.reembedding import Reembedding, serving_embedder
from index.repair import check_words, fill_vectors, fill_words
from index.schema import passages
from index.search_query import read_search_query
from index.searching import Hit, Meaning, Searching
from index.vector_index import VectorIndex
from index.word_index import Within
from index.word_indexes import join_words

__all__ = ["Hit", "PassageIndex"]

_log = logging.getLogger(__name__)

_SAME = 0.999
"""Cosine of a vector to itself, as far as rounding goes."""


class PassageIndex:
    """Finds passages by their words, their codes and their meaning.

    The database is the truth; Chroma is made again from it by `rebuild_vectors` whenever it is lost or damaged. While
    the database holds vectors of another embedder than the one chosen, that one goes on serving, if it can be had,
    until `reembedding` is done.

    Args:
        engine: database with the tables of `index.schema`. Transactions that write carry the execution option
            `writes`, for an engine that has them wait for other writers when they begin.
        vectors: where nearest vectors are looked up.
        embedder: what turns text into vectors.
        accent: puts accents on a question typed without; by default nothing is put.
        former_embedder: gives the embedder of that name, None when it cannot be had; searches are then by words alone.
        reranker: orders what was found; by default the model that ships with the program.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        vectors: VectorIndex,
        embedder: Embedder,
        accent: Callable[[str], str] = str,
        former_embedder: Callable[[str], Embedder | None] = lambda _name: None,
        reranker: Reranker | None = None,
    ) -> None:
        self._engine, self._embedder, self._accent = engine, embedder, accent
        self._writing = engine.execution_options(writes=True)
        self._former_embedder = former_embedder
        self._vectors = vectors
        self._searching = Searching(reranker or bundled_ranker())
        self._changing = threading.RLock()
        self._served: dict[str, Meaning | None] = {}

    def replace_document(self, document_id: str, new_passages: Sequence[Passage]) -> None:
        """Afterwards the document has exactly these passages, in the database and in Chroma."""
        meaning = self._meaning()
        vectors = _embedded(meaning, new_passages)
        with self._changing:
            with self._writing.begin() as connection:
                delete_document(connection, document_id)
                name = meaning.embedder.name if meaning is not None and vectors is not None else None
                row_ids = insert_passages(connection, new_passages, vectors, name)
            if meaning is not None:
                kept = row_ids if vectors is not None else []
                self._mend_if_damaged(meaning, lambda: meaning.vectors.replace(document_id, kept, vectors))

    def remove_document(self, document_id: str) -> None:
        """Afterwards nothing of the document is found any more."""
        meaning = self._meaning()
        with self._changing:
            with self._writing.begin() as connection:
                delete_document(connection, document_id)
            if meaning is not None:
                self._mend_if_damaged(meaning, lambda: meaning.vectors.remove(document_id))

    def look_for(self, question: str) -> Looks:
        """The question made ready for searches; its slips of typing are put right toward what may be looked into now.

        It may be typed with or without accents, with short forms, with any characters.
        """
        visible = self._visible()
        with self._engine.connect() as connection:
            return self._made_ready(connection, question, visible)

    def _made_ready(self, connection: Connection, question: str, visible: tuple[str, ...] | None) -> Looks:
        mended = self._searching.mended(connection, question, within=Within(document_ids=visible))
        return Looks(read_search_query(mended, accent=self._accent))

    def search(
        self, question: str | Looks, *, limit: int = 10, document_ids: Sequence[str] | None = None
    ) -> tuple[Hit, ...]:
        """The passages that fit the question best, best first; those with a code of the question before all others.

        Args:
            question: as typed, or made ready by `look_for`, which spares work when it is looked for again elsewhere.
            limit: most hits wanted.
            document_ids: look only into these documents; None for all.
        """
        visible = self._visible()
        within = Within(document_ids=_common(document_ids, visible))
        with self._engine.connect() as connection:
            looks = question if isinstance(question, Looks) else self._made_ready(connection, question, visible)
            if not looks.query.folded:
                return ()
            return self._searching.hits(connection, looks, self._meaning_in(connection), within=within, limit=limit)

    def _visible(self) -> tuple[str, ...] | None:
        """The only documents that a search may look into now; None for all."""
        return None

    def list_passages(self, document_id: str) -> tuple[Passage, ...]:
        """All passages of a document in the order of its text."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(passages).where(passages.c.document_id == document_id).order_by(passages.c.position)
            )
            return tuple(to_passage(row) for row in rows.mappings())

    @property
    def reembedding(self) -> Reembedding:
        """The way from the vectors held to those of the chosen embedder; nothing is to be done while they are its."""
        return Reembedding(
            self._writing,
            embedder=self._embedder,
            vectors=self._vectors.of_embedder(self._embedder.name),
            changing=self._changing,
        )

    def join_words(self) -> bool:
        """One short step in joining what the tables of words got piece by piece; searches go on, and get quicker.

        Returns whether there may be more to join.
        """
        with self._writing.begin() as connection:
            return join_words(connection)

    def rebuild_vectors(self) -> int:
        """Makes Chroma and the tables of words anew from the database, embedding what another embedder made.

        Returns:
            How many passages are held now.
        """
        reembedding = self.reembedding
        while reembedding.advance():
            pass
        with self._changing:
            with self._writing.begin() as connection:
                fill_words(connection)
            vectors = self._vectors.of_embedder(self._embedder.name)
            with self._engine.connect() as connection:
                return fill_vectors(connection, vectors, self._embedder.name)

    def check(self) -> None:
        """Proves that the tables of words and Chroma answer and hold exactly the passages of the database.

        Raises:
            IndexDamaged: they do not; `mend` puts it right.
        """
        meaning = self._meaning()
        with self._engine.connect() as connection:
            check_words(connection)
            if meaning is None:
                return
            stored = frozenset(
                connection.scalars(select(passages.c.row_id).where(passages.c.embedder == meaning.embedder.name))
            )
        held = meaning.vectors.row_ids()
        if held != stored:
            missing, extra = len(stored - held), len(held - stored)
            raise IndexDamaged(
                f"the vector index lacks {missing} passages and has {extra} too many",
                advice="rebuild the search index from the database: dondoc doctor",
            )
        if stored:
            self._probe(meaning)

    @property
    def met_damage(self) -> bool:
        """Whether a search found Chroma broken since the index was last mended; searches go on by words."""
        return self._searching.met_damage

    def mend(self) -> bool:
        """Afterwards `check` passes. Embeds nothing. Returns whether something had to be put right."""
        with self._changing:
            self._searching.met_damage = False
            try:
                self.check()
            except IndexDamaged as damage:
                _log.warning("mending the search index: %s", damage)
            else:
                return False
            with self._writing.begin() as connection:
                fill_words(connection)
            meaning = self._meaning()
            if meaning is not None:
                with self._engine.connect() as connection:
                    fill_vectors(connection, meaning.vectors, meaning.embedder.name)
            return True

    def _probe(self, meaning: Meaning) -> None:
        """Asks for the neighbours of one stored vector: a collection may list its ids and still not answer."""
        with self._engine.connect() as connection:
            vector = any_vector(connection, meaning.embedder.name)
        if vector is None:
            return
        nearest = meaning.vectors.nearest(vector, 1)
        if not nearest or nearest[0].similarity < _SAME:
            raise IndexDamaged("the vector index does not find what it holds", advice="rebuild it: dondoc doctor")

    def _meaning(self) -> Meaning | None:
        with self._engine.connect() as connection:
            return self._meaning_in(connection)

    def _meaning_in(self, connection: Connection) -> Meaning | None:
        """The embedder whose vectors are searched now; None when it cannot be had. Another process may change it."""
        name = serving_embedder(connection) or self._embedder.name
        if name not in self._served:
            embedder = self._embedder if name == self._embedder.name else self._former_embedder(name)
            served = None
            if embedder is not None:
                served = Meaning(embedder=embedder, vectors=self._vectors.of_embedder(name))
            self._served = {name: served}
        return self._served[name]

    def _mend_if_damaged(self, meaning: Meaning, write: Callable[[], None]) -> None:
        """Writes to Chroma; files that are broken are made again. A server is left to whoever tries again: it may only
        have been away, and holds what others wrote.

        Raises:
            IndexDamaged: the server could not be written to.
        """
        try:
            write()
        except IndexDamaged as damage:
            if self._vectors.is_shared:
                raise
            _log.warning("rebuilding the vector index: %s", damage)
            with self._engine.connect() as connection:
                fill_vectors(connection, meaning.vectors, meaning.embedder.name)


def _common(asked: Sequence[str] | None, visible: Sequence[str] | None) -> tuple[str, ...] | None:
    """Those of the documents asked for that may be looked into; None for all."""
    if asked is None:
        return None if visible is None else tuple(visible)
    allowed = None if visible is None else frozenset(visible)
    return tuple(one for one in asked if allowed is None or one in allowed)


def _embedded(meaning: Meaning | None, new_passages: Sequence[Passage]) -> Vectors | None:
    """Vectors of the passages; None while the embedder cannot be had: `reembedding` makes them later."""
    if meaning is None:
        return None
    try:
        return meaning.embedder.embed_passages([meaning_text(passage) for passage in new_passages])
    except EmbedderUnavailable as error:
        _log.warning("a document is found by its words alone for now: %s", error)
        return None
