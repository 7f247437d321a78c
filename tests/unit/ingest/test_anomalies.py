from pathlib import Path

import pytest

from core.directive import Severity
from tests.unit.ingest.directives import PLAN, directive_of

SAMPLES = Path(__file__).parents[3] / "samples"


def codes(text):
    return [anomaly.code for anomaly in directive_of(text).anomalies]


def with_body(words):
    return PLAN.replace("       Trong tháng 4 năm 2024.", f"       {words}")


def only(text, code):
    (anomaly,) = [anomaly for anomaly in directive_of(text).anomalies if anomaly.code == code]
    return anomaly


def test_clean_plan_raises_nothing():
    assert codes(PLAN) == []


def test_citation_dated_after_the_directive_suggests_an_earlier_year():
    anomaly = only(with_body("Quán triệt Nghị quyết 52-NQ/TW ngày 27/9/2029 của Bộ Chính trị."), "cited_after_issue")
    assert anomaly.severity is Severity.HIGH
    assert "27/9/2019" in (anomaly.suggestion or "")
    assert anomaly.spans[0].text == "Nghị quyết 52-NQ/TW ngày 27/9/2029"


def test_citation_before_issue_is_fine():
    assert codes(with_body("Quán triệt Nghị quyết 52-NQ/TW ngày 27/9/2019 của Bộ Chính trị.")) == []


def test_impossible_date():
    assert only(with_body("Hội nghị ngày 31/02/2024."), "impossible_date").spans[0].text == "31/02/2024"


def test_number_against_kind():
    anomaly = only(with_body("Theo Quyết định số 899/KH-BGDĐT ngày 04/4/2023 của Bộ."), "number_kind_mismatch")
    assert "kế hoạch" in anomaly.message


@pytest.mark.parametrize(
    "words",
    [
        "Theo Hướng dẫn số 08/HD-CĐN ngày 26/9/2017.",
        "Theo công văn số 144/HD-LĐLĐ ngày 01/9/2017.",
        "Theo Thông tư liên tịch số 55/2005/TTLT-BNV-VPCP ngày 06/5/2005.",
        "Theo Chương trình hành động số 63-CTr/TU ngày 08/8/2014.",
        "Theo Quy định số 24-QĐ/TW ngày 30/7/2021.",
        "Theo Công điện số 56/CĐ-TTg ngày 06/6/2023.",
    ],
)
def test_kinds_that_fit_their_numbers(words):
    assert "number_kind_mismatch" not in codes(with_body(words))


def test_two_dates_for_one_document():
    words = "Thông tư số 01/2016/TT-BTNMT ngày 13/11/2016; Thông tư số 01/2016/TT-BTNMT ngày 13/01/2016."
    assert "13/01/2016 và 13/11/2016" in only(with_body(words), "two_dates_one_document").message


def test_two_numbers_for_one_document():
    text = with_body("Quyết định số 89/QĐ-SGD (sau đây viết tắt là Quyết định 89/KH-SGD).")
    assert only(text, "two_numbers_one_document").severity is Severity.HIGH


def test_deadline_before_issue():
    text = PLAN.replace("trước ngày\n30/4/2024", "trước ngày\n30/1/2024")
    assert only(text, "deadline_before_issue").severity is Severity.HIGH


def test_deadline_on_the_day_of_issue():
    text = PLAN.replace("trước ngày\n30/4/2024", "trước ngày\n05/3/2024")
    assert only(text, "deadline_on_issue").severity is Severity.MEDIUM


def test_days_in_the_past_that_set_no_deadline():
    assert codes(with_body("Các dự án đã nộp hồ sơ trước ngày 01/01/2024 được xem xét.")) == []


def test_missing_number_date_and_signer():
    text = PLAN.replace("Số: 12 /KH - CĐN", "Số:    /KH-CĐN").replace(
        "ngày 05 tháng 3 năm 2024", "ngày    tháng    năm 2024"
    )
    found = codes(text.replace("Nguyễn Thị Phương", ""))
    assert sorted(found) == ["missing_date", "missing_number", "missing_signer"]


def test_broken_off_text_at_a_page_break():
    anomaly = only(
        with_body("góp ý Luật nhà giáo, Luật Khoa Cấp...\n\ncông nghệ, đổi mới sáng tạo."), "broken_off_text"
    )
    assert anomaly.spans[0].text.endswith("Cấp...")


def test_leftovers_of_reading():
    assert only(with_body("chuyén d6i s6 và báo cáo ✓"), "ocr_leftovers").severity is Severity.LOW


def test_percentage_that_does_not_add_up():
    assert "95,8%" in only(with_body("Kết quả 23/24 đ/c: 100% đạt yêu cầu."), "percentage_mismatch").message
    assert codes(with_body("Kết quả 24/24 đ/c: 100% đạt yêu cầu.")) == []


def test_row_without_the_unit_that_its_fellows_have():
    anomaly = next(
        anomaly
        for anomaly in directive_of(next(SAMPLES.glob("000-*.txt")).read_text(encoding="utf-8")).anomalies
        if anomaly.code == "empty_cell"
    )
    assert "1.5" in anomaly.message
    assert anomaly.spans[0].text.startswith("1.5\t")


def test_abbreviation_with_and_without_bar():
    assert "LĐLĐ" in only(with_body("Gửi LĐLĐ tỉnh và website LDLĐ tỉnh."), "abbreviation_spellings").message
