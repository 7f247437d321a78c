"""Strokes of a pen in the black of the print: pieces of ink that are larger than letters, and thin.

A letter is as high as its line and print keeps letters apart; a signature, initials at the end of the last sentence or
a note between the lines hang together over more than a line, or over a whole word, and leave most of their box white.
Colour is not needed, so copies and black-and-white scans are served.
"""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.span import Box
from ingest.layout.placed_word import PlacedWord

_WIDTH = 1240
_INK_BELOW_PAPER = 70
_SURE = 0.8
_FEWEST_SURE = 5
_HIGH, _LONG = 1.5, 2.5
_LEAST_HIGH = 1.2
_MOST_FILLED = 0.35
_MOST_OBLONG = 12.0
_MOST_WIDE, _MOST_TALL = 0.6, 0.4
_EDGE_SHARE = 0.01
_COVERED = 0.45


class PenStrokes(NamedTuple):
    """Pieces of pen ink on a picture.

    Attributes:
        boxes: around each piece, pixels of the picture.
        ink: true where pen ink is, on the picture made smaller.
        all_ink: the same for ink of every kind.
        scale: pixels of the smaller picture for one pixel of the picture.
    """

    boxes: tuple[Box, ...]
    ink: NDArray[np.bool_]
    all_ink: NDArray[np.bool_]
    scale: float

    def share_in(self, box: Box) -> float:
        """How much of the ink in `box` is of the pen; 0 where there is no ink."""
        left, top, right, bottom = (max(0, round(side * self.scale)) for side in box)
        inked = int(self.all_ink[top:bottom, left:right].sum())
        return float(self.ink[top:bottom, left:right].sum()) / inked if inked else 0.0

    def erased(self, picture: Image.Image) -> Image.Image:
        """`picture` with the pen ink made white."""
        wide = cv2.dilate(self.ink.astype(np.uint8), np.ones((3, 3), np.uint8))
        mask = cv2.resize(wide, picture.size, interpolation=cv2.INTER_NEAREST)
        pixels = np.array(picture)
        pixels[mask > 0] = np.uint8(np.median(pixels[::8, ::8]))
        return Image.fromarray(pixels)


class SmallPicture(NamedTuple):
    """A grey picture made smaller; `scale` is its pixels for one pixel of the whole."""

    pixels: NDArray[np.uint8]
    scale: float


def made_small(picture: Image.Image) -> SmallPicture:
    """`picture` at about the size at which strokes are looked for; by a whole number where it can be: quicker."""
    times = round(min(picture.size) / _WIDTH)
    if times > 1:
        small = picture.reduce(times)
        return SmallPicture(np.asarray(small, dtype=np.uint8), small.width / picture.width)
    scale = _WIDTH / min(picture.size)
    size = (round(picture.width * scale), round(picture.height * scale))
    resized = cv2.resize(np.asarray(picture), size, interpolation=cv2.INTER_AREA)
    return SmallPicture(np.asarray(resized, dtype=np.uint8), scale)


def find_strokes(picture: SmallPicture, words: Sequence[PlacedWord], *, known: Sequence[Box] = ()) -> PenStrokes | None:
    """The pen strokes on a picture; None when there are none, or print too little to tell by.

    Args:
        words: as read from the whole picture, whose pixels all boxes are. Letters that touch those of the next line
            hang together like a stroke; what lies within words that were surely read is print.
        known: frames and tables, whose rules are no strokes.
    """
    sure = [word for word in words if word.confidence >= _SURE and len(word.text) > 1]
    if len(sure) < _FEWEST_SURE:
        return None
    small, scale = picture
    size = (small.shape[1], small.shape[0])
    dark = small < np.median(small[::4, ::4]) - _INK_BELOW_PAPER
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8), connectivity=8)
    letter = scale * median(word.height for word in sure)
    large = [
        int(number)
        for number in np.flatnonzero(_are_strokes(np.asarray(stats, dtype=np.int32), letter, size))
        if number
    ]
    boxes = {number: _box(stats[number], scale) for number in large}
    strokes = [
        number
        for number, box in boxes.items()
        if _covered(box, sure) < _COVERED and not any(box.meets(other) for other in known)
    ]
    if not strokes:
        return None
    is_pen = np.zeros(count, dtype=np.bool_)
    is_pen[strokes] = True
    return PenStrokes(tuple(boxes[number] for number in strokes), is_pen[labels], np.asarray(dark, np.bool_), scale)


def _are_strokes(stats: NDArray[np.int32], letter: float, size: tuple[int, int]) -> NDArray[np.bool_]:
    """Which pieces of ink are higher than a letter, or as long as a word that hangs together; thin, and no rule."""
    left, top, across, down, area = (stats[:, column].astype(np.int64) for column in range(5))
    is_large = (down >= _HIGH * letter) | ((across >= _LONG * letter) & (down >= _LEAST_HIGH * letter))
    is_thin = area <= _MOST_FILLED * across * down
    to_edge = np.minimum.reduce([left, top, size[0] - left - across, size[1] - top - down])
    is_rule = np.maximum(across, down) > _MOST_OBLONG * np.minimum(across, down)
    is_huge = (across > _MOST_WIDE * size[0]) | (down > _MOST_TALL * size[1])
    return np.asarray(is_large & is_thin & (to_edge >= _EDGE_SHARE * size[0]) & ~is_rule & ~is_huge, dtype=np.bool_)


def _box(stat: NDArray[np.int32], scale: float) -> Box:
    left, top, across, down = (float(value) for value in stat[:4])
    return Box(left / scale, top / scale, (left + across) / scale, (top + down) / scale)


def _covered(box: Box, words: Sequence[PlacedWord]) -> float:
    """How much of `box` lies within `words`."""
    return sum(box.share_in(word.box) for word in words)
