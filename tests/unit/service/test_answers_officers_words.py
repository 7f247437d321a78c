"""What officers mean by the words they ask with: who or what to do, comparing or not, each, how many, as of a day."""

from datetime import UTC, date, datetime

import pytest

from core.directive import Letterhead
from core.reference import Reference, Relation
from core.source import MediaType
from service.answers.asking import Asked
from service.answers.days_of_issue import day_of_issue, was_issued_by
from service.answers.draft import Statement
from service.answers.focus import focus_terms
from service.answers.persons import has_person
from service.answers.premise import judge_premise
from service.answers.question import read_question
from service.answers.register_writer import days_asked
from service.answers.scope import Profile, is_named_reference
from service.answers.sorts_of_words import does_itself, holds_sorts
from service.records import DocumentRecord, DocumentStatus
from tests.unit.service.answers_bench import open_bench


def _document(letterhead: Letterhead, *references: Reference) -> DocumentRecord:
    return DocumentRecord(
        id="a",
        sha256="0" * 64,
        file_name="a.txt",
        media_type=MediaType.TEXT,
        size_bytes=1,
        status=DocumentStatus.READY,
        pages=1,
        letterhead=letterhead,
        references=references,
        received_at=datetime(2025, 12, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("question", "sort", "asks"),
    [
        ("Ai phụ trách số hóa quy trình làm việc?", Asked.DUTIES, False),
        ("Văn phòng phụ trách việc gì?", Asked.DUTIES, True),
        ("Hai bên có ý kiến khác nhau thì áp dụng mức nào?", Asked.COMPARE, False),
        ("Hai kế hoạch khác nhau ở điểm nào?", Asked.COMPARE, True),
        ("Hội nghị họp ở hội trường nào?", Asked.PLACE, True),
    ],
)
def test_what_is_asked_is_told_by_more_than_one_word(question: str, sort: Asked, asks: bool) -> None:
    assert (sort in read_question(question, accent=str).asked) is asks


def test_a_one_that_says_each_is_no_number_looked_for() -> None:
    each = read_question("Chuẩn nghèo là bao nhiêu tiền 1 người 1 tháng?", accent=str)
    numbered = read_question("Quý 1 năm nay phải nộp gì?", accent=str)
    assert "1" not in [term.word for term in each.terms]
    assert "1" in [term.word for term in numbered.terms]


def test_the_number_of_a_phase_counts_no_phases() -> None:
    question = read_question("Chia làm mấy giai đoạn?", accent=str)
    assert not holds_sorts("Triển khai giai đoạn 2 của phong trào.", frozenset({Asked.COUNT}), question)
    assert holds_sorts("Chia làm hai giai đoạn.", frozenset({Asked.COUNT}), question)


def test_a_year_of_the_period_in_a_title_tells_one_sentence_from_another() -> None:
    profile = Profile(document=_document(Letterhead(kind="Nghị định", title="Chuẩn nghèo giai đoạn 2026 - 2030")))

    def weight(text: str) -> float:
        return {term.word: term.weight for term in focus_terms(read_question(text, accent=str), profile)}["2026"]

    assert weight("Năm 2026 áp dụng chuẩn nào?") > weight("Chuẩn giai đoạn 2026 - 2030 là gì?")


@pytest.mark.parametrize(
    ("folded", "first", "last"),
    [
        ("tinh den het nam 2024 co van ban nao", None, date(2024, 12, 31)),
        ("van ban nao ban hanh truoc nam 2025", None, date(2024, 12, 31)),
        ("van ban nao ban hanh tu nam 2025", date(2025, 1, 1), None),
        ("van ban nao ban hanh nam 2025", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_the_days_of_issue_that_a_question_allows(folded: str, first: date | None, last: date | None) -> None:
    assert days_asked(folded) == (first, last)


def test_a_document_without_a_day_is_as_old_as_what_it_came_with() -> None:
    attached = Reference(number="348/QĐ", issued_on=date(2024, 9, 12), relation=Relation.ATTACHED_TO)
    assert day_of_issue(_document(Letterhead(kind="Chương trình"), attached)) == date(2024, 9, 12)


def test_a_document_without_a_day_is_no_older_than_what_it_carries_out() -> None:
    carried_out = Reference(number="41-CT/TW", issued_on=date(2024, 12, 26), relation=Relation.IMPLEMENTS)
    slip = Reference(number="52-NQ/TW", issued_on=date(2029, 9, 27), relation=Relation.IMPLEMENTS)
    plan = _document(Letterhead(kind="Kế hoạch"), carried_out, slip)
    assert not was_issued_by(plan, date(2024, 6, 30))
    assert was_issued_by(plan, date(2025, 1, 1)), "a year to come is a slip of the pen"


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Ban Nghiệp vụ báo cáo Tổng Liên đoàn và Bộ Giáo dục và Đào tạo.", False),
        ("Họp tại Hà Nội, học tập tư tưởng Hồ Chí Minh.", False),
        ("Liên hệ đồng chí Trần Thị Hạnh.", True),
    ],
)
def test_a_body_or_a_place_is_no_person(text: str, holds: bool) -> None:
    assert has_person(text) is holds


def test_one_who_helps_is_not_the_one_who_does() -> None:
    question = read_question("Phong trào do ai phát động?", accent=str)
    assert not does_itself("Phòng Tổ chức tham mưu phát động phong trào.", question)
    assert does_itself("Phong trào do Thủ tướng Chính phủ phát động.", question)


def test_the_number_of_a_paper_is_no_number_of_an_item() -> None:
    assert Asked.ORDINAL not in read_question("Ban hành kèm theo quyết định số mấy?", accent=str).asked
    assert Asked.ORDINAL in read_question("Định mức chi xem ở phụ lục mấy?", accent=str).asked


def test_a_figure_that_is_part_of_a_name_is_not_confirmed() -> None:
    question = read_question("Phụ lục có ghi ai trao giải thưởng 22/7 không?", accent=str)
    said = Statement(text="Lễ trao tặng “Giải thưởng 22/7” – Năm 2026.", stretches=())
    assert judge_premise(question, [said]).statements == (said,)


def test_phases_under_a_lead_in_and_kinds_under_a_heading_are_counted() -> None:
    rules = """UBND TỈNH BÌNH AN

Số: 5/QĐ-UBND

Bình An, ngày 02 tháng 4 năm 2025

QUYẾT ĐỊNH

Về việc quản lý hội thảo

Điều 1. Loại hình hội thảo

1. Hội thảo quốc tế.

2. Hội thảo cấp tỉnh.

3. Hội thảo cấp xã.

Điều 2. Thẩm quyền

1. Thẩm quyền của Thủ trưởng cơ quan:

a) Phê duyệt tổ chức hội thảo cấp xã.
"""
    answers, _ = open_bench({"rules": rules})
    assert "3 loại hội thảo" in answers.ask("Có mấy loại hội thảo?").text
    assert "Thủ trưởng cơ quan" in answers.ask("Ai phê duyệt tổ chức hội thảo cấp xã?").text


def test_a_lead_in_the_middle_of_a_block_brings_its_own_items_and_no_later_line() -> None:
    rules = """BỘ AN BÌNH

Số: 5/TT-BAB

An Bình, ngày 02 tháng 4 năm 2025

THÔNG TƯ

Sửa đổi quy chế thi

Điều 1. Sửa đổi khoản 1 như sau:
"1. Nơi tiếp nhận bằng chứng vi phạm quy chế:
a) Ban Chỉ đạo thi;
b) Hội đồng coi thi."

Trần Văn Bình
"""
    answers, _ = open_bench({"rules": rules})
    said = answers.ask("Nơi nào tiếp nhận bằng chứng vi phạm quy chế?").text
    assert "Hội đồng coi thi" in said
    assert "Trần Văn Bình" not in said


def test_a_number_without_a_kind_is_not_taken_for_any_kind() -> None:
    question = read_question("Chương trình 3 có gì?", accent=str)
    assert not is_named_reference(Reference(number="03/1998/QH10"), question)
    assert is_named_reference(Reference(number="03/CTr-TU"), question)


def test_a_rank_asked_for_alone_is_the_signers() -> None:
    assert Asked.LETTERHEAD in read_question("Chức vụ gì?", accent=str).asked
