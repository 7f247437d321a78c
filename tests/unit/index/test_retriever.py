"""LangChain gets the same passages as a search, with their places."""

from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from index.passage_index import PassageIndex
from index.passages import cut_passages
from index.retriever import PassageRetriever
from index.tables import create_index_tables
from index.vector_index import VectorIndex
from tests.fakes import FakeEmbedder
from tests.unit.index.directives import small_directive


def test_documents_are_passages_with_their_places(tmp_path: Path) -> None:
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    with engine.begin() as connection:
        create_index_tables(connection)
    index = PassageIndex(engine, vectors=VectorIndex(tmp_path), embedder=FakeEmbedder())
    directive = small_directive()
    index.replace_document("d", cut_passages(directive, "d"))
    found = PassageRetriever(index=index, limit=2).invoke("báo cáo kết quả trước ngày nào")
    hits = index.search("báo cáo kết quả trước ngày nào", limit=2)
    assert [document.id for document in found] == [hit.passage.id for hit in hits]
    place = found[0].metadata
    assert directive.text[place["start"] : place["end"]] == found[0].page_content
    assert PassageRetriever(index=index, document_ids=("e",)).invoke("báo cáo") == []
    engine.dispose()
