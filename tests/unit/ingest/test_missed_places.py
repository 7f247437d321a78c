"""Lone numbers in tables without rules are looked for twice; what nobody wrote stays empty."""

from PIL import Image, ImageDraw, ImageFont

from ingest.layout.placed_word import PlacedWord
from ingest.scans.missed_cells import read_missed_places
from ingest.scans.ocr import TesseractEngine
from tests.unit.ingest.files import FakeOcr, line_of

_ROWS = ("Nguyễn Văn Bình", "Trần Thị Hoa", "Lê Quốc Hùng", "Phạm Minh Đức")


def _table() -> list[PlacedWord]:
    words = [*line_of("STT", 120, 300), *line_of("Họ và tên", 300, 300), *line_of("Nhiệm vụ", 800, 300)]
    for number, name in enumerate(_ROWS):
        words += [*line_of(name, 300, 360 + 60 * number), *line_of("Thành viên", 800, 360 + 60 * number)]
    return words


def _picture(*, with_numbers: bool) -> Image.Image:
    picture = Image.new("L", (1240, 1754), "white")
    for number in range(len(_ROWS) if with_numbers else 0):
        text, font = str(number + 1), ImageFont.load_default(28)
        ImageDraw.Draw(picture).text((130, 354 + 60 * number), text, fill=0, font=font)
    return picture


def test_numbers_that_the_page_reading_missed_are_read() -> None:
    words = read_missed_places(_picture(with_numbers=True), _table(), ocr=TesseractEngine(), timeout_seconds=60)
    found = sorted((word for word in words if word.text.isdecimal()), key=lambda word: word.box.top)
    assert [word.text for word in found] == ["1", "2", "3", "4"]
    assert all(word.box.x1 < 300 for word in found)


def test_places_without_ink_are_not_read() -> None:
    class NotAsked(FakeOcr):
        def read(self, *_: object, **__: object) -> tuple[PlacedWord, ...]:
            raise AssertionError

    words = read_missed_places(_picture(with_numbers=False), _table(), ocr=NotAsked(), timeout_seconds=1)
    assert words == tuple(_table())
