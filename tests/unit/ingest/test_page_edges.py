"""A photographed sheet is cut out and laid flat; anything else is left alone."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from ingest.scans.page_edges import find_sheet, laid_flat

_CORNERS = [(150, 120), (700, 160), (760, 1080), (90, 1040)]


def _photograph() -> Image.Image:
    photograph = Image.new("RGB", (850, 1200), (80, 60, 45))
    draw = ImageDraw.Draw(photograph)
    draw.polygon(_CORNERS, fill=(235, 235, 230))
    for row in range(260, 960, 40):
        draw.line((200, row, 640, row), fill=(40, 40, 40), width=6)
    return photograph


def test_a_sheet_on_a_desk_is_laid_flat() -> None:
    photograph = _photograph()
    corners = find_sheet(photograph)
    assert corners is not None
    assert corners.ravel().tolist() == pytest.approx(np.ravel(_CORNERS).tolist(), abs=12)
    flat = laid_flat(photograph)
    assert flat.size == (pytest.approx(670, abs=20), pytest.approx(920, abs=20))
    assert np.median(np.asarray(flat.convert("L"))[:, [8, -8]]) > 200


@pytest.mark.parametrize("band", [(0, 0, 850, 300), (100, 100, 500, 300), (0, 0, 0, 0)])
def test_pages_that_fill_the_picture_stay_as_they_are(band: tuple[int, int, int, int]) -> None:
    page = Image.new("RGB", (850, 1200), "white")
    ImageDraw.Draw(page).rectangle(band, fill=(30, 40, 90))
    assert laid_flat(page) is page
