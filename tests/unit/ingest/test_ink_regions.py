"""Seals and signatures are told by their colour."""

from PIL import Image, ImageDraw

from core.page import RegionKind
from ingest.scans.ink_regions import find_ink_regions


def _signed() -> Image.Image:
    page = Image.new("RGB", (1000, 1400), "white")
    draw = ImageDraw.Draw(page)
    for radius in (90, 80, 40):
        draw.ellipse((600 - radius, 1100 - radius, 600 + radius, 1100 + radius), outline=(220, 40, 50), width=5)
    draw.line([(620, 1120), (700, 1060), (760, 1150), (840, 1070), (900, 1130)], fill=(30, 50, 190), width=5)
    draw.text((100, 100), "black print", fill=0)
    return page


def test_a_seal_and_a_signature_are_found_where_they_stand() -> None:
    regions = find_ink_regions(_signed())
    seal = next(region for region in regions if region.kind is RegionKind.SEAL)
    pen = next(region for region in regions if region.kind is RegionKind.SIGNATURE)
    assert abs(seal.box.x0 - 510) < 10
    assert abs(seal.box.bottom - 1190) < 10
    assert pen.box.x1 > 880


def test_grey_pages_and_coloured_banners_hold_none() -> None:
    assert find_ink_regions(_signed().convert("L")) == ()
    banner = Image.new("RGB", (1000, 1400), "white")
    banner.paste((220, 30, 40), (100, 100, 300, 250))
    assert find_ink_regions(banner) == ()


def test_a_seal_that_hangs_together_with_a_red_name_is_found() -> None:
    page = _signed()
    draw = ImageDraw.Draw(page)
    for row in range(3):
        draw.line((560, 1020 + 8 * row, 860, 1000 + 8 * row), fill=(220, 40, 50), width=3)
    seals = [region.box for region in find_ink_regions(page) if region.kind is RegionKind.SEAL]
    assert len(seals) == 1
    assert abs(seals[0].x0 - 510) < 12
