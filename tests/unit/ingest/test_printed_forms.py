"""Fixed words of a letterhead are spelt as they are printed; a doubled Đ goes where a second reader sees one."""

import pytest
from PIL import Image

from ingest.layout.placed_word import PlacedWord
from ingest.scans.doubled_letters import without_doubled_letters
from ingest.scans.ocr_noise import drop_specks
from ingest.scans.printed_forms import with_printed_forms
from tests.unit.ingest.files import line_of, placed
from tests.unit.ingest.test_handwriting_look import FakeLines


def _spelt(text: str, top: float = 100) -> str:
    return " ".join(word.text for word in with_printed_forms(line_of(text, 100, top), height=1400))


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("V/w xin góp ý", "V/v xin góp ý"),
        ("-:V/\\- bàn giao tài sản", "V/v bàn giao tài sản"),
        ("V⁄ý báo cáo nhanh", "V/v báo cáo nhanh"),
        ("VWW triển khai", "V/v triển khai"),
        ("Sổ: 12 /KH-UBND", "Số: 12 /KH-UBND"),
        ("UBND TĨNH KIÊN GIANG", "UBND TỈNH KIÊN GIANG"),
        ("SƠ Y TẾ", "SỞ Y TẾ"),
        ("CỘNG HÒA XÃ HỌI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Mới nhận:", "Nơi nhận:"),
    ],
)
def test_a_printed_form_is_spelt_so(read: str, printed: str) -> None:
    assert _spelt(read) == printed


@pytest.mark.parametrize("text", ["CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "nhân dân tình nguyện làm", "V/v", "Uỷ ban"])
def test_other_words_stay(text: str) -> None:
    assert _spelt(text) == text


def test_a_number_written_wide_parts_no_mark_from_its_code() -> None:
    words = [*line_of("Só:", 100, 100), *line_of("/KH-TTra", 300, 100)]
    assert with_printed_forms(words, height=1400)[0].text == "Số:"


def test_what_was_read_is_kept_and_running_text_left_alone() -> None:
    (word, *_) = with_printed_forms(line_of("V/w xin", 100, 100), height=1400)
    assert (word.text, word.as_read) == ("V/v", "V/w")
    assert _spelt("V/w xin góp ý", top=1000) == "V/w xin góp ý"


def _single(word: PlacedWord, lines: FakeLines) -> str:
    return without_doubled_letters([word], Image.new("L", (400, 200), 255), lines=lines)[0].text


def test_a_doubled_letter_goes_where_one_is_seen() -> None:
    word = placed("12/QĐĐ-UBND", 100, 100)
    assert _single(word, FakeLines("12/QĐ-UBND")) == "12/QĐ-UBND"
    assert _single(word, FakeLines("12/QĐĐ-UBND")) == "12/QĐĐ-UBND"
    assert _single(word, FakeLines("12/QĐ-UBND", confidence=0.3)) == "12/QĐĐ-UBND"
    lines = FakeLines("Đ")
    assert (_single(placed("QĐ-UBND", 100, 100), lines), lines.asked) == ("QĐ-UBND", 0)


def test_lone_marks_of_dirt_go_and_marks_of_text_stay() -> None:
    words = [placed("UBND", 100, 100), placed("ˆ", 200, 100, confidence=0.5), placed("-", 230, 100, confidence=0.5)]
    assert [word.text for word in drop_specks([*words, placed("|", 260, 100)])] == ["UBND", "-", "|"]
