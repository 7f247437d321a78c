"""The two places where Vietnamese documents set blocks side by side: the letterhead, and recipients with signature.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (sơ đồ bố trí các thành phần thể thức): ô 1-4 at the head, ô 7 and 9b at the
foot. Each is a table of two columns, so an upright strip of the page stays empty between them: the region runs from its
anchor (Quốc hiệu, "Nơi nhận") down to the first line that closes the strip.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.layout.placed_word import PlacedWord
from ingest.layout.visual_lines import VisualLine, cut_segments, group_lines, line_box, line_key, line_text

_HEAD_WORDS = (
    (frozenset({"cong", "hoa", "xa", "hoi", "chu", "nghia", "viet", "nam"}), 5),
    (frozenset({"doc", "lap", "tu", "do", "hanh", "phuc"}), 4),
    (frozenset({"dang", "cong", "san", "viet", "nam"}), 4),
    (frozenset({"doan", "tncs", "ho", "chi", "minh"}), 4),
)
_RECIPIENTS = re.compile(r"^\W*\w?oi\s*(?:nhan|gui)\b")
_DATE = re.compile(r"ng[aà]y.{0,12}th[aá]ng|thang.{0,12}nam")
_ENDS_HEAD = re.compile(r"^\W*kinh (?:gui|trinh)\b")
_SIGNS = re.compile(r"^\W*(?:t/?m|k/?t|t/?l|tuq|q)\b")
_HEAD_STARTS_AFTER = 0.3
_RECIPIENTS_START_BEFORE = 0.4
_SIGNATURE_STARTS_AFTER = 0.42
_MIN_STRIP_SHARE = 0.006
_LINES_ABOVE = 3
_MOST_OTHER_WORDS = 4


class Region(NamedTuple):
    """Lines `first..last` (both included) that hold two columns, parted at `strip_x`."""

    first: int
    last: int
    strip_x: float


class _Strip(NamedTuple):
    """What is still empty between the columns; a segment whose middle is left of `pivot` belongs to the left one."""

    x0: float
    x1: float
    pivot: float


def find_regions(lines: Sequence[VisualLine], *, width: float) -> tuple[Region, ...]:
    """Two-column regions of a page, top to bottom, none overlapping."""
    regions: list[Region] = []
    index = 0
    while index < len(lines):
        region = _head_region(lines, index, width) or _foot_region(lines, index, width)
        if region is None or (regions and region.first <= regions[-1].last):
            index += 1
            continue
        regions.append(region)
        index = region.last + 1
    return tuple(regions)


def split_columns(lines: Sequence[VisualLine], region: Region) -> tuple[tuple[VisualLine, ...], tuple[VisualLine, ...]]:
    """Lines of the left and of the right column, each put together from its own words alone."""
    words = [word for line in lines[region.first : region.last + 1] for word in line]
    left = [word for word in words if _centre_x(word) < region.strip_x]
    right = [word for word in words if _centre_x(word) >= region.strip_x]
    return group_lines(left), group_lines(right)


def _head_region(lines: Sequence[VisualLine], index: int, width: float) -> Region | None:
    anchor = next((part for part in cut_segments(lines[index]) if _is_head(part)), None)
    anchor = anchor or _head_words(lines[index])
    if anchor is None or anchor[0].box.x0 < _HEAD_STARTS_AFTER * width:
        return None
    pivot = anchor[0].box.x0
    strip = _narrowed(_Strip(0.0, pivot, pivot), [word for word in lines[index] if word.box.x0 < pivot], width)
    if strip is None:
        return None
    first, strip = _grown_up(lines, index, strip, width)
    last, seen_date = index, False
    for at in range(index + 1, len(lines)):
        line = lines[at]
        if _ENDS_HEAD.match(line_key(line)) or (seen_date and line_box(line).x0 >= strip.x0):
            break
        narrower = _narrowed(strip, line, width)
        if narrower is None:
            break
        strip, last = narrower, at
        seen_date = seen_date or bool(_DATE.search(line_key(line)))
    return Region(first, last, (strip.x0 + strip.x1) / 2)


def is_letterhead(line: VisualLine) -> bool:
    """The line holds Quốc hiệu, its motto, or what stands in their place."""
    return any(_is_head(segment) for segment in cut_segments(line))


def is_recipients(line: VisualLine) -> bool:
    """The line opens with "Nơi nhận"."""
    return _RECIPIENTS.match(line_key(line)) is not None


def _foot_region(lines: Sequence[VisualLine], index: int, width: float) -> Region | None:
    anchor = cut_segments(lines[index])[0]
    if not is_recipients(anchor) or anchor[0].box.x0 > _RECIPIENTS_START_BEFORE * width:
        return None
    strip = _narrowed(_Strip(line_box(anchor[:2]).x1, width, width / 2), lines[index], width)
    if strip is None:
        return None
    last = index
    for at in range(index + 1, len(lines)):
        narrower = _narrowed(strip, lines[at], width)
        if narrower is None:
            break
        strip, last = narrower, at
    first = index
    while first > max(0, index - _LINES_ABOVE) and _is_signature_head(lines[first - 1], width):
        first -= 1
    return Region(first, last, (strip.x0 + strip.x1) / 2)


def _grown_up(lines: Sequence[VisualLine], index: int, strip: _Strip, width: float) -> tuple[int, _Strip]:
    """The region's first line: up to a few lines above the anchor that leave the strip open."""
    first = index
    while first > max(0, index - _LINES_ABOVE):
        narrower = _narrowed(strip, lines[first - 1], width)
        if narrower is None:
            break
        strip, first = narrower, first - 1
    return first, strip


def _narrowed(strip: _Strip, line: Sequence[PlacedWord], width: float) -> _Strip | None:
    """`strip` less what `line` covers of it; None when too little is left open."""
    for segment in cut_segments(line):
        box = line_box(segment)
        if box.x1 <= strip.x0 or box.x0 >= strip.x1:
            continue
        is_left = (box.x0 + box.x1) / 2 < strip.pivot
        strip = strip._replace(x0=box.x1) if is_left else strip._replace(x1=box.x0)
        if strip.x1 - strip.x0 < _MIN_STRIP_SHARE * width:
            return None
    return strip


def _is_head(segment: VisualLine, *, most_others: int = _MOST_OTHER_WORDS) -> bool:
    """The segment is Quốc hiệu, its motto or what stands in their place, with at most so many words besides."""
    words = re.findall(r"[a-z]+", line_key(segment))
    return any(
        len(wanted & set(words)) >= least and len(words) <= len(wanted) + most_others for wanted, least in _HEAD_WORDS
    )


def _head_words(line: VisualLine) -> VisualLine | None:
    """The end of `line` that is Quốc hiệu, when no wide gap parts it from the issuer's name before it.

    Such a line of running text names a body ("Đoàn TNCS Hồ Chí Minh xã …") and goes on: it is no head.
    """
    for start in range(1, len(line) - 3):
        first = line_key(line[start : start + 1])
        if first in ("cong", "dang", "doc", "doan") and _is_head(line[start:], most_others=0):
            return line[start:]
    return None


def _is_signature_head(line: VisualLine, width: float) -> bool:
    is_right = line_box(line).x0 > _SIGNATURE_STARTS_AFTER * width
    return is_right and (line_text(line).isupper() or bool(_SIGNS.match(line_key(line))))


def _centre_x(word: PlacedWord) -> float:
    return (word.box.x0 + word.box.x1) / 2
