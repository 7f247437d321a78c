"""The ruled lines on a page image: what tables are drawn with. One way for scans and for drawn PDF pages.

A pixel row is on a horizontal rule where nearly all pixels of a window longer than any stroke of a letter are dark;
neighbouring rows make one rule. Vertical rules are the same on the turned picture.
"""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from core.span import Box

_DARK_BELOW_PAPER = 60
_LEAST_WIDTH_SHARE = 0.03
_LEAST_HEIGHT_SHARE = 0.014
_DARK_SHARE = 0.9
_THICKEST_SHARE = 0.004
_THICKEST_PX = 3
_MOST_SLANT = 0.012
_PIECE_PX = 2.0
_MOST_RULES = 4000

_Mask = npt.NDArray[np.bool_]


class Rules(NamedTuple):
    """Horizontal and vertical rules as boxes, pixels of the image they were found on.

    Attributes:
        slant: pixels that horizontal rules fall for each pixel to the right (a page set down a little askew).
    """

    horizontal: tuple[Box, ...]
    vertical: tuple[Box, ...]
    slant: float = 0.0


def find_rules(image: Image.Image) -> Rules:
    """Rules on an upright page image of about 100-150 dpi; none when there are too many to be a table's."""
    grey = np.asarray(image.convert("L"), dtype=np.int16)
    dark = grey < np.median(grey) - _DARK_BELOW_PAPER
    long_side = max(image.size)
    across = _runs(dark, window=max(8, round(_LEAST_WIDTH_SHARE * long_side)))
    down = _runs(dark.T, window=max(8, round(_LEAST_HEIGHT_SHARE * long_side)))
    if len(across) + len(down) > _MOST_RULES:
        return Rules((), ())
    thickest = max(_THICKEST_PX, round(_THICKEST_SHARE * long_side))
    level = _joined(across, thickest)
    horizontal = tuple(Box(rule.start, rule.first, rule.end, rule.last + 1) for rule in level)
    vertical = tuple(Box(rule.first, rule.start, rule.last + 1, rule.end) for rule in _joined(down, thickest))
    return Rules(horizontal, vertical, _slant(level))


def level_pieces(rule: Box, slant: float) -> tuple[Box, ...]:
    """The rule cut so that each piece is about as thin as the rule itself, though it lies aslant in its box."""
    across = rule.x1 - rule.x0 > rule.bottom - rule.top
    length = rule.x1 - rule.x0 if across else rule.bottom - rule.top
    fall = slant * length if across else -slant * length
    count = max(1, ceil(abs(fall) / _PIECE_PX))
    pieces = []
    for at in range(count):
        near, far = (at / count, (at + 1) / count) if fall >= 0 else (1 - (at + 1) / count, 1 - at / count)
        start, end = length * at / count, length * (at + 1) / count
        low, high = abs(fall) * near, abs(fall) * (1 - far)
        if across:
            pieces.append(Box(rule.x0 + start, rule.top + low, rule.x0 + end, rule.bottom - high))
        else:
            pieces.append(Box(rule.x0 + low, rule.top + start, rule.x1 - high, rule.top + end))
    return tuple(pieces)


def without_rules(image: Image.Image, rules: Iterable[Box], *, scale: float) -> Image.Image:
    """A copy of the grey `image`, `scale` times the one that `rules` were found on, with the rules painted white.

    OCR reads the rules of a table as "|", and a letter that touches one as another letter.
    """
    clean = image.copy()
    brush = ImageDraw.Draw(clean)
    for box in rules:
        x0, top, x1, bottom = (side * scale for side in box)
        brush.rectangle((x0 - 1, top - 1, x1 + 1, bottom + 1), fill=255)
    return clean


def _runs(dark: _Mask, *, window: int) -> list[tuple[int, int, int]]:
    """(row, start, end) of each stretch whose every window is nearly all dark."""
    if dark.shape[1] <= window:
        return []
    sums = np.cumsum(np.pad(dark, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    full = (sums[:, window:] - sums[:, :-window]) >= _DARK_SHARE * window
    edges = np.diff(np.pad(full, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    found = zip(rows.tolist(), starts.tolist(), (ends + window - 1).tolist(), strict=True)
    return [_trimmed(dark[row], row, start, end) for row, start, end in found]


def _trimmed(line: _Mask, row: int, start: int, end: int) -> tuple[int, int, int]:
    """The run without the light places at its ends that its first and last window let pass."""
    places = np.flatnonzero(line[start:end])
    return row, start + int(places[0]), start + int(places[-1]) + 1


class _GrowingRule:
    """Runs in neighbouring rows that overlap: first and last row, first and last place, dark pixels in all."""

    def __init__(self, row: int, start: int, end: int) -> None:
        self.first, self.last, self.start, self.end = row, row, start, end
        self._dark = end - start
        self._first_middle = self._last_middle = (start + end) / 2

    def takes(self, row: int, start: int, end: int) -> bool:
        return self.last >= row - 1 and self.start < end and start < self.end

    def add(self, row: int, start: int, end: int) -> None:
        self.last, self.start, self.end = row, min(self.start, start), max(self.end, end)
        self._dark += end - start
        self._last_middle = (start + end) / 2

    def is_thin(self, thickest: int) -> bool:
        """As thick as a rule along its length, and no further from level than a page set down askew."""
        return self._dark <= thickest * self.length and self.last - self.first < thickest + _MOST_SLANT * self.length

    @property
    def length(self) -> int:
        return self.end - self.start

    @property
    def slant(self) -> float:
        """Rows that it falls for each place along it."""
        fall = max(0.0, self.last + 1 - self.first - self._dark / self.length)
        return fall / self.length if self._last_middle >= self._first_middle else -fall / self.length


def _joined(runs: list[tuple[int, int, int]], thickest: int) -> list[_GrowingRule]:
    """Runs in neighbouring rows that overlap become one; what is too thick is no rule."""
    growing: list[_GrowingRule] = []
    done: list[_GrowingRule] = []
    for run in runs:
        done += [rule for rule in growing if rule.last < run[0] - 1]
        growing = [rule for rule in growing if rule.last >= run[0] - 1]
        touching = next((rule for rule in growing if rule.takes(*run)), None)
        if touching is None:
            growing.append(_GrowingRule(*run))
        else:
            touching.add(*run)
    return [rule for rule in done + growing if rule.is_thin(thickest)]


def _slant(rules: Sequence[_GrowingRule]) -> float:
    """The slant of the longer rules: the middle one when each weighs as much as it is long."""
    longer = sorted(rules, key=lambda rule: rule.slant)
    half, passed = sum(rule.length for rule in longer) / 2, 0
    for rule in longer:
        passed += rule.length
        if passed >= half:
            return rule.slant
    return 0.0
