"""The suite `tasks`: tasks of the annotated directives, with their deadlines, units and kinds."""

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.directive import Directive
from core.page import Page, ReadingMethod, TextJudgement
from core.text import nfc
from eval.figures import Figure, Miss, SuiteResult
from eval.task_metrics import GoldTask, TaskScore, gold_kinds, score_tasks
from ingest.understand import understand
from service.tasks.extract import extract_tasks

GOLD = Path(__file__).parent / "gold" / "directives"
SAMPLES = Path(__file__).parent.parent / "samples"
DOCUMENTS = ("000", "002")


def run_task_suite() -> SuiteResult:
    """Measures task extraction on the annotated directives."""
    started = time.perf_counter()
    figures: list[Figure] = []
    misses: list[Miss] = []
    for name in DOCUMENTS:
        score = score_document(name)
        figures += _figures(f"gold_{name}", score)
        misses += [Miss(data=f"gold_{name}", case=miss.split(":")[0], expected="", got=miss) for miss in score.misses]
    return SuiteResult(
        suite="tasks", figures=tuple(figures), misses=tuple(misses), seconds=time.perf_counter() - started
    )


def score_document(name: str) -> TaskScore:
    """The counts for one annotated directive."""
    directive = directive_of(next(SAMPLES.glob(f"{name}-*.txt")))
    record = json.loads((GOLD / f"gold_{name}.json").read_text(encoding="utf-8"))
    gold = [read_gold_task(entry, directive.text) for entry in record["tasks"]]
    borderline = [place for entry in record["borderline"] for place in find_quotes(entry["quote"], directive.text)]
    return score_tasks(gold, extract_tasks(directive, name), borderline)


def directive_of(path: Path) -> Directive:
    """The directive of a plain text file, understood."""
    text = nfc(path.read_text(encoding="utf-8"))
    page = Page(page_no=1, text=text, text_as_read=text, judgement=TextJudgement.GOOD, method=ReadingMethod.TEXT_LAYER)
    return understand([page])


def read_gold_task(entry: dict[str, Any], text: str) -> GoldTask:
    """One annotated task with its quotes found in `text`."""
    when = entry["thoi_han"] or {}
    rrules = [when["rrule"], *when.get("rrule_chap_nhan", [])] if when.get("rrule") else []
    return GoldTask(
        id=entry["id"],
        kinds=gold_kinds(entry["kind"], entry.get("kind_alt", [])),
        content=entry["noi_dung"],
        lead=tuple(entry["don_vi_chu_tri"]),
        date=when.get("date"),
        start=when.get("start"),
        exclusive=when.get("exclusive", False),
        rrules=tuple(dict.fromkeys(rrules)),
        places=find_quotes(entry["quote"], text),
        same_places=tuple(place for same in entry.get("same_as", []) for place in find_quotes(same["quote"], text)),
        group=entry["group"],
        other_leads=tuple(map(tuple, entry.get("don_vi_chap_nhan", []))),
        inferred=tuple(entry.get("inferred", [])),
        may_lack_deadline="chấp nhận none" in entry.get("note", ""),
    )


def find_quotes(quotes: Sequence[str], text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of the quotes in `text`, each looked for after the one before; a quote that is not there is left out."""
    found: list[tuple[int, int]] = []
    for quote in map(nfc, quotes):
        start = text.find(quote, found[-1][1] if found else 0)
        start = start if start >= 0 else text.find(quote)
        if start >= 0:
            found.append((start, start + len(quote)))
    return tuple(found)


def _figures(data: str, score: TaskScore) -> list[Figure]:
    return [
        Figure(data=data, name="tasks F1", value=100 * score.f1, goal=92.0, count=score.gold),
        Figure(data=data, name="tasks F1, finer cuts forgiven", value=100 * score.f1_coarse, count=score.gold),
        Figure(data=data, name="deadlines right", value=_share(score.deadlines_right, score.deadlines), goal=95.0,
               count=score.deadlines),
        Figure(data=data, name="deadlines invented", value=score.deadlines_invented, unit="", goal=0.0,
               lower_is_better=True, count=score.paired),
        Figure(data=data, name="lead units right", value=_share(score.units_right, score.units), goal=90.0,
               count=score.units),
        Figure(data=data, name="kind right", value=_share(score.kinds_right, score.paired), goal=92.0,
               count=score.paired),
    ]  # fmt: skip


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
