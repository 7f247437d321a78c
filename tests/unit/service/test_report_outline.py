"""An outline that the directive ships wins over the house outline."""

from pathlib import Path

import pytest

from core.task import TaskStatus
from service.reports.docx_writer import write_docx
from service.reports.format_check import check_format
from service.reports.own_outline import find_outline
from tests.unit.service.report_cases import TEXT, UNION, directive, draft, lines, with_state

OUTLINE = """
PHỤ LỤC 2
ĐỀ CƯƠNG BÁO CÁO

I. ĐẶC ĐIỂM TÌNH HÌNH
1. Thuận lợi
2. Khó khăn
II. KẾT QUẢ THỰC HIỆN
- Tổng số đoàn viên: ........ ; nữ: ………
- Công tác chăm lo
III. PHƯƠNG HƯỚNG
IV. KIẾN NGHỊ, ĐỀ XUẤT
"""
LETTER = """CÔNG VĂN
Ban Thường vụ hướng dẫn công đoàn cơ sở báo cáo kết quả hoạt động năm 2025 như sau:
PHẦN THỨ NHẤT
Kết quả hoạt động
I. Tình hình chung
II. Kết quả thực hiện
1. Khó khăn
2. Kiến nghị
Đề nghị các đơn vị gửi báo cáo trước ngày 04/11/2025.
III. Mục khác
"""


def test_headings_are_those_of_the_outline() -> None:
    report = draft(directive=directive(TEXT + OUTLINE))
    assert [section.heading for section in report.sections] == [
        "I. ĐẶC ĐIỂM TÌNH HÌNH",
        "II. KẾT QUẢ THỰC HIỆN",
        "III. PHƯƠNG HƯỚNG",
        "IV. KIẾN NGHỊ, ĐỀ XUẤT",
    ]
    assert report.outline_spans[0].text == "ĐỀ CƯƠNG BÁO CÁO"


def test_dotted_gaps_become_blanks_and_items_ask_for_content() -> None:
    texts = lines(draft(directive=directive(TEXT + OUTLINE)))
    assert "- Tổng số đoàn viên: [điền: số liệu]; nữ: [điền: số liệu]." in texts
    assert "- Công tác chăm lo: [điền: nội dung, số liệu]." in texts
    assert "[điền: kiến nghị, đề xuất]." in texts


def test_tasks_stand_where_results_are_asked_for() -> None:
    items = with_state("hoi-nghi", TaskStatus.DONE, "310 người dự")
    report = draft(items, directive=directive(TEXT + OUTLINE))
    results = next(section for section in report.sections if section.heading.startswith("II."))
    assert any("310 người dự" in claim.text for claim in results.claims)


def test_a_letter_that_announces_the_outline_in_its_text() -> None:
    outline = find_outline(directive(LETTER))
    assert outline is not None
    assert [item.text for item in outline.items] == [
        "Kết quả hoạt động", "Tình hình chung", "Kết quả thực hiện", "Khó khăn", "Kiến nghị",
    ]  # fmt: skip


@pytest.mark.parametrize("text", [TEXT + OUTLINE, LETTER])
def test_drafts_on_an_outline_keep_the_official_format(text: str, tmp_path: Path) -> None:
    report = draft(directive=directive(text))
    assert report.outline_spans
    write_docx(report, profile=UNION, path=tmp_path / "bao-cao.docx")
    assert check_format(tmp_path / "bao-cao.docx") == ()


def test_headings_quote_the_directive() -> None:
    source = directive(TEXT + OUTLINE)
    for section in draft(directive=source).sections:
        assert all(source.text[span.start : span.end] == span.text for span in section.spans)


def test_a_mere_mention_of_a_template_is_no_outline() -> None:
    assert (
        find_outline(directive(TEXT + "\nBáo cáo theo mẫu báo cáo quy định tại Phụ lục 3.\nI. Một\nII. Hai\n")) is None
    )
    assert find_outline(directive()) is None
