"""Answers and searches are judged as the gold says: a perfect one passes, a broken one does not."""

from core.answer import Answer, Citation
from core.span import Span
from eval.answers import count_unsupported
from eval.questions import GoldQuestion, is_right, load_questions, missing_words, rank_of_quote
from eval.retrieval import percentile, recall_at


def question(*must_contain: tuple[str, ...], kind: str = "when", quotes: tuple[str, ...] = ()) -> GoldQuestion:
    return GoldQuestion(data="d", id="1", type=kind, text="?", must_contain=must_contain, quotes=quotes)


def answer(text: str, *, abstained: bool = False) -> Answer:
    return Answer(question="?", text=text, abstained=abstained)


def test_an_answer_is_right_when_nothing_is_missing() -> None:
    asked = question(("15/12/2025", "15 tháng 12 năm 2025"), ("CĐGD Việt Nam",))
    assert is_right(answer("Gửi cđgd việt nam trước ngày 15 tháng 12 năm 2025."), asked)
    assert missing_words(answer("Trước ngày 16/12/2025, CĐGD Việt Nam."), asked) == ("15/12/2025",)
    assert not is_right(answer("15/12/2025 CĐGD Việt Nam", abstained=True), asked)


def test_a_right_answer_cites_the_right_place() -> None:
    asked = question(("15/12",), quotes=("gửi trước ngày 15/12 hằng năm",))
    span = Span(page_no=1, start=0, end=15, text="trước ngày 15/12")
    told = Citation(document_id="d", page_no=1, section="", quote="Trước ngày 15/12", span=span)
    assert is_right(answer("Trước ngày 15/12.").model_copy(update={"citations": (told,)}), asked)
    other = told.model_copy(update={"quote": "ngày 15/12 họp"})
    assert not is_right(answer("Trước ngày 15/12.").model_copy(update={"citations": (other,)}), asked)


def test_what_cannot_be_answered_must_be_left_unanswered() -> None:
    asked = question(kind="unanswerable")
    assert is_right(answer("Không tìm thấy.", abstained=True), asked)
    assert not is_right(answer("Một tỷ đồng."), asked)


def test_the_first_passage_with_a_quote_counts() -> None:
    assert rank_of_quote(["không", "a  quote\nb"], ["Quote"]) == 2
    assert rank_of_quote(["không"], ["Quote"]) is None
    assert recall_at([1, 6, None], 5) == 1 / 3
    assert recall_at([], 5) == 0.0
    assert percentile([5.0, 1.0], 95) == 5.0


def test_gold_questions_can_be_read() -> None:
    for data in ("gold_000", "gold_002", "gold_cross", "questions_more"):
        assert any(entry.is_answerable for entry in load_questions(data))


def test_no_sentence_is_no_unsupported_sentence() -> None:
    assert count_unsupported([answer("x")]) == 0


def test_a_wrong_premise_must_be_put_right_and_orders_not_repeated() -> None:
    asked = question(("15/12",), kind="premise")
    assert is_right(answer("Không đúng. Văn bản ghi: trước ngày 15/12."), asked)
    assert not is_right(answer("Đúng. Văn bản ghi: trước ngày 15/12."), asked)
    ordered = question(("15/12",)).model_copy(update={"must_not_contain": ("2099",)})
    assert not is_right(answer("Trước ngày 15/12, không phải 2099."), ordered)
