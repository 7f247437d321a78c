"""Part of suite `restore`: what the Vietnamese OCR leaves wrong, before and after the mender.

Two sets: real directives of other offices, rendered and read by the OCR of the reading path, line by line with its
confidence (`vietnamese_ocr.tsv`); and the scans with a transcription, read anew. Clean texts that are passed through
the mender as if the OCR had been fairly sure of every word show what it would change for nothing.
"""

import json
import re
import time
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from core.limits import Limits
from eval.edit_distance import comparable, edit_distance
from eval.figures import Figure, Miss
from eval.restoration_metrics import align_words, share_right_above
from ingest.intake import accept_file
from ingest.pipeline import default_tools
from ingest.reader import read_page
from ingest.restore.mend import MendedWord, Mender

_GOLD = Path(__file__).parent / "gold"
_NUMBER = re.compile(r"\d[\d./:,-]*\d|\d|\S*\d\S*/\S+")
_CONFIDENT = 0.9
_FAIRLY_SURE = 0.95
_NOTHING = "nothing"


class OcrLine(NamedTuple):
    """A printed line, what the OCR read, and its confidence 0..1 in each read word; `face` and `dpi` of the page."""

    document: str
    face: str
    dpi: str
    printed: str
    read: str
    confidences: tuple[float, ...]


class MendedLine(NamedTuple):
    """A line with its words after mending."""

    line: OcrLine
    words: tuple[MendedWord, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def measure_mending(mender: Mender) -> tuple[list[Figure], list[Miss]]:
    """All figures of the mender, and the words that it made wrong."""
    started = time.process_time()
    mended = mend_lines(ocr_lines(), mender)
    seconds = time.process_time() - started
    figures = [
        *error_figures("vietnamese ocr", [(one.line.printed, one.line.read, one.text) for one in mended]),
        *_word_figures(mended, seconds),
        *_group_figures(mended),
        _changed_when_clean(mender),
        *error_figures("real scans", _read_scans()),
    ]
    return figures, [miss for one in mended for miss in _spoilt(one)]


def ocr_lines() -> tuple[OcrLine, ...]:
    """The recorded lines, page by page."""
    lines = []
    for row in (_GOLD / "restore/vietnamese_ocr.tsv").read_text(encoding="utf-8").splitlines():
        document, face, dpi, printed, read, confidences = row.split("\t")
        sure = tuple(int(each) / 100 for each in confidences.split())
        lines.append(OcrLine(document, face, dpi, printed, read, sure))
    return tuple(lines)


def mend_lines(lines: Iterable[OcrLine], mender: Mender) -> list[MendedLine]:
    """The lines mended, each page as one text."""
    mended: list[MendedLine] = []
    for _, group in groupby(lines, key=lambda line: line[:3]):
        page = list(group)
        confidences = [each for line in page for each in line.confidences]
        words = iter(mender.mend("\n".join(line.read for line in page), confidences))
        mended += [MendedLine(line, tuple(next(words) for _ in line.confidences)) for line in page]
    return mended


def error_figures(data: str, texts: Sequence[tuple[str, str, str]]) -> list[Figure]:
    """Word errors before and after, and by how much they were cut, over (printed, read, mended)."""
    before = sum(_word_errors(printed, read) for printed, read, _ in texts)
    after = sum(_word_errors(printed, mended) for printed, _, mended in texts)
    words = sum(len(printed.split()) for printed, _, _ in texts)
    before_figure = Figure(data=data, name="word errors", value=100 * before / words, lower_is_better=True, count=words)
    return [
        before_figure.model_copy(update={"system": _NOTHING}),
        before_figure.model_copy(update={"value": 100 * after / words}),
        Figure(data=data, name="errors cut", value=100 * (before - after) / max(1, before), goal=33.3, count=before),
    ]


def _word_errors(printed: str, got: str) -> int:
    """Edit distance in words; kinds of dashes and quotation marks, and the placement of tones, are no difference."""
    return edit_distance(comparable(printed).split(), comparable(got).split())


def _word_figures(mended: Sequence[MendedLine], seconds: float) -> list[Figure]:
    """Right words made wrong, numbers, calibration and speed."""
    added = sum(len(_spoilt(one)) for one in mended)
    judged = [
        (word.confidence, at in right)
        for one in mended
        for right in [align_words(one.line.printed, one.text).right]
        for at, word in enumerate(one.words)
    ]
    pairs = [(old, new.text) for one in mended for old, new in zip(one.line.read.split(), one.words, strict=True)]
    numbers = [old == new for old, new in pairs if _NUMBER.fullmatch(old)]
    right, share = share_right_above(judged, _CONFIDENT)
    return [
        _ocr_figure("right words made wrong", 100 * added / len(judged), len(judged), goal=0.05, lower=True),
        _ocr_figure("numbers and codes unchanged", 100 * sum(numbers) / len(numbers), len(numbers), goal=100.0),
        _ocr_figure("right of the confident", 100 * right, len(judged), goal=98.0),
        _ocr_figure("confident words", 100 * share, len(judged)),
        _ocr_figure("speed of mending", len(judged) / max(seconds, 1e-9), len(judged)).model_copy(
            update={"unit": "words/s"}
        ),
    ]


def _group_figures(mended: Sequence[MendedLine]) -> list[Figure]:
    """Word errors left, by face and by resolution."""
    figures = []
    for kind in ("face", "dpi"):
        for value in sorted({getattr(one.line, kind) for one in mended}):
            chosen = [one for one in mended if getattr(one.line, kind) == value]
            errors = sum(_word_errors(one.line.printed, one.text) for one in chosen)
            words = sum(len(one.line.printed.split()) for one in chosen)
            name = f"word errors, {value}{' dpi' if kind == 'dpi' else ''}"
            figures.append(_ocr_figure(name, 100 * errors / words, words, lower=True))
    return figures


def _changed_when_clean(mender: Mender) -> Figure:
    """Share of the words of clean texts that the mender changes when the OCR is fairly sure of all."""
    changed = total = 0
    for file in sorted((_GOLD / "texts").glob("*.txt")):
        words = file.read_text(encoding="utf-8").split()
        mended = mender.mend(" ".join(words), [_FAIRLY_SURE] * len(words))
        total += len(words)
        changed += sum(comparable(old) != comparable(new.text) for old, new in zip(words, mended, strict=True))
    value = 100 * changed / total
    return Figure(data="clean text", name="words changed", value=value, goal=0.1, lower_is_better=True, count=total)


def _read_scans() -> list[tuple[str, str, str]]:
    """(transcription, read, mended) of the scans with a transcription."""
    tools = default_tools(Limits())
    texts = []
    for line in (_GOLD / "scans/index.jsonl").read_text(encoding="utf-8").splitlines():
        entry: dict[str, str] = json.loads(line)
        path = _GOLD / "scans" / entry["file"]
        page = read_page(path, accept_file(path, limits=tools.limits), 1, tools=tools).page
        texts.append(((_GOLD / "scans" / entry["text"]).read_text(encoding="utf-8"), page.text_as_read, page.text))
    return texts


def _spoilt(one: MendedLine) -> list[Miss]:
    """The words of a line that were read right and are wrong after mending."""
    before, after = (align_words(one.line.printed, text).right for text in (one.line.read, one.text))
    changed = enumerate(zip(one.line.read.split(), one.words, strict=True))
    return [
        Miss(data="vietnamese ocr", case=one.line.printed, expected=old, got=new.text)
        for at, (old, new) in changed
        if old != new.text and at in before and at not in after
    ]


def _ocr_figure(name: str, value: float, count: int, *, goal: float | None = None, lower: bool = False) -> Figure:
    return Figure(data="vietnamese ocr", name=name, value=value, goal=goal, lower_is_better=lower, count=count)
