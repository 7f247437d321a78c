"""Nearest vectors, held by Chroma in a folder that can always be thrown away and made again from the database."""

import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core.errors import IndexDamaged
from core.record import Record
from index.embedder import Vectors

_COLLECTION = "passages"
_BATCH = 1_000
_ADVICE = "rebuild the search index from the database: dondoc doctor"


class Neighbour(Record):
    """A passage near a question; `similarity` is the cosine, -1..1."""

    passage_id: str
    similarity: float


class VectorIndex:
    """Passage vectors under their ids. One process at a time may write.

    Args:
        folder: where Chroma keeps its files; made when missing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opening = threading.Lock()
        self._client: Any = None
        self._collection: Any = None

    def replace(self, document_id: str, passage_ids: Sequence[str], vectors: Vectors) -> None:
        """Afterwards the document has these vectors and no others.

        Raises:
            IndexDamaged: Chroma cannot read or write its files.
        """
        self.remove(document_id)
        with _damage_told(self._folder):
            for start in range(0, len(passage_ids), _BATCH):
                ids = list(passage_ids[start : start + _BATCH])
                rows = vectors[start : start + _BATCH]
                self._opened().add(ids=ids, embeddings=rows, metadatas=[{"document_id": document_id}] * len(ids))

    def remove(self, document_id: str) -> None:
        """Afterwards the document has no vectors.

        Raises:
            IndexDamaged: Chroma cannot read or write its files.
        """
        with _damage_told(self._folder):
            self._opened().delete(where={"document_id": document_id})

    def nearest(self, vector: Vectors, limit: int) -> tuple[Neighbour, ...]:
        """The passages nearest to `vector`, best first.

        Raises:
            IndexDamaged: Chroma cannot read its files.
        """
        with _damage_told(self._folder):
            collection = self._opened()
            if collection.count() == 0:
                return ()
            found = collection.query(query_embeddings=[vector], n_results=limit, include=["distances"])
            pairs = zip(found["ids"][0], found["distances"][0], strict=True)
            return tuple(Neighbour(passage_id=key, similarity=1.0 - float(distance)) for key, distance in pairs)

    def passage_ids(self) -> frozenset[str]:
        """Ids of all vectors held.

        Raises:
            IndexDamaged: Chroma cannot read its files.
        """
        with _damage_told(self._folder):
            return frozenset(self._opened().get(include=[])["ids"])

    def clear(self) -> None:
        """Afterwards nothing is held, whatever state the files were in.

        Raises:
            IndexDamaged: the folder cannot be written.
        """
        with self._opening:
            try:
                self._drop_collection()
            except IndexDamaged:
                self._start_afresh()
                self._drop_collection()

    def _drop_collection(self) -> None:
        with _damage_told(self._folder):
            client = self._connected()
            if _COLLECTION in {collection.name for collection in client.list_collections()}:
                client.delete_collection(_COLLECTION)
            self._collection = _made(client)

    def _start_afresh(self) -> None:
        """Throws the files away, and with them the half-open engine that Chroma keeps for them."""
        from chromadb.api.shared_system_client import SharedSystemClient

        SharedSystemClient.clear_system_cache()
        self._client = self._collection = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def _opened(self) -> Any:
        with self._opening:
            if self._collection is None:
                self._collection = _made(self._connected())
            return self._collection

    def _connected(self) -> Any:
        if self._client is None:
            import chromadb
            from chromadb.config import Settings

            self._folder.mkdir(parents=True, exist_ok=True)
            options = Settings(anonymized_telemetry=False, allow_reset=False)
            self._client = chromadb.PersistentClient(path=str(self._folder), settings=options)
        return self._client


def _made(client: Any) -> Any:
    """The collection, without an embedding function: one that is left to Chroma would fetch a model."""
    return client.get_or_create_collection(
        _COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )


@contextmanager
def _damage_told(folder: Path) -> Iterator[None]:
    """Turns whatever Chroma raises into `IndexDamaged`; on damaged files some of its failures are plain slips."""
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, OSError, RuntimeError, ValueError, KeyError, AttributeError) as exc:
        raise IndexDamaged(f"the vector index failed: {exc}", where=folder.name, advice=_ADVICE) from exc
