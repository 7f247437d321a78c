"""Nearest vectors, held by Chroma, which can always be emptied and filled again from the database."""

import hashlib
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from core.errors import IndexDamaged
from index.chroma import Chroma
from index.embedder import Vectors

_PREFIX = "passages-"
_BATCH = 1_000


class Neighbour(NamedTuple):
    """A passage near a question; `similarity` is the cosine, -1..1."""

    row_id: int
    similarity: float


class VectorIndex:
    """Vectors of one embedder, under the numbers of the rows that hold their passages. One process at a time may write.

    A passage that is cut anew gets a new row, so a vector can never stand for other words than its own.

    Args:
        place: where Chroma keeps its files, the address of its server, or an open connection.
        embedder: whose vectors these are; each embedder has a collection of its own.
    """

    def __init__(self, place: Path | str | Chroma, embedder: str = "") -> None:
        self._chroma = place if isinstance(place, Chroma) else Chroma(place)
        self._name = collection_name(embedder)
        self._opening = threading.RLock()
        self._collection: Any = None
        self._epoch = -1

    @property
    def is_shared(self) -> bool:
        """A server holds them, and other processes write to it too."""
        return self._chroma.is_server

    def of_embedder(self, embedder: str) -> "VectorIndex":
        """The vectors of another embedder in the same place."""
        return VectorIndex(self._chroma, embedder)

    def replace(self, document_id: str, row_ids: Sequence[int], vectors: Vectors | None) -> None:
        """Afterwards the document has these vectors and no others; none at all for None.

        Raises:
            IndexDamaged: Chroma cannot read or write its files.
        """
        self.remove(document_id)
        if vectors is not None:
            self.add([document_id] * len(row_ids), row_ids, vectors)

    def add(self, document_ids: Sequence[str], row_ids: Sequence[int], vectors: Vectors) -> None:
        """Afterwards these vectors are held too.

        Raises:
            IndexDamaged: Chroma cannot read or write its files.
        """
        for start in range(0, len(row_ids), _BATCH):
            part = slice(start, start + _BATCH)
            ids = [str(row_id) for row_id in row_ids[part]]
            owners = [{"document_id": key} for key in document_ids[part]]
            self._ask(partial(_upsert, ids=ids, embeddings=vectors[part], metadatas=owners))

    def remove(self, document_id: str) -> None:
        """Afterwards the document has no vectors.

        Raises:
            IndexDamaged: Chroma cannot read or write its files.
        """
        self._ask(lambda collection: collection.delete(where={"document_id": document_id}))

    def nearest(self, vector: Vectors, limit: int) -> tuple[Neighbour, ...]:
        """The passages nearest to `vector`, best first.

        Raises:
            IndexDamaged: Chroma cannot read its files.
        """
        found = self._ask(
            lambda collection: collection.query(query_embeddings=[vector], n_results=limit, include=["distances"])
        )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return tuple(Neighbour(int(key), 1.0 - float(distance)) for key, distance in pairs)

    def row_ids(self) -> frozenset[int]:
        """Numbers of all vectors held.

        Raises:
            IndexDamaged: Chroma cannot read its files.
        """
        return frozenset(int(key) for key in self._ask(lambda collection: collection.get(include=[]))["ids"])

    def clear(self) -> None:
        """Afterwards nothing is held, whatever state the files were in.

        Raises:
            IndexDamaged: the folder cannot be written.
        """
        with self._opening:
            try:
                self._drop()
            except IndexDamaged:
                self._chroma.start_afresh()
                self._drop()

    def drop_others(self, kept: Sequence[str]) -> None:
        """Takes away the collections of embedders that are not among `kept`.

        Raises:
            IndexDamaged: Chroma cannot read or write its files.
        """
        names = {collection_name(embedder) for embedder in kept}
        with self._chroma.damage_told():
            for name in self._collections():
                if name.startswith(_PREFIX.rstrip("-")) and name not in names:
                    self._chroma.client().delete_collection(name)

    def _drop(self) -> None:
        with self._chroma.damage_told():
            if self._name in self._collections():
                self._chroma.client().delete_collection(self._name)
            self._collection = None
            self._opened()

    def _collections(self) -> set[str]:
        return {collection.name for collection in self._chroma.client().list_collections()}

    def _ask(self, do: Callable[[Any], Any]) -> Any:
        """What the collection gives; one that another process made anew meanwhile is opened again."""
        from chromadb.errors import NotFoundError

        with self._chroma.damage_told():
            try:
                return do(self._opened())
            except NotFoundError:
                self._collection = None
                return do(self._opened())

    def _opened(self) -> Any:
        """The collection, without an embedding function: one that is left to Chroma would fetch a model."""
        with self._opening:
            if self._collection is None or self._epoch != self._chroma.epoch:
                self._epoch = self._chroma.epoch
                self._collection = self._chroma.client().get_or_create_collection(
                    self._name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
                )
            return self._collection


def _upsert(collection: Any, **rows: Any) -> None:
    collection.upsert(**rows)


def collection_name(embedder: str) -> str:
    """Name of the collection for the vectors of an embedder, in the letters that Chroma takes."""
    return _PREFIX + hashlib.sha256(embedder.encode()).hexdigest()[:16]
