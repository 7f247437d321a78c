"""What makes answers right at first sight: a sentence that leads, times and places in all forms, what is counted."""

import pytest

from core.directive import BlockKind
from index.asking_accents import with_asking_accents
from index.passage import Passage
from service.answers.asking import Asked
from service.answers.draft import Stretch
from service.answers.evidence import Evidence, bag_of
from service.answers.grounding import unsupported_words
from service.answers.question import read_question
from service.answers.scoring import Scored
from service.answers.sorts_of_words import holds_sorts
from service.answers.standing_out import stands_out


def _scored(text: str, *, worth: float, own: float = 0.4, coverage: float = 0.5, said: int = 2) -> Scored:
    passage = Passage(
        id="a:0",
        document_id="a",
        position=0,
        start=0,
        end=len(text),
        page_no=1,
        kind=BlockKind.PARAGRAPH,
        section="",
        heading="",
        context="",
        text=text,
    )
    stretch = Stretch(document_id="a", start=0, end=len(text))
    evidence = Evidence(stretch=stretch, text=text, bag=bag_of(text), around=(), passage=passage)
    return Scored(evidence=evidence, coverage=coverage, own=own, said=said, worth=worth)


def test_a_sentence_stands_out_only_when_all_others_are_far_behind() -> None:
    best, far, near = _scored("một", worth=0.6), _scored("hai", worth=0.4), _scored("ba", worth=0.55)
    assert stands_out(best, [best, far])
    assert not stands_out(best, [best, far, near])
    assert stands_out(best, [best, _scored("một", worth=0.6)]), "a copy of it is no rival"


@pytest.mark.parametrize("lacking", [{"own": 0.2}, {"coverage": 0.3}, {"said": 1}])
def test_a_sentence_that_says_next_to_nothing_of_the_question_never_stands_out(lacking: dict[str, float]) -> None:
    assert not stands_out(_scored("một", worth=0.9, **lacking), [])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "sort", "text", "holds"),
    [
        ("Khi nào được miễn học phí?", Asked.TIME, "Người có một trong các giấy tờ sau được miễn.", True),
        ("Khi nào các đơn vị nộp báo cáo?", Asked.TIME, "Nếu vướng mắc, các đơn vị báo cáo về Sở.", False),
        ("Thời gian thực tập?", Asked.TIME, "Thực tập tối thiểu là 8 tuần.", True),
        ("Đơn xin gia hạn nộp ở đâu?", Asked.PLACE, "Làm đơn và nộp về Phòng Kế hoạch.", True),
        ("Hội nghị họp ở đâu?", Asked.PLACE, "Gửi danh sách về Phòng Kế hoạch.", False),
        ("Điểm dưới bao nhiêu thì phải học lại?", Asked.COUNT, "Điểm dưới 5,0 phải học lại.", True),
        ("Có bao nhiêu thí sinh dự thi?", Asked.COUNT, "Rà soát sức khỏe 100% học sinh.", False),
        ("Mỗi lớp có mấy cố vấn?", Asked.COUNT, "Mỗi lớp có một cố vấn.", True),
    ],
)
def test_a_sort_of_answer_shows_in_more_ways_than_a_figure(question: str, sort: Asked, text: str, holds: bool) -> None:
    assert holds_sorts(text, frozenset({sort}), read_question(question, accent=str)) is holds


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Lãi suất vay vốn là bao nhiêu?", Asked.PERCENT),
        ("Kinh phí hỗ trợ cho bao nhiêu đơn vị?", Asked.COUNT),
        ("Kinh phí hội thi là bao nhiêu?", Asked.MONEY),
    ],
)
def test_how_much_and_how_many_are_told_apart(question: str, asked: Asked) -> None:
    assert read_question(question, accent=str).asked & {Asked.PERCENT, Asked.COUNT, Asked.MONEY} == {asked}


def test_numbers_of_a_case_are_not_to_be_confirmed() -> None:
    case = read_question("vay 300 triệu có phải thế chấp tài sản không", accent=str)
    assert (case.conditions, case.stated_figures) == (("300",), ())
    assert read_question("Hạn báo cáo có phải ngày 30/6 không?", accent=str).stated_figures == ("30/6",)


def test_may_asks_unless_it_is_a_machine() -> None:
    assert with_asking_accents("có mây phòng, mua máy tính, bộ máy") == "có mấy phòng, mua máy tính, bộ máy"


def test_a_code_of_goods_holds_no_date() -> None:
    row = "0407.21.00 và 0407.90.10 Trứng gà Tá 75.809"
    assert unsupported_words(row, [row]) == ()
    assert unsupported_words("Mã 0407.21.10", [row]) == ("0407.21.10",)
    assert unsupported_words("Hạn ngày 8.5.2023.", ["ngày 08 tháng 5 năm 2023"]) == ()


def test_the_sort_asked_for_counts_little_and_a_thing_asked_for_all_it_has() -> None:
    def weight(question: str, word: str) -> float:
        return max(term.weight for term in read_question(question, accent=str).terms if term.word == word)

    assert weight("điều kiện nào thì được xét", "kiện") < weight("xét điều kiện dự thi", "kiện")
    assert weight("họp ở khách sạn nào", "sạn") == weight("khách sạn ở đó", "sạn")
