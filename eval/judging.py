"""Suite `judge`: pages good and ruined in every known way, and what the judge of text layers says of each."""

import time
from collections import Counter
from collections.abc import Iterable

from core.page import TextJudgement
from eval.figures import Figure, Miss, SuiteResult
from eval.judging_cases import JudgedCase, judged_cases
from ingest.text_layers.text_judge import judge_text

_SHOWN_CHARACTERS = 160


def run_judge_suite() -> SuiteResult:
    """Share of pages of each kind that are judged rightly, and how often a good page is sent to be read again."""
    started = time.perf_counter()
    cases = judged_cases()
    verdicts = [(case, _verdict(case)) for case in cases]
    seconds = time.perf_counter() - started
    return SuiteResult(
        suite="judge",
        figures=(*kind_figures(verdicts), *_total_figures(verdicts, seconds)),
        misses=tuple(_miss(case, got) for case, got in verdicts if got not in case.accepted),
        seconds=seconds,
    )


def kind_figures(verdicts: Iterable[tuple[JudgedCase, str]]) -> tuple[Figure, ...]:
    """Pages of each kind judged rightly, per cent."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for case, got in verdicts:
        total[case.kind] += 1
        right[case.kind] += got in case.accepted
    return tuple(
        Figure(data=kind, name="judged rightly", value=100 * right[kind] / count, goal=99.0, count=count)
        for kind, count in total.items()
    )


def _total_figures(verdicts: list[tuple[JudgedCase, str]], seconds: float) -> tuple[Figure, ...]:
    """Both sides of the confusion: good pages kept, bad pages caught; and the speed."""
    kept = [got in case.accepted for case, got in verdicts if case.is_good]
    caught = [got != TextJudgement.GOOD for case, got in verdicts if not case.is_good]
    return (
        Figure(data="all", name="good pages kept", value=100 * sum(kept) / len(kept), goal=100, count=len(kept)),
        Figure(
            data="all", name="bad pages caught", value=100 * sum(caught) / len(caught), goal=99.5, count=len(caught)
        ),
        Figure(data="all", name="speed", value=len(verdicts) / seconds, unit="pages/s", count=len(verdicts)),
    )


def _verdict(case: JudgedCase) -> str:
    judged = judge_text(case.text)
    if judged.judgement is TextJudgement.LEGACY_ENCODING:
        return f"{judged.judgement}:{judged.encoding}"
    return str(judged.judgement)


def _miss(case: JudgedCase, got: str) -> Miss:
    return Miss(data=case.kind, case=case.text[:_SHOWN_CHARACTERS], expected=" | ".join(case.accepted), got=got)
