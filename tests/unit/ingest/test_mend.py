"""What the Vietnamese OCR leaves wrong is mended where the context is sure; all else stands as it was read."""

import pytest

from core.span import Box
from ingest.layout.page_text import TextCell, TextLine, text_line, write_lines
from ingest.layout.placed_word import PlacedWord
from ingest.restore.mend import Mender
from ingest.scans.mended_words import mend_lines

_SURE, _FAIR = 0.96, 0.9


@pytest.fixture(scope="module")
def mender() -> Mender:
    return Mender.load()


def _mended(mender: Mender, read: str, confidence: float = _FAIR) -> str:
    return " ".join(word.text for word in mender.mend(read, [confidence] * len(read.split())))


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("phong trào thi đua đối mới sáng tạo", "phong trào thi đua đổi mới sáng tạo"),
        ("ỦY BAN NHÂN DÂN ban hành QUYÉT ĐỊNH", "ỦY BAN NHÂN DÂN ban hành QUYẾT ĐỊNH"),
        ("bảo vệ đữ liệu cá nhân", "bảo vệ dữ liệu cá nhân"),
        ("các cơ quan tô chức triên khai thực hiện", "các cơ quan tổ chức triển khai thực hiện"),
    ],
)
def test_a_misread_word_is_mended(mender: Mender, read: str, printed: str) -> None:
    assert _mended(mender, read) == printed


@pytest.mark.parametrize(
    "read",
    [
        "Số: 15/KH-CDN ngày 03/7/2025, tăng 12,5% (l4 giờ)",
        "gửi về hộp thư phap.che@moet.gov.vn hoặc https://moet.gov.vn/tin",
        "ứng dụng AI, Big Data và Internet of Things",
        "đoàn viên CBNGNLĐ và NGLĐ trong ngành",
        "Tổ chức Hội nghị tại thị xã Hoà Bình, xã Hòa An",
        "Ông Y Thanh Hà Niê Kđăm, bà Rơ Chăm Phước",
    ],
)
def test_what_is_protected_stands_even_when_doubtful(mender: Mender, read: str) -> None:
    assert _mended(mender, read, 0.5) == read


def test_the_word_alone_at_the_head_of_a_number_stands(mender: Mender) -> None:
    assert _mended(mender, "Số:", 0.3) == "Số:"


def test_a_sure_reading_outweighs_a_likelier_word(mender: Mender) -> None:
    words = mender.mend("ông Nguyễn Văn Tuần trình bày", [_SURE] * 6)
    assert words[3].text == "Tuần"


def test_a_mended_word_tells_what_was_read_and_keeps_its_box(mender: Mender) -> None:
    box = Box(10, 20, 60, 40)
    read = "phong trào thi đua đối mới sáng tạo"
    words = [PlacedWord(text=word, box=box, confidence=_FAIR) for word in read.split()]
    laid = write_lines(mend_lines([text_line(words)], mender))
    changed = [word for word in laid.words if word.text != word.as_read]
    assert [(word.text, word.as_read, word.box) for word in changed] == [("đổi", "đối", box)]
    assert all(laid.text[word.start : word.end] == word.text for word in laid.words)
    assert laid.text_as_read == read + "\n"


def test_a_cell_is_no_context_for_the_next(mender: Mender) -> None:
    box = Box(0, 0, 1, 1)
    cells = tuple(TextCell(words=(PlacedWord(text=text, box=box, confidence=0.4),)) for text in ("Sô", "đối", "mới"))
    (line,) = mend_lines([TextLine(cells=cells)], mender)
    assert [cell.words[0].text for cell in line.cells][1:] == ["đối", "mới"]


def test_nothing_read_is_nothing_mended(mender: Mender) -> None:
    assert mender.mend("", []) == ()


def test_the_mark_before_a_number_is_never_another_word(mender: Mender) -> None:
    words = [
        PlacedWord(text=text, box=Box(40 * at, 0, 40 * at + 30, 10), confidence=0.6)
        for at, text in enumerate(("Số:", "4a4", "/TB-DBĐHDTTW"))
    ]
    assert write_lines(mend_lines([text_line(words)], mender)).text.startswith("Số: ")
