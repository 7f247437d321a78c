"""The index against a plain dictionary: whatever is added, replaced and removed, it holds the same and finds it.

So it does when the process dies between the database and Chroma, and while and after the embedder changes.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import StaticPool

from index.embedder import Vectors
from index.passage import Passage
from index.passage_index import PassageIndex
from index.reembedding import serving_embedder
from index.tables import create_index_tables
from index.vector_index import VectorIndex
from tests.fakes import FakeEmbedder

DOCUMENTS = st.sampled_from(["one", "two", "three"])
WORDS = st.sampled_from(["kế hoạch", "báo cáo", "thi đua", "khen thưởng", "kiểm tra", "số hóa", "tập huấn", "hội nghị"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=4, unique=True).map(" ".join), min_size=1, max_size=4)


class Killed(BaseException):
    """Stands for the end of a process."""


class DyingVectorIndex(VectorIndex):
    """Dies before it writes."""

    def of_embedder(self, embedder: str) -> "DyingVectorIndex":
        return DyingVectorIndex(self._chroma, embedder)

    def replace(self, document_id: str, row_ids: Sequence[int], vectors: Vectors | None) -> None:
        raise Killed


def serving_name(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return serving_embedder(connection)


class IndexMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        with self.engine.begin() as connection:
            create_index_tables(connection)
        self.embedder = self.former = FakeEmbedder("first")
        self.index = self.opened()
        self.model: dict[str, list[str]] = {}

    def opened(self, *, dying: bool = False) -> PassageIndex:
        """The index as a new process opens it."""
        vectors = (DyingVectorIndex if dying else VectorIndex)(Path(self.folder.name))
        former = {one.name: one for one in (self.embedder, self.former)}
        return PassageIndex(self.engine, vectors=vectors, embedder=self.embedder, former_embedder=former.get)

    @rule(document_id=DOCUMENTS, texts=TEXTS)
    def replace(self, document_id: str, texts: list[str]) -> None:
        self.index.replace_document(document_id, [_passage(document_id, *pair) for pair in enumerate(texts)])
        self.model[document_id] = texts

    @rule(document_id=DOCUMENTS)
    def remove(self, document_id: str) -> None:
        self.index.remove_document(document_id)
        self.model.pop(document_id, None)

    @rule()
    def lose_vectors(self) -> None:
        VectorIndex(Path(self.folder.name), serving_name(self.engine) or self.embedder.name).clear()
        assert self.index.mend() or not self.model

    @rule(document_id=DOCUMENTS, texts=TEXTS)
    def die_between_database_and_vectors(self, document_id: str, texts: list[str]) -> None:
        with pytest.raises(Killed):
            self.opened(dying=True).replace_document(
                document_id, [_passage(document_id, *pair) for pair in enumerate(texts)]
            )
        self.model[document_id] = texts
        self.index = self.opened()
        self.index.mend()

    @rule()
    def choose_another_embedder(self) -> None:
        while self.index.reembedding.advance():
            pass
        self.former = self.embedder
        self.embedder = FakeEmbedder("second" if self.embedder.name == "first" else "first")
        self.index = self.opened()

    @rule()
    def embed_a_batch(self) -> None:
        self.index.reembedding.advance()

    @rule(word=WORDS)
    def search(self, word: str) -> None:
        hits = self.index.search(word, limit=50)
        found = {hit.passage.id for hit in hits if word in hit.passage.text}
        held = {
            f"{key}:{number}" for key, texts in self.model.items() for number, text in enumerate(texts) if word in text
        }
        assert found == held
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)
        assert all(self.model[hit.passage.document_id][hit.passage.position] == hit.passage.text for hit in hits)

    @rule(document_id=DOCUMENTS, word=WORDS)
    def search_within(self, document_id: str, word: str) -> None:
        hits = self.index.search(word, limit=50, document_ids=[document_id])
        assert {hit.passage.document_id for hit in hits} <= {document_id} & self.model.keys()

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        self.index.check()
        for document_id in ("one", "two", "three"):
            held = [passage.text for passage in self.index.list_passages(document_id)]
            assert held == self.model.get(document_id, [])

    def teardown(self) -> None:
        self.engine.dispose()
        self.folder.cleanup()


def _passage(document_id: str, position: int, text: str) -> Passage:
    return Passage(
        id=f"{document_id}:{position}",
        document_id=document_id,
        position=position,
        page_no=1,
        start=0,
        end=len(text),
        section="",
        heading="",
        kind="paragraph",
        text=text,
    )


TestIndexMachine = IndexMachine.TestCase
TestIndexMachine.settings = settings(
    max_examples=10, stateful_step_count=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
