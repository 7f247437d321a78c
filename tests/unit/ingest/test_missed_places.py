"""Lone numbers in tables without rules are looked for twice; what nobody wrote stays empty."""

import pytest
from PIL import Image, ImageDraw, ImageFont

from core.span import Box
from ingest.layout.placed_word import PlacedWord
from ingest.scans.figure_cells import read_empty_cells, read_figures
from ingest.scans.line_reader import TrueOcrLines
from ingest.scans.missed_cells import Readers, read_missed_places
from ingest.scans.ocr import TesseractEngine
from tests.unit.ingest.files import FakeOcr, line_of, placed
from tests.unit.ingest.test_handwriting_look import FakeLines

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
    readers = Readers(TesseractEngine(), FakeLines(""), 60)
    words = read_missed_places(_picture(with_numbers=True), _table(), readers=readers)
    found = sorted((word for word in words if word.text.isdecimal()), key=lambda word: word.box.top)
    assert [word.text for word in found] == ["1", "2", "3", "4"]
    assert all(word.box.x1 < 300 for word in found)


def test_places_without_ink_are_not_read() -> None:
    class NotAsked(FakeOcr):
        def read(self, *_: object, **__: object) -> tuple[PlacedWord, ...]:
            raise AssertionError

    words = read_missed_places(_picture(with_numbers=False), _table(), readers=Readers(NotAsked(), FakeLines("1"), 1))
    assert words == tuple(_table())


_CELL = (Box(100, 100, 140, 140), Image.new("L", (40, 40), 255))


@pytest.mark.parametrize(("seen", "confidence", "kept"), [("4", 0.95, "4"), ("1.250", 0.9, "1.250"), ("1", 0.75, "+")])
def test_a_figure_that_is_surely_seen_takes_the_place_of_a_misreading(seen: str, confidence: float, kept: str) -> None:
    found = read_figures([_CELL], [placed("+", 110, 110, confidence=0.8)], lines=FakeLines(seen, confidence))
    assert [word.text for word in found.words] == [kept]
    assert found.left == (() if kept == seen else (_CELL[0],))


def test_words_and_long_cells_are_left_to_be_read_as_text() -> None:
    doubtful = placed("Thúy", 110, 110, confidence=0.4)
    assert read_figures([_CELL], [doubtful], lines=FakeLines("Thuỷ")).words == (doubtful,)
    lines = FakeLines("4")
    assert read_figures([(Box(0, 0, 400, 40), Image.new("L", (400, 40), 255))], [], lines=lines).left
    assert lines.asked == 0


def test_the_line_reader_reads_a_lone_figure() -> None:
    picture = Image.new("L", (40, 56), 255)
    ImageDraw.Draw(picture).text((12, 8), "4", fill=20, font=ImageFont.load_default(36))
    found = read_figures([(Box(500, 300, 540, 356), picture)], [], lines=TrueOcrLines())
    assert [(word.text, word.as_read, word.box.x0 > 505) for word in found.words] == [("4", "", True)]


def test_a_cell_that_stays_empty_has_what_the_line_reader_sees_with_doubt() -> None:
    cell = (Box(100, 100, 200, 140), Image.new("L", (100, 40), 255))
    found = read_empty_cells([cell], [], lines=FakeLines("Chiều", 0.95))
    assert [(word.text, word.confidence) for word in found] == [("Chiều", 0.8)]
    assert read_empty_cells([cell], [], lines=FakeLines("Chiều", 0.5)) == ()
    assert len(read_empty_cells([cell], [placed("Sáng", 110, 110)], lines=FakeLines("Chiều"))) == 1
