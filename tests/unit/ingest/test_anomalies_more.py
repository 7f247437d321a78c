"""Contradictions inside one document: sums, periods, own number, annexes, names; and what must stay silent."""

import pytest

from core.directive import Severity
from tests.unit.ingest.directives import PLAN, directive_of


def with_body(words, text=PLAN):
    return text.replace("       Trong tháng 4 năm 2024.", f"       {words}")


def codes(text):
    return [anomaly.code for anomaly in directive_of(text).anomalies]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Có 92% (23/24) đơn vị hoàn thành.", "percentage_mismatch"),
        ("Có 45 đồng chí, gồm: 20 đồng chí nam và 24 đồng chí nữ.", "total_mismatch"),
        ("Hoàn thành trong tháng 13/2025.", "impossible_date"),
        ("Hoàn thành trong quý V năm 2025.", "impossible_date"),
        ("Nộp hồ sơ từ ngày 15/6/2025 đến ngày 10/6/2025.", "period_ends_before_start"),
        ("Hội nghị họp thứ Hai, ngày 16/12/2025.", "weekday_mismatch"),
        ("Hội nghị họp ngày 16/12/2025 (thứ Hai).", "weekday_mismatch"),
        ("Giai đoạn 1: từ tháng 3/2025 đến tháng 6/2025; giai đoạn 2: từ tháng 5/2025 đến hết năm 2025.",
         "overlapping_phases"),
        ("Đợt 1 (2025 - 2027): thí điểm; đợt 2 (2026 - 2030): nhân rộng.", "overlapping_phases"),
        ("Theo Nghị định số 06/2023/NĐ-CP ngày 15/02/2021 của Chính phủ.", "number_against_date"),
        ("Phòng Tổ chức - Hành chính lập danh sách, Phòng Hành chính - Tổ chức tổng hợp.", "unit_named_differently"),
        ("Các đơn vị tiếp tục tuyên truyền sâu rộng, nâng cao nhận thức của cán bộ, đoàn viên và các",
         "broken_off_text"),
    ],
)  # fmt: skip
def test_contradiction(words, code):
    assert code in codes(with_body(words))


@pytest.mark.parametrize(
    "words",
    [
        "Có 96% (23/24) đơn vị hoàn thành.",
        "Có 45 đồng chí, gồm: 21 đồng chí nam và 24 đồng chí nữ.",
        "Trang bị cho 100 học sinh gồm: 01 tủ thuốc, 03 chảo to.",
        "Nộp hồ sơ từ ngày 10/6/2025 đến ngày 15/6/2025.",
        "Hội nghị họp thứ Ba, ngày 16/12/2025.",
        "Giai đoạn 1: từ tháng 3/2025 đến tháng 6/2025; giai đoạn 2: từ tháng 7/2025 đến hết năm 2025.",
        "Nhiệm kỳ 2020 - 2025 và nhiệm kỳ 2025 - 2030.",
        "Theo Nghị định số 06/2023/NĐ-CP ngày 15/02/2023 của Chính phủ.",
        "Sở Giáo dục và Đào tạo, Sở Khoa học và Công nghệ, Sở Văn hóa và Thể thao phối hợp.",
        "- Các đơn vị tiếp tục tuyên truyền sâu rộng, nâng cao nhận thức của cán bộ, đoàn viên về chuyển đổi số; và",
        "Báo cáo gửi về công đoàn ngành trước 16 giờ 00 ngày 05/3/2024.",
    ],
)
def test_what_adds_up_is_left_alone(words):
    assert codes(with_body(words)) == []


def test_own_number_of_another_year_is_one_alarm_not_many():
    text = PLAN.replace("12 /KH - CĐN", "12/2025/QĐ-CĐN").replace("KẾ HOẠCH", "QUYẾT ĐỊNH")
    text = with_body(
        "Theo Nghị định số 06/2025/NĐ-CP ngày 15/02/2025 và Nghị định số 7/2025/NĐ-CP ngày 1/3/2025.", text
    )
    assert codes(text) == ["number_against_date"]


def test_own_number_against_own_kind():
    assert codes(PLAN.replace("12 /KH - CĐN", "12/QĐ-CĐN")) == ["number_kind_mismatch"]


def test_annex_that_names_another_number_or_day():
    annex = "\nPHỤ LỤC\n(Kèm theo Kế hoạch số {} của Công đoàn ngành Giáo dục)\n"
    assert codes(PLAN + annex.format("13/KH-CĐN ngày 05/3/2024")) == ["annex_of_another_number"]
    assert codes(PLAN + annex.format("12/KH-CĐN ngày 06/3/2024")) == ["two_dates_one_document"]
    assert codes(PLAN + annex.format("12/KH-CĐN ngày 05/3/2024")) == []


ANNEX = """
PHỤ LỤC
PHÂN CÔNG NHIỆM VỤ

TT\tNội dung\tĐơn vị chủ trì\tThời gian
1\tTổ chức hội nghị quán triệt, tuyên truyền sâu rộng nội dung văn bản tới toàn thể đoàn viên\t{unit}\t{due}
2\tSơ kết, đánh giá việc thực hiện\tVăn phòng\tNăm 2025
3\tTổng kết, khen thưởng\tVăn phòng\tNăm 2025
"""
WORK = (
    "- Giao Văn phòng chủ trì tổ chức hội nghị quán triệt, tuyên truyền sâu rộng nội dung văn bản tới toàn thể "
    "đoàn viên, hoàn thành trước ngày 30/6/2025."
)


@pytest.mark.parametrize(
    ("unit", "due", "found"),
    [
        ("Văn phòng", "Trước ngày 30/6/2025", []),
        ("Văn phòng", "Quý II/2025", []),
        ("Văn phòng", "Trước ngày 30/9/2025", ["annex_against_body"]),
        ("Văn phòng", "Quý IV/2025", ["annex_against_body"]),
        ("Phòng Tài chính", "Trước ngày 30/6/2025", ["annex_against_body"]),
    ],
)
def test_annex_against_body(unit, due, found):
    assert codes(with_body(WORK) + ANNEX.format(unit=unit, due=due)) == found


@pytest.mark.parametrize(("total", "found"), [("75", []), ("80", ["total_mismatch"])])
def test_totals_of_a_table(total, found):
    table = f"\nPHỤ LỤC\n\nTT\tĐơn vị\tSố lượng\n1\tA\t20\n2\tB\t25\n3\tC\t30\n\tTổng cộng\t{total}\n"
    assert codes(PLAN + table) == found


def test_misread_codes_of_one_number_are_a_slight_matter():
    text = with_body("Theo Quyết định số 662/QĐ-BTC và Quyết định số 662/OD-BTC.")
    (anomaly,) = directive_of(text).anomalies
    assert (anomaly.code, anomaly.severity) == ("two_numbers_one_document", Severity.LOW)
