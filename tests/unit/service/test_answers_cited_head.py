"""What is asked of a document that is only cited."""

import pytest

from service.answers import AnswerService
from tests.unit.service.answers_bench import open_bench


@pytest.fixture(scope="module")
def service() -> AnswerService:
    return open_bench()[0]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Kế hoạch 112/KH-UBND ban hành ngày nào?", "Ngày ban hành Kế hoạch số 112/KH-UBND: 10/01/2025."),
        ("ke hoach 112 do ai ban hanh", "Cơ quan ban hành Kế hoạch số 112/KH-UBND: UBND huyện An Sơn."),
        ("Kế hoạch số 112/KH-UBND về việc gì?", "Trích yếu Kế hoạch số 112/KH-UBND: về phong trào sáng tạo."),
    ],
)
def test_what_directives_say_of_it_is_told(service: AnswerService, question: str, answer: str) -> None:
    told = service.ask(question)
    assert (told.text, told.abstained) == (answer, False)
    assert "112/KH-UBND" in told.citations[0].quote


def test_what_none_says_of_it_is_left_open(service: AnswerService) -> None:
    told = service.ask("Ai ký Kế hoạch 112/KH-UBND?")
    assert told.abstained
    assert "không ghi người ký" in told.text


def test_of_two_fields_the_one_that_none_says_is_told_to_be_blank(service: AnswerService) -> None:
    told = service.ask("Kế hoạch 112/KH-UBND ban hành ngày nào, ai ký?")
    assert not told.abstained
    assert "10/01/2025" in told.text
    assert "không ghi người ký" in told.text


def test_what_it_is_not_asked_as_a_document_is_left_to_others(service: AnswerService) -> None:
    assert "Ngày ban hành" not in service.ask("Theo Kế hoạch 112/KH-UBND thì nộp đáp án ngày nào?").text
    assert "27/KH-PGDĐT" not in service.ask("Kế hoạch 27/KH-PGDĐT ban hành ngày nào?").text
