"""What a bad copier or a lamp left on a page, taken off its grey picture: specks, and uneven or grey paper.

Each is measured first, so that a clean page passes through untouched and costs next to nothing.
"""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Grey = NDArray[np.uint8]

_INK_BELOW_PAPER = 60
_SPECK_PIXELS, _PINHOLE_PIXELS = 4, 1
_SPECKLED_SHARE = 0.0015
_HALFTONE_SHARE = 0.02
_STEP = 16
_SAMPLED = 4
_DARK_PAPER = 215
_DARKEST_PAPER = 90
_LIGHTEST_INK = 170.0


class CleanedPage(NamedTuple):
    """A grey picture made clean; `was_speckled` when dots were taken out of it."""

    image: Image.Image
    was_speckled: bool


def clean_page(grey: Image.Image) -> CleanedPage:
    """`grey` on even white paper and without specks."""
    lit = _evenly_lit(np.asarray(grey))
    if not _is_speckled(lit):
        return CleanedPage(_as_image(lit, grey), was_speckled=False)
    return CleanedPage(_as_image(_without_specks(lit), grey), was_speckled=True)


def _evenly_lit(grey: Grey) -> Grey:
    """`grey` divided by its paper, which is what stays when letters are taken out by a maximum over their size."""
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // _STEP), max(1, height // _STEP)), interpolation=cv2.INTER_AREA)
    paper = cv2.GaussianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), (0, 0), 3)
    if np.percentile(paper, 10) > _DARK_PAPER or np.median(paper) < _DARKEST_PAPER:
        return grey
    wide = cv2.resize(np.maximum(paper, _DARKEST_PAPER), (width, height), interpolation=cv2.INTER_LINEAR)
    level = cv2.divide(grey, wide, scale=255)
    darkest = min(float(np.percentile(level[:: _STEP // 4, :: _STEP // 4], 1)), _LIGHTEST_INK)
    stretched = (np.arange(256) - darkest) * 255 / (255 - darkest)
    table = np.clip(stretched, 0, 255).astype(np.uint8)
    return np.asarray(table[level], dtype=np.uint8)


def _is_speckled(grey: Grey) -> bool:
    """The middle of the page holds many dots that stand alone."""
    height, width = grey.shape
    middle = grey[height // 4 : 3 * height // 4, width // 6 : 5 * width // 6]
    return bool(middle.size) and float(_alone(_ink(middle), _SPECK_PIXELS - 1).mean()) > _SPECKLED_SHARE


def _without_specks(grey: Grey) -> Grey:
    """`grey` without lone dots; then smoothed a little: by a median where it has grain, else by a blur."""
    ink = _ink(grey)
    cleaned = grey.copy()
    cleaned[_spots(ink, _SPECK_PIXELS)] = np.median(grey)
    inked = grey[ink]
    cleaned[_spots(~ink, _PINHOLE_PIXELS)] = np.median(inked) if inked.size else 0
    between = np.count_nonzero((cleaned > 32) & (cleaned < 224)) / cleaned.size
    if between > _HALFTONE_SHARE:
        return np.asarray(cv2.medianBlur(cleaned, 3), dtype=np.uint8)
    return np.asarray(Image.fromarray(cleaned).filter(ImageFilter.GaussianBlur(0.6)))


def _ink(grey: Grey) -> NDArray[np.bool_]:
    paper = np.median(grey[::_SAMPLED, ::_SAMPLED])
    return np.asarray(grey < paper - _INK_BELOW_PAPER, dtype=np.bool_)


def _spots(mask: NDArray[np.bool_], most_pixels: int) -> NDArray[np.bool_]:
    """The pixels of `mask` that belong to spots of at most `most_pixels`."""
    return mask & (_count(_alone(mask, most_pixels), 3) > 0)


def _alone(mask: NDArray[np.bool_], most_pixels: int) -> NDArray[np.bool_]:
    """Pixels of `mask` around which nothing of it lies but a few neighbours: none in the ring two pixels off."""
    near = _count(mask, 3)
    return np.asarray(mask & (near == _count(mask, 5)) & (near <= most_pixels), dtype=np.bool_)


def _count(mask: NDArray[np.bool_], side: int) -> NDArray[np.int16]:
    """How many pixels of `mask` lie in the square of `side` pixels around each pixel."""
    counted = cv2.boxFilter(
        mask.astype(np.uint8), cv2.CV_16S, (side, side), normalize=False, borderType=cv2.BORDER_CONSTANT
    )
    return np.asarray(counted, dtype=np.int16)


def _as_image(grey: Grey, like: Image.Image) -> Image.Image:
    image = Image.fromarray(grey)
    image.info.update(like.info)
    return image
