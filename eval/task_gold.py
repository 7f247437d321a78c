"""Annotated tasks of directives: `eval/gold/directives` and, for other offices and kinds, `eval/gold/tasks`."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from core.directive import Directive
from core.page import Page, ReadingMethod, TextJudgement
from core.record import Record
from core.text import nfc
from eval.task_metrics import GoldTask, gold_kinds
from ingest.understand import understand

FOLDER = Path(__file__).parent / "gold"
SAMPLES = Path(__file__).parent.parent / "samples"
SAMPLE_NAMES = ("000", "002")


class AnnotatedDirective(Record):
    """A directive with the tasks that a person read in it.

    Attributes:
        borderline: places from which a task may be drawn or not.
        is_set_aside: annotated before the rules were worked on, and not looked at while they were.
    """

    name: str
    directive: Directive
    tasks: tuple[GoldTask, ...]
    borderline: tuple[tuple[int, int], ...]
    is_set_aside: bool = False


def read_samples() -> list[AnnotatedDirective]:
    """The two samples that are annotated in full."""
    return [_read(FOLDER / "directives" / f"gold_{name}.json", name) for name in SAMPLE_NAMES]


def read_others() -> list[AnnotatedDirective]:
    """Plans, letters, notices, conclusions, telegrams and decisions of other offices, by name."""
    return [_read(path, path.stem) for path in sorted((FOLDER / "tasks").glob("*.json"))]


@cache
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


def _read(path: Path, name: str) -> AnnotatedDirective:
    record = json.loads(path.read_text(encoding="utf-8"))
    directive = directive_of(_text_of(path, record.get("text", name)))
    return AnnotatedDirective(
        name=path.stem,
        directive=directive,
        tasks=tuple(read_gold_task(entry, directive.text) for entry in record["tasks"]),
        borderline=tuple(
            place for entry in record["borderline"] for place in find_quotes(entry["quote"], directive.text)
        ),
        is_set_aside=record.get("set_aside", False),
    )


def _text_of(path: Path, text: str) -> Path:
    """The text beside the annotation, or the sample whose number is given."""
    return path.with_name(text) if text.endswith(".txt") else next(SAMPLES.glob(f"{text}-*.txt"))
