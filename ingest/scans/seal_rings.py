"""Where round seals stand on a page that tells no colours: the ring of a seal is a circle of known size, drawn in one.

A black copy shows its seal in the black of the print, so that colour tells nothing (`ink_regions`). What was read
within the ring is the seal's, or print under it that cannot be trusted.
"""

import math

import cv2
import numpy as np
from PIL import Image

from core.span import Box

_WIDTH = 540
"""Short side of the picture that circles are looked for on: a seal of 3 to 4.2 cm has a radius of 38 to 54 pixels."""
_RADII = (27, 64)
_APART = 80
_EDGE, _VOTES = 150, 50
_INK_BELOW_PAPER = 60
_POINTS = 120
_ON_RING, _BESIDE_RING = (-2, -1, 0, 1, 2), (4, 5)
_LEAST_ON, _LEAST_CLEARER = 0.88, 0.56


def find_seal_rings(picture: Image.Image) -> tuple[Box, ...]:
    """Boxes of the round seals on the grey `picture`, in its pixels, from top to bottom.

    A circle counts when nearly all of it is inked and what lies right outside it is not: lines of print hold many
    circles by chance, none that is whole.
    """
    scale = _WIDTH / min(picture.size)
    size = (round(picture.width * scale), round(picture.height * scale))
    small = cv2.resize(np.asarray(picture), size, interpolation=cv2.INTER_AREA)
    found = cv2.HoughCircles(
        small, cv2.HOUGH_GRADIENT, 1, _APART, param1=_EDGE, param2=_VOTES, minRadius=_RADII[0], maxRadius=_RADII[1]
    )
    circles = [] if found is None else [(float(x), float(y), float(radius)) for x, y, radius in found[0]]
    dark = np.pad(small < np.median(small) - _INK_BELOW_PAPER, max(_RADII) + max(_BESIDE_RING))
    rings = [circle for circle in circles if _is_ring(dark, circle)]
    boxes = (Box((x - r) / scale, (y - r) / scale, (x + r) / scale, (y + r) / scale) for x, y, r in rings)
    return tuple(sorted(boxes, key=lambda box: box.top))


def _is_ring(dark: "np.ndarray[tuple[int, int], np.dtype[np.bool_]]", circle: tuple[float, float, float]) -> bool:
    """The circle is inked nearly all around and stands free; `dark` has a margin on all sides."""
    x, y, radius = circle
    margin = max(_RADII) + max(_BESIDE_RING)
    angles = np.linspace(0, 2 * math.pi, _POINTS, endpoint=False)

    def at(distance: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
        rows = np.rint(y + margin + (radius + distance) * np.sin(angles)).astype(int)
        columns = np.rint(x + margin + (radius + distance) * np.cos(angles)).astype(int)
        return np.asarray(dark[rows, columns])

    on = np.any([at(distance) for distance in _ON_RING], axis=0).mean()
    beside = np.mean([at(distance).mean() for distance in _BESIDE_RING])
    return bool(on >= _LEAST_ON and on - beside >= _LEAST_CLEARER)
