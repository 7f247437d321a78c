"""Which of the words that OCR read are written by pen, and which are print that a stroke ran into.

Words that stand by themselves, of which hardly one is sure, are writing when they rise or fall, as print on a
straightened page does not, when their ink is pen strokes for a part, or when they stand above the letterhead.
"""

import re
from collections.abc import Iterator, Sequence
from statistics import linear_regression
from typing import NamedTuple

from core.span import Box
from ingest.layout.columns import is_letterhead, is_recipients
from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import VisualLine, cut_segments, group_lines, line_box, line_key, line_text
from ingest.pdf.signing_stamps import drop_signing_stamps
from ingest.scans.arrival_stamps import unframed_stamps
from ingest.scans.pen_strokes import PenStrokes
from ingest.scans.printed_forms import is_stamped_mark

_UNSURE = 0.8
_PEN_SHARE, _TOUCHED_SHARE = 0.6, 0.1
_WRITTEN_SHARE = 0.3
_ASLANT = 0.045
_FEWEST_PRINTED = 3
_FILLED_BY_HAND = re.compile(r"^\W*s[o0]\W|^\W*s[o0]$|ng.{1,3} .*th.{1,2}ng .*n.m|ngay.*thang|thang.*nam")
_HEAD_SHARE = 0.4
_ABOVE_SEAL = 0.4


class PenWords(NamedTuple):
    """Words that are pen, and the places of print that a stroke ran into."""

    pen: tuple[PlacedWord, ...]
    touched: tuple[Box, ...]


def find_pen_words(words: Sequence[PlacedWord], strokes: PenStrokes, *, spared: set[int]) -> PenWords:
    """Those of `words` that are pen; the words with the ids `spared` are looked at elsewhere."""
    head = min((line_box(line).top for line in group_lines(words) if is_letterhead(line)), default=0.0)
    pen: list[PlacedWord] = []
    touched: list[Box] = []
    for segment in _segments([word for word in words if id(word) not in spared]):
        if _is_note(segment, strokes, head=head):
            pen += segment
            continue
        for word, is_amid in _unsure_of(segment):
            share = strokes.share_in(word.box)
            if share >= _PEN_SHARE and not is_amid:
                pen.append(word)
            elif share >= _TOUCHED_SHARE:
                touched.append(word.box)
    return PenWords(tuple(pen), tuple(touched))


def spared_words(
    words: Sequence[PlacedWord], *, size: tuple[int, int], printed: Sequence[Box], closing: float
) -> set[int]:
    """Ids of words that are no notes: number and date of the letterhead, stamps, frames, and the closing.

    Args:
        size: width and height of the picture.
        printed: tables and frames.
        closing: where the closing begins; `signature_look` reads it again.
    """
    width, height = size
    boxes = (*unframed_stamps(words, width=width, height=height), *printed, *_around_signing_stamps(words))
    spared = {id(word) for word in words if word.centre_y >= closing or any(word.box.meets(box) for box in boxes)}
    upper = [word for word in words if word.centre_y < _HEAD_SHARE * height]
    lines = (segment for line in group_lines(upper) for segment in cut_segments(line))
    return spared | {id(word) for line in lines if _FILLED_BY_HAND.search(line_key(line)) for word in line}


def closing_top(words: Sequence[PlacedWord], seals: Sequence[Box]) -> float:
    """Where recipients and signature begin: pen below it signs. Infinite when neither they nor a seal are there."""
    recipients = [line_box(line).top for line in group_lines(words) if is_recipients(line)]
    sealed = [seal.top - _ABOVE_SEAL * (seal.bottom - seal.top) for seal in seals]
    return min((*recipients, *sealed), default=float("inf"))


def _segments(words: Sequence[PlacedWord]) -> list[VisualLine]:
    """Stretches of the lines as OCR gave them: it parts writing aslant from the print that it crosses."""
    lines: dict[int | None, list[PlacedWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    ordered = (sorted(line, key=lambda word: word.box.x0) for line in lines.values())
    return [segment for line in ordered for segment in cut_segments(line)]


def _is_note(segment: VisualLine, strokes: PenStrokes, *, head: float) -> bool:
    letters = sum(len(word.text) for word in segment)
    if is_stamped_mark(line_text(segment)):
        return False
    if sum(word.confidence * len(word.text) for word in segment) > _UNSURE * letters:
        return False
    if sum(word.confidence >= _UNSURE for word in segment) >= _FEWEST_PRINTED:
        return False
    box = line_box(segment)
    return _slope(segment) > _ASLANT or box.bottom < head or strokes.share_in(box) > _WRITTEN_SHARE


def _slope(segment: VisualLine) -> float:
    """How steeply the middles of the words rise or fall, as a share of the way; 0 for fewer than three words."""
    if len(segment) < _FEWEST_PRINTED:
        return 0.0
    across = [(word.box.x0 + word.box.x1) / 2 for word in segment]
    return abs(linear_regression(across, [word.centre_y for word in segment]).slope)


def _unsure_of(segment: VisualLine) -> Iterator[tuple[PlacedWord, bool]]:
    """The unsure words of a segment, and whether each stands between sure ones: then it is print under a stroke."""
    sure = [word.confidence >= _UNSURE for word in segment]
    for at, word in enumerate(segment):
        if not sure[at]:
            yield word, 0 < at < len(segment) - 1 and sure[at - 1] and sure[at + 1]


def _around_signing_stamps(words: Sequence[PlacedWord]) -> list[Box]:
    """Where digital signing stamps stand, a line of theirs wider: small print beside or over a seal is no writing."""
    known = {id(word) for word in drop_signing_stamps(words)}
    stamp = [word for word in words if id(word) not in known]
    if not stamp:
        return []
    box, high = line_box(stamp), max(word.height for word in stamp)
    return [Box(box.x0 - high, box.top - high, box.x1 + high, box.bottom + high)]
