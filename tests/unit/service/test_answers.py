"""Questions are answered in the words of the documents, or not at all."""

from datetime import date

import pytest

from core.errors import InvalidInput, NotFound
from service.answers import AnswerService
from tests.fakes import FakeRegister
from tests.unit.service.answers_bench import open_bench


@pytest.fixture(scope="module")
def bench() -> tuple[AnswerService, FakeRegister]:
    return open_bench()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Báo cáo kết quả hội thi trước ngày nào?", ["30/5/2025"]),
        ("bao cao ket qua hoi thi truoc ngay nao", ["30/5/2025"]),
        ("Kế hoạch 27 ban hành ngày nào, ai ký?", ["05 tháng 3 năm 2025", "Phạm Thị Mai"]),
        ("Số, ký hiệu của kế hoạch tổ chức hội thi sáng tạo trẻ là gì?", ["27/KH-PGDĐT"]),
        ("Kế hoạch 27 căn cứ văn bản nào?", ["112/KH-UBND"]),
        ("Tổ Chuyên môn được giao nhiệm vụ gì trong Kế hoạch 27?", ["xây dựng đề thi", "30/5/2025"]),
        ("Có vướng mắc thì liên hệ số điện thoại nào?", ["0912 345 678"]),
        ("Mỗi trường chọn cử bao nhiêu học sinh tham gia hội thi?", ["05 học sinh"]),
        ("Hội thi gồm các phần nào?", ["kiến thức", "mô hình", "thuyết trình"]),
        ("Hội thi sáng tạo trẻ tổ chức ngày nào, ở đâu?", ["20/5/2025", "Nhà văn hóa huyện An Sơn"]),
        ("Văn bản nào thực hiện Kế hoạch 112/KH-UBND?", ["27/KH-PGDĐT"]),
        ("Hạn báo cáo kết quả về Phòng Giáo dục và Đào tạo là ngày 30/6/2025 phải không?", ["Không đúng", "30/5/2025"]),
        ("Kế hoạch 27 gồm mấy phần?", ["Có 2 phần", "NỘI DUNG"]),
        ("Thông báo 8/TB-UBND về việc gì, ai ký?", ["Ngô Văn Bình"]),
    ],
)
def test_what_the_documents_tell_is_answered(
    bench: tuple[AnswerService, FakeRegister], question: str, words: list[str]
) -> None:
    answer = bench[0].ask(question)
    said = "\n".join([answer.text, *(citation.quote for citation in answer.citations)])
    assert not answer.abstained
    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize(
    "question",
    [
        "Giải nhất hội thi sáng tạo trẻ được thưởng bao nhiêu tiền?",
        "Kinh phí đưa đón học sinh là bao nhiêu?",
        "Báo cáo kết quả hội thi theo mẫu nào?",
        "Số điện thoại của đồng chí Nguyễn Thị Hoa là gì?",
        "Ban Nữ công được giao nhiệm vụ gì trong Kế hoạch 27?",
        "Kế hoạch 99/KH-SNV quy định gì về tuyển dụng?",
        "Thủ đô của nước Pháp là gì?",
    ],
)
def test_what_no_document_tells_is_not_answered(bench: tuple[AnswerService, FakeRegister], question: str) -> None:
    answer = bench[0].ask(question)
    assert answer.abstained
    assert answer.text


def test_every_quote_is_the_very_text_of_its_document(bench: tuple[AnswerService, FakeRegister]) -> None:
    service, register = bench
    for question in ("Tổ Chuyên môn được giao nhiệm vụ gì?", "Hội thi gồm các phần nào?", "Nước Pháp ở đâu?"):
        answer = service.ask(question)
        for citation in (*answer.citations, *answer.nearest):
            text = register.load_directive(citation.document_id).text
            assert text[citation.span.start : citation.span.end] == citation.quote == citation.span.text


def test_an_abstention_shows_what_came_nearest(bench: tuple[AnswerService, FakeRegister]) -> None:
    answer = bench[0].ask("Kinh phí đưa đón học sinh là bao nhiêu?")
    assert any("kinh phí" in citation.quote for citation in answer.nearest)


def test_only_the_document_asked_is_answered_from(bench: tuple[AnswerService, FakeRegister]) -> None:
    answer = bench[0].ask("Ai ký văn bản này?", document_id="notice")
    assert {citation.document_id for citation in answer.citations} == {"notice"}
    with pytest.raises(NotFound):
        bench[0].ask("Ai ký?", document_id="none")


def test_a_question_as_of_a_day_leaves_later_documents_out(bench: tuple[AnswerService, FakeRegister]) -> None:
    question = "Báo cáo kết quả hội thi trước ngày nào?"
    assert bench[0].ask(question, as_of=date(2025, 3, 4)).abstained
    assert not bench[0].ask(question, as_of=date(2025, 3, 5)).abstained


@pytest.mark.parametrize(
    "question", ['"', "NEAR(a b) OR *", "'; DROP TABLE passages;--", "😀 hạn?", "x" * 10_000, "15/", "%"]
)
def test_odd_input_never_fails(bench: tuple[AnswerService, FakeRegister], question: str) -> None:
    try:
        assert bench[0].ask(question).question
    except InvalidInput:
        assert not any(character.isalnum() for character in question)


def test_a_code_that_no_document_bears_or_cites_is_told(bench: tuple[AnswerService, FakeRegister]) -> None:
    assert "99/KH-SNV" in bench[0].ask("Kế hoạch 99/KH-SNV quy định gì về tuyển dụng?").text
    assert not bench[0].ask("Kế hoạch 27/kh-pgddt do ai ký?").abstained


def test_time_taken_is_told(bench: tuple[AnswerService, FakeRegister]) -> None:
    assert bench[0].ask("Hội thi tổ chức khi nào?").took_ms > 0
