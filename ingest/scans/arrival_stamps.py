"""Takes the framed stamp of the receiving office ("CÔNG VĂN ĐẾN", "ĐẾN Số … Ngày …") out of the words of a scan.

Its number and date are those of the receipt, not of the document; read as text they pass for the document's own.
"""

import re
from collections.abc import Sequence
from statistics import fmean

from core.page import Aside, AsideKind
from core.span import Box
from ingest.layout.asides import aside_of
from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import group_lines, line_key
from ingest.tables.ruled_tables import touching_rules
from ingest.tables.rules import Rules

_ARRIVAL = re.compile(r"\bden\b|\bcong van\b|\bgio\b|\bngay\b|\bchuyen\b")
_WIDTH_SHARES = (0.08, 0.4)
_HEIGHT_SHARES = (0.03, 0.14)
_LOWEST_TOP_SHARE = 0.35
_WELL_READ = 0.8


def find_frames(rules: Rules, *, width: float, height: float) -> tuple[Box, ...]:
    """Small frames in the upper third of the page: two rules and more each way that touch."""
    frames = []
    for across, down in touching_rules(rules):
        if len(across) < 2 or len(down) < 2:
            continue
        boxes = (*across, *down)
        frame = Box(
            min(box.x0 for box in boxes),
            min(box.top for box in boxes),
            max(box.x1 for box in boxes),
            max(box.bottom for box in boxes),
        )
        is_wide_as = _WIDTH_SHARES[0] * width < frame.x1 - frame.x0 < _WIDTH_SHARES[1] * width
        is_high_as = _HEIGHT_SHARES[0] * height < frame.bottom - frame.top < _HEIGHT_SHARES[1] * height
        if is_wide_as and is_high_as and frame.top < _LOWEST_TOP_SHARE * height:
            frames.append(frame)
    return tuple(frames)


def arrival_stamps(words: Sequence[PlacedWord], frames: Sequence[Box]) -> tuple[Box, ...]:
    """Those `frames` whose words speak of receipt or could hardly be read."""
    stamps = []
    for frame in frames:
        inside = [word for word in words if _is_inside(word, frame)]
        if inside and (_ARRIVAL.search(line_key(inside)) or fmean(word.confidence for word in inside) < _WELL_READ):
            stamps.append(frame)
    return tuple(stamps)


def drop_stamped(words: Sequence[PlacedWord], stamps: Sequence[Box]) -> tuple[PlacedWord, ...]:
    """`words` less those that stand in one of `stamps`."""
    return tuple(word for word in words if not any(_is_inside(word, stamp) for stamp in stamps))


def stamp_asides(words: Sequence[PlacedWord], stamps: Sequence[Box]) -> tuple[Aside, ...]:
    """What was read in each of `stamps`, where anything was."""
    inside = [[word for word in words if _is_inside(word, stamp)] for stamp in stamps]
    return tuple(aside_of(AsideKind.ARRIVAL_STAMP, group_lines(found)) for found in inside if found)


def _is_inside(word: PlacedWord, frame: Box) -> bool:
    return frame.x0 <= (word.box.x0 + word.box.x1) / 2 <= frame.x1 and frame.top <= word.centre_y <= frame.bottom
