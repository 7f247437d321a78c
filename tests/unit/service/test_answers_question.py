"""What a question asks for, and what it names, is read the same with and without accents."""

import pytest

from core.errors import InvalidInput
from core.text import strip_accents
from service.answers.asking import Asked
from service.answers.question import Mention, read_question


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Bố trí bao nhiêu tiền cho chuyển đổi số?", Asked.MONEY),
        ("Mức tiền thưởng cho mỗi cá nhân là bao nhiêu?", Asked.MONEY),
        ("Bao nhiêu % cán bộ được đào tạo?", Asked.PERCENT),
        ("Phụ lục có bao nhiêu nhiệm vụ?", Asked.COUNT),
        ("Cán bộ theo dõi tên là gì?", Asked.PERSON),
        ("Liên hệ số điện thoại nào?", Asked.PHONE),
        ("Báo cáo trước ngày nào?", Asked.EXACT_DATE),
        ("Tổ chức vào dịp nào?", Asked.TIME),
        ("Báo cáo theo mẫu nào?", Asked.FORM),
        ("Kế hoạch 15 thực hiện những văn bản nào?", Asked.DOCUMENTS),
        ("Ban Nghiệp vụ được giao những việc gì?", Asked.DUTIES),
        ("Ai ký kế hoạch này?", Asked.LETTERHEAD),
        ("Những báo cáo nào phải nộp trong quý IV?", Asked.REPORTS),
        ("Văn bản có gì cần lưu ý?", Asked.FAULTS),
        ("Hạn là ngày 30/6 phải không?", Asked.YES_NO),
        ("Hội nghị tổ chức ở đâu?", Asked.PLACE),
    ],
)
def test_what_is_asked_is_told_with_and_without_accents(question: str, asked: Asked) -> None:
    assert asked in read_question(question, accent=str).asked
    assert asked in read_question(strip_accents(question), accent=str).asked


def test_documents_figures_and_items_are_named() -> None:
    question = read_question("Nhiệm vụ 1.1 trong Kế hoạch số 15 và KH 487 năm 2025", accent=str)
    assert question.mentions == (Mention(kind="ke hoach", number="15"), Mention(kind="ke hoach", number="487"))
    assert question.labels == ("1.1",)
    assert "2025" in question.figures


def test_words_that_only_ask_are_no_terms() -> None:
    words = [term.word for term in read_question("Hạn nộp báo cáo là khi nào?", accent=str).terms]
    assert words == ["hạn", "nộp", "báo", "cáo"]


@pytest.mark.parametrize("question", ["", "  \n", "?!…", "___"])
def test_a_question_without_words_is_refused(question: str) -> None:
    with pytest.raises(InvalidInput):
        read_question(question, accent=str)


def test_a_very_long_question_is_read_at_its_beginning() -> None:
    assert len(read_question("hạn báo cáo " * 2_000, accent=str).typed) <= 1_000
