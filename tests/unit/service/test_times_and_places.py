"""What counts as a place said, and what only looks like one."""

import pytest

from service.answers.question import read_question
from service.answers.times_and_places import holds_place

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
