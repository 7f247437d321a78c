"""Wording met in documents that were annotated before the program had seen them."""

from datetime import date

import pytest

from core.task import TaskKind
from eval.task_metrics import GoldTask, score_tasks
from service.tasks.actions import starts_with_misread_action
from service.tasks.columns import read_columns
from service.tasks.extract import extract_tasks
from service.tasks.roles import read_roles
from service.tasks.units import split_units
from tests.unit.ingest.directives import directive_of

HEAD = """SỞ GIÁO DỤC VÀ ĐÀO TẠO          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                                     Độc lập - Tự do - Hạnh phúc
Số: 12/KH-SGDĐT                  Hà Giang, ngày 09 tháng 7 năm 2020

KẾ HOẠCH
Tuyển sinh năm học 2020 - 2021

"""


def tasks_of(body):
    return extract_tasks(directive_of(HEAD + body), "x")


@pytest.mark.parametrize(
    ("clause", "lead"),
    [
        (
            "Đảng đoàn Quốc hội, Ban cán sự đảng Chính phủ chỉ đạo rà soát văn bản",
            ["Đảng đoàn Quốc hội", "Ban cán sự đảng Chính phủ"],
        ),
        ("VNPT Quảng Ngãi chủ động phối hợp với Cục Thuế tỉnh triển khai", ["VNPT Quảng Ngãi"]),
        ("Khi có kiến nghị, yêu cầu các sở, ngành liên quan có trách nhiệm trả lời", ["các sở, ngành liên quan"]),
        ("Các đại học, học viện; các trường cao đẳng. trung cấp chủ động liên hệ với doanh nghiệp", None),
        (
            "UBND các huyện; các sở: Xây dựng, Công Thương, Thông tin và Truyền thông theo chức năng tổ chức thực hiện",
            ["UBND các huyện", "các sở: Xây dựng, Công Thương, Thông tin và Truyền thông"],
        ),
        ("UBND các huyện, thành phố yêu cầu UBND xã thực hiện ngay giải pháp", ["UBND các huyện, thành phố"]),
        ("Sở Nội vụ yêu cầu các phòng rà soát hồ sơ", ["các phòng"]),
        ("Kinh phí thực hiện do ngân sách bảo đảm", []),
        ("ATGT là nhiệm vụ trọng tâm", []),
    ],
)
def test_who_is_charged(clause, lead):
    found = list(read_roles(clause).lead)
    assert found == lead if lead is not None else found[0] == "Các đại học, học viện"


def test_a_named_body_after_a_plural_is_a_unit_of_its_own():
    assert split_units("các tổ chức chính trị - xã hội, Ban Bí thư Trung ương Đoàn")[1] == "Ban Bí thư Trung ương Đoàn"
    assert split_units("các sở, ban, ngành") == ("các sở, ban, ngành",)


def test_verbs_whose_accents_were_misread_still_open_work():
    assert starts_with_misread_action("Thâm định chặt chẽ hồ sơ")
    assert not starts_with_misread_action("Đề xuất của Thủ trưởng cơ quan")


def test_a_heading_of_times_gives_milestones_only_where_a_time_stands():
    body = """I. NỘI DUNG
5. Thời gian nhận hồ sơ, công bố kết quả
Lịch nhận hồ sơ: Từ ngày 20/7/2020 đến hết ngày 25/7/2020 tại trường.
Địa điểm khảo sát: Tại trường THCS thị trấn.
II. TỔ CHỨC THỰC HIỆN
"""
    (task,) = tasks_of(body)
    assert task.kind is TaskKind.MILESTONE
    assert (task.deadline.start, task.deadline.date) == (date(2020, 7, 20), date(2020, 7, 25))


def test_an_address_to_send_to_is_no_work_of_its_own():
    body = """II. TỔ CHỨC THỰC HIỆN
1. Các trường mầm non, tiểu học, trung học cơ sở
- Đăng ký danh hiệu thi đua nộp về Phòng GD&ĐT trước ngày 07/11/2020; các trường tiểu học gửi về địa chỉ: a@b.vn.
"""
    (task,) = tasks_of(body)
    assert task.lead_units == ("Các trường mầm non, tiểu học, trung học cơ sở",)


def test_days_named_beside_a_feast_are_the_deadline():
    body = (
        "II. NHIỆM VỤ\n- Tổ chức tặng quà nhân dịp Tết Nguyên đán năm 2021 cao điểm từ ngày 02/02/2021 - 10/02/2021.\n"
    )
    (task,) = tasks_of(body)
    assert (task.deadline.start, task.deadline.date) == (date(2021, 2, 2), date(2021, 2, 10))


def test_work_ends_in_the_column_of_ends_and_begins_in_that_of_beginnings():
    columns = read_columns(
        ["TT", "Nội dung công việc", "Đơn vị chủ trì", "Thời gian / Bắt đầu", "Thời gian / Kết thúc"]
    )
    assert (columns.start, columns.deadline) == (3, 4)
    table = (
        "TT\tNội dung công việc\tĐơn vị chủ trì\tBắt đầu\tKết thúc\n1\tRà soát hồ sơ\tSở Nội vụ\t01/8/2020\t15/8/2020\n"
    )
    (task,) = tasks_of("II. NHIỆM VỤ\n\n" + table + "2\tLập danh sách\tSở Y tế\t\t30/8/2020\n")[:1]
    assert (task.deadline.start, task.deadline.date) == (date(2020, 8, 1), date(2020, 8, 15))


def test_a_row_whose_number_was_lost_stays_a_row():
    rows = "TT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian\n1\tĐào tạo giáo viên\tSở GD&ĐT\t15/8/2020\n"
    tasks = tasks_of("II. NHIỆM VỤ\n\n" + rows + "\tBảo đảm cơ sở vật chất\tSở GD&ĐT\t16/8/2020\n")
    assert [task.lead_units for task in tasks] == [("Sở GD&ĐT",), ("Sở GD&ĐT",)]


def test_one_task_that_holds_two_annotated_pieces_of_an_item_is_forgiven_in_the_coarse_score():
    (task,) = tasks_of("II. NHIỆM VỤ\n1. Rà soát các văn bản hiện hành; đề xuất việc sửa đổi.\n")
    start, middle, end = task.spans[0].start, task.spans[0].start + 32, task.spans[0].end
    pieces = [(start, middle), (middle, end)]
    gold = [
        GoldTask(id=str(at), kinds=(TaskKind.DUTY,), content="", lead=(), places=(place,), group="1")
        for at, place in enumerate(pieces)
    ]
    score = score_tasks(gold, [task], [])
    assert (score.covered, score.f1_coarse, score.f1 < 1) == (1, 1.0, True)


PARTY_LETTER = """TỈNH ỦY HẢI DƯƠNG                  ĐẢNG CỘNG SẢN VIỆT NAM
Số 15-CV/TU                        Hải Dương, ngày 06 tháng 9 năm 2024
về việc phòng, chống bão

Kính gửi: Các ban thường vụ huyện ủy trực thuộc Tỉnh ủy,

Chủ tịch UBND tỉnh có ý kiến chỉ đạo về việc trực ban, tại Công văn số 888/UBND-NC ngày 07/6/2024.
Ban Thường vụ Tỉnh ủy giao Văn phòng Tỉnh ủy chủ trì; giao Ủy ban nhân dân các xã thực hiện một số nội dung sau:
1. Ban thường vụ các huyện ủy, thị ủy, thành ủy lãnh đạo công tác trực ban; báo cáo Thường trực Tỉnh ủy trước 16 giờ hằng ngày.
2. Tổ chức rà soát các hộ dân ở vùng xung yếu.
3. TT.HĐND xã giám sát theo Nghị quyết số 05/NQ-TT.HĐND ngày 20/7/2024.
4. Ban Tuyên giáo Tỉnh ủy chủ trì hướng dẫn tuyên truyền; định kỳ 6 tháng, 1 năm báo cáo Ban Thường vụ Tỉnh ủy.
"""  # noqa: E501


def test_a_party_letter_gives_its_tasks_and_nothing_that_others_said_before():
    duty, report, review, oversight, guidance, regular = extract_tasks(directive_of(PARTY_LETTER), "x")
    assert duty.lead_units == report.lead_units == ("Ban thường vụ các huyện ủy, thị ủy, thành ủy",)
    assert (report.kind, report.report_to) == (TaskKind.REPORT, "Thường trực Tỉnh ủy")
    assert report.deadline.rrule == "FREQ=DAILY"
    assert review.lead_units == ("Văn phòng Tỉnh ủy", "Ủy ban nhân dân các xã")
    assert oversight.lead_units == ("TT.HĐND xã",)
    assert guidance.kind is TaskKind.DUTY
    assert (regular.kind, regular.deadline.rrule) == (TaskKind.REPORT, "FREQ=MONTHLY;INTERVAL=6")


def test_a_number_of_a_standing_committee_is_read_whole():
    assert "05/NQ-TT.HĐND" in [reference.number for reference in directive_of(PARTY_LETTER).references]


def test_a_time_at_the_head_of_a_section_holds_for_the_tasks_under_it():
    body = "II. NỘI DUNG\n4. Kế hoạch truyền thông\nThời gian: từ ngày 15/8 - 24/8/2020\nXây dựng poster, banner.\n"
    (task,) = tasks_of(body + "5. Văn nghệ\nChuẩn bị các tiết mục văn nghệ chào mừng năm học mới.\n")[:1]
    assert (task.deadline.start, task.deadline.date) == (date(2020, 8, 15), date(2020, 8, 24))
    assert tasks_of(body + "5. Văn nghệ\nChuẩn bị các tiết mục văn nghệ chào mừng.\n")[-1].deadline is None


@pytest.mark.parametrize(
    ("clause", "lead"),
    [
        (
            "Ban Chỉ đạo cải cách hành chính thành phố có trách nhiệm hướng dẫn triển khai",
            "Ban Chỉ đạo cải cách hành chính thành phố",
        ),
        ("Ban Chỉ đạo tổ chức hội nghị tổng kết", "Ban Chỉ đạo"),
        ("Sở Kế hoạch và Đầu tư (Thường trực Ban Đổi mới doanh nghiệp) thực hiện điểm 3.4", "Sở Kế hoạch và Đầu tư"),
    ],
)
def test_bodies_named_by_their_work_and_by_a_bracket(clause, lead):
    roles = read_roles(clause)
    assert roles.lead == (lead,)
    assert not clause[roles.work_at :].startswith("(")


def test_a_numbered_item_that_sets_up_a_body_is_work():
    body = "IV. TỔ CHỨC THỰC HIỆN\n1. Thành lập Ban Chỉ đạo tỉnh về chuyển đổi số do Bí thư Tỉnh ủy làm Trưởng Ban. "
    assert len(tasks_of(body + "Thành lập Tổ công tác giúp việc Ban Chỉ đạo.\n2. Sở Nội vụ rà soát biên chế.\n")) == 3


def test_who_answers_for_what_happens_is_no_work():
    body = "II. NHIỆM VỤ\n1. Sở Nội vụ rà soát hồ sơ lưu trữ. Chịu trách nhiệm khi để xảy ra cháy, nổ trên địa bàn.\n"
    assert len(tasks_of(body)) == 1
