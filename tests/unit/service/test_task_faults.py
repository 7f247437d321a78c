"""Faults of task extraction that were found and mended; each test fails when its mending is taken out."""

import re
from datetime import date

import pytest

from core.page import Word
from core.task import TaskKind
from service.tasks.due import deadlines_in
from service.tasks.extract import extract_tasks
from service.tasks.kinds import gives_task, kind_of
from service.tasks.roles import read_roles
from service.tasks.scope import Scope
from tests.unit.ingest.directives import directive_of
from tests.unit.service.task_cases import tasks_of


def test_a_report_that_is_due_on_a_day_or_on_request_names_its_unit_and_receiver():
    clause = "Trước ngày 10 tháng 11 hằng năm hoặc theo yêu cầu, các đơn vị báo cáo tình hình thực hiện về Sở Nội vụ."
    roles = read_roles(clause)
    assert (roles.lead, roles.report_to) == (("các đơn vị",), "Sở Nội vụ")
    assert kind_of(clause, roles, Scope.WORK) is TaskKind.REPORT


def test_a_capital_letter_belongs_to_the_name_of_the_receiver():
    roles = read_roles("Các xã báo cáo kết quả về Phòng Tổng hợp trước ngày 01/01/2026.")
    assert roles.report_to == "Phòng Tổng hợp"


@pytest.mark.parametrize(
    ("clause", "lead"),
    [
        ("Bộ Ngoại giao chủ trì, phối hợp với các Bộ theo dõi việc thực hiện.", ("Bộ Ngoại giao",)),
        ("Giao Sở Văn hóa, Thể thao và Du lịch tổ chức hội thi.", ("Sở Văn hóa, Thể thao và Du lịch",)),
        ("Cục Quản lý Khám, chữa bệnh hướng dẫn triển khai Đề án.", ("Cục Quản lý Khám, chữa bệnh",)),
        ("Trên cơ sở đề xuất của các bộ, cơ quan ngang bộ, Bộ Tài chính tổng hợp dự toán.", ("Bộ Tài chính",)),
        ("Các phòng được giao chủ trì có trách nhiệm báo cáo kết quả.", ("Các phòng",)),
        ("Các đồng chí dự Hội nghị nghiên cứu kỹ tài liệu.", ("Các đồng chí dự Hội nghị",)),
        ("Đối với các trường tiểu học: Tổ chức khai giảng.", ("các trường tiểu học",)),
        ("Ủy ban nhân dân các tỉnh Đồng Nai, Bình Thuận bàn giao mặt bằng.",
         ("Ủy ban nhân dân các tỉnh Đồng Nai, Bình Thuận",)),
        ("Đề nghị Liên đoàn Lao động tỉnh phối hợp tuyên truyền.", ("Liên đoàn Lao động tỉnh",)),
    ],
)  # fmt: skip
def test_whole_names_of_those_who_do_it(clause: str, lead: tuple[str, ...]) -> None:
    assert read_roles(clause).lead == lead


@pytest.mark.parametrize(
    "clause",
    [
        "Qua đó hạn chế tình trạng khiếu nại kéo dài.",
        "để bảo đảm rút ngắn thời gian kiểm tra tại đơn vị.",
        "Đề xuất của Thủ trưởng cơ quan được giao nhiệm vụ.",
        "Đối với nội dung tại điểm 1: “Phối hợp trong công tác quản lý”",
        "Thực hiện Kế hoạch số 10/KH-UBND, Sở Y tế đã ban hành hướng dẫn.",
        "nếu có vướng mắc, đề nghị liên hệ ông Nguyễn Văn A, điện thoại 0912345678.",
    ],
)
def test_outcomes_names_past_and_contacts_are_no_work(clause: str) -> None:
    assert not gives_task(clause, read_roles(clause), Scope.WORK, is_item=True)


def test_which_document_was_issued_is_not_the_past_of_the_work() -> None:
    clause = "Tổ chức kiểm tra văn bản đã ban hành."
    assert gives_task(clause, read_roles(clause), Scope.WORK, is_item=True)


def body(*lines: str) -> str:
    return "\n\n".join(("KẾ HOẠCH", "Số: 5/KH-SNV, ngày 02 tháng 01 năm 2026", *lines))


def test_a_report_due_at_several_times_is_several_reports() -> None:
    tasks = tasks_of(
        body(
            "I. TỔ CHỨC THỰC HIỆN",
            "1. Phòng Nội vụ",
            "- Định kỳ hằng quý và đột xuất khi có yêu cầu báo cáo Sở Nội vụ.",
        )
    )
    assert [task.kind for task in tasks] == [TaskKind.REPORT, TaskKind.REPORT]
    assert {(task.deadline.rrule, task.deadline.event) for task in tasks} == {
        ("FREQ=MONTHLY;INTERVAL=3", None),
        (None, "đột xuất khi có yêu cầu"),
    }
    assert len({task.id for task in tasks}) == 2


def test_a_sentence_above_a_list_of_things_is_the_work_itself() -> None:
    lines = ("I. NHIỆM VỤ", "1. Rà soát các cơ sở kinh doanh theo nhóm như:", "- Cửa hàng ăn uống", "- Quán giải khát")
    (task,) = tasks_of(body(*lines))
    assert task.content == "Rà soát các cơ sở kinh doanh theo nhóm như"


def test_a_sentence_above_a_list_of_work_is_none() -> None:
    lines = (
        "I. NHIỆM VỤ",
        "1. Rà soát các nội dung:",
        "- Thống kê số cơ sở trên địa bàn.",
        "- Lập sổ theo dõi từng cơ sở.",
    )
    assert [task.content for task in tasks_of(body(*lines))] == [
        "Thống kê số cơ sở trên địa bàn",
        "Lập sổ theo dõi từng cơ sở",
    ]


def test_an_account_charges_nobody() -> None:
    text = "BÁO CÁO\nKết quả công tác quý I\n\nI. Công tác tuyên truyền\n\n- Tổ chức 05 hội nghị cho đoàn viên.\n"
    assert tasks_of(text) == ()


TABLE = """KẾ HOẠCH

PHỤ LỤC

TT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian hoàn thành
1\tXây dựng cơ sở dữ liệu hộ tịch điện tử toàn tỉnh đợt một\tSở Tư pháp\tQuý II/2026
"""


def test_a_row_swallows_only_the_part_that_it_repeats() -> None:
    same = "Xây dựng cơ sở dữ liệu hộ tịch điện tử toàn tỉnh đợt một"
    work = f"I. NHIỆM VỤ\n\n- Kiểm tra việc lưu trữ sổ gốc tại các xã; xây{same[3:]}.\n\n"
    tasks = tasks_of(TABLE.replace("PHỤ LỤC", f"{work}PHỤ LỤC"))
    assert [task.content for task in tasks] == ["Kiểm tra việc lưu trữ sổ gốc tại các xã", same]
    assert len(tasks[1].same_as) == 1


def test_body_and_row_that_contradict_each_other_are_shown_together() -> None:
    same = "Xây dựng cơ sở dữ liệu hộ tịch điện tử toàn tỉnh đợt một"
    work = f"I. NHIỆM VỤ\n\n- Giao Sở Nội vụ xây{same[3:]} trước ngày 31/3/2026.\n\n"
    (task,) = tasks_of(TABLE.replace("PHỤ LỤC", f"{work}PHỤ LỤC"))
    assert task.lead_units == ("Sở Tư pháp",)
    assert task.same_as[0].lead_units == ("Sở Nội vụ",)
    assert task.same_as[0].deadline.date == date(2026, 3, 31)


def test_tables_of_targets_and_calendars() -> None:
    targets = "KẾ HOẠCH\n\nPHỤ LỤC\n\nTT\tChỉ tiêu\tĐơn vị tính\tKế hoạch năm 2026\n1\tTỷ lệ hồ sơ trực tuyến\t%\t95\n"
    (target,) = tasks_of(targets)
    assert (target.kind, target.measure) == (TaskKind.TARGET, "95")
    calendar = (
        "KẾ HOẠCH\n\nPHỤ LỤC\n\nTháng\tNội dung công việc\tNgười phụ trách\n9/2026\tTổ chức khai giảng\tHiệu trưởng\n"
    )
    (task,) = tasks_of(calendar)
    assert (task.deadline.date, task.deadline.raw) == (date(2026, 9, 30), "9/2026")


def test_years_in_the_name_of_a_strategy_are_no_deadline() -> None:
    found = deadlines_in("Tổ chức thực hiện Chiến lược phát triển khoa học, công nghệ đến năm 2030", issued_on=None)
    assert found == ()


def test_doubtful_words_lower_the_confidence() -> None:
    plain = directive_of("KẾ HOẠCH\n\nI. NHIỆM VỤ\n\n- Rà soát hồ sơ lưu trữ tại đơn vị.\n")
    (sure,) = extract_tasks(plain, "doc")
    page = plain.pages[0]
    words = tuple(
        Word(start=match.start(), end=match.end(), text=match.group(), as_read=match.group(), confidence=0.5)
        for match in re.finditer(r"\S+", page.text)
    )
    doubted = plain.model_copy(update={"pages": (page.model_copy(update={"words": words}),)})
    (doubtful,) = extract_tasks(doubted, "doc")
    assert doubtful.confidence < sure.confidence / 2


def test_an_order_that_demands_is_no_heading_of_principles() -> None:
    text = body("1. Yêu cầu các phòng: (1) Trực tiếp tiếp công dân; (2) Giải quyết đơn thư trước ngày 31/10/2026.")
    first, second = tasks_of(text)
    assert (first.content, first.lead_units) == ("Trực tiếp tiếp công dân", ("các phòng",))
    assert (second.lead_units, second.deadline.date) == (("các phòng",), date(2026, 10, 31))


def test_a_numbered_sentence_is_no_heading() -> None:
    text = body(
        "I. NHIỆM VỤ", "1. Đánh giá hiệu quả sử dụng phần mềm một cửa tại các xã, báo cáo trước ngày 30/6/2026."
    )
    duty, report = tasks_of(text)
    assert (duty.kind, report.deadline.date) == (TaskKind.DUTY, date(2026, 6, 30))
