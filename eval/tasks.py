"""The suite `tasks`: tasks of the annotated directives, with their deadlines, units and kinds.

The two samples stand alone; the documents of other offices are added up, those that were set aside apart from those
that the rules were worked on. The confidence is calibrated when the share of right tasks rises with it.
"""

import time
from collections.abc import Sequence

from core.task import Task
from eval.figures import Figure, Miss, SuiteResult
from eval.task_gold import AnnotatedDirective, read_others, read_samples
from eval.task_metrics import TaskScore, f1, score_tasks
from service.tasks.extract import extract_tasks

_BANDS = ((0.0, 0.7), (0.7, 0.8), (0.8, 0.88), (0.88, 1.01))


def run_task_suite() -> SuiteResult:
    """Measures task extraction on the annotated directives."""
    started = time.perf_counter()
    figures: list[Figure] = []
    misses: list[Miss] = []
    rated: list[tuple[float, bool]] = []
    groups: dict[str, list[TaskScore]] = {}
    for document in [*read_samples(), *read_others()]:
        tasks = extract_tasks(document.directive, document.name)
        score = score_tasks(document.tasks, tasks, document.borderline)
        misses += [Miss(data=document.name, case=miss.split(":")[0], expected="", got=miss) for miss in score.misses]
        rated += _rated(tasks, score)
        groups.setdefault(_group_of(document), []).append(score)
    for name, scores in groups.items():
        figures += _figures(name, scores)
    figures += _calibration(rated)
    return SuiteResult(
        suite="tasks", figures=tuple(figures), misses=tuple(misses), seconds=time.perf_counter() - started
    )


def _group_of(document: AnnotatedDirective) -> str:
    if document.name.startswith("gold_"):
        return document.name
    return "other offices, set aside" if document.is_set_aside else "other offices"


def _figures(data: str, scores: Sequence[TaskScore]) -> list[Figure]:
    paired, gold = sum(score.paired for score in scores), sum(score.gold for score in scores)
    covered = sum(score.covered for score in scores)
    left, coarse = sum(score.left_over for score in scores), sum(score.left_over_coarse for score in scores)
    due, right = sum(score.deadlines for score in scores), sum(score.deadlines_right for score in scores)
    invented = sum(score.deadlines_invented for score in scores)
    units, kinds = sum(score.units_right for score in scores), sum(score.kinds_right for score in scores)
    return [
        Figure(data=data, name="tasks F1", value=100 * f1(paired, left, gold), goal=92.0, count=gold),
        Figure(data=data, name="tasks F1, other cuts forgiven", value=100 * f1(paired, coarse, gold - covered),
               goal=92.0, count=gold),
        Figure(data=data, name="deadlines right", value=_share(right, due), goal=95.0, count=due),
        Figure(data=data, name="deadlines invented", value=invented, unit="", goal=0.0, lower_is_better=True,
               count=paired),
        Figure(data=data, name="lead units right", value=_share(units, paired), goal=90.0, count=paired),
        Figure(data=data, name="kind right", value=_share(kinds, paired), goal=92.0, count=paired),
    ]  # fmt: skip


def _rated(tasks: Sequence[Task], score: TaskScore) -> list[tuple[float, bool]]:
    """Confidence of each task that counts, and whether it is one; what is forgiven counts neither way."""
    right = {task_id for _, task_id in score.pairs}
    return [(task.confidence, task.id in right) for task in tasks if task.id in right or task.id in score.left_ids]


def _calibration(rated: Sequence[tuple[float, bool]]) -> list[Figure]:
    figures = []
    for low, high in _BANDS:
        band = [is_right for confidence, is_right in rated if low <= confidence < high]
        if band:
            name = f"right at confidence {low:g} to {min(high, 1):g}"
            figures.append(Figure(data="all", name=name, value=_share(sum(band), len(band)), count=len(band)))
    return figures


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
