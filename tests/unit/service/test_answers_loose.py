"""Questions as they are typed: short forms of one's own, slips, words of like meaning, missing accents."""

from datetime import date

import pytest

from service.answers import AnswerService
from service.answers.evidence import bag_of, is_one_slip
from service.answers.question import read_question
from service.answers.scoring import BLANK
from tests.unit.service.answers_bench import open_bench


@pytest.fixture(scope="module")
def service() -> AnswerService:
    return open_bench()[0]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("hội thi sáng tạo trẻ diễn ra hôm nào", "20/5/2025"),
        ("hội thi stt ở đâu", "Nhà văn hóa huyện An Sơn"),
        ("mỗi trường cử mấy hs dự thi", "05 học sinh"),
        ("hội thii sáng tạo trẻ gồm các phần nào", "kiến thức"),
        ("Ai chủ trì xây dựng đề thi?", "Tổ Chuyên môn"),
        ("hạn báo cáo kq hội thi là 30/6/2025 phải k?", "Không đúng"),
        ("có bao nhiêu kế hoạch trong kho?", "Có 1 kế hoạch"),
        ("văn bản nào do UBND xã Bình Minh ban hành?", "8/TB-UBND"),
        ("văn bản nào ban hành sau ngày 01/4/2025?", "8/TB-UBND"),
        ("những văn bản nào ban hành năm 2025?", "27/KH-PGDĐT"),
        ("kế hoạch 27 do bà Phạm Thị Mai ký đúng ko", "Đúng. Người ký: Phạm Thị Mai"),
        ("kế hoạch 27 do ông Lê Văn Tám ký phải không?", "Không đúng. Người ký: Phạm Thị Mai"),
        ("kế hoạch 27 ký ngày nào", "05 tháng 3 năm 2025"),
        ("hội thi fải báo cáo kq trc ngày nào", "30/5/2025"),
    ],
)
def test_loosely_typed_questions_are_answered(service: AnswerService, question: str, words: str) -> None:
    answer = service.ask(question)
    assert words in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hội thi năm 2027 tổ chức ngày nào?",
        "Báo cáo kết quả hội thi phải nộp trong bao nhiêu ngày?",
        "nộp chậm báo cáo kết quả hội thi thì bị phạt bao nhiêu",
    ],
)
def test_another_year_and_a_span_that_is_not_given_are_not_answered(service: AnswerService, question: str) -> None:
    assert service.ask(question).abstained


def test_what_is_overdue_depends_on_the_day(service: AnswerService) -> None:
    late = service.ask("đến ngày 10/6/2025 việc nào đã quá hạn?")
    assert not late.abstained
    assert "30/5/2025" in late.text
    assert service.ask("việc nào đã quá hạn?", as_of=date(2025, 5, 1)).abstained


def test_initials_and_slips_are_told() -> None:
    accent: dict[str, str] = {}
    question = read_question("BCA làm gì", accent=lambda text: accent.get(text, text))
    term = next(term for term in question.terms if term.word == "bca")
    assert term.is_unfamiliar
    assert bag_of("Bộ Công an kiểm tra").credit(term, accentless=False) == 1.0
    assert bag_of("Bộ Y tế kiểm tra").credit(term, accentless=False) == 0.0
    assert is_one_slip("ngị", "nghị")
    assert is_one_slip("thii", "thi")
    assert not is_one_slip("kế", "hoạch")


def test_forms_to_be_filled_in_are_no_answers() -> None:
    assert all(BLANK.search(text) for text in ("vào lớp……. năm học", "Họ tên: ..........", "Nơi sinh ______"))
    assert not any(BLANK.search(text) for text in ("Báo cáo, thống kê…", "Số 01/2020/TT-BGDĐT. Điều 1..."))
