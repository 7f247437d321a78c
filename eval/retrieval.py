"""The suite `retrieval`: whether the passage that tells is among the first found, however the question is typed."""

import json
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from core.text import strip_accents
from eval.figures import Figure, Miss, SuiteResult
from eval.library import Library, open_library
from eval.questions import GoldQuestion, load_questions, rank_of_quote
from eval.seeded_slips import with_slips

SAMPLES = Path(__file__).parent.parent / "samples"
QUESTIONS = ("gold_000", "gold_002", "gold_cross")
_DEPTH = 5
_WAYS_OF_TYPING: dict[str, Callable[[str], str]] = {
    "as typed": str,
    "without accents": strip_accents,
    "with slips": partial(with_slips, seed=1),
    "with slips, without accents": lambda question: strip_accents(with_slips(question, seed=2)),
}
GOLD = Path(__file__).parent / "gold"
TEXTS, OFFICE_QUESTIONS = GOLD, GOLD / "search" / "questions.jsonl"


def run_retrieval_suite() -> SuiteResult:
    """Measures search over the five directives, and over papers of other offices that it was not made with."""
    started = time.perf_counter()
    directives = [q for data in QUESTIONS for q in load_questions(data) if q.is_answerable]
    offices = load_office_questions()
    papers = [path for path in sorted(TEXTS.rglob("*.txt")) if path.stem in {one.data for one in offices}]
    figures: list[Figure] = []
    misses: list[Miss] = []
    for name, files, questions in (
        ("directives", sorted(SAMPLES.glob("*.txt")), directives),
        ("other offices", papers, offices),
    ):
        with open_library(files) as library:
            for how, retype in _WAYS_OF_TYPING.items():
                found, missed = _measure(library, questions, [retype(q.text) for q in questions], f"{name}, {how}")
                figures += found
                misses += missed
    return SuiteResult(
        suite="retrieval", figures=tuple(figures), misses=tuple(misses), seconds=time.perf_counter() - started
    )


def load_office_questions() -> tuple[GoldQuestion, ...]:
    """Questions about papers of other offices; `data` names the paper."""
    rows = [json.loads(line) for line in OFFICE_QUESTIONS.read_text(encoding="utf-8").splitlines()]
    return tuple(
        GoldQuestion(
            data=row["document"],
            id=row["id"],
            type="find",
            text=row["question"],
            must_contain=(),
            quotes=(row["quote"],),
        )
        for row in rows
    )


def _measure(
    library: Library, questions: Sequence[GoldQuestion], texts: Sequence[str], data: str
) -> tuple[list[Figure], list[Miss]]:
    ranks: list[int | None] = []
    milliseconds: list[float] = []
    misses: list[Miss] = []
    for question, text in zip(questions, texts, strict=True):
        started = time.perf_counter()
        passages = [hit.passage.text for hit in library.index.search(text, limit=_DEPTH)]
        milliseconds.append(1_000 * (time.perf_counter() - started))
        ranks.append(rank_of_quote(passages, question.quotes))
        if ranks[-1] is None:
            first = passages[0] if passages else ""
            misses.append(
                Miss(data=question.data, case=f"{question.id} {text}", expected=question.quotes[0], got=first)
            )
    figures = [
        Figure(data=data, name="R@1", value=100 * recall_at(ranks, 1), count=len(ranks)),
        Figure(data=data, name="R@5", value=100 * recall_at(ranks, _DEPTH), goal=97.0, count=len(ranks)),
        Figure(data=data, name="search p95", value=percentile(milliseconds, 95), unit="ms", goal=60.0,
               lower_is_better=True, count=len(ranks)),
    ]  # fmt: skip
    return figures, misses


def recall_at(ranks: Sequence[int | None], depth: int) -> float:
    """Share of the questions whose passage was found at `depth` or before, 0..1.

    >>> recall_at([1, None, 6, 2], 5)
    0.5
    """
    return sum(rank is not None and rank <= depth for rank in ranks) / len(ranks) if ranks else 0.0


def percentile(values: Sequence[float], share: int) -> float:
    """The least value that `share` percent of the values do not exceed; 0.0 for no values.

    >>> percentile([1.0, 2.0, 3.0, 4.0], 50)
    2.0
    """
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)] if ordered else 0.0
