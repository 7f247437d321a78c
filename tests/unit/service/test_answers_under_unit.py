"""A question that names a unit is answered from what stands under that unit."""

import pytest

from service.answers import AnswerService
from tests.unit.service.answers_bench import PLAN, open_bench

_UNITS = """2. Các trường trung học cơ sở

- Gửi danh sách học sinh dự thi trước ngày 25/4/2025.

3. Các trường tiểu học

- Gửi danh sách học sinh dự thi trước ngày 02/5/2025.

- Báo cáo kết quả tham gia về Tổ Chuyên môn trước ngày 15/6/2025.

4. Các trường mầm non

- Báo cáo kết quả tham gia về Hội Khuyến học trước ngày 10/6/2025.
"""


@pytest.fixture(scope="module")
def service() -> AnswerService:
    before, _, after = PLAN.partition("2. Các trường trung học cơ sở")
    return open_bench({"plan": before + _UNITS + after[after.index("Trong quá trình") :]})[0]


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("Các trường tiểu học gửi danh sách học sinh dự thi khi nào?", "02/5/2025", "25/4/2025"),
        ("Các trường trung học cơ sở gửi danh sách học sinh dự thi khi nào?", "25/4/2025", "02/5/2025"),
        ("Kế hoạch 27: các trường mầm non báo cáo kết quả tham gia cho ai?", "Hội Khuyến học", "Tổ Chuyên môn"),
    ],
)
def test_the_unit_asked_about_is_the_one_told_of(service: AnswerService, question: str, said: str, unsaid: str) -> None:
    told = service.ask(question).text
    assert said in told
    assert unsaid not in told
