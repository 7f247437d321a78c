"""Whatever befalls the files of the index, it is told and made again from the database, without embedding anything."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromadb.api.shared_system_client import SharedSystemClient
from sqlalchemy import Engine, create_engine, text

from core.errors import IndexDamaged
from index.passage import Passage
from index.passage_index import PassageIndex
from index.tables import create_index_tables
from index.vector_index import VectorIndex
from tests.fakes import FakeEmbedder

pytestmark = pytest.mark.slow

WORDS = ("kiểm kê tài sản", "lịch trực nghỉ lễ", "tập huấn chuyển đổi số")
PASSAGES = 120
"""More than Chroma keeps in its log alone: the files of the graph are written too."""


class Broken:
    """An index on disk, opened as a new process would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "vectors"
        self.engine = create_engine(f"sqlite:///{folder / 'index.sqlite'}")
        with self.engine.begin() as connection:
            create_index_tables(connection)
        index = self.opened()
        for number in range(PASSAGES):
            index.replace_document(f"d{number}", [_passage(f"d{number}", f"{WORDS[number % 3]} lần {number}")])

    def opened(self) -> PassageIndex:
        SharedSystemClient.clear_system_cache()
        return PassageIndex(self.engine, vectors=VectorIndex(self.folder), embedder=FakeEmbedder())


@pytest.fixture
def broken(tmp_path: Path) -> Iterator[Broken]:
    made = Broken(tmp_path)
    yield made
    made.engine.dispose()


def _passage(document_id: str, words: str) -> Passage:
    return Passage(
        id=f"{document_id}:0", document_id=document_id, position=0, page_no=1, start=0, end=len(words), section="",
        heading="", kind="paragraph", text=words,
    )  # fmt: skip


def _garbage(path: Path) -> None:
    path.write_bytes(b"\x00not what it was\xff" * 50)


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [_garbage, _half, _empty, Path.unlink])
@pytest.mark.parametrize("pattern", ["chroma.sqlite3", "*/*.bin", "*/*"])
def test_harmed_vector_files_are_made_again(broken: Broken, harm: Callable[[Path], None], pattern: str) -> None:
    SharedSystemClient.clear_system_cache()
    for path in [path for path in broken.folder.glob(pattern) if path.is_file()]:
        harm(path)
    _mended(broken)


def test_a_lost_folder_is_made_again(broken: Broken) -> None:
    SharedSystemClient.clear_system_cache()
    shutil.rmtree(broken.folder)
    _mended(broken)


def test_vectors_of_other_words_are_told(broken: Broken) -> None:
    vectors = VectorIndex(broken.folder, FakeEmbedder().name)
    rows = sorted(vectors.row_ids())
    vectors.add(["x"] * len(rows), rows, -FakeEmbedder().embed_passages(["khác hẳn"] * len(rows)))
    with pytest.raises(IndexDamaged):
        broken.opened().check()
    _mended(broken)


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM words_exact WHERE rowid < 9",
        "DROP TABLE words_folded",
        "DROP TABLE words_exact_docsize",
        "DELETE FROM word_keys WHERE row_id < 9",
        "DROP TABLE word_keys",
    ],
)
def test_harmed_tables_of_words_are_made_again(broken: Broken, harm: str) -> None:
    _harmed(broken.engine, harm)
    with pytest.raises(IndexDamaged):
        broken.opened().check()
    _mended(broken)


def _harmed(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("PRAGMA writable_schema = ON"))
        connection.execute(text(statement))


def _mended(broken: Broken) -> None:
    """Mending leaves an index that checks out and finds, whether or not the harm was one."""
    index = broken.opened()
    index.mend()
    index.check()
    for words in WORDS:
        assert words in index.search(words)[0].passage.text
    assert not broken.opened().mend()
