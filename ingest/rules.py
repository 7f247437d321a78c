"""The ruled lines on a page image: what tables are drawn with. One way for scans and for drawn PDF pages.

A pixel row is on a horizontal rule where nearly all pixels of a window longer than any stroke of a letter are dark;
neighbouring rows make one rule. Vertical rules are the same on the turned picture.
"""

from collections.abc import Iterable
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
_MOST_RULES = 4000

_Mask = npt.NDArray[np.bool_]


class Rules(NamedTuple):
    """Horizontal and vertical rules as boxes, pixels of the image they were found on."""

    horizontal: tuple[Box, ...]
    vertical: tuple[Box, ...]


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
    horizontal = tuple(Box(x0, y0, x1, y1) for y0, y1, x0, x1 in _joined(across, thickest))
    vertical = tuple(Box(x0, y0, x1, y1) for x0, x1, y0, y1 in _joined(down, thickest))
    return Rules(horizontal, vertical)


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
    return [(int(r), int(s), int(e) + window - 1) for r, s, e in zip(rows, starts, ends, strict=True)]


def _joined(runs: list[tuple[int, int, int]], thickest: int) -> list[tuple[int, int, int, int]]:
    """(first row, end row, start, end) of runs in neighbouring rows that overlap; what is too thick is no rule."""
    open_rules: list[list[int]] = []
    done: list[list[int]] = []
    for row, start, end in runs:
        still_open = [rule for rule in open_rules if rule[1] >= row - 1]
        done += [rule for rule in open_rules if rule[1] < row - 1]
        open_rules = still_open
        touching = next((rule for rule in open_rules if rule[2] < end and start < rule[3]), None)
        if touching is None:
            open_rules.append([row, row, start, end])
        else:
            touching[1:] = [row, min(touching[2], start), max(touching[3], end)]
    return [(a, b + 1, s, e) for a, b, s, e in done + open_rules if b + 1 - a <= thickest]
