"""What counts as a place said, and what only looks like one."""

import pytest

from service.answers.question import read_question
from service.answers.times_and_places import holds_day, holds_place

WHERE = read_question("lớp tập huấn tổ chức ở đâu", accent=str)


@pytest.mark.parametrize("text", ["Tổ chức tại Hội trường tầng 2.", "Lớp học mở ở Đà Lạt.", "Địa điểm: Nhà văn hóa."])
def test_where_something_is_held_is_a_place(text: str) -> None:
    assert holds_place(text, WHERE)


@pytest.mark.parametrize(
    "text",
    [
        "Kết nối với Bộ ở một số nội dung liên quan.",
        "Tập huấn ở nhiều mức khác nhau.",
        "Áp dụng tại thời điểm ban hành.",
        "Thực hiện tại các đơn vị.",
    ],
)
def test_some_matters_and_moments_are_no_places(text: str) -> None:
    assert not holds_place(text, WHERE)


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Nghị quyết số 16/NQ-BCH, ngày 22/2/2022 của Ban Chấp hành, tổ chức ngày hội.",
        "Trao “Giải thưởng 22/7 - Công đoàn Giáo dục Việt Nam” tại ngày hội.",
    ],
)
def test_dates_of_cited_documents_and_in_names_are_no_days_of_what_is_said(text: str) -> None:
    asked = read_question("ngày hội tổ chức ngày nào", accent=str)
    assert not holds_day(text, asked)
    assert holds_day(f"{text} Ngày hội mở ngày 20/5/2025.", asked)


def test_the_date_of_a_document_that_is_asked_after_is_a_day() -> None:
    asked = read_question("Nghị quyết 16/NQ-BCH ban hành ngày nào", accent=str)
    assert holds_day("Thực hiện Nghị quyết số 16/NQ-BCH, ngày 22/2/2022 của Ban Chấp hành.", asked)


def test_the_number_of_an_item_is_no_day() -> None:
    asked = read_question("ngày hội tổ chức ngày nào", accent=str)
    assert not holds_day("3.2 Tổ chức ngày hội sáng tạo.", asked)
    assert holds_day("3.2 Tổ chức ngày hội sáng tạo ngày 20/5.", asked)
