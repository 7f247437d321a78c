"""Deadlines: what depends on the date of issue, and what counts as a deadline in running text."""

from datetime import date, datetime
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr
from icalendar import vRecur

from core.task import Bound
from ingest.deadlines import find_deadlines, parse_deadline
from ingest.deadlines.working_days import add_months, add_working_days, is_working_day, lunar_new_year


def _found(text: str, issued_on: date | None = None) -> list[str]:
    return [found.deadline.raw for found in find_deadlines(text, issued_on=issued_on)]


def test_missing_year_is_the_next_such_day() -> None:
    phrase = "trước ngày 15/12"
    assert parse_deadline(phrase, issued_on=date(2025, 12, 15)).date == date(2025, 12, 15)
    assert parse_deadline(phrase, issued_on=date(2025, 12, 16)).date == date(2026, 12, 15)


def test_missing_year_without_date_of_issue_is_not_guessed() -> None:
    deadline = parse_deadline("trước ngày 15/12", issued_on=None)
    assert deadline.date is None
    assert (deadline.bound, deadline.exclusive) == (Bound.BEFORE, True)


def test_term_from_signing_needs_the_date_of_issue() -> None:
    phrase = "trong vòng 10 ngày kể từ ngày ký"
    deadline = parse_deadline(phrase, issued_on=None)
    assert (deadline.date, deadline.event) == (None, phrase)


def test_raw_keeps_the_words_on_one_line() -> None:
    assert parse_deadline("Trước ngày\n 15/12/2025", issued_on=None).raw == "Trước ngày 15/12/2025"


def test_markdown_does_not_hide_a_deadline() -> None:
    assert parse_deadline("**trước ngày 15/12/2025**", issued_on=None).date == date(2025, 12, 15)


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
        "Thực hiện Kế hoạch số 51/KH-SGDĐT ngày 30 tháng 8 năm 2019 của Sở GD&ĐT",
        "Triển khai Luật Giáo dục năm 2019",
        "Chương trình cung cấp dịch vụ viễn thông công ích đến năm 2025",
        "tham dự Đại hội nhiệm kỳ 2023-2028",
        "bằng 97,33% so với cùng kỳ năm 2017",
        "kết nối 1/2 cán bộ với các đơn vị",
        "đánh giá, xếp loại chất lượng hàng năm của cấp ủy",
        "Bổ sung nhiệm vụ vào Chương trình công tác hàng năm",
        "Đến hết ngày 23/10/2018, toàn ngành đã thực hiện 70.102 cuộc thanh tra",
        "thường xuyên tổ chức bồi dưỡng ngoại ngữ",
        "phong trào thi đua “Chung tay vì người nghèo giai đoạn 2021-2025”",
        "chào mừng ngày Nhà giáo Việt Nam 20/11",
        "SĐT: 0936 710 666",
        "lịch khảo sát môn Toán 30/7/2025 tại trường",
    ],
)
def test_names_and_facts_are_no_deadlines(text: str) -> None:
    assert _found(text, date(2025, 4, 15)) == []


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("Báo cáo kết quả về Sở trước ngày 15/12/2025 và Báo cáo đột xuất khác", "trước ngày 15/12/2025"),
        ("Năm 2025, có 100% cán bộ công đoàn được tiếp cận", "Năm 2025"),
        ("đảm bảo đến hết năm 2026 có 100% cán bộ được đào tạo", "đến hết năm 2026"),
        ("tổng hợp báo cáo hàng năm", "hàng năm"),
        ("Hàng năm, tổ chức đánh giá, sơ kết", "Hàng năm"),
        ("báo cáo khi có văn bản chỉ đạo;", "khi có văn bản chỉ đạo"),
        ("treo cờ từ ngày 10/5/2026 đến hết ngày 14/5/2026.", "từ ngày 10/5/2026 đến hết ngày 14/5/2026"),
        ("phát động đợt thi đua chuyên đề “Sáng tạo” giai đoạn 2025-2030 tập trung", "giai đoạn 2025-2030"),
        ("Định kỳ, phối hợp với các cơ quan chức năng kiểm tra", "Định kỳ"),
    ],
)
def test_found_in_running_text(text: str, raw: str) -> None:
    assert _found(text) == [raw]


def test_offsets_point_at_the_words() -> None:
    text = "Các đơn vị gửi báo cáo\ntrước ngày\n15/12/2025."
    (found,) = find_deadlines(text, issued_on=None)
    assert text[found.start : found.end] == "trước ngày\n15/12/2025"


def test_latest_day_in_the_past_is_kept_for_people_to_see() -> None:
    assert _found("gửi về Phòng trước ngày 12/10/2020", date(2020, 10, 20)) == ["trước ngày 12/10/2020"]


def test_day_of_issue_in_the_letterhead_is_no_deadline() -> None:
    assert _found("Hà Nội, ngày 29 tháng 4 năm 2026", date(2026, 4, 29)) == []


def test_working_days_skip_weekends_and_holidays() -> None:
    assert add_working_days(date(2025, 4, 29), 1) == date(2025, 5, 5)
    assert not is_working_day(date(2026, 2, 17))


def test_months_are_cut_to_the_length_of_the_month() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)


def test_lunar_new_year() -> None:
    assert lunar_new_year(2025) == date(2025, 1, 29)


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        (
            "báo cáo định kỳ 6 tháng (trước 15/6), năm (trước 15/12).",
            ["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"],
        ),
        (
            "báo cáo quý (trước ngày 15 của tháng cuối quý), 6 tháng (trước ngày 15/6) và năm (trước ngày 10/12)",
            [
                "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15",
                "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15",
                "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10",
            ],
        ),
        (
            "gửi báo cáo trước ngày 25 hằng tháng và ngày 15/12 hằng năm",
            ["FREQ=MONTHLY;BYMONTHDAY=25", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"],
        ),
        ("báo cáo hằng quý, hằng năm", ["FREQ=MONTHLY;INTERVAL=3", "FREQ=YEARLY"]),
        ("báo cáo trước ngày 10/6 và 10/12 hằng năm", ["FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=10"]),
    ],
)
def test_several_rhythms_in_one_breath_are_several_deadlines(words: str, rules: list[str]) -> None:
    assert [found.deadline.rrule for found in find_deadlines(words, issued_on=None)] == rules


def test_a_latest_day_after_a_period_stands_by_itself() -> None:
    found = find_deadlines("gửi kế hoạch năm 2026 trước ngày 31/12/2025 về Sở", issued_on=None)
    assert [(item.deadline.raw, str(item.deadline.date)) for item in found] == [("trước ngày 31/12/2025", "2025-12-31")]


def test_a_day_of_the_lunar_calendar_is_never_one_of_ours() -> None:
    (found,) = find_deadlines("tổ chức lễ vào ngày 10/3 (âm lịch) tại đền", issued_on=date(2025, 1, 2))
    assert (found.deadline.date, found.deadline.event) == (None, "ngày 10/3 (âm lịch)")


def test_every_rule_of_the_phrases_is_one_that_calendars_understand() -> None:
    lines = (Path(__file__).parent / "deadline_phrases.tsv").read_text("utf-8").splitlines()[1:]
    rules = {line.split("\t")[5] for line in lines if line.count("\t") > 5} - {""}
    assert len(rules) > 30
    for rule in rules:
        assert vRecur.from_ical(rule)
        assert rrulestr(rule, dtstart=datetime(2025, 4, 15))[0] is not None
