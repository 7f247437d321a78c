"""While the embedder changes the former one serves; a cut is no loss; then the new one takes over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import StaticPool

from core.errors import EmbedderUnavailable
from index.embedder import Vectors
from index.passage import Passage
from index.passage_index import PassageIndex
from index.tables import create_index_tables
from index.vector_index import VectorIndex, collection_name
from tests.fakes import FakeEmbedder

FORMER, CHOSEN = "former", "chosen"


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    with made.begin() as connection:
        create_index_tables(connection)
    yield made
    made.dispose()


class Away(FakeEmbedder):
    """An embedder whose server is down."""

    def embed_question(self, text: str) -> Vectors:
        raise EmbedderUnavailable("down")


def _opened(engine: Engine, folder: Path, embedder: FakeEmbedder, former: FakeEmbedder | None = None) -> PassageIndex:
    return PassageIndex(
        engine, vectors=VectorIndex(folder), embedder=embedder, former_embedder=lambda _name: former
    )  # fmt: skip


def _passages(document_id: str, count: int = 3) -> list[Passage]:
    return [
        Passage(
            id=f"{document_id}:{number}", document_id=document_id, position=number, page_no=1, start=0, end=9,
            section="", heading="", kind="paragraph", text=f"Báo cáo số {number} của {document_id} về kiểm kê",
        )
        for number in range(count)
    ]  # fmt: skip


def _embedders(engine: Engine) -> set[str | None]:
    with engine.connect() as connection:
        return set(connection.scalars(text("SELECT embedder FROM passages")))


def test_the_former_embedder_serves_until_all_is_embedded(engine: Engine, tmp_path: Path) -> None:
    former, chosen = FakeEmbedder(FORMER), FakeEmbedder(CHOSEN)
    _opened(engine, tmp_path, former).replace_document("d", _passages("d"))
    index = _opened(engine, tmp_path, chosen, former)
    index.check()
    assert index.search("kiểm kê")
    assert index.reembedding.advance()
    assert _embedders(engine) == {FORMER}
    index.replace_document("e", _passages("e"))
    assert _embedders(engine) == {FORMER}
    while index.reembedding.advance():
        index.check()
    assert _embedders(engine) == {CHOSEN}
    assert chosen.texts_embedded == 6
    index.check()
    assert index.search("kiểm kê")[0].passage.text.endswith("kiểm kê")
    assert index.reembedding.state().is_finished


def test_a_change_that_was_cut_off_goes_on_where_it_was(engine: Engine, tmp_path: Path) -> None:
    former = FakeEmbedder(FORMER)
    _opened(engine, tmp_path, former).replace_document("d", _passages("d", 70))
    first, second = FakeEmbedder(CHOSEN), FakeEmbedder(CHOSEN)
    _opened(engine, tmp_path, first, former).reembedding.advance()
    index = _opened(engine, tmp_path, second, former)
    while index.reembedding.advance():
        pass
    assert 0 < first.texts_embedded < 70
    assert first.texts_embedded + second.texts_embedded == 70
    index.check()


def test_a_removed_document_is_not_taken_over(engine: Engine, tmp_path: Path) -> None:
    former = FakeEmbedder(FORMER)
    index = _opened(engine, tmp_path, former)
    index.replace_document("d", _passages("d"))
    index.replace_document("e", _passages("e"))
    index = _opened(engine, tmp_path, FakeEmbedder(CHOSEN), former)
    index.reembedding.advance()
    index.remove_document("d")
    while index.reembedding.advance():
        pass
    index.check()
    assert {hit.passage.document_id for hit in index.search("kiểm kê")} == {"e"}


def test_words_serve_when_the_former_embedder_cannot_be_had(engine: Engine, tmp_path: Path) -> None:
    _opened(engine, tmp_path, FakeEmbedder(FORMER)).replace_document("d", _passages("d"))
    index = _opened(engine, tmp_path, FakeEmbedder(CHOSEN))
    assert index.search("kiểm kê")
    index.replace_document("e", _passages("e"))
    while index.reembedding.advance():
        pass
    assert _embedders(engine) == {CHOSEN}
    index.check()


def test_what_came_while_the_server_was_down_is_embedded_later(engine: Engine, tmp_path: Path) -> None:
    _opened(engine, tmp_path, FakeEmbedder(CHOSEN)).replace_document("d", _passages("d"))
    down = _opened(engine, tmp_path, Away(CHOSEN))
    down.replace_document("e", _passages("e"))
    assert {hit.passage.document_id for hit in down.search("kiểm kê")} == {"d", "e"}
    index = _opened(engine, tmp_path, FakeEmbedder(CHOSEN))
    assert index.reembedding.state().done == 3
    while index.reembedding.advance():
        pass
    index.check()
    assert index.reembedding.state().is_finished


def test_collections_are_named_apart() -> None:
    assert collection_name(FORMER) != collection_name(CHOSEN)
