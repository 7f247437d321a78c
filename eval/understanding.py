"""The suite `understanding`: letterheads, citations and anomalies of annotated directives and other documents."""

import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from core.directive import Directive, Severity
from core.page import Page, ReadingMethod, TextJudgement
from core.reference import Reference
from core.text import nfc
from eval.figures import Figure, Miss, SuiteResult
from eval.understanding_metrics import (
    CitedGold,
    LetterheadGold,
    Score,
    score_anomalies,
    score_references,
    wrong_fields,
)
from eval.understanding_seeds import seeded
from ingest.citations.document_numbers import number_key
from ingest.understand import understand

GOLD = Path(__file__).parent / "gold" / "directives"
TEXTS = Path(__file__).parent / "gold" / "texts"
SAMPLES = Path(__file__).parent.parent / "samples"
DOCUMENTS = ("000", "002")
_ANNOTATED = ("number", "issued_on", "kind", "issuer", "place", "signer", "title", "recipients")
_WANTED = frozenset({"sai_ngay", "ky_hieu_khong_thong_nhat", "cat_cut"})
"""Kinds of annotated anomaly that a rule is meant to find; the others need a reader."""


def run_understanding_suite() -> SuiteResult:
    """Measures letterheads, citations and anomalies."""
    started = time.perf_counter()
    figures: list[Figure] = []
    misses: list[Miss] = []
    for name in DOCUMENTS:
        measured, missed = _measure_annotated(name)
        figures += measured
        misses += missed
    for measure in (_measure_references, _measure_texts):
        measured, missed = measure()
        figures += measured
        misses += missed
    return SuiteResult(
        suite="understanding",
        figures=tuple(figures),
        misses=tuple(misses),
        seconds=time.perf_counter() - started,
    )


def directive_of(path: Path) -> Directive:
    """The directive of a plain text file, a page at each form feed."""
    return understand_text(path.read_text(encoding="utf-8"))


def understand_text(text: str) -> Directive:
    """The directive of a plain text, a page at each form feed."""
    texts = nfc(text).split("\f")
    return understand(
        [
            Page(
                page_no=number,
                judgement=TextJudgement.GOOD,
                method=ReadingMethod.TEXT_LAYER,
                text=text,
                text_as_read=text,
            )
            for number, text in enumerate(texts, start=1)
        ]
    )


def _measure_annotated(name: str) -> tuple[list[Figure], list[Miss]]:
    directive = directive_of(next(SAMPLES.glob(f"{name}-*.txt")))
    record = json.loads((GOLD / f"gold_{name}.json").read_text(encoding="utf-8"))
    data = f"gold_{name}"
    gold = read_letterhead_gold(record["metadata"])
    wrong = wrong_fields(directive.letterhead, gold)
    cited = score_references(directive.references, read_cited_gold(record["metadata"]["references"]))
    anomalies = _score_anomalies(directive, record["anomalies"])
    figures = [
        _figure(data, "letterhead fields right", 1 - len(wrong) / len(gold.asked), goal=100.0, count=len(gold.asked)),
        _figure(data, "references F1", cited.f1, goal=97.0, count=cited.wanted),
        _figure(data, "anomalies recall", anomalies.recall, goal=None, count=anomalies.wanted),
        _figure(data, "anomalies precision", anomalies.precision, goal=90.0, count=anomalies.found),
    ]
    return figures, [_letterhead_miss(data, field, directive, gold) for field in wrong]


def read_letterhead_gold(metadata: dict[str, Any]) -> LetterheadGold:
    """The annotated letterhead of a directive."""
    accepted = metadata.get("gia_tri_chap_nhan", {})
    return LetterheadGold(
        number=metadata["so_ky_hieu"],
        issued_on=date.fromisoformat(metadata["ngay_ban_hanh"]),
        kind=metadata["loai_van_ban"],
        issuers=(metadata["co_quan_ban_hanh"], *accepted.get("co_quan_ban_hanh", [])),
        place=metadata["dia_danh"],
        signer=metadata["nguoi_ky"],
        title=metadata["trich_yeu"],
        recipients=tuple(metadata["noi_nhan"]),
        asked=_ANNOTATED,
    )


def read_cited_gold(references: list[dict[str, Any]]) -> list[CitedGold]:
    """The annotated citations that have a number."""
    return [
        CitedGold(number=entry["so_ky_hieu"], issued_on=date.fromisoformat(entry["ngay"]) if entry["ngay"] else None)
        for entry in references
        if entry["so_ky_hieu"]
    ]


def _score_anomalies(directive: Directive, entries: list[dict[str, Any]]) -> Score:
    places = [(entry, list(_places(directive.text, entry["quote"]))) for entry in entries]
    wanted = [found for entry, found in places if entry["loai"] in _WANTED and entry["muc_do"] != "thap" and found]
    others = [found for _, found in places if found not in wanted]
    return score_anomalies(directive.anomalies, wanted, others)


def _places(text: str, quotes: list[str]) -> Iterator[tuple[int, int]]:
    for quote in map(nfc, quotes):
        start = text.find(quote)
        if start >= 0:
            yield start, start + len(quote)


def _measure_texts() -> tuple[list[Figure], list[Miss]]:
    """Letterheads of other documents, and alarms on them: these are clean, so nearly every alarm is false."""
    entries = [json.loads(line) for line in (TEXTS / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    wrong: dict[str, int] = dict.fromkeys(("number", "issued_on", "kind", "issuer"), 0)
    alarms, misses = 0, []
    faults: list[tuple[str, bool]] = []
    for entry in entries:
        directive = directive_of(TEXTS / entry["file"])
        gold = LetterheadGold(
            number=entry["number"],
            issued_on=date.fromisoformat(entry["issued_on"]) if entry["issued_on"] else None,
            kind=entry["kind"],
            issuers=tuple(entry["issuer"]),
        )
        alarms += sum(anomaly.severity is not Severity.LOW for anomaly in directive.anomalies)
        for name, is_found in seeded(directive, understand_text):
            faults.append((name, is_found))
            if not is_found:
                misses.append(Miss(data=entry["file"], case=name, expected="an alarm", got="none"))
        for field in wrong_fields(directive.letterhead, gold):
            wrong[field] += 1
            misses.append(_letterhead_miss(entry["file"], field, directive, gold))
    figures = [
        _figure("texts", f"{field} right", 1 - count / len(entries), goal=95.0, count=len(entries))
        for field, count in wrong.items()
    ]
    per_document = alarms / len(entries)
    figures.append(
        Figure(
            data="texts",
            name="grave alarms a document",
            value=per_document,
            unit="",
            goal=0.2,
            lower_is_better=True,
            count=len(entries),
        )
    )
    found = sum(is_found for _, is_found in faults)
    figures.append(_figure("texts", "seeded faults found", found / len(faults), goal=90.0, count=len(faults)))
    return figures, misses


def _measure_references() -> tuple[list[Figure], list[Miss]]:
    """Citations by number of other documents, read and annotated by eye: number with date, and relation."""
    found = wanted = matched = related = 0
    misses: list[Miss] = []
    for line in (TEXTS / "references.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        references = {
            number_key(each.number): each for each in directive_of(TEXTS / entry["file"]).references if each.number
        }
        gold = {number_key(each["number"]): each for each in entry["references"]}
        found, wanted = found + len(references), wanted + len(gold)
        for key in references.keys() | gold.keys():
            have, want = _shown(references.get(key)), gold.get(key)
            is_right = have is not None and want is not None and have[1] == want["issued_on"]
            matched += is_right
            related += is_right and have is not None and want is not None and have[2] == want["relation"]
            if not is_right or (have and want and have[2] != want["relation"]):
                misses.append(Miss(data=entry["file"], case="reference", expected=str(want), got=str(have)))
    score = Score(found=found, wanted=wanted, matched=matched)
    figures = [
        _figure("texts", "references F1", score.f1, goal=97.0, count=wanted),
        _figure("texts", "relations right", related / max(matched, 1), goal=90.0, count=matched),
    ]
    return figures, misses


def _shown(reference: Reference | None) -> tuple[str | None, str | None, str] | None:
    if reference is None:
        return None
    issued_on = reference.issued_on.isoformat() if reference.issued_on else None
    return reference.number, issued_on, reference.relation.value


def _figure(data: str, name: str, share: float, *, goal: float | None, count: int) -> Figure:
    return Figure(data=data, name=name, value=100 * share, goal=goal, count=count)


def _letterhead_miss(data: str, field: str, directive: Directive, gold: LetterheadGold) -> Miss:
    wanted = gold.issuers if field == "issuer" else getattr(gold, field)
    return Miss(data=data, case=field, expected=str(wanted), got=str(getattr(directive.letterhead, field)))
