"""Names of units, and who a clause charges."""

import pytest

from core.task import TaskKind
from service.tasks.kinds import is_report, kind_of
from service.tasks.measures import find_measure
from service.tasks.roles import read_roles
from service.tasks.scope import Scope, charged_units, scope_of
from service.tasks.units import as_units, split_units, starts_unit


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Sở Khoa học và Công nghệ", ("Sở Khoa học và Công nghệ",)),
        (
            "Sở Nội vụ, Sở Tài chính và các đơn vị có liên quan",
            ("Sở Nội vụ", "Sở Tài chính", "các đơn vị có liên quan"),
        ),
        ("các ban, đơn vị liên quan", ("các ban, đơn vị liên quan",)),
        ("các Ban, Văn phòng", ("các Ban, Văn phòng",)),
        ("Ban Nghiệp vụ, CĐGD Việt Nam", ("Ban Nghiệp vụ, CĐGD Việt Nam",)),
        ("UBND các xã, phường", ("UBND các xã, phường",)),
        ("Văn phòng HĐND và UBND; Phòng Nội vụ", ("Văn phòng HĐND và UBND", "Phòng Nội vụ")),
        ("các cơ quan chức năng, người sử dụng lao động", ("các cơ quan chức năng", "người sử dụng lao động")),
        ("", ()),
    ],
)
def test_lists_of_units(text: str, units: tuple[str, ...]) -> None:
    assert split_units(text) == units


@pytest.mark.parametrize(
    "text", ["Hội nghị tổng kết", "Ban hành kế hoạch", "Bộ tiêu chí", "phòng, chống dịch", "Báo cáo"]
)
def test_words_that_only_look_like_units(text: str) -> None:
    assert not starts_unit(text)
    assert as_units(text) == ()


@pytest.mark.parametrize(
    ("clause", "lead", "coordinating"),
    [
        (
            "Giao Ban Nghiệp vụ chủ trì, phối hợp với các ban liên quan tổ chức hội nghị",
            "Ban Nghiệp vụ",
            "các ban liên quan",
        ),
        ("Ban Tổ chức - Kiểm tra tham mưu tổ chức đào tạo", "Ban Tổ chức - Kiểm tra", ""),
        ("UBND các xã có trách nhiệm chỉ đạo, kiểm tra", "UBND các xã", ""),
        ("Ban Nghiệp vụ làm đầu mối theo dõi việc thực hiện", "Ban Nghiệp vụ", ""),
        ("Phối hợp với Sở Y tế trong việc khám sức khỏe", "", "Sở Y tế"),
        ("Chỉ đạo công đoàn cơ sở tham gia phong trào", "", ""),
        ("Tuyên truyền các nội dung của Nghị quyết", "", ""),
        ("Hằng năm, các trường tổ chức đánh giá", "các trường", ""),
        ("Căn cứ hướng dẫn này, các đơn vị xây dựng kế hoạch", "các đơn vị", ""),
        ("Phòng Nội vụ là cơ quan chuyên môn thuộc UBND huyện", "", ""),
    ],
)
def test_who_does_it_and_with_whom(clause: str, lead: str, coordinating: str) -> None:
    roles = read_roles(clause)
    assert "; ".join(roles.lead) == lead
    assert "; ".join(roles.coordinating) == coordinating


@pytest.mark.parametrize(
    ("clause", "receiver"),
    [
        ("báo cáo kết quả thực hiện về Sở Nội vụ trước ngày 15/12/2025", "Sở Nội vụ"),
        ("tổng hợp, báo cáo UBND tỉnh theo quy định", "UBND tỉnh"),
        ("gửi danh sách về Văn phòng Sở để tổng hợp", "Văn phòng Sở"),
        ("tổ chức báo cáo chuyên đề", None),
    ],
)
def test_receiver_of_a_report(clause: str, receiver: str | None) -> None:
    assert read_roles(clause).report_to == receiver


@pytest.mark.parametrize(
    ("title", "units"),
    [
        ("Công đoàn các đơn vị", ("Công đoàn các đơn vị",)),
        ("Bộ Công Thương chủ trì, phối hợp với các bộ, cơ quan liên quan", ("Bộ Công Thương",)),
        ("Trách nhiệm của Sở Nội vụ", ("Sở Nội vụ",)),
        ("Công tác chỉ đạo triển khai", ()),
        ("Xây dựng kế hoạch và tổ chức thực hiện", ()),
    ],
)
def test_units_that_headings_charge(title: str, units: tuple[str, ...]) -> None:
    assert charged_units(title)[0] == units


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", Scope.PRINCIPLE),
        ("Quan điểm chỉ đạo", Scope.PRINCIPLE),
        ("CHỈ TIÊU:", Scope.TARGET),
        ("Mục tiêu cụ thể", Scope.GOAL),
        ("TIẾN ĐỘ", Scope.TIMELINE),
        ("NHIỆM VỤ VÀ GIẢI PHÁP", Scope.WORK),
        ("Chế độ thông tin báo cáo", Scope.REPORTING),
        ("Đẩy mạnh chuyển đổi số", Scope.UNKNOWN),
    ],
)
def test_what_a_heading_announces(title: str, scope: Scope) -> None:
    assert scope_of(title) is scope


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("Tổng hợp kết quả, báo cáo Tổng Liên đoàn", TaskKind.REPORT),
        ("đến hết năm 2026 có 100% cán bộ được đào tạo", TaskKind.TARGET),
        ("Vận động 100% cán bộ cài đặt ứng dụng", TaskKind.DUTY),
        ("Cử báo cáo viên tham gia tập huấn", TaskKind.DUTY),
        ("Quý III năm 2026: Tổ chức sơ kết", TaskKind.MILESTONE),
    ],
)
def test_kinds(clause: str, kind: TaskKind) -> None:
    assert kind_of(clause, read_roles(clause), Scope.WORK) is kind


def test_a_meeting_on_reports_is_no_report() -> None:
    assert not is_report("Tổ chức hội nghị báo cáo chuyên đề")


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("đạt tối thiểu 80% số thuế", "tối thiểu 80%"),
        ("xây dựng ít nhất một mô hình hoạt động", "ít nhất một mô hình"),
        ("Tổ chức hội nghị", None),
    ],
)
def test_measures(text: str, measure: str | None) -> None:
    assert find_measure(text) == measure
