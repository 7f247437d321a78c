"""Tasks read from a plan, a task table and an official letter."""

from datetime import date

import pytest

from core.task import Bound, Task, TaskKind
from service.tasks.extract import extract_tasks
from tests.unit.service.task_cases import LETTER, PLAN, TABLE, directive, tasks_of, the_task


@pytest.fixture(scope="module")
def plan() -> tuple[Task, ...]:
    return tasks_of(PLAN)


@pytest.fixture(scope="module")
def table() -> tuple[Task, ...]:
    return tasks_of(TABLE)


@pytest.fixture(scope="module")
def letter() -> tuple[Task, ...]:
    return tasks_of(LETTER)


def test_purposes_are_no_tasks(plan: tuple[Task, ...]) -> None:
    assert not [task for task in plan if task.section.startswith("I.") or task.section == "I"]


def test_target_has_its_figure_and_its_period(plan: tuple[Task, ...]) -> None:
    task = the_task(plan, "100% hồ sơ")
    assert (task.kind, task.measure) == (TaskKind.TARGET, "100%")
    assert (task.deadline.start, task.deadline.date) == (date(2026, 1, 1), date(2026, 12, 31))


def test_duty_with_a_latest_day(plan: tuple[Task, ...]) -> None:
    task = the_task(plan, "Rà soát, đơn giản hóa")
    assert task.kind is TaskKind.DUTY
    assert (task.deadline.date, task.deadline.exclusive, task.deadline.bound) == (date(2026, 6, 30), True, Bound.BEFORE)


def test_unit_that_the_text_does_not_name_stays_empty(plan: tuple[Task, ...]) -> None:
    assert the_task(plan, "Rà soát, đơn giản hóa").lead_units == ()


def test_sentences_give_tasks_of_their_own(plan: tuple[Task, ...]) -> None:
    assert the_task(plan, "Công khai kết quả").deadline is None
    assert the_task(plan, "Khảo sát mức độ").deadline.rrule == "FREQ=MONTHLY;INTERVAL=3"


def test_lines_of_the_timeline_are_milestones(plan: tuple[Task, ...]) -> None:
    milestones = [task for task in plan if task.kind is TaskKind.MILESTONE]
    assert [task.deadline.date for task in milestones] == [date(2026, 6, 30), date(2026, 12, 31)]


def test_unit_told_in_the_sentence_goes_before_the_heading(plan: tuple[Task, ...]) -> None:
    task = the_task(plan, "tuyên truyền Kế hoạch")
    assert task.lead_units == ("Bộ phận Văn thư",)
    assert task.coordinating_units == ("Trung tâm Văn hóa",)


def test_unit_of_the_heading_leads_what_stands_under_it(plan: tuple[Task, ...]) -> None:
    assert the_task(plan, "Theo dõi, đôn đốc").lead_units == ("Phòng Nội vụ",)
    assert the_task(plan, "Xây dựng kế hoạch").lead_units == ("UBND các xã, thị trấn",)


def test_report_is_split_from_the_duty_beside_it(plan: tuple[Task, ...]) -> None:
    task = the_task(plan, "báo cáo UBND huyện")
    assert (task.kind, task.report_to) == (TaskKind.REPORT, "UBND huyện")
    assert task.deadline.rrule == "FREQ=MONTHLY;INTERVAL=6"


def test_term_is_counted_from_the_date_of_issue(plan: tuple[Task, ...]) -> None:
    assert the_task(plan, "Xây dựng kế hoạch").deadline.date == date(2026, 3, 20)


def test_closing_sentence_gives_the_report_but_not_the_appeal(plan: tuple[Task, ...]) -> None:
    task = the_task(plan, "báo cáo kết quả về Phòng Nội vụ")
    assert task.lead_units == ("UBND các xã, thị trấn",)
    assert (task.report_to, task.deadline.date) == ("Phòng Nội vụ", date(2026, 12, 15))
    assert not [each for each in plan if "nghiêm túc triển khai" in each.content]


def test_report_on_condition_hangs_on_its_event(plan: tuple[Task, ...]) -> None:
    task = the_task(plan, "gửi thông tin")
    assert task.deadline.date is None
    assert task.deadline.event == "nếu có khó khăn, vướng mắc"


def test_every_span_holds_the_very_words_and_ids_are_stable() -> None:
    source = directive(PLAN)
    tasks = extract_tasks(source, "doc")
    assert all(source.text[span.start : span.end] == span.text for task in tasks for span in task.spans)
    assert all("\n" not in task.content for task in tasks)
    assert len({task.id for task in tasks}) == len(tasks)
    assert [task.id for task in tasks] == [task.id for task in extract_tasks(source, "doc")]


def test_rows_have_unit_and_deadline_of_their_own_cells(table: tuple[Task, ...]) -> None:
    task = the_task(table, "Nâng cấp hệ thống")
    assert task.lead_units == ("Văn phòng HĐND và UBND",)
    assert task.coordinating_units == ("Phòng Tài chính", "các xã")
    assert (task.deadline.start, task.deadline.date) == (date(2026, 4, 1), date(2026, 6, 30))


def test_empty_cells_stay_empty(table: tuple[Task, ...]) -> None:
    task = the_task(table, "Lắp đặt camera")
    assert (task.lead_units, task.coordinating_units) == ((), ())


def test_rows_that_head_others_are_no_tasks(table: tuple[Task, ...]) -> None:
    assert [task.content for task in table if task.content in {"Hạ tầng", "Nhân lực"}] == []


def test_row_that_asks_for_a_report_is_one(table: tuple[Task, ...]) -> None:
    task = the_task(table, "tập huấn kỹ năng số")
    assert (task.kind, task.deadline.rrule) == (TaskKind.REPORT, "FREQ=MONTHLY;INTERVAL=3")


def test_body_item_and_its_row_are_one_task(table: tuple[Task, ...]) -> None:
    task = the_task(table, "Nâng cấp hệ thống")
    assert [same.section for same in task.same_as] == ["I"]
    assert task.same_as[0].spans[0].text.startswith("Nâng cấp hệ thống")


def test_sentence_before_a_list_charges_the_list(letter: tuple[Task, ...]) -> None:
    assert the_task(letter, "Tuyên truyền cho học sinh").lead_units == ("các trường học",)
    task = the_task(letter, "khử trùng")
    assert task.coordinating_units == ("trạm y tế",)


def test_order_inside_the_list_goes_to_its_own_unit(letter: tuple[Task, ...]) -> None:
    assert the_task(letter, "hướng dẫn chuyên môn").lead_units == ("Sở Y tế",)
    report = the_task(letter, "báo cáo UBND tỉnh")
    assert (report.lead_units, report.report_to) == (("Sở Y tế",), "UBND tỉnh")
    assert report.deadline.rrule == "FREQ=MONTHLY;BYMONTHDAY=20"


def test_citation_dates_are_no_deadlines(letter: tuple[Task, ...]) -> None:
    assert all(task.deadline is None or task.deadline.date is None for task in letter)


def test_general_appeal_is_no_task(letter: tuple[Task, ...]) -> None:
    assert not [task for task in letter if "nghiêm túc" in task.content]


def test_nothing_in_nothing_out() -> None:
    assert tasks_of("") == ()


def test_quoted_names_on_a_list_are_no_tasks() -> None:
    tasks = tasks_of(
        "KẾ HOẠCH\nHưởng ứng các phong trào thi đua\n\nII. NHIỆM VỤ\n"
        "1. Tiếp tục đẩy mạnh ứng dụng công nghệ số trong các phong trào: “Giỏi việc nước”; “Đổi mới, sáng tạo trong "
        "hoạt động”; “Hỗ trợ giáo dục miền núi”. Phát động đợt thi đua “Nghiên cứu khoa học” giai đoạn 2025-2030.\n\n"
        "PHỤ LỤC\nSTT\tNội dung\tThời gian\n"
        "1\tTiếp tục đẩy mạnh ứng dụng công nghệ số trong các phong trào thi đua của ngành\tNăm 2025\n"
    )
    assert not [task.content for task in tasks if task.content.startswith("“")]
    assert any(task.content.startswith("Phát động đợt thi đua") for task in tasks)
