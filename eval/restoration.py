"""Suite `restore`: words right on ruined and accent-less texts, calibration, protected tokens, speed, size.

Beside the restorer's own sets: what the mender leaves of OCR errors, and good texts that must come out unchanged.
"""

import re
import time
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from core.text import nfc, strip_accents
from eval.figures import Figure, Miss, SuiteResult
from eval.restoration_mending import measure_mending
from eval.restoration_metrics import align_words, share_right_above, word_accuracy
from eval.restoration_pages import measure_pages
from eval.restoration_passage import measure_passage
from eval.restoration_peers import Peer, do_nothing, most_frequent_form, pyvi_accents
from ingest.restore import RestoredText, Restorer
from ingest.restore.mend import Mender
from ingest.restore.model_file import MODEL_FOLDER

GOLD = Path(__file__).parent / "gold" / "restore"
_PEERS: dict[str, Peer] = {"nothing": do_nothing, "most frequent form": most_frequent_form, "pyvi": pyvi_accents}
_NUMBER = re.compile(r"\d[\d./:,-]*\d|\d")
_CONFIDENT = 0.9


class GoldLine(NamedTuple):
    """A line of a document, as printed and as it was found."""

    document: str
    printed: str
    read: str


class GoldSet(NamedTuple):
    name: str
    goal: float
    lines: tuple[GoldLine, ...]


def run_restoration_suite() -> SuiteResult:
    """Measures the packaged restorer and its peers on all gold sets."""
    started, began = time.perf_counter(), time.process_time()
    restorer = Restorer.load()
    loaded = Figure(
        data="model", name="load, CPU", value=time.process_time() - began, unit="s", goal=1, lower_is_better=True
    )
    figures, misses = [loaded, _size()], []
    for gold in gold_sets():
        measured, missed = measure(gold, restorer)
        figures += [*measured, *(measure_peer(gold, name, peer) for name, peer in _PEERS.items())]
        misses += missed
    figures += measure_pages(restorer)
    for measured, missed in (measure_mending(Mender.load()), measure_passage()):
        figures += measured
        misses += missed
    seconds = time.perf_counter() - started
    return SuiteResult(suite="restore", figures=tuple(figures), misses=tuple(misses), seconds=seconds)


def _size() -> Figure:
    """Megabytes that the package ships for restoring and mending."""
    shipped = sum(file.stat().st_size for file in MODEL_FOLDER.iterdir())
    return Figure(data="model", name="shipped", value=shipped / 1e6, unit="MB", goal=40, lower_is_better=True)


def gold_sets() -> tuple[GoldSet, ...]:
    """Lâm Đồng, rendered pages, and the rendered lines as someone would type them without accents."""
    rendered = tuple(GoldLine(*row[:3]) for row in _rows("rendered.tsv"))
    stripped = tuple(line._replace(read=strip_accents(line.printed)) for line in rendered)
    lam_dong = tuple(GoldLine("lam_dong", row[2], row[1]) for row in _rows("lamdong_dev.tsv"))
    return (
        GoldSet("lam_dong", 98.5, lam_dong),
        GoldSet("rendered", 97.5, rendered),
        GoldSet("unaccented", 98.7, stripped),
    )


def measure(gold: GoldSet, restorer: Restorer) -> tuple[list[Figure], list[Miss]]:
    """The restorer's figures and misses on one set, document by document."""
    judged: list[tuple[float, bool]] = []
    pairs: list[tuple[str, str]] = []
    misses: list[Miss] = []
    seconds = 0.0
    for _, group in groupby(gold.lines, key=lambda line: line.document):
        lines = tuple(group)
        started = time.process_time()
        restored = restorer.restore("\n".join(line.read for line in lines))
        seconds += time.process_time() - started
        pairs += zip((line.printed for line in lines), restored.text.split("\n"), strict=True)
        judged += _judged_words(lines, restored)
    for printed, got in pairs:
        misses += [Miss(data=gold.name, case=printed, expected=e, got=g) for e, g in align_words(printed, got).misses]
    right, share = share_right_above(judged, _CONFIDENT)
    words = len(judged)
    return [
        _figure(gold, "words right", 100 * word_accuracy(pairs), goal=gold.goal),
        _figure(gold, "right of the confident", 100 * right, goal=98.0),
        _figure(gold, "confident words", 100 * share),
        _figure(gold, "numbers unchanged", 100 * _numbers_kept(gold, pairs), goal=100.0),
        Figure(data=gold.name, name="speed", value=words / max(seconds, 1e-9), unit="words/s", goal=5000, count=words),
    ], misses


def measure_peer(gold: GoldSet, name: str, peer: Peer) -> Figure:
    """Words right when another program restores the lines one by one."""
    pairs = [(line.printed, peer(line.read)) for line in gold.lines]
    return _figure(gold, "words right", 100 * word_accuracy(pairs)).model_copy(update={"system": name})


def _rows(name: str) -> list[list[str]]:
    return [nfc(line).split("\t") for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def _figure(gold: GoldSet, name: str, value: float, *, goal: float | None = None) -> Figure:
    count = sum(len(line.printed.split()) for line in gold.lines)
    return Figure(data=gold.name, name=name, value=value, goal=goal, count=count)


def _judged_words(lines: Sequence[GoldLine], restored: RestoredText) -> list[tuple[float, bool]]:
    """(confidence, is right) of every restored word."""
    judged: list[tuple[float, bool]] = []
    confidences = iter([word.confidence for word in restored.words for _ in word.text.split()])
    for line, got in zip(lines, restored.text.split("\n"), strict=True):
        right = align_words(line.printed, got).right
        judged += [(next(confidences), index in right) for index in range(len(got.split()))]
    return judged


def _numbers_kept(gold: GoldSet, pairs: Sequence[tuple[str, str]]) -> float:
    """Share of numbers that stand alone in what was read and stand so in what was restored."""
    kept = total = 0
    for line, (_, got) in zip(gold.lines, pairs, strict=True):
        restored = got.split()
        for token in line.read.split():
            if _NUMBER.fullmatch(token):
                total += 1
                kept += token in restored
    return kept / max(1, total)
