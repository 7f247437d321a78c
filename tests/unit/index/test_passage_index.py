"""The index finds what it holds, forgets what was removed, and can be made again from the database."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from core.errors import IndexDamaged
from index.passage import Passage
from index.passage_index import PassageIndex
from index.passages import cut_passages
from index.tables import create_index_tables
from index.vector_index import VectorIndex
from tests.fakes import FakeEmbedder
from tests.unit.index.directives import ITEMS, small_directive


class Bench:
    """An index over an empty database in memory."""

    def __init__(self, folder: Path) -> None:
        self.engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        self.folder = folder
        with self.engine.begin() as connection:
            create_index_tables(connection)
        self.index = self.opened(FakeEmbedder())

    def opened(self, embedder: FakeEmbedder) -> PassageIndex:
        return PassageIndex(self.engine, vectors=VectorIndex(self.folder), embedder=embedder, accent=_accent)


def _accent(question: str) -> str:
    return question.replace("bao cao", "báo cáo").replace("ket qua", "kết quả")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "vectors")
    made.index.replace_document("d", cut_passages(small_directive(), "d"))
    made.index.replace_document("e", [_passage("e", "Thông báo lịch trực nghỉ lễ của Văn phòng.")])
    yield made
    made.engine.dispose()


def _passage(document_id: str, text: str) -> Passage:
    return Passage(
        id=f"{document_id}:0", document_id=document_id, position=0, page_no=1, start=0, end=len(text), section="",
        heading="", kind="paragraph", text=text,
    )  # fmt: skip


@pytest.mark.parametrize("question", ["báo cáo kết quả trước ngày nào", "bao cao ket qua", "BC KQ", "15/12/2025"])
def test_a_passage_is_found_however_the_question_is_typed(bench: Bench, question: str) -> None:
    assert ITEMS[0] in bench.index.search(question)[0].passage.text


def test_a_code_finds_its_document_in_any_spelling(bench: Bench) -> None:
    assert {hit.passage.document_id for hit in bench.index.search("15 / kh-cdn", limit=3)} == {"d"}


def test_a_search_can_be_kept_to_some_documents(bench: Bench) -> None:
    hits = bench.index.search("báo cáo kết quả", document_ids=["e"])
    assert {hit.passage.document_id for hit in hits} <= {"e"}
    assert bench.index.search("báo cáo", document_ids=[]) == ()


@pytest.mark.parametrize("question", ["", "   ", '"(*', "\x00"])
def test_a_question_without_words_finds_nothing(bench: Bench, question: str) -> None:
    assert bench.index.search(question) == ()


def test_a_replaced_document_is_found_by_its_new_words_only(bench: Bench) -> None:
    bench.index.replace_document("e", [_passage("e", "Kiểm kê tài sản cuối năm.")])
    assert bench.index.search("kiểm kê tài sản")[0].passage.document_id == "e"
    assert all("lịch trực" not in hit.passage.text for hit in bench.index.search("lịch trực nghỉ lễ"))


def test_a_removed_document_is_not_found(bench: Bench) -> None:
    bench.index.remove_document("d")
    assert all(hit.passage.document_id == "e" for hit in bench.index.search("báo cáo kết quả"))
    bench.index.check()


def test_lost_vectors_are_told_and_made_again_without_embedding(bench: Bench) -> None:
    lost = Bench(bench.folder / "other")
    lost.engine.dispose()
    index = PassageIndex(bench.engine, vectors=VectorIndex(bench.folder / "empty"), embedder=FakeEmbedder())
    with pytest.raises(IndexDamaged, match="lacks"):
        index.check()
    assert index.rebuild_vectors() == len(bench.index.list_passages("d")) + 1
    index.check()


def test_another_embedder_embeds_everything_once(bench: Bench) -> None:
    other = FakeEmbedder("other")
    index = bench.opened(other)
    held = index.rebuild_vectors()
    assert other.texts_embedded == held
    index.rebuild_vectors()
    assert other.texts_embedded == held


def test_words_still_find_while_the_vector_files_are_damaged(bench: Bench, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(bench.folder, broken)
    (broken / "chroma.sqlite3").write_bytes(b"not a database")
    index = PassageIndex(bench.engine, vectors=VectorIndex(broken), embedder=FakeEmbedder())
    assert ITEMS[0] in index.search("báo cáo kết quả")[0].passage.text
    with pytest.raises(IndexDamaged):
        index.check()
    index.rebuild_vectors()
    index.check()


def test_copies_of_one_paper_give_way_to_other_papers(bench: Bench) -> None:
    for document_id in ("a", "b"):
        bench.index.replace_document(document_id, [_passage(document_id, "Kiểm kê tài sản công cuối năm.")])
    bench.index.replace_document("c", [_passage("c", "Các phòng kiểm kê kho.")])
    found = [hit.passage.document_id for hit in bench.index.search("kiểm kê tài sản công cuối năm")]
    assert sorted(found[:1] + found[-1:]) == ["a", "b"]


@pytest.mark.embedded
def test_parts_of_the_tables_of_words_are_joined_and_find_the_same(bench: Bench) -> None:
    for number in range(6):
        bench.index.replace_document(
            f"more {number}", [_passage(f"more {number}", f"Lịch trực số {number} của Văn phòng.")]
        )
    before, parts = bench.index.search("lịch trực của Văn phòng"), _parts_of_words(bench)
    while bench.index.join_words():
        pass
    assert _parts_of_words(bench) < parts
    assert bench.index.search("lịch trực của Văn phòng") == before
    bench.index.check()


def _parts_of_words(bench: Bench) -> int:
    with bench.engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(DISTINCT segid) FROM words_folded_idx").scalar_one())
