"""Tesseract behind its protocol, and what is done around it."""

import pytest
from PIL import Image, ImageDraw, ImageFont

from core.errors import OcrUnavailable, PageTimeout
from ingest.scans.ocr import TesseractEngine
from ingest.scans.ocr_noise import drop_noise
from ingest.scans.page_image import find_skew, for_ocr, has_ink, ocr_dpi, straighten, web_size
from ingest.scans.signature_look import look_at_signature
from tests.unit.ingest.files import FakeOcr, line_of, placed


def _printed(text: str, size: int = 48) -> Image.Image:
    image = Image.new("L", (1200, 500), "white")
    draw = ImageDraw.Draw(image)
    for row in range(5):
        draw.text((80, 60 + 80 * row), text, fill=0, font=ImageFont.load_default(size))
    return image


def test_tesseract_reads_words_with_boxes() -> None:
    words = TesseractEngine().read(_printed("BAO CAO 2025"), timeout_seconds=60)
    assert [word.text for word in words][:3] == ["BAO", "CAO", "2025"]
    assert words[0].box.x0 == pytest.approx(80, abs=8)
    assert all(0 < word.confidence <= 1 for word in words)


def test_version_tells_that_vietnamese_is_there() -> None:
    assert TesseractEngine().version()[0].isdigit()


def test_missing_language_is_told() -> None:
    with pytest.raises(OcrUnavailable):
        TesseractEngine(language="xxx").version()
    with pytest.raises(OcrUnavailable):
        TesseractEngine(language="xxx").read(_printed("A"), timeout_seconds=60)


def test_too_little_time_is_a_timeout() -> None:
    with pytest.raises(PageTimeout):
        TesseractEngine().read(_printed("BAO CAO 2025"), timeout_seconds=0.001)


def test_noise_is_dropped_and_doubtful_words_among_sure_ones_stay() -> None:
    line = [placed("Số:", 100, 100), placed("/8", 140, 100, confidence=0.2), placed("/KH-UBND", 170, 100)]
    seal = [placed("»Zx", 600, 300, confidence=0.2), placed("~", 640, 300, confidence=0.3)]
    number = [placed("63/2010/NĐ-CP", 500, 200, confidence=0.3)]
    assert [word.text for word in drop_noise([*line, *seal, *number])] == ["Số:", "/8", "/KH-UBND", "63/2010/NĐ-CP"]


def test_a_misread_dash_at_the_head_of_a_line_is_a_dash() -> None:
    words = drop_noise([placed("~", 100, 100), *line_of("Như trên;", 130, 100)])
    assert (words[0].text, words[0].as_read) == ("-", "~")


def test_underscores_before_a_word_are_a_rule_and_blanks_to_fill_in_stay() -> None:
    words = drop_noise([*line_of("__PHÓ CHỦ TỊCH", 100, 100), *line_of("ngày ___ tháng", 100, 200)])
    assert [word.text for word in words] == ["PHÓ", "CHỦ", "TỊCH", "ngày", "___", "tháng"]


def test_the_signature_is_looked_at_again_when_no_name_was_read() -> None:
    words = [*line_of("Nơi nhận:", 100, 700), *line_of("- Lưu: VT.", 100, 730)]
    block = FakeOcrOfBlock([*line_of("CHỦ TỊCH", 60, 20), *line_of("Lê Văn An", 60, 150)])
    image = Image.new("L", (1000, 1400), "white")
    seen = look_at_signature(words, image, ocr=block, timeout_seconds=1)
    assert [word.text for word in seen][-5:] == ["CHỦ", "TỊCH", "Lê", "Văn", "An"]
    assert seen[-1].box.x0 > 500
    again = look_at_signature(seen, image, ocr=FakeOcr(), timeout_seconds=1)
    assert again == seen


class FakeOcrOfBlock(FakeOcr):
    def read(self, image: Image.Image, *, timeout_seconds: float, single_block: bool = False) -> tuple:
        return self._words if single_block else ()


def test_crooked_pages_are_straightened() -> None:
    level = Image.new("L", (1000, 1400), "white")
    for row in range(200, 1200, 40):
        ImageDraw.Draw(level).text(
            (120, row), "chu in tren trang giay nay " * 3, fill=0, font=ImageFont.load_default(22)
        )
    crooked = level.rotate(2.0, fillcolor="white")
    assert find_skew(level) == 0
    assert find_skew(crooked) == pytest.approx(-2.0, abs=0.3)
    assert abs(find_skew(straighten(crooked))) <= 0.25


def test_small_pictures_are_enlarged_and_coloured_ink_turns_pale() -> None:
    picture = Image.new("RGB", (500, 800), "white")
    picture.paste((230, 40, 40), (100, 100, 200, 200))
    grey = for_ocr(picture)
    assert grey.width >= 1500
    assert grey.getextrema()[0] > 150


def test_sizes_and_ink() -> None:
    assert web_size(Image.new("L", (2480, 3508))) == (1075, 1521)
    assert web_size(Image.new("L", (500, 700))) == (500, 700)
    assert [ocr_dpi(dpi) for dpi in (0.0, 96.0, 240.0, 600.0)] == [300, 200, 240, 300]
    assert not has_ink(Image.new("L", (800, 1100), 250))
    assert has_ink(_printed("A"))


def test_a_name_that_seal_and_signature_hide_is_found_below_them_and_words_of_the_seal_are_not_added() -> None:
    words = [*line_of("Nơi nhận:", 100, 700), *line_of("KT. CHỦ TỊCH", 660, 690), *line_of("- Lưu: VT.", 100, 730)]
    image = Image.new("L", (1000, 1400), "white")
    block = FakeOcrOfBlock([*line_of("DỤC", 60, 20), *line_of("Lê Văn An", 60, 150)])
    seen = look_at_signature(words, image, ocr=block, timeout_seconds=1)
    assert [word.text for word in seen][-3:] == ["Lê", "Văn", "An"]
    assert "DỤC" not in [word.text for word in seen]
