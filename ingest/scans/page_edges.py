"""Finds the sheet of paper on a photograph and lays it flat: cut out along its edges, its corners made right angles.

A phone held over a desk sees a bright sheet with four corners on a darker ground, further away at one end. Whatever
does not look so (a scan, a page that fills the picture, a slide with a dark band) is left as it is.
"""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Corners = NDArray[np.float32]
"""Four points (x, y): top left, top right, bottom right, bottom left."""

_LOOKED_AT_PX = 480
_CLOSED_PX = 9
_BEND_SHARE = 0.02
_LEAST_AREA_SHARE = 0.3
_INSIDE_SHARE = 0.004
_LEAST_FILLED = 0.94
_LEAST_CONTRAST = 45.0
_MOST_LEANING_COSINE = 0.45
_MOST_NARROWING = 1.6


def laid_flat(image: Image.Image) -> Image.Image:
    """The sheet on `image` alone and without perspective; `image` itself where no sheet stands out from a ground."""
    corners = find_sheet(image)
    if corners is None:
        return image
    top_left, top_right, bottom_right, bottom_left = corners
    width = round(max(_length(top_right - top_left), _length(bottom_right - bottom_left)))
    height = round(max(_length(bottom_left - top_left), _length(bottom_right - top_right)))
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(corners, flat)
    return Image.fromarray(cv2.warpPerspective(np.asarray(image), turn, (width, height), flags=cv2.INTER_CUBIC))


def find_sheet(image: Image.Image) -> Corners | None:
    """Corners of the one bright sheet that lies whole within `image`, in its pixels; None when there is none."""
    scale = _LOOKED_AT_PX / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    smaller = cv2.resize(np.asarray(image.convert("L")), size, interpolation=cv2.INTER_AREA)
    grey = np.asarray(smaller, dtype=np.uint8)
    level, bright = cv2.threshold(cv2.GaussianBlur(grey, (5, 5), 0), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    closed = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((_CLOSED_PX, _CLOSED_PX), np.uint8))
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines or level <= 0:
        return None
    outline = max(outlines, key=cv2.contourArea)
    corners = cv2.approxPolyDP(outline, _BEND_SHARE * cv2.arcLength(outline, closed=True), closed=True)
    if len(corners) != 4 or not cv2.isContourConvex(corners):
        return None
    points = _in_order(corners.reshape(4, 2).astype(np.float32))
    filled = cv2.contourArea(outline) / max(1.0, cv2.contourArea(points))
    if filled < _LEAST_FILLED or not _is_sheet(points, size) or not _stands_out(grey, points):
        return None
    return np.asarray(points / np.float32(scale), dtype=np.float32)


def _in_order(points: Corners) -> Corners:
    """The corners clockwise from the top left."""
    sums, differences = points.sum(axis=1), points[:, 0] - points[:, 1]
    order = [int(sums.argmin()), int(differences.argmax()), int(sums.argmax()), int(differences.argmin())]
    return points[order]


def _is_sheet(points: Corners, size: tuple[int, int]) -> bool:
    """A large four-cornered figure, whole within the picture, that a rectangle may look like from above."""
    width, height = size
    margin = _INSIDE_SHARE * max(size)
    inside = all(margin < x < width - 1 - margin and margin < y < height - 1 - margin for x, y in points.tolist())
    if not inside or cv2.contourArea(points) < _LEAST_AREA_SHARE * width * height:
        return False
    sides = [points[(at + 1) % 4] - points[at] for at in range(4)]
    lengths = [_length(side) for side in sides]
    leaning = max(abs(float(sides[at] @ sides[at - 1])) / (lengths[at] * lengths[at - 1]) for at in range(4))
    narrowing = max(max(lengths[at], lengths[at + 2]) / min(lengths[at], lengths[at + 2]) for at in range(2))
    return leaning < _MOST_LEANING_COSINE and narrowing < _MOST_NARROWING


def _stands_out(grey: NDArray[np.uint8], points: Corners) -> bool:
    """The sheet is clearly brighter than what lies around it."""
    mask = np.zeros(grey.shape, np.uint8)
    cv2.fillConvexPoly(mask, points.astype(np.int32), 255)
    return float(np.median(grey[mask > 0])) - float(np.median(grey[mask == 0])) > _LEAST_CONTRAST


def _length(side: NDArray[np.float32]) -> float:
    return float(np.hypot(side[0], side[1]))
