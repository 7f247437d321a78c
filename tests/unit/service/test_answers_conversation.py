"""Follow-ups lean on what was answered before, by rules that can be read."""

from datetime import date

import pytest

from core.answer import Answer
from service.answers import AnswerService
from service.answers.follow_up import Leaning, read_follow_up
from service.answers.steps import Done, Found, Said, Understood
from tests.fakes import FakeRegister
from tests.unit.service.answers_bench import open_bench


@pytest.fixture(scope="module")
def service() -> AnswerService:
    bench: tuple[AnswerService, FakeRegister] = open_bench()
    return bench[0]


def converse(service: AnswerService, *questions: str, as_of: date | None = None) -> Answer:
    """The answer to the last question, each asked after those before it."""
    earlier: list[Answer] = []
    for question in questions:
        earlier.append(service.ask(question, as_of=as_of, earlier=earlier))
    return earlier[-1]


@pytest.mark.parametrize(
    ("before", "question", "words"),
    [
        ("Hội thi sáng tạo trẻ tổ chức ngày nào?", "ai ký văn bản này?", "Phạm Thị Mai"),
        ("Hội thi sáng tạo trẻ tổ chức ngày nào?", "thế ở đâu?", "Nhà văn hóa huyện An Sơn"),
        ("Thông báo 8/TB-UBND do ai ký?", "ban hành ngày nào?", "02 tháng 4 năm 2025"),
        ("Báo cáo kết quả hội thi trước ngày nào?", "thế đơn vị nào chủ trì?", "Tổ Chuyên môn"),
        ("Hội thi gồm các phần nào?", "ý thứ nhất là gì?", "kiến thức"),
        ("Tổ Chuyên môn được giao nhiệm vụ gì?", "ý thứ hai là gì?", "30/5/2025"),
        ("Tổ Chuyên môn được giao nhiệm vụ gì?", "còn các trường trung học cơ sở?", "05 học sinh"),
    ],
)
def test_what_is_left_out_is_taken_from_before(service: AnswerService, before: str, question: str, words: str) -> None:
    answer = converse(service, before, question)
    assert not answer.abstained
    assert words in answer.text
    assert answer.question == question
    assert answer.understood


@pytest.mark.parametrize(("day", "words"), [(date(2025, 5, 1), "Còn hạn"), (date(2025, 6, 15), "Đã quá hạn")])
def test_whether_the_task_is_still_in_time_is_told(service: AnswerService, day: date, words: str) -> None:
    answer = converse(service, "Báo cáo kết quả hội thi trước ngày nào?", "còn hạn không?", as_of=day)
    assert answer.text.startswith(words)
    assert "30/5/2025" in answer.text


def test_when_nothing_more_is_said_that_is_told(service: AnswerService) -> None:
    answer = converse(service, "Hội thi gồm các phần nào?", "còn phần nào nữa không?")
    assert answer.abstained or "kiến thức" not in answer.text


def test_a_question_that_stands_by_itself_is_no_follow_up(service: AnswerService) -> None:
    first = service.ask("Hội thi gồm các phần nào?")
    assert read_follow_up("Kế hoạch 27/KH-PGDĐT căn cứ văn bản nào?", [first]) is None
    assert read_follow_up("ai ký?", []) is None
    abstained = service.ask("Thủ đô của nước Pháp là gì?")
    assert read_follow_up("ai ký?", [abstained]) is None
    leaning = read_follow_up("ai ký?", [first, abstained])
    assert leaning is not None
    assert leaning.leaning is Leaning.SAME_DOCUMENTS
    assert leaning.document_ids == ("plan",)


def test_an_answer_comes_in_steps(service: AnswerService) -> None:
    steps = list(service.ask_in_steps("Tổ Chuyên môn được giao nhiệm vụ gì trong Kế hoạch 27?"))
    kinds = [type(step) for step in steps]
    assert kinds[:2] == [Understood, Found]
    assert kinds[-1] is Done
    said = tuple(step.sentence for step in steps if isinstance(step, Said))
    assert said
    assert steps[-1] == Done(answer=steps[-1].answer.model_copy(update={"sentences": said}))  # type: ignore[union-attr]
