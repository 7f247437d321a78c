"""Reading order, paragraphs, margins and stamps, on boxes alone."""

from collections.abc import Sequence

from core.directive import BlockKind
from core.page import Page, ReadingMethod, TextJudgement
from core.span import Box
from ingest.layout.page_text import write_lines
from ingest.layout.placed_word import PlacedWord
from ingest.layout.reading_order import arrange
from ingest.understand import understand
from tests.unit.ingest.files import line_of, placed

_WIDTH, _HEIGHT = 1000, 1400
_LONG_CUT = "được cập nhật kiến thức theo quy định của Thông tư số 22/2013/TT-"
_LONG_REST = "ngày 09 tháng 8 năm 2013 của Bộ Y tế và các văn bản có liên quan khác"


def _text(lines: Sequence[Sequence[PlacedWord]]) -> list[str]:
    words = [word for line in lines for word in line]
    text = write_lines(arrange(words, width=_WIDTH, height=_HEIGHT)).text
    return [line for line in text.split("\n") if line]


def _body(top: float, lines: int = 3) -> list[list[PlacedWord]]:
    return [
        line_of(
            "chữ của thân văn bản chạy suốt hết chiều ngang của trang giấy này và còn nữa thế thôi", 120, top + 30 * n
        )
        for n in range(lines)
    ]


def test_letterhead_is_read_left_block_then_right_block() -> None:
    lines = [
        line_of("CÔNG ĐOÀN GIÁO DỤC", 130, 150),
        line_of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 480, 150),
        line_of("VIỆT NAM", 180, 180),
        line_of("Độc lập - Tự do - Hạnh phúc", 520, 180),
        line_of("Số: 15/KH-CĐN", 160, 220),
        line_of("Hà Nội, ngày 20 tháng 01 năm 2025", 500, 222),
        line_of("KẾ HOẠCH", 450, 300),
        *_body(360),
    ]
    assert _text(lines)[:7] == [
        "CÔNG ĐOÀN GIÁO DỤC",
        "VIỆT NAM",
        "Số: 15/KH-CĐN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hà Nội, ngày 20 tháng 01 năm 2025",
        "KẾ HOẠCH",
    ]


def test_subject_under_the_number_stays_left_and_kinh_gui_comes_after_both() -> None:
    lines = [
        line_of("SỞ GIÁO DỤC", 150, 150),
        line_of("ĐẢNG CỘNG SẢN VIỆT NAM", 550, 150),
        line_of("Số: 06/SGDĐT", 150, 180),
        line_of("Huế, ngày 02 tháng 3 năm 2024", 550, 180),
        line_of("V/v báo cáo định kỳ", 140, 210),
        line_of("Kính gửi: Các trường", 300, 260),
    ]
    got = _text(lines)
    assert got.index("V/v báo cáo định kỳ") < got.index("ĐẢNG CỘNG SẢN VIỆT NAM")
    assert got[-1] == "Kính gửi: Các trường"


def test_recipients_are_read_before_the_signature() -> None:
    lines = [
        *_body(300),
        line_of("TM. BAN THƯỜNG VỤ", 620, 490),
        line_of("Nơi nhận:", 120, 500),
        line_of("- Như trên;", 120, 530),
        line_of("PHÓ CHỦ TỊCH", 650, 520),
        line_of("- Lưu: VT, CSPL.", 120, 560),
        line_of("Nguyễn Văn An", 650, 640),
    ]
    assert _text(lines)[3:] == [
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT, CSPL.",
        "TM. BAN THƯỜNG VỤ",
        "PHÓ CHỦ TỊCH",
        "Nguyễn Văn An",
    ]


def test_page_numbers_and_gazette_heads_are_left_out_but_numbers_in_the_text_stay() -> None:
    lines = [
        line_of("CÔNG BÁO/Số 971 + 972/Ngày 22-8-2024 41", 100, 40),
        line_of("- 2 -", 480, 70),
        line_of("2025", 120, 400),
    ]
    assert _text(lines) == ["2025"]


def test_a_new_paragraph_has_a_blank_line_before_it() -> None:
    first, second, third = _body(300)
    indented = [
        word.model_copy(update={"box": word.box._replace(x0=word.box.x0 + 50, x1=word.box.x1 + 50)}) for word in third
    ]
    words = [word for line in (first, second, indented, *_body(390, 2)) for word in line]
    text = write_lines(arrange(words, width=_WIDTH, height=_HEIGHT)).text
    assert [bool(line) for line in text.split("\n")] == [True, True, False, True, True, True, False]


def test_signing_stamp_is_left_out() -> None:
    lines = [
        *_body(300, 6),
        line_of("Người ký: Ủy ban nhân dân", 120, 40, height=12),
        line_of("tỉnh Quảng Ngãi", 120, 54, height=12),
        line_of("Thời gian ký: 16.04.2020 07:37:07 +07:00", 120, 68, height=12),
    ]
    assert all("chữ của thân" in line for line in _text(lines))


def test_the_stamp_of_a_publishing_office_above_the_letterhead_is_left_out() -> None:
    lines = [
        line_of("TRUNG TÂM CÔNG BÁO", 600, 30, height=12),
        line_of("VÀ TIN HỌC", 600, 48, height=12),
        line_of("20.12.2024", 600, 82, height=10),
        line_of("16:52:38 +07:00", 705, 82, height=10),
        [*line_of("UBND TỈNH A", 120, 120), *line_of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 500, 120)],
        *_body(300, 6),
    ]
    text = _text(lines)
    assert text[:2] == ["UBND TỈNH A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_small_print_above_the_letterhead_that_is_no_stamp_stays() -> None:
    lines = [
        line_of("HỎA TỐC", 120, 80, height=12),
        line_of("Thời gian ký: 16.04.2020 07:37:07 +07:00", 500, 30, height=12),
        [*line_of("UBND TỈNH A", 120, 120), *line_of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 500, 120)],
        *_body(300, 6),
    ]
    assert "HỎA TỐC" in _text(lines)


def test_a_slanted_line_stays_one_line() -> None:
    words = [
        word.model_copy(update={"box": word.box._replace(top=300 + n * 2, bottom=320 + n * 2)})
        for n, word in enumerate(line_of("một hai ba bốn năm sáu bảy tám chín mười", 120, 300))
    ]
    assert _text([words, line_of("dòng sau", 120, 345)]) == ["một hai ba bốn năm sáu bảy tám chín mười", "dòng sau"]


def test_words_point_into_the_text() -> None:
    laid = write_lines(arrange([word for line in _body(300) for word in line], width=_WIDTH, height=_HEIGHT))
    assert laid.words
    assert all(laid.text[word.start : word.end] == word.text for word in laid.words)


def test_a_code_cut_at_a_line_end_is_whole_again() -> None:
    long = "chữ của thân văn bản chạy suốt hết chiều ngang của trang giấy này theo Nghị quyết số 57-"
    lines = [line_of(long, 120, 300), line_of("NQ/TW ngày 22/12/2024 của Bộ Chính trị", 120, 330)]
    assert _text(lines) == [f"{long}NQ/TW", "ngày 22/12/2024 của Bộ Chính trị"]


def test_columns_without_rules_are_a_table() -> None:
    rows = (("STT", "Họ và tên", "Chức vụ"), ("1", "Nguyễn An", "Trưởng ban"), ("2", "Lê Bình", "Phó ban"))
    lines = [
        [*line_of(number, 120, 300 + 30 * at), *line_of(name, 250, 300 + 30 * at), *line_of(role, 600, 300 + 30 * at)]
        for at, (number, name, role) in enumerate(rows)
    ]
    assert _text([*_body(200), *lines])[3:] == ["\t".join(row) for row in rows]


def test_a_footnote_cuts_no_sentence_and_is_a_block_of_its_own() -> None:
    body = _body(300, 6)
    opening = line_of(
        "Đoạn cuối trang bắt đầu ở đây và còn chạy sang trang sau chưa hết câu văn này nữa thôi", 170, 900
    )
    note = line_of("1 Theo Nghị quyết số 57-NQ/TW ngày 22/12/2024.", 120, 1200, height=14)
    words = [word for line in (*body, opening, note) for word in line]
    laid = write_lines(arrange(words, width=_WIDTH, height=_HEIGHT))
    text = [line for line in laid.text.split("\n") if line]
    assert text[-2:] == ["1 Theo Nghị quyết số 57-NQ/TW ngày 22/12/2024.", " ".join(word.text for word in opening)]
    page = Page(
        page_no=1,
        judgement=TextJudgement.GOOD,
        method=ReadingMethod.TEXT_LAYER,
        text=laid.text,
        text_as_read=laid.text,
        footnotes=laid.footnotes,
    )
    directive = understand([page])
    (block,) = [block for block in directive.blocks if block.kind is BlockKind.FOOTNOTE]
    assert directive.text[block.start : block.end].startswith("1 Theo Nghị quyết")


def test_spaced_out_letters_are_words() -> None:
    words = [placed(letter, 300 + 30 * at, 300) for at, letter in enumerate("KẾHOẠCH")]
    laid = write_lines(arrange(words, width=_WIDTH, height=_HEIGHT))
    assert laid.text == "KẾ HOẠCH\n"
    assert laid.words[1].as_read == "H O Ạ C H"
    assert laid.words[1].box == Box(360, 300, words[-1].box.x1, words[-1].box.bottom)


def test_a_title_set_in_the_middle_ends_where_text_begins_at_the_margin() -> None:
    title = [line_of("Tuyên truyền cải cách hành chính", 340, 270)]
    text = _text_with_gaps([*title, *_body(300)])
    assert text.startswith("Tuyên truyền cải cách hành chính\n\nchữ của thân")


def _text_with_gaps(lines: Sequence[Sequence[PlacedWord]]) -> str:
    return write_lines(arrange([word for line in lines for word in line], width=_WIDTH, height=_HEIGHT)).text


def test_a_line_that_names_a_body_and_goes_on_is_no_letterhead() -> None:
    first, second = "Thực hiện kế hoạch của Ban Chấp hành", "Đoàn TNCS Hồ Chí Minh Phúc Thịnh,"
    start = line_of(first, 120, 100)
    lines = [
        [*start, *line_of(second, start[-1].box.x1 + 8, 100)],
        line_of("ngày 7 tháng 1 năm 2025", 120, 130),
        *_body(200),
    ]
    assert _text(lines)[:2] == [f"{first} {second}", "ngày 7 tháng 1 năm 2025"]


def test_a_code_that_goes_up_a_line_opens_no_paragraph() -> None:
    lines = [*_body(100), line_of(_LONG_CUT, 120, 190), line_of(f"BYT {_LONG_REST}", 120, 220), *_body(250)]
    words = [word for line in lines for word in line]
    text = write_lines(arrange(words, width=_WIDTH, height=_HEIGHT)).text
    assert f"{_LONG_CUT}BYT\n{_LONG_REST}\n" in text
