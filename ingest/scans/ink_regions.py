"""Where coloured ink stands on a page: red seals and stamps of receipt, and signatures and other writing in blue.

Found on the small page image, by colour alone: a black-and-white scan tells nothing of them, and nothing is said.
"""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.page import PageRegion, RegionKind
from core.span import Box
from ingest.scans.seal_rings import find_seal_rings

_CHROMA = 45
_JOIN_SHARE = 0.012
_SEAL_SHARES = (0.09, 0.32)
_SEAL_MOST_OBLONG = 1.7
_STAMP_WIDTHS = (0.06, 0.4)
_STAMP_HEIGHTS = (0.02, 0.14)
_STAMP_LOWEST_TOP = 0.35
_SIGNATURE_SHARES = (0.05, 0.5)
_LEAST_INK = 0.02
_MOST_INK = 0.6


def find_ink_regions(image: Image.Image) -> tuple[PageRegion, ...]:
    """Seals, stamps of receipt and signatures on `image`, boxes in its pixels, from top to bottom."""
    if image.mode == "L":
        return ()
    red, green, blue = (np.asarray(band, dtype=np.int16) for band in image.convert("RGB").split())
    is_red = red - np.maximum(green, blue) > _CHROMA
    reds = _blots(is_red)
    seals = [box for box in reds if _is_seal(box, image.width)] or _rings(is_red)
    stamps = [box for box in reds if box not in seals and _is_stamp(box, image.width, image.height)]
    pens = _blots((blue - red > _CHROMA) & (blue >= green))
    low, high = (share * image.width for share in _SIGNATURE_SHARES)
    signatures = [box for box in pens if low < box.x1 - box.x0 < high and box.bottom - box.top > low / 3]
    found = [PageRegion(kind=RegionKind.SEAL, box=box) for box in seals]
    found += [PageRegion(kind=RegionKind.ARRIVAL_STAMP, box=box) for box in stamps]
    found += [PageRegion(kind=RegionKind.SIGNATURE, box=box) for box in signatures]
    return tuple(sorted(found, key=lambda region: region.box.top))


def _rings(is_red: NDArray[np.bool_]) -> list[Box]:
    """Round seals whose ink hangs together with other red print, a name stamped under them."""
    if not is_red.any():
        return []
    return list(find_seal_rings(Image.fromarray(np.where(is_red, 0, 255).astype(np.uint8))))


def _is_seal(box: Box, width: float) -> bool:
    """As large as a seal (3 to 4 cm on a page of 21 cm, digital ones less) and about as high as wide."""
    across, down = box.x1 - box.x0, box.bottom - box.top
    low, high = (share * width for share in _SEAL_SHARES)
    return low < across < high and max(across, down) < _SEAL_MOST_OBLONG * min(across, down)


def _is_stamp(box: Box, width: float, height: float) -> bool:
    """As large as the stamp of a receiving office and wider than high, at the head of the page."""
    across, down = (box.x1 - box.x0) / width, (box.bottom - box.top) / height
    fits = _STAMP_WIDTHS[0] < across < _STAMP_WIDTHS[1] and _STAMP_HEIGHTS[0] < down < _STAMP_HEIGHTS[1]
    return fits and box.top < _STAMP_LOWEST_TOP * height


def _blots(ink: NDArray[np.bool_]) -> list[Box]:
    """Boxes around ink that hangs together across small gaps, neither solid (a flag, a banner) nor a few dots."""
    reach = max(3, round(_JOIN_SHARE * ink.shape[1]))
    joined = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    blots = []
    for left, top, width, height, _area in boxes[1:count]:
        share = float(ink[top : top + height, left : left + width].mean())
        if _LEAST_INK < share < _MOST_INK and min(width, height) > reach:
            blots.append(Box(float(left), float(top), float(left + width), float(top + height)))
    return blots
