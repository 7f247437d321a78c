"""The suite `answers`: questions answered rightly, and questions without an answer left unanswered."""

import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from core.answer import Answer
from eval.figures import Figure, Miss, SuiteResult
from eval.library import Library, Shelf
from eval.questions import (
    GoldQuestion,
    cites_right_place,
    is_right,
    load_document_names,
    load_questions,
    missing_words,
)
from eval.retrieval import percentile
from service.answers.grounding import unsupported_words

SAMPLES = Path(__file__).parent.parent / "samples"
TEXTS = Path(__file__).parent / "gold" / "texts"
UNSEEN_TEXTS = Path(__file__).parent / "gold" / "answers"
MORE_TEXTS = ("001", "010", "013", "014", "015", "016", "023", "026", "029", "031", "038", "039")
ON_SAMPLES = ("gold_000", "gold_002", "gold_cross")
ON_MORE = "questions_more"
ON_UNSEEN = tuple(f"questions_unseen_{number}" for number in range(1, 24))
KEPT_VECTORS = Path(__file__).parent / "results" / "vectors.npz"


def run_answer_suite() -> SuiteResult:
    """Measures answers over the five directives, then over these and documents of other offices.

    The sets `questions_unseen_N` were each written before any answer to them was seen; ADR 0118 and ADR 0148 keep what
    was reached at first sight.
    """
    started = time.perf_counter()
    figures: list[Figure] = []
    misses: list[Miss] = []
    shelf = Shelf(KEPT_VECTORS)
    for data in (*ON_SAMPLES, ON_MORE, *ON_UNSEEN):
        with shelf.open_library(files_of(data)) as library:
            _measure(library, load_questions(data), figures, misses)
    return SuiteResult(
        suite="answers", figures=tuple(figures), misses=tuple(misses), seconds=time.perf_counter() - started
    )


def files_of(data: str) -> tuple[Path, ...]:
    """The documents that the questions of a set are asked of: the samples, and those that the set names."""
    samples = tuple(sorted(SAMPLES.glob("*.txt")))
    if data in ON_SAMPLES:
        return samples
    if data == ON_MORE:
        return (*samples, *(next(TEXTS.glob(f"{number}_*.txt")) for number in MORE_TEXTS))
    return (*samples, *((UNSEEN_TEXTS / name).resolve() for name in load_document_names(data)))


def _measure(library: Library, questions: Sequence[GoldQuestion], figures: list[Figure], misses: list[Miss]) -> None:
    data = questions[0].data
    pairs = [(question, _asked(library, question)) for question in questions]
    figures += [
        _share(data, "answerable right", [pair for pair in pairs if pair[0].is_answerable]),
        *_unanswerable(data, pairs),
        *_abstaining(data, pairs),
        Figure(data=data, name="sentences with unsupported words", value=count_unsupported([a for _, a in pairs]),
               unit="", goal=0.0, lower_is_better=True, count=len(pairs)),
        Figure(data=data, name="ask p95", value=percentile([answer.took_ms for _, answer in pairs], 95), unit="ms",
               goal=150.0, lower_is_better=True, count=len(pairs)),
    ]  # fmt: skip
    by_type: dict[str, list[tuple[GoldQuestion, Answer]]] = defaultdict(list)
    for question, answer in pairs:
        by_type[question.type].append((question, answer))
        if not is_right(answer, question):
            missing = ", ".join(missing_words(answer, question)) if question.is_answerable else "không tìm thấy"
            if question.is_answerable and not cites_right_place(answer, question):
                missing = f"{missing} (trích “{question.quotes[0]}”)".strip()
            misses.append(Miss(data=data, case=f"{question.id} {question.text}", expected=missing, got=answer.text))
    figures += [_share(data, f"right: {kind}", of_kind, goal=None) for kind, of_kind in sorted(by_type.items())]


def _asked(library: Library, question: GoldQuestion) -> Answer:
    """The answer after those to the questions before it in its conversation."""
    earlier: list[Answer] = []
    for text in question.after:
        earlier.append(library.answers.ask(text, earlier=earlier))
    return library.answers.ask(question.text, earlier=earlier)


def _abstaining(data: str, pairs: Sequence[tuple[GoldQuestion, Answer]]) -> list[Figure]:
    """The confusion of abstaining: how many of each sort of question were answered and left unanswered."""
    counts = Counter((question.is_answerable, answer.abstained) for question, answer in pairs)
    words = {True: "answerable", False: "unanswerable"}
    return [
        Figure(data=data, name=f"{words[is_answerable]}, {'abstained' if abstained else 'answered'}", unit="",
               value=float(counts[is_answerable, abstained]), count=len(pairs))
        for is_answerable in (True, False)
        for abstained in (False, True)
    ]  # fmt: skip


def _unanswerable(data: str, pairs: Sequence[tuple[GoldQuestion, Answer]]) -> list[Figure]:
    without = [pair for pair in pairs if not pair[0].is_answerable]
    return [_share(data, "unanswerable left unanswered", without)] if without else []


def _share(data: str, name: str, pairs: Sequence[tuple[GoldQuestion, Answer]], goal: float | None = 90.0) -> Figure:
    right = sum(is_right(answer, question) for question, answer in pairs)
    return Figure(data=data, name=name, value=100 * right / len(pairs), goal=goal, count=len(pairs))


def count_unsupported(answers: Sequence[Answer]) -> int:
    """Sentences that hold a number, date, code or name which none of their quotes holds; counts of quotes aside."""
    return sum(
        bool(
            unsupported_words(
                sentence.text,
                [citation.quote for citation in sentence.citations],
                counted=[str(number) for number in range(len(sentence.citations) + 1)],
            )
        )
        for answer in answers
        for sentence in answer.sentences
    )
