"""An outline that the directive ships wins over the house outline."""

from datetime import date
from pathlib import Path

import pytest

from core.directive import Letterhead
from core.task import Bound, Deadline, Task, TaskKind, TaskStatus
from eval.reports import report_faults
from service.reports.format_check.checker import check_format
from service.reports.own_outline import find_outline
from service.reports.word.writer import write_docx
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


CALL = """SỞ NỘI VỤ
Số: 12/SNV-CCHC
V/v báo cáo công tác cải cách hành chính quý I năm 2025
Đề nghị các đơn vị báo cáo kết quả về Sở Nội vụ trước ngày 15/3/2025 (theo đề cương gửi kèm)./.

ĐỀ CƯƠNG BÁO CÁO
I. KẾT QUẢ THỰC HIỆN
1. Cải cách thể chế
1.1. Số văn bản đã rà soát: ……
II. PHƯƠNG HƯỚNG, NHIỆM VỤ QUÝ II NĂM 2025
III. KIẾN NGHỊ

BIỂU SỐ LIỆU CẢI CÁCH HÀNH CHÍNH
|STT |Nội dung |Số lượng |
"""


def test_a_call_with_outline_gaps_and_form_is_followed() -> None:
    head = Letterhead(
        kind="Công văn",
        number="12/SNV-CCHC",
        issuer="Sở Nội vụ",
        title="V/v báo cáo công tác cải cách hành chính quý I năm 2025",
    )
    given = directive(CALL, letterhead=head)
    duty = Task(
        id="nop",
        document_id="d1",
        kind=TaskKind.REPORT,
        content="báo cáo kết quả về Sở Nội vụ trước ngày 15/3/2025",
        lead_units=("các đơn vị",),
        report_to="Sở Nội vụ",
        deadline=Deadline(raw="trước ngày 15/3/2025", date=date(2025, 3, 15), exclusive=True, bound=Bound.BEFORE),
    )
    report = draft((duty,), directive=given, unit="Trường THPT A", period_start=None, period_end=None)
    assert (report.title, report.period_end) == (
        "Kết quả công tác cải cách hành chính quý I năm 2025",
        date(2025, 3, 31),
    )
    assert lines(report) == [
        "I. KẾT QUẢ THỰC HIỆN",
        "1. Cải cách thể chế",
        "1.1. Số văn bản đã rà soát: [điền: số liệu].",
        "II. PHƯƠNG HƯỚNG, NHIỆM VỤ QUÝ II NĂM 2025",
        "[điền: phương hướng, nhiệm vụ quý II năm 2025].",
        "III. KIẾN NGHỊ",
        "[điền: kiến nghị].",
        "BIỂU MẪU KÈM THEO BÁO CÁO",
        "- [điền: biểu số liệu cải cách hành chính, theo mẫu kèm theo văn bản].",
    ]
    assert report_faults(report, directive=given, tasks=(duty,)) == ()
