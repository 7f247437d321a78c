"""Tasks of a conclusion notice and of a decision with a task table: other kinds than plans."""

from datetime import date

import pytest

from core.task import Task, TaskKind
from tests.unit.service.task_cases import tasks_of, the_task

CONCLUSION = """UBND TỈNH BÌNH MINH          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
VĂN PHÒNG                    Độc lập - Tự do - Hạnh phúc

Số: 120/TB-VP                 Bình Minh, ngày 05 tháng 8 năm 2025

THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về tiến độ giải ngân vốn đầu tư công

Ngày 01/8/2025, tại trụ sở UBND tỉnh, đồng chí Nguyễn Văn A, Chủ tịch UBND tỉnh chủ trì cuộc họp về tiến
độ giải ngân vốn đầu tư công. Sau khi nghe Sở Tài chính báo cáo và ý kiến của các đại biểu, Chủ tịch UBND
tỉnh kết luận như sau:

1. Đánh giá chung

Thời gian qua, các sở, ngành đã tích cực triển khai các giải pháp; tuy nhiên đến hết tháng 7/2025 giải
ngân mới đạt 35% kế hoạch.

2. Nhiệm vụ trọng tâm thời gian tới

a) Sở Tài chính:
- Chủ trì, phối hợp với các chủ đầu tư rà soát, tham mưu điều chuyển vốn, báo cáo UBND tỉnh trước ngày
20/8/2025.
- Định kỳ ngày 25 hằng tháng tổng hợp kết quả giải ngân, báo cáo Chủ tịch UBND tỉnh.

b) Sở Xây dựng khẩn trương hoàn thành thẩm định các dự án; xong trước ngày 31/8/2025.

c) UBND các huyện, thành phố tập trung giải phóng mặt bằng, bàn giao 100% mặt bằng sạch trong quý III/2025.

d) Giao Văn phòng UBND tỉnh theo dõi, đôn đốc việc thực hiện Thông báo này; đồng chí Chánh Văn phòng chịu
trách nhiệm trước Chủ tịch UBND tỉnh.

Thừa lệnh Chủ tịch UBND tỉnh, Văn phòng UBND tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT.

KT. CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG

Trần Văn C
"""

DECISION = """ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH BÌNH MINH                    Độc lập - Tự do - Hạnh phúc

Số: 1500/QĐ-UBND                 Bình Minh, ngày 12 tháng 6 năm 2025

QUYẾT ĐỊNH
Phê duyệt Kế hoạch cải cách hành chính năm 2026

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH

Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 15/TTr-SNV ngày 02 tháng 6 năm 2025.

QUYẾT ĐỊNH:

Điều 1. Phê duyệt kèm theo Quyết định này Kế hoạch cải cách hành chính năm 2026.

Điều 2. Giao Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan hướng dẫn, kiểm tra việc thực hiện;
định kỳ 6 tháng, hằng năm tổng hợp, báo cáo Chủ tịch UBND tỉnh trước ngày 15/6 và ngày 15/12.

Điều 3. Quyết định này có hiệu lực kể từ ngày ký.

Điều 4. Chánh Văn phòng UBND tỉnh, Giám đốc các sở, Thủ trưởng các cơ quan, đơn vị có liên quan chịu
trách nhiệm thi hành Quyết định này./.

Nơi nhận:
- Như Điều 4;
- Lưu: VT.

CHỦ TỊCH

Lê Văn D

PHỤ LỤC
DANH MỤC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026
(Kèm theo Quyết định số 1500/QĐ-UBND ngày 12/6/2025)

TT\tNhiệm vụ\tKết quả đầu ra\tĐơn vị chủ trì/Đơn vị phối hợp\tThời gian thực hiện
A\tCẢI CÁCH THỂ CHẾ
1\tRà soát văn bản\tBáo cáo\tChủ trì: Sở Tư pháp; Phối hợp: các sở, ban, ngành\tQuý I/2026
2\tTổ chức kiểm tra tại 20% đơn vị\tKết luận\tSở Nội vụ\tTừ tháng 3 đến tháng 10/2026
B\tCHUYỂN ĐỔI SỐ
3\tDuy trì hoạt động của Trung tâm Phục vụ hành chính công\tBáo cáo\tVăn phòng UBND tỉnh\tThường xuyên
4\tĐánh giá mức độ hài lòng của người dân\tBáo cáo kết quả\tSở Nội vụ, Bưu điện tỉnh\tHằng năm, trước ngày 30/11
"""


@pytest.fixture(scope="module")
def conclusion() -> tuple[Task, ...]:
    return tasks_of(CONCLUSION)


@pytest.fixture(scope="module")
def decision() -> tuple[Task, ...]:
    return tasks_of(DECISION)


def test_what_was_done_is_no_task(conclusion: tuple[Task, ...]) -> None:
    assert not [task for task in conclusion if task.section.startswith("1")]


def test_unit_before_a_colon_leads_the_items_below(conclusion: tuple[Task, ...]) -> None:
    report = the_task(conclusion, "báo cáo UBND tỉnh trước")
    assert (report.lead_units, report.kind) == (("Sở Tài chính",), TaskKind.REPORT)
    assert report.deadline.date == date(2025, 8, 20)


def test_regular_report(conclusion: tuple[Task, ...]) -> None:
    report = the_task(conclusion, "kết quả giải ngân")
    assert (report.kind, report.report_to) == (TaskKind.REPORT, "Chủ tịch UBND tỉnh")
    assert report.deadline.rrule == "FREQ=MONTHLY;BYMONTHDAY=25"


def test_who_answers_for_it_is_no_task_of_its_own(conclusion: tuple[Task, ...]) -> None:
    assert not [task for task in conclusion if "chịu trách nhiệm" in task.content]
    assert the_task(conclusion, "theo dõi, đôn đốc").lead_units == ("Văn phòng UBND tỉnh",)


def test_articles_that_put_a_decision_into_force_are_no_tasks(decision: tuple[Task, ...]) -> None:
    assert {task.section for task in decision if task.section.startswith("Điều")} == {"Điều 2"}


def test_rhythm_with_its_days_said_apart(decision: tuple[Task, ...]) -> None:
    report = the_task(decision, "báo cáo Chủ tịch UBND tỉnh")
    assert report.deadline.rrule == "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15"
    assert report.deadline.raw == "trước ngày 15/6 và ngày 15/12"


def test_lead_and_coordinating_units_of_one_cell(decision: tuple[Task, ...]) -> None:
    task = the_task(decision, "Rà soát văn bản")
    assert (task.lead_units, task.coordinating_units) == (("Sở Tư pháp",), ("các sở, ban, ngành",))


def test_cells_of_time(decision: tuple[Task, ...]) -> None:
    assert the_task(decision, "20% đơn vị").deadline.date == date(2026, 10, 31)
    assert the_task(decision, "Trung tâm Phục vụ").deadline.event == "Thường xuyên"
    assert the_task(decision, "mức độ hài lòng").deadline.rrule == "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30"


def test_lettered_rows_head_groups(decision: tuple[Task, ...]) -> None:
    assert not [task for task in decision if task.content.isupper()]
