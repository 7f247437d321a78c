"""What stands beside the text of a page is kept out of it, and kept."""

from core.page import AsideKind
from ingest.layout.asides import set_apart
from ingest.layout.placed_word import PlacedWord
from tests.unit.ingest.files import line_of

_LONG = "chữ của thân văn bản chạy suốt hết chiều ngang của trang giấy này và còn nữa thế thôi"


def _apart(*extra: list[PlacedWord]) -> dict[AsideKind, str]:
    body = [line_of(_LONG, 180, 300 + 30 * n) for n in range(8)]
    words = [word for line in (*body, *extra) for word in line]
    found = set_apart(words, width=1000, height=1400)
    assert len(found.words) == 8 * len(body[0])
    return {aside.kind: aside.text for aside in found.asides}


def test_a_page_number_is_kept_as_such() -> None:
    assert _apart(line_of("- 2 -", 480, 60)) == {AsideKind.PAGE_NUMBER: "- 2 -"}


def test_a_note_in_the_margin_is_one_item_of_several_lines() -> None:
    note = (line_of("Chuyển", 40, 330), line_of("Văn phòng", 40, 360))
    assert _apart(*note) == {AsideKind.MARGIN_NOTE: "Chuyển\nVăn phòng"}


def test_the_mark_of_a_copy_is_kept_with_its_time() -> None:
    mark = (line_of("SAO Y", 700, 40), line_of("12/03/2026 10:20", 700, 64))
    assert _apart(*mark) == {AsideKind.COPY_MARK: "SAO Y\n12/03/2026 10:20"}


def test_the_stamp_of_a_signature_is_kept() -> None:
    stamp = (
        line_of("Người ký: UBND tỉnh A", 200, 40, height=12),
        line_of("Thời gian ký: 16.04.2020 07:37:07", 200, 54, height=12),
    )
    assert list(_apart(*stamp)) == [AsideKind.SIGNING_STAMP]


def test_the_end_of_a_paragraph_among_indented_lines_is_no_note() -> None:
    indented = [line_of(_LONG, 220, 300 + 30 * n) for n in range(8)]
    lines = [line_of(_LONG, 150, 240), line_of(_LONG, 150, 270), *indented, line_of("Giang", 150, 560)]
    found = set_apart([word for line in lines for word in line], width=1000, height=1400)
    assert found.asides == ()
