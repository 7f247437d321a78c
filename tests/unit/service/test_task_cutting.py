"""Where one item is cut into several tasks, and whom a letter, a heading or a bare name charges (ADR 0102, 0103)."""

import time

import pytest

from core.page import Page, ReadingMethod, TextJudgement
from core.task import Task
from ingest.understand import understand
from service.tasks.extract import extract_tasks

HEAD = "UBND TỈNH A\nSỞ Y TẾ\nSố: 12/KH-SYT\n\nKẾ HOẠCH\nvề công tác năm 2025\n\nIII. TỔ CHỨC THỰC HIỆN\n"
LETTER = (
    "UBND HUYỆN A\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: 12/PGDĐT\nV/v hưởng ứng cuộc thi\n\n"
    "Kính gửi: Hiệu trưởng các trường Mầm non, Tiểu học,\n\nTHCS.\n\n"
    "Thực hiện kế hoạch năm học, Phòng triển khai cuộc thi như sau:\n\n"
)


def tasks_of(text: str) -> tuple[Task, ...]:
    page = Page(page_no=1, text=text, text_as_read=text, judgement=TextJudgement.GOOD, method=ReadingMethod.TEXT_LAYER)
    return extract_tasks(understand([page]), document_id="d")


@pytest.mark.parametrize(
    ("item", "count"),
    [
        ("- Rà soát danh mục thiết bị của các khoa; bố trí kho lưu giữ thuốc.", 1),
        ("- Giao Phòng Nghiệp vụ rà soát danh mục thiết bị; bố trí kho lưu giữ thuốc dự trữ.", 2),
        ("- Giao Phòng Nghiệp vụ rà soát danh mục thiết bị; nâng cao chất lượng khám bệnh.", 1),
        ("- Kiểm tra việc mua sắm thuốc; phối hợp với Công an tỉnh xử lý các vụ vi phạm.", 2),
        ("- Xây dựng kế hoạch kiểm tra năm 2025; gửi về Sở Y tế trước ngày 10/4/2025.", 1),
        ("- Rà soát danh mục thiết bị; hoàn thành kiểm kê kho thuốc trước ngày 10/4/2025.", 2),
    ],
)
def test_semicolons_part_what_has_its_own_unit_time_or_doer(item: str, count: int) -> None:
    assert len(tasks_of(f"{HEAD}1. Các bệnh viện\n{item}\n")) == count


def test_a_letter_charges_those_it_is_addressed_to_where_nobody_is_named() -> None:
    found = tasks_of(f"{LETTER}1. Phổ biến thể lệ cuộc thi đến toàn thể học sinh.\n\n2. Các trường nộp bài dự thi.\n")
    assert [task.lead_units for task in found] == [
        ("Hiệu trưởng các trường Mầm non, Tiểu học, THCS",),
        ("Các trường",),
    ]


def test_a_letter_to_the_body_above_charges_nobody_by_its_address() -> None:
    upwards = LETTER.replace("Hiệu trưởng các trường Mầm non, Tiểu học,\n\nTHCS.", "UBND huyện A.")
    found = tasks_of(f"{upwards}1. Phổ biến thể lệ cuộc thi đến toàn thể học sinh.\n")
    assert [task.lead_units for task in found] == [()]


def test_a_letter_leaves_what_is_said_of_others_to_them() -> None:
    text = f"{LETTER}1. Tổ chức dạy học\na) Đối với gia đình học sinh\n- Hỗ trợ học sinh hoàn thành bài dự thi.\n"
    matter = text.replace("gia đình học sinh\n", "bài dự thi theo nhóm\n")
    assert [task.lead_units for task in tasks_of(text)] == [("gia đình học sinh",)]
    assert [task.lead_units for task in tasks_of(matter)] == [()]


def test_a_time_below_a_task_is_not_that_of_another_unit_in_it() -> None:
    text = f"{HEAD}1. Yêu cầu thực hiện\n- Mỗi đơn vị nộp 01 bài dự thi. Phòng Nghiệp vụ lựa chọn bài có chất lượng.\n"
    first, second = tasks_of(f"{text}- Thời gian nộp bài: trước ngày 26/10/2025. Bài gửi qua thư điện tử.\n")
    assert first.deadline is not None
    assert first.deadline.raw == "trước ngày 26/10/2025"
    assert second.deadline is None


def test_a_heading_names_units_by_what_is_true_of_them() -> None:
    found = tasks_of(f"{HEAD}1. Đối với các đơn vị chưa tham gia đánh giá ngoài.\na) Rà soát hồ sơ tự đánh giá.\n")
    assert [task.lead_units for task in found] == [("các đơn vị chưa tham gia đánh giá ngoài",)]


def test_a_report_at_a_yearly_meeting_comes_round_every_year() -> None:
    found = tasks_of(f"{HEAD}1. Các phòng\n- Tổng hợp báo cáo kết quả thực hiện tại hội nghị tổng kết hằng năm.\n")
    assert [task.deadline.rrule for task in found if task.deadline] == ["FREQ=YEARLY"]


def test_a_list_of_faults_is_no_work() -> None:
    text = f"{HEAD}3. Khắc phục\nMột số lỗi vẫn chưa được sửa, cụ thể:\n- Khai báo không chính xác hồ sơ trường.\n"
    assert not tasks_of(text)


def test_many_spaces_in_a_line_take_linear_time() -> None:
    def seconds(spaces: int) -> float:
        start = time.process_time()
        tasks_of(f"{HEAD}1. Sở Y tế{' ' * spaces}chủ trì tổ chức hội nghị trước ngày 15/12/2025.\n")
        return time.process_time() - start

    seconds(10)
    assert seconds(16_000) < 8 * max(seconds(4_000), 0.01)
