"""Questions as people speak: everyday words, asking words without accents, several questions in one, reasons, cases."""

from datetime import date

import pytest

from index.asking_accents import with_asking_accents
from service.answers import AnswerService
from service.answers.asking import Asked
from service.answers.draft import Statement
from service.answers.everyday_words import everyday_share
from service.answers.evidence import sentence_stretches
from service.answers.premise import judge_premise
from service.answers.question import read_question
from service.answers.question_parts import question_parts
from service.answers.report_writer import asked_days
from service.answers.sorts_of_words import holds_sorts
from service.answers.tell_tales import predicate_terms, tell_tale_worth
from tests.unit.service.answers_bench import open_bench


@pytest.fixture(scope="module")
def service() -> AnswerService:
    return open_bench()[0]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("muốn hỏi vướng thì gọi cho ai, số máy nào", "0912 345 678"),
        ("hội thi 30/5 xong bc chứ?", "30/5/2025"),
        ("ai lo đề thi", "Tổ Chuyên môn"),
    ],
)
def test_everyday_words_do_not_keep_an_answer_back(service: AnswerService, question: str, words: str) -> None:
    assert words in service.ask(question).text


def test_everyday_words_weigh_little_but_not_in_a_term() -> None:
    assert everyday_share("lo", "ai", "xe") < everyday_share("lo", "chăm", "đời sống")
    weights = {term.word: term.weight for term in read_question("hội nghị kéo dài mấy ngày", accent=str).terms}
    assert weights["kéo"] < weights["nghị"] * 3


@pytest.mark.parametrize(
    ("guessed", "meant"),
    [
        ("bộ não làm, báo giờ xong", "bộ nào làm, bao giờ xong"),
        ("công an chở đoàn mây", "công an chở đoàn mấy"),
        ("thân ái, mua máy tính", "thân ái, mua máy tính"),
        ("ái ký", "ai ký"),
    ],
)
def test_asking_words_get_the_accents_of_questions(guessed: str, meant: str) -> None:
    assert with_asking_accents(guessed) == meant


def test_a_statement_with_a_particle_wants_confirming_and_a_polite_question_does_not() -> None:
    assert Asked.YES_NO in read_question("Mức đóng tăng từ năm 2030 à?", accent=str).asked
    assert Asked.YES_NO not in read_question("Hạn nộp là ngày nào ạ?", accent=str).asked


def test_a_question_in_parts_is_answered_part_by_part() -> None:
    both = question_parts(read_question("Chương trình 3 sơ kết lúc nào, tổng kết lúc nào?", accent=str))
    assert [part.text for part in both] == ["Chương trình 3 sơ kết lúc nào", "tổng kết lúc nào?"]
    assert {part.mentions[0].number for part in both} == {"3"}
    assert question_parts(read_question("Ai chủ trì, bao giờ xong?", accent=str)) == ()


def test_a_sentence_shows_that_it_gives_a_reason_or_the_cases() -> None:
    why = read_question("Vì sao bãi bỏ nghị quyết?", accent=str)
    assert tell_tale_worth(why, "Quy hoạch không còn phù hợp với Luật.") > tell_tale_worth(why, "Bãi bỏ nghị quyết.")
    when = read_question("Khi nào cán bộ được từ chối?", accent=str)
    assert tell_tale_worth(when, "Các trường hợp từ chối") > 0.0
    may = read_question("đến trụ sở có được ghi âm không", accent=str)
    assert [term.word for term in predicate_terms(may)] == ["ghi", "âm"]


def test_sorts_tell_a_date_from_a_share_an_office_from_its_deputy_and_a_number_from_a_count() -> None:
    share = read_question("bao nhiêu phần trăm đơn vị", accent=str)
    assert not holds_sorts("Quyết định ngày 30/12/2016", frozenset({Asked.PERCENT}), share)
    assert holds_sorts("ít nhất 2/3 số đơn vị", frozenset({Asked.PERCENT}), share)
    head = read_question("giám đốc sở tên gì", accent=str)
    assert not holds_sorts("GIÁM ĐỐC PHÓ GIÁM ĐỐC Nguyễn Thế Bình", frozenset({Asked.PERSON}), head)
    assert holds_sorts("Giám đốc Nguyễn Thế Bình", frozenset({Asked.PERSON}), head)
    number = read_question("công an chuẩn bị xe cho đoàn mấy", accent=str)
    assert Asked.ORDINAL in number.asked
    assert holds_sorts("Công an chuẩn bị xe cho đoàn số 4.", frozenset({Asked.ORDINAL}), number)


def test_a_wrapped_line_after_a_semicolon_goes_on() -> None:
    text = "không quyên góp;\nkhông thả bóng bay.\nĐiều khác;\n- mục một"
    assert next(text[start:end] for start, end in sentence_stretches(text)) == "không quyên góp;\nkhông thả bóng bay."


def test_a_day_in_a_question_limits_what_falls_due() -> None:
    assert asked_days("viec nao co han 15/6/2019") == (date(2019, 6, 15), date(2019, 6, 15))
    assert asked_days("viec nao phai xong truoc 15/6/2019") == (date.min, date(2019, 6, 15))
    assert asked_days("viec nao phai xong trong thang 6") is None


def test_a_school_year_in_short_is_written_out() -> None:
    assert "2020-2021" in read_question("báo cáo đầu năm học 20-21", accent=str).text


def test_asking_for_a_month_is_not_counting() -> None:
    asked = read_question("chạy từ tháng mấy tới tháng mấy", accent=str).asked
    assert Asked.TIME in asked
    assert Asked.COUNT not in asked


def test_a_place_may_be_told_without_the_word_place() -> None:
    where = read_question("tiếp công dân ở chỗ nào", accent=str)
    assert holds_sorts("Nơi tiếp công dân: Tầng 1, số 02 Yết Kiêu.", frozenset({Asked.PLACE}), where)
    assert "chỗ" not in {term.word for term in where.terms}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("kế hoạch 27 ký tháng 4 năm 2025 phải không?", "Không đúng. Ngày ban hành: 05 tháng 3 năm 2025"),
        ("kế hoạch 27 ban hành ngày 5/3/2025 đúng không?", "Đúng. Ngày ban hành: 05 tháng 3 năm 2025"),
    ],
)
def test_a_stated_day_of_issue_is_set_against_the_letterhead(service: AnswerService, question: str, words: str) -> None:
    assert words in service.ask(question).text


def test_a_place_in_a_title_or_of_a_provision_is_no_place() -> None:
    where = read_question("hội nghị họp ở đâu", accent=str)
    sort = frozenset({Asked.PLACE})
    assert not holds_sorts("Tổ chức hội nghị “Vai trò tại Hà Nội” theo quy định tại Điều 5.", sort, where)
    assert holds_sorts("Hội nghị họp tại Hà Nội.", sort, where)


def test_a_stated_figure_is_set_against_the_part_that_speaks_of_it() -> None:
    text = "Phụ cấp tối thiểu 70% đối với giáo viên và 100% đối với giáo viên khu vực biên giới."
    said = [Statement(text=text, stretches=())]
    wrong = read_question("Phụ cấp của giáo viên khu vực biên giới là 70% đúng không?", accent=str)
    right = read_question("Phụ cấp của giáo viên khu vực biên giới là 100% đúng không?", accent=str)
    assert judge_premise(wrong, said).statements[0].text.startswith("Không đúng.")
    assert judge_premise(right, said).statements[0].text.startswith("Đúng.")


def test_how_often_is_told_by_a_rhythm() -> None:
    often = read_question("trường ký cam kết bao lâu một lần", accent=str)
    assert holds_sorts("Tổ chức ký cam kết hằng năm.", frozenset({Asked.DURATION}), often)
    assert not holds_sorts("Ký cam kết trong 45 phút.", frozenset({Asked.DURATION}), often)


def test_who_proposes_is_asked_by_the_verb_itself() -> None:
    asked = {term.word: term.weight for term in read_question("đơn vị nào đề nghị ban hành thông tư", accent=str).terms}
    merely = {term.word: term.weight for term in read_question("thông tư đề nghị điều gì", accent=str).terms}
    assert asked["đề"] > merely["đề"]
