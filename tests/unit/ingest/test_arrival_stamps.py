"""The receiving office's stamp is told from other frames."""

from core.span import Box
from ingest.scans.arrival_stamps import arrival_stamps, drop_stamped, find_frames
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
