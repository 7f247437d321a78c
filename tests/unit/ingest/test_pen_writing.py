"""Pen writing and seals in the black of the print stand apart from the text; print that they touch stays."""

import math
from collections.abc import Sequence

from PIL import Image, ImageDraw

from core.page import RegionKind
from core.span import Box
from ingest.layout.placed_word import PlacedWord
from ingest.scans.pen_writing import PenWriting, part_pen_writing
from ingest.scans.seal_rings import find_seal_rings
from tests.unit.ingest.files import FakeOcr, line_of, placed

_WIDTH, _HEIGHT = 1240, 1750
_BODY = [line_of("Các đơn vị trực thuộc nghiêm túc thực hiện công văn này", 200, 500 + 40 * n) for n in range(4)]


def _page(words: Sequence[PlacedWord]) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """A white page with a bar of ink in each third of a word, as letters are: small and apart."""
    page = Image.new("L", (_WIDTH, _HEIGHT), 255)
    draw = ImageDraw.Draw(page)
    for word in words:
        for step in range(0, int(word.box.x1 - word.box.x0) - 4, 10):
            draw.rectangle((word.box.x0 + step, word.box.top, word.box.x0 + step + 4, word.box.bottom), fill=20)
    return page, draw


def _scrawl(draw: ImageDraw.ImageDraw, x: float, top: float, *, width: float = 160, height: float = 60) -> None:
    turns = max(3, round(width / 12))
    points = [(x + width * n / turns, top + height * (n % 2)) for n in range(turns + 1)]
    draw.line(points, fill=30, width=3)


def _part(words: Sequence[PlacedWord], page: Image.Image, printed: Sequence[Box] = ()) -> PenWriting:
    return part_pen_writing(words, page, printed=printed, ocr=FakeOcr(), timeout_seconds=1)


def _words(*lines: Sequence[PlacedWord]) -> list[PlacedWord]:
    return [word.model_copy(update={"line": number}) for number, line in enumerate(lines) for word in line]


def test_initials_after_the_last_sentence_leave_the_text() -> None:
    words = _words(*_BODY, [placed("ĐÀSJ", 860, 605, height=55, confidence=0.2)])
    page, draw = _page(words[:-1])
    _scrawl(draw, 855, 600, width=50)
    found = _part(words, page)
    assert [word.text for word in found.words] == [word.text for word in words[:-1]]
    assert ([region.kind for region in found.regions], found.asides) == ([RegionKind.HANDWRITING], ())


def test_a_note_is_kept_beside_the_text_and_never_as_certain() -> None:
    note = [placed(text, 300 + 130 * n, 300, height=40, confidence=0.6) for n, text in enumerate(("Chuyển", "phòng"))]
    words = _words(*_BODY, note)
    page, draw = _page(words[: -len(note)])
    _scrawl(draw, 295, 295)
    _scrawl(draw, 430, 295)
    found = _part(words, page)
    assert "Chuyển" not in [word.text for word in found.words]
    assert [(aside.text, aside.confidence) for aside in found.asides] == [("Chuyển phòng", 0.5)]


def test_print_that_was_surely_read_stays_under_a_stroke() -> None:
    words = _words(*_BODY)
    page, draw = _page(words)
    _scrawl(draw, 300, 480, height=150)
    assert list(_part(words, page).words) == words


def test_pen_under_the_recipients_signs_and_takes_no_word() -> None:
    name = [placed("Hà", 800, 1100, confidence=0.6), placed("Phúc", 830, 1100, confidence=0.6)]
    words = _words(*_BODY, line_of("Nơi nhận:", 200, 1000), name)
    page, draw = _page(words)
    _scrawl(draw, 790, 1020, height=120, width=300)
    found = _part(words, page)
    assert list(found.words) == words
    assert [region.kind for region in found.regions] == [RegionKind.SIGNATURE]


def test_a_page_of_print_alone_has_no_pen() -> None:
    words = _words(*_BODY)
    found = _part(words, _page(words)[0])
    assert (list(found.words), found.regions) == (words, ())


def test_rules_of_a_frame_are_no_strokes() -> None:
    words = _words(*_BODY)
    page, draw = _page(words)
    draw.rectangle((150, 900, 700, 1200), outline=20, width=3)
    assert _part(words, page, [Box(150, 900, 700, 1200)]).regions == ()


def test_a_round_seal_is_found_in_black_and_its_words_go() -> None:
    words = _words(*_BODY, line_of("SỞ Y TẾ", 745, 1190))
    page, draw = _page(words[:-3])
    for radius in (100, 60):
        draw.ellipse((780 - radius, 1200 - radius, 780 + radius, 1200 + radius), outline=20, width=4)
    (seal,) = find_seal_rings(page)
    assert math.dist((seal.x0, seal.top), (680, 1100)) < 12
    found = _part(words, page)
    assert len(found.words) == len(words) - 3
    assert RegionKind.SEAL in [region.kind for region in found.regions]


def test_lines_of_print_hold_no_seal() -> None:
    lines = [line_of("Các đơn vị trực thuộc nghiêm túc thực hiện công văn", 100, 100 + 32 * n) for n in range(40)]
    assert find_seal_rings(_page(_words(*lines))[0]) == ()
