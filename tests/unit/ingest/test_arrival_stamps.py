"""The receiving office's stamp is told from other frames."""

from core.span import Box
from ingest.scans.arrival_stamps import arrival_stamps, drop_stamped, find_frames, stamp_asides, unframed_stamps
from ingest.tables.rules import Rules
from tests.unit.ingest.files import line_of


def _frame(left: float, top: float, width: float, height: float) -> Rules:
    right, bottom = left + width, top + height
    return Rules(
        (Box(left, top, right, top + 2), Box(left, bottom, right, bottom + 2)),
        (Box(left, top, left + 2, bottom), Box(right, top, right + 2, bottom)),
    )


def test_a_small_frame_at_the_head_is_found_and_a_table_is_not() -> None:
    assert len(find_frames(_frame(100, 200, 200, 100), width=1000, height=1400)) == 1
    assert find_frames(_frame(100, 200, 800, 100), width=1000, height=1400) == ()
    assert find_frames(_frame(100, 900, 200, 100), width=1000, height=1400) == ()


def test_words_of_the_stamp_go_and_those_of_another_frame_stay() -> None:
    frame = (Box(100, 200, 400, 300),)
    stamp = [*line_of("ĐẾN Số: 2770", 110, 220), *line_of("Ngày: 04/4/18", 110, 250)]
    text = line_of("Số: 08/CT-UBND", 110, 150)
    assert drop_stamped([*stamp, *text], arrival_stamps([*stamp, *text], frame)) == tuple(text)
    urgent = line_of("HỎA TỐC", 110, 220)
    assert arrival_stamps(urgent, frame) == ()
    smeared = line_of("Nụ p/IETST3", 110, 220, confidence=0.4)
    assert arrival_stamps(smeared, frame) == frame


def test_a_stamp_without_a_frame_is_told_by_its_words() -> None:
    letterhead = [*line_of("UBND TỈNH HÀ GIANG", 100, 100), *line_of("Số: 118/KH-UBND", 120, 140)]
    place = line_of("Hà Giang, ngày 10 tháng 4 năm 2025", 520, 140)
    stamp = [
        *line_of("CÔNG VĂN ĐẾN", 110, 200),
        *line_of("Số: 2770", 110, 225),
        *line_of("Ngày: 14/4/2025", 110, 250),
        *line_of("Chuyển: ........", 110, 275),
        *line_of("Lưu hồ sơ số: ....", 110, 300),
    ]
    words = [*letterhead, *place, *stamp]
    stamps = unframed_stamps(words, width=1000, height=1400)
    assert drop_stamped(words, stamps) == (*letterhead, *place)
    assert [aside.text.split("\n")[0] for aside in stamp_asides(words, stamps)] == ["CÔNG VĂN ĐẾN"]


def test_den_beside_its_fields_is_a_stamp_and_a_sentence_is_not() -> None:
    stamp = [*line_of("ĐẾN Số: 31", 110, 225), *line_of("Ngày: 14/4", 160, 250)]
    assert len(unframed_stamps(stamp, width=1000, height=1400)) == 1
    sentence = [*line_of("đến ngày 20/5/2025 phải nộp báo cáo về Sở", 110, 225), *line_of("Số lượng: 12", 110, 250)]
    own = [*line_of("Số: 118/KH-UBND", 110, 225), *line_of("ngày 10 tháng 4 năm 2025", 110, 250)]
    assert unframed_stamps([*sentence, *own], width=1000, height=1400) == ()


def test_a_line_of_text_that_reaches_under_a_slanted_frame_stays() -> None:
    title = line_of("Ủy ban nhân dân thành phố Đà Nẵng", 330, 280)
    stamp = line_of("ĐẾN Ngày: 23/4", 110, 240)
    frame = (Box(100, 200, 400, 300),)
    assert drop_stamped([*stamp, *title], frame) == tuple(title)
