"""Takes the visible stamp of a digital signature ("Ký bởi …", "Thời gian ký: …") out of the words of a page.

The stamp lies over or beside the text and says who pressed the button and when, which may be days after the document's
date: it is no part of the directive. Số and ngày that the same software stamps into the letterhead stay.
"""

import re
from collections.abc import Sequence
from statistics import median

from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import VisualLine, cut_segments, group_lines, line_box, line_key

_SIGNING = re.compile(
    r"^\W*(?:nguoi ky|ky boi|duoc ky boi|gio ky|ngay ky|thoi gian ky|(?:digitally )?signed by|date:)\W"
    r"|\d{1,2}[.:]\d{2}[.:]\d{2}(?:\.\d+)?(?: ?\+07|z|\s*$)|^\W*\+07[:' ]*00"
)
_STAMP_LINE = re.compile(r"^\W*(?:email|co quan|to chuc|chuc vu|dn|cn=|o=|reason|location)\b")
_ADDRESS = re.compile(r"\w@\W?\w+\.")
_MOTTO = re.compile(r"\bcong h\w+ xa hoi\b|\bdang cong san\b")
_BELOW_MOTTO = 0.8
_ALIGNED_HEIGHTS, _ALIGNED_GAP_HEIGHTS = 0.6, 2.5
_SMALL = 0.87
_TINY = 0.7
_SAME_SIZE, _TINY_SAME_SIZE = 1.2, 1.9
_NEAR_HEIGHTS = 0.7


def drop_signing_stamps(words: Sequence[PlacedWord]) -> tuple[PlacedWord, ...]:
    """`words` less those of signing stamps: lines that say so, and the small print joined to them."""
    segments = [segment for line in group_lines(words) for segment in cut_segments(line)]
    above = _above_motto(segments)
    stamped = [
        segment
        for segment in segments
        if _SIGNING.search(key := line_key(segment)) or (segment in above and _ADDRESS.search(key))
    ]
    if not stamped:
        return tuple(words)
    body_height = median(word.height for word in words)
    waiting = list(stamped)
    while waiting:
        known = waiting.pop()
        for segment in segments:
            if segment in stamped:
                continue
            is_part = segment in above and known in above and _is_set_with(segment, known)
            if is_part or _is_joined(segment, known, body_height):
                stamped.append(segment)
                waiting.append(segment)
    dropped = {id(word) for segment in stamped for word in segment}
    return tuple(word for word in words if id(word) not in dropped)


def _above_motto(segments: Sequence[VisualLine]) -> list[VisualLine]:
    """What stands above the motto of the letterhead in print clearly smaller: a stamp, or a mark of the file."""
    motto = next((segment for segment in segments if _MOTTO.search(line_key(segment))), None)
    if motto is None:
        return []
    top, height = line_box(motto).top, median(word.height for word in motto)
    return [
        segment
        for segment in segments
        if line_box(segment).bottom <= top and median(word.height for word in segment) < _BELOW_MOTTO * height
    ]


def _is_set_with(segment: VisualLine, known: VisualLine) -> bool:
    """`segment` goes on with the line of `known`, or begins right where `known` does, a line or two away."""
    one, other = line_box(segment), line_box(known)
    high = max(median(word.height for word in part) for part in (segment, known))
    across = max(one.x0, other.x0) - min(one.x1, other.x1)
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    goes_on = down < 0 and across < high
    return goes_on or (abs(one.x0 - other.x0) < _ALIGNED_HEIGHTS * high and down < _ALIGNED_GAP_HEIGHTS * high)


def _is_joined(segment: VisualLine, known: VisualLine, body_height: float) -> bool:
    """`segment` stands right above or below `known` and is of the same small print, or names a field of the stamp."""
    one, other = line_box(segment), line_box(known)
    low, high = sorted(median(word.height for word in part) for part in (segment, known))
    gap = max(one.top, other.top) - min(one.bottom, other.bottom)
    overlaps = min(one.x1, other.x1) > max(one.x0, other.x0)
    same_size = _TINY_SAME_SIZE if high < _TINY * body_height else _SAME_SIZE
    if not overlaps or gap > _NEAR_HEIGHTS * high or high > same_size * low:
        return False
    return high < _SMALL * body_height or _STAMP_LINE.match(line_key(segment)) is not None
