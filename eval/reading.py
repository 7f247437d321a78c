"""How well pages are read: OCR of scans, real and made, against what is printed on them, in reading order."""

import json
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from core.limits import Limits
from core.record import Record
from eval.degraded_reading import degraded_figures
from eval.edit_distance import character_error_rate, comparable, word_error_rate
from eval.figures import Figure, Miss, SuiteResult
from ingest.intake import accept_file
from ingest.pipeline import default_tools
from ingest.reader import ReadingTools, read_page

GOLD = Path(__file__).parent / "gold" / "scans"
_DATA = "gold/scans"
_GOAL_CER = 3.0
_MISS_CER = 0.05
_SHOWN_CHARACTERS = 400


class ScanReading(Record):
    """One scan of the gold set with its transcription and what was read from it."""

    file: str
    kind: str
    expected: str
    got: str
    seconds: float


def run_reading_suite() -> SuiteResult:
    """Character and word error rate over the scans with a transcription, and over pages spoilt by program."""
    started = time.monotonic()
    tools = default_tools(Limits())
    readings = [_read_scan(line, tools) for line in (GOLD / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    return SuiteResult(
        suite="reading",
        figures=(*reading_figures(readings), *degraded_figures(tools)),
        misses=reading_misses(readings),
        seconds=time.monotonic() - started,
    )


def reading_figures(readings: Sequence[ScanReading]) -> tuple[Figure, ...]:
    """Mean error rates over `readings`, per cent, the worst page, and seconds a page."""
    errors = [100 * character_error_rate(reading.expected, reading.got) for reading in readings]
    word_errors = [100 * word_error_rate(reading.expected, reading.got) for reading in readings]
    seconds = fmean(reading.seconds for reading in readings)
    count = len(readings)
    return (
        _figure("CER, mean", fmean(errors), count, goal=_GOAL_CER),
        _figure("CER, worst page", max(errors), count),
        _figure("WER, mean", fmean(word_errors), count),
        Figure(data=_DATA, name="time a page", value=seconds, unit="s", lower_is_better=True, count=count),
    )


def reading_misses(readings: Sequence[ScanReading]) -> tuple[Miss, ...]:
    """The pages that were read badly, with the start of both texts."""
    return tuple(
        Miss(
            data=_DATA,
            case=f"{reading.file} ({reading.kind})",
            expected=comparable(reading.expected)[:_SHOWN_CHARACTERS],
            got=comparable(reading.got)[:_SHOWN_CHARACTERS],
        )
        for reading in readings
        if character_error_rate(reading.expected, reading.got) > _MISS_CER
    )


def _figure(name: str, value: float, count: int, *, goal: float | None = None) -> Figure:
    return Figure(data=_DATA, name=name, value=value, goal=goal, lower_is_better=True, count=count)


def _read_scan(line: str, tools: ReadingTools) -> ScanReading:
    entry: dict[str, str] = json.loads(line)
    path = GOLD / entry["file"]
    source = accept_file(path, limits=tools.limits)
    started = time.monotonic()
    page = read_page(path, source, 1, tools=tools).page
    return ScanReading(
        file=entry["file"],
        kind=entry["kind"],
        expected=(GOLD / entry["text"]).read_text(encoding="utf-8"),
        got=page.text,
        seconds=time.monotonic() - started,
    )
