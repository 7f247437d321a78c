"""The suite `retrieval`: whether the passage that tells is among the first found, typed with accents and without."""

import time
from collections.abc import Sequence
from pathlib import Path

from core.text import strip_accents
from eval.figures import Figure, Miss, SuiteResult
from eval.library import Library, open_library
from eval.questions import GoldQuestion, load_questions, rank_of_quote

SAMPLES = Path(__file__).parent.parent / "samples"
QUESTIONS = ("gold_000", "gold_002", "gold_cross")
_DEPTH = 5


def run_retrieval_suite() -> SuiteResult:
    """Measures search over the five directives."""
    started = time.perf_counter()
    questions = [q for data in QUESTIONS for q in load_questions(data) if q.is_answerable]
    with open_library(sorted(SAMPLES.glob("*.txt"))) as library:
        typed, missed = _measure(library, questions, [question.text for question in questions], "as typed")
        bare, missed_bare = _measure(
            library, questions, [strip_accents(question.text) for question in questions], "without accents"
        )
    return SuiteResult(
        suite="retrieval",
        figures=(*typed, *bare),
        misses=(*missed, *missed_bare),
        seconds=time.perf_counter() - started,
    )


def _measure(
    library: Library, questions: Sequence[GoldQuestion], texts: Sequence[str], how: str
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
    data = f"directives, {how}"
    figures = [
        Figure(data=data, name="R@1", value=100 * recall_at(ranks, 1), count=len(ranks)),
        Figure(data=data, name="R@5", value=100 * recall_at(ranks, _DEPTH), goal=92.0, count=len(ranks)),
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
