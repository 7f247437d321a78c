"""The suite `deadlines`: the words of annotated deadlines, read by the calculus alone."""

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

from core.record import Record
from core.task import Deadline
from eval.figures import Figure, Miss, SuiteResult
from ingest.deadlines import parse_deadline

GOLD = Path(__file__).parent / "gold" / "directives"
_REPEATS = 50


class GoldDeadline(Record):
    """Words and what they mean: a last day, a first day, or recurrences of which any is right."""

    words: str
    issued_on: date | None
    due: date | None
    start: date | None = None
    exclusive: bool = False
    rrules: tuple[str, ...] = ()


def run_deadline_suite() -> SuiteResult:
    """Measures the calculus on the deadline wording of the annotated directives."""
    started = time.perf_counter()
    gold = read_gold()
    read = [(entry, parse_deadline(entry.words, issued_on=entry.issued_on)) for entry in gold]
    wrong = [(entry, deadline) for entry, deadline in read if not is_right(entry, deadline)]
    figures = (
        Figure(
            data="annotated wording",
            name="deadlines right",
            value=100 * (len(gold) - len(wrong)) / len(gold),
            goal=95.0,
            count=len(gold),
        ),
        Figure(data="annotated wording", name="phrases a second", value=_speed(gold), unit="/s", count=len(gold)),
    )
    misses = tuple(
        Miss(data="annotated wording", case=entry.words, expected=str(entry.due or entry.rrules), got=repr(deadline))
        for entry, deadline in wrong
    )
    return SuiteResult(suite="deadlines", figures=figures, misses=misses, seconds=time.perf_counter() - started)


def is_right(gold: GoldDeadline, deadline: Deadline | None) -> bool:
    """Whether the deadline says what the annotation says: no more, no less."""
    if deadline is None:
        return gold.due is None and not gold.rrules
    if gold.rrules:
        return deadline.rrule in gold.rrules
    same_days = deadline.date == gold.due and (gold.start is None or deadline.start == gold.start)
    return same_days and deadline.rrule is None and deadline.exclusive == gold.exclusive


def read_gold() -> list[GoldDeadline]:
    """Annotated deadlines of the directives and of the other documents with expected tasks."""
    found = []
    for path in sorted(GOLD.glob("gold_00*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        issued_on = _date(record["metadata"]["ngay_ban_hanh"])
        found += [_of_task(entry, issued_on) for entry in record["tasks"] if entry["thoi_han_raw"]]
    for line in (GOLD / "tasks_expected_dev.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for entry in record["tasks"]:
            if entry["han_goc"]:
                exclusive = entry["han_goc"].startswith("trước")
                day, issued_on = _date(entry["han"]), _date(record["ngay"])
                found.append(GoldDeadline(words=entry["han_goc"], issued_on=issued_on, due=day, exclusive=exclusive))
    return found


def _of_task(entry: dict[str, Any], issued_on: date | None) -> GoldDeadline:
    when = entry["thoi_han"]
    rrules = [when["rrule"], *when.get("rrule_chap_nhan", [])] if when.get("rrule") else []
    return GoldDeadline(
        words=entry["thoi_han_raw"],
        issued_on=issued_on,
        due=_date(when.get("date")),
        start=_date(when.get("start")),
        exclusive=when.get("exclusive", False),
        rrules=tuple(dict.fromkeys(rrules)),
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _speed(gold: list[GoldDeadline]) -> float:
    started = time.perf_counter()
    for _ in range(_REPEATS):
        for entry in gold:
            parse_deadline(entry.words, issued_on=entry.issued_on)
    return _REPEATS * len(gold) / (time.perf_counter() - started)
