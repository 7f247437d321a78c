"""Specks and grey paper go; letters, their dots and clean pages stay."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ingest.scans.page_cleaning import clean_page


def _page() -> Image.Image:
    image = Image.new("L", (600, 800), 250)
    for row in range(8):
        ImageDraw.Draw(image).text((60, 60 + 85 * row), "di theo i", fill=10, font=ImageFont.load_default(40))
    return image


def _specked(image: Image.Image, share: float) -> Image.Image:
    pixels, chance = np.array(image), np.random.default_rng(1).random((image.height, image.width))
    pixels[chance < share] = 0
    return Image.fromarray(pixels)


def _ink(image: Image.Image) -> np.ndarray:
    return np.asarray(image) < 128


def test_a_clean_page_passes_untouched() -> None:
    page = _page()
    cleaned = clean_page(page)
    assert not cleaned.was_speckled
    assert np.array_equal(np.asarray(cleaned.image), np.asarray(page))


def test_specks_go_and_letters_stay() -> None:
    page = _page()
    cleaned = clean_page(_specked(page, 0.01))
    assert cleaned.was_speckled
    lost = _ink(page) & ~_ink(cleaned.image)
    left = _ink(cleaned.image) & ~_ink(page)
    assert lost.mean() < 0.001
    assert left.mean() < 0.003


def test_uneven_grey_paper_turns_white_and_faint_ink_black() -> None:
    page = np.asarray(_page(), dtype=np.float32)
    lamp = np.linspace(0.45, 0.8, page.shape[1])[None, :]
    cleaned = np.asarray(clean_page(Image.fromarray(((110 + page * 0.57) * lamp).astype(np.uint8))).image)
    letters = page < 128
    assert np.percentile(cleaned[~letters], 5) > 200
    assert np.median(cleaned[letters]) < 60


def test_a_black_page_stays_as_it_is() -> None:
    dark = Image.new("L", (300, 400), 5)
    assert np.array_equal(np.asarray(clean_page(dark).image), np.asarray(dark))
