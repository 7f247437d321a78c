"""Pictures of pages are decoded apart from the service, with square pixels."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from core.errors import DamagedFile, PageError
from core.limits import Limits
from ingest.scans.image_file import count_frames, load_frame


def test_a_fax_is_stretched_to_square_pixels(tmp_path: Path) -> None:
    fax = Image.new("1", (1728, 1100), 1)
    ImageDraw.Draw(fax).rectangle((100, 100, 300, 200), fill=0)
    fax.save(tmp_path / "fax.tif", compression="group3", dpi=(204, 98))
    image = load_frame(tmp_path / "fax.tif", 1, Limits())
    assert image.size == (1728, pytest.approx(2290, abs=2))
    assert image.mode == "L"
    assert image.info["dpi"] == (204, 204)


def test_pages_turn_as_the_camera_says_and_keep_their_colours(tmp_path: Path) -> None:
    photo = Image.new("RGB", (40, 20), (200, 30, 30))
    exif = photo.getexif()
    exif[0x0112] = 6
    photo.save(tmp_path / "photo.jpg", exif=exif)
    turned = load_frame(tmp_path / "photo.jpg", 1, Limits())
    assert turned.size == (20, 40)
    assert turned.getpixel((5, 5))[0] > 180


def test_a_picture_cut_short_is_damage_to_the_file_or_to_its_page(tmp_path: Path) -> None:
    path = tmp_path / "cut.png"
    Image.effect_noise((300, 300), 80).save(path)
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(DamagedFile):
        count_frames(path, Limits(), "cut.png")
    with pytest.raises(PageError):
        load_frame(path, 1, Limits())
