"""Stamps and notes in colour are kept beside the text; print in colour and signatures are no notes."""

from PIL import Image, ImageDraw, ImageFont

from core.page import AsideKind, RegionKind
from ingest.layout.placed_word import PlacedWord
from ingest.scans.coloured_notes import ColouredInk, read_coloured_ink
from ingest.scans.ocr import OcrEngine
from tests.unit.ingest.files import FakeOcr, line_of

_BLUE, _RED = (30, 50, 200), (215, 30, 40)
_HEAD = line_of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 500, 100)
_CLOSING = line_of("Nơi nhận:", 100, 1000)


class _OneCut(FakeOcr):
    """Reads the same words from every cut-out."""

    def read(self, image: Image.Image, *, timeout_seconds: float, single_block: bool = False) -> tuple[PlacedWord, ...]:
        return self._words if single_block else ()


def _page(*, pen_top: float = 500, framed: bool = False) -> Image.Image:
    page = Image.new("RGB", (1000, 1400), "white")
    draw = ImageDraw.Draw(page)
    draw.text((300, pen_top), "Giao phong TH", fill=_BLUE, font=ImageFont.load_default(40))
    if framed:
        draw.rectangle((60, 220, 300, 330), outline=_RED, width=4)
        draw.text((80, 240), "CONG VAN DEN", fill=_RED, font=ImageFont.load_default(26))
    return page


def _read(page: Image.Image, words: list[PlacedWord], ocr: OcrEngine) -> ColouredInk:
    return read_coloured_ink(page, page, words, known=(), ocr=ocr, timeout_seconds=1)


def test_pen_above_the_closing_is_a_note_and_below_it_a_signature() -> None:
    ocr = _OneCut(line_of("Giao phòng TH", 10, 10, confidence=0.5))
    above = _read(_page(), [*_HEAD, *_CLOSING], ocr)
    assert [(aside.kind, aside.text) for aside in above.asides] == [(AsideKind.MARGIN_NOTE, "Giao phòng TH")]
    assert [region.kind for region in above.regions] == [RegionKind.HANDWRITING]
    below = _read(_page(pen_top=1100), [*_HEAD, *_CLOSING], ocr)
    assert (below.asides, {region.kind for region in below.regions}) == ((), {RegionKind.SIGNATURE})


def test_a_red_stamp_at_the_head_is_one_of_receipt() -> None:
    ocr = _OneCut(line_of("CÔNG VĂN ĐẾN", 10, 10, confidence=0.6))
    found = _read(_page(framed=True), [*_HEAD, *_CLOSING], ocr)
    assert RegionKind.ARRIVAL_STAMP in [region.kind for region in found.regions]
    assert AsideKind.ARRIVAL_STAMP in [aside.kind for aside in found.asides]


def test_what_cannot_be_read_is_noted_without_words_and_blue_print_is_text() -> None:
    smeared = _read(_page(), [*_HEAD, *_CLOSING], _OneCut(line_of("~» i", 10, 10, confidence=0.1)))
    assert (smeared.asides, len(smeared.regions)) == ((), 1)
    printed = [*_HEAD, *_CLOSING, *line_of("giao phong TH ngay", 310, 510)]
    assert _read(_page(), printed, FakeOcr()).regions == ()


def test_a_stamped_mark_of_urgency_is_text_of_the_letterhead() -> None:
    found = _read(_page(framed=True), [*_HEAD, *_CLOSING], _OneCut(line_of("HỎA TỐC", 10, 10, confidence=0.9)))
    assert [word.text for word in found.marks] == ["HỎA", "TỐC"]
    assert found.marks[0].box.x0 > 50
    assert AsideKind.ARRIVAL_STAMP not in [aside.kind for aside in found.asides]
