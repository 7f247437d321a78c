"""Takes the stamp of the receiving office ("CÔNG VĂN ĐẾN", "ĐẾN Số … Ngày …") out of the words of a scan.

It is told by its frame; without one by its words: ĐẾN, and beside or under it the short lines that are filled in.

Its number and date are those of the receipt, not of the document; read as text they pass for the document's own.
"""

import re
from collections.abc import Sequence
from statistics import fmean

from core.page import Aside, AsideKind
from core.span import Box
from ingest.layout.asides import aside_of
from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import VisualLine, cut_segments, group_lines, line_box, line_key, line_text
from ingest.tables.ruled_tables import touching_rules
from ingest.tables.rules import Rules

_ARRIVAL = re.compile(r"\bden\b|\bcong van\b|\bgio\b|\bngay\b|\bchuyen\b")
_WIDTH_SHARES = (0.08, 0.4)
_HEIGHT_SHARES = (0.03, 0.14)
_LOWEST_TOP_SHARE = 0.35
_WELL_READ = 0.8
_HEADLINE = re.compile(r"^\W*(?:so )?(?:cong van den|van ban den|den)\W*(?=$|so\b|gio\b|ngay\b)")
_FIELD = re.compile(
    r"^\W*(?:den )?(?:so(?: den)?|gio|ngay(?: den)?|(?:kinh )?chuyen|luu(?: ho so)?(?: so)?)\W*(?:[:.…_]|\d|$)"
)
_DOCUMENT_CODE = re.compile(r"\d\W*/\W*(?:\d{4}\W*/\W*)?[A-ZĐ]{2}|\bthang\b.*\bnam \d{4}")
_FEWEST_FIELDS = 2
_LINE_GAP_HEIGHTS = 2.2
_ASIDE_HEIGHTS = 3.0
_THROUGH_WELL_READ = 0.6


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


def unframed_stamps(words: Sequence[PlacedWord], *, width: float, height: float) -> tuple[Box, ...]:
    """Stamps without a frame that was found, at the head of a page of `width` x `height` pixels: ĐẾN and its fields."""
    upper = [word for word in words if word.box.top < _LOWEST_TOP_SHARE * height]
    lines = [part for line in group_lines(upper) for part in cut_segments(line)]
    fields = [part for part in lines if _FIELD.match(line_key(part)) and not _DOCUMENT_CODE.search(line_text(part))]
    stamps = []
    for head in lines:
        if not _HEADLINE.match(line_key(head)):
            continue
        block = [head]
        for field in sorted(fields, key=lambda part: line_box(part).top):
            if field is not head and _belongs(line_box(field), block):
                block.append(field)
        box = line_box([word for part in block for word in part])
        is_small = box.x1 - box.x0 < _WIDTH_SHARES[1] * width and box.bottom - box.top < _HEIGHT_SHARES[1] * height
        is_field = head in fields
        if is_small and len(block) - 1 + is_field >= _FEWEST_FIELDS:
            stamps.append(box)
    return tuple(stamps)


def _belongs(field: Box, block: Sequence[VisualLine]) -> bool:
    """The field stands under a line of the stamp or to the right of one."""
    for part in block:
        known = line_box(part)
        high = known.bottom - known.top
        across = max(field.x0, known.x0) - min(field.x1, known.x1)
        down = max(field.top, known.top) - min(field.bottom, known.bottom)
        if across < (_ASIDE_HEIGHTS * high if down < 0 else 0) and down < _LINE_GAP_HEIGHTS * high:
            return True
    return False


def drop_stamped(words: Sequence[PlacedWord], stamps: Sequence[Box]) -> tuple[PlacedWord, ...]:
    """`words` less those that stand in one of `stamps`."""
    stamped = {id(word) for stamp in stamps for word in _stamped(words, stamp)}
    return tuple(word for word in words if id(word) not in stamped)


def stamp_asides(words: Sequence[PlacedWord], stamps: Sequence[Box]) -> tuple[Aside, ...]:
    """What was read in each of `stamps`, where anything was."""
    inside = [_stamped(words, stamp) for stamp in stamps]
    return tuple(aside_of(AsideKind.ARRIVAL_STAMP, group_lines(found)) for found in inside if found)


def _stamped(words: Sequence[PlacedWord], stamp: Box) -> list[PlacedWord]:
    """Words in the stamp, less those of a line of text that only begins or ends there: slanted frames reach over it."""
    inside = [word for word in words if _is_inside(word, stamp)]
    known = {id(word) for word in inside}
    through: set[int] = set()
    for line in group_lines(words) if inside else ():
        for part in cut_segments(line):
            within = [word for word in part if id(word) in known]
            if len(part) - len(within) > len(within):
                through |= {id(word) for word in within if _is_read(word)}
    return [word for word in inside if id(word) not in through]


def _is_read(word: PlacedWord) -> bool:
    return word.confidence >= _THROUGH_WELL_READ and any(map(str.isalnum, word.text))


def _is_inside(word: PlacedWord, frame: Box) -> bool:
    return frame.x0 <= (word.box.x0 + word.box.x1) / 2 <= frame.x1 and frame.top <= word.centre_y <= frame.bottom
