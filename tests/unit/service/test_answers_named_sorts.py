"""What a question names by its sort: a unit, a figure, a moment, people; and two events of one time."""

import pytest

from service.answers.asking import Asked
from service.answers.evidence import bag_of
from service.answers.named_units import unit_missing
from service.answers.premise import holds_figure
from service.answers.question import read_question
from service.answers.question_parts import question_parts
from service.answers.sorts_of_words import does_itself, holds_count, names_actor
from service.answers.times_and_places import holds_time
from tests.unit.service.answers_bench import open_bench

FINANCE = bag_of("Phòng Kế hoạch - Tài chính tham mưu, bố trí kinh phí.")


def test_another_unit_of_like_name_is_not_meant() -> None:
    assert unit_missing("Ban Tài chính của Sở làm gì", [FINANCE])
    assert unit_missing("phòng nội vụ làm gì", [FINANCE])
    assert not unit_missing("phòng tài chính làm gì", [FINANCE])
    assert not unit_missing("ban hành kế hoạch, tổ chức hội thi thế nào", [FINANCE])


@pytest.mark.parametrize(
    ("question", "text", "names"),
    [
        ("Sở nào chủ trì?", "Ban Nghiệp vụ chủ trì theo dõi việc thực hiện kế hoạch này ở các cấp công đoàn.", False),
        ("Sở nào chủ trì?", "Sở Nội vụ chủ trì.", True),
        ("Phòng nào chủ trì?", "Ban Nghiệp vụ làm đầu mối.", True),
        ("Cấp nào khen thưởng tập thể, cá nhân?", "Khen thưởng tập thể, cá nhân tiêu biểu.", False),
    ],
)
def test_who_is_asked_is_told_by_that_sort_of_unit(question: str, text: str, names: bool) -> None:
    assert names_actor(text, read_question(question, accent=str)) is names


def test_a_number_is_looked_for_in_the_other_figures_too() -> None:
    term = read_question("đơn vị dự toán cấp 1 làm gì", accent=str).terms[-1]
    assert term.others == ("cấp i",)
    asked = read_question("ban hành trong quý II năm 2025 đúng không", accent=str)
    assert asked.stated_figures == ("quy 2", "2025")
    assert holds_figure("trong Quý II năm 2025", "quy 2")
    assert not holds_figure("Khoản 2, trong quý III năm 2025", "quy 2")


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("kéo dài từ năm nào đến năm nào", "Sơ kết vào năm 2027.", False),
        ("kéo dài từ năm nào đến năm nào", "Thực hiện từ năm 2025 đến năm 2030.", True),
        ("thời hạn tính từ lúc nào", "Thời điểm tính là thời điểm được phân công.", True),
        ("khi nào nộp hồ sơ khen thưởng", "Tổ chức lễ trao thưởng năm 2026.", False),
        ("khi nào nộp hồ sơ khen thưởng", "Gửi hồ sơ trước ngày 10/5/2026.", True),
    ],
)
def test_a_time_is_of_what_is_asked(question: str, text: str, holds: bool) -> None:
    assert holds_time(text, read_question(question, accent=str)) is holds


def test_who_appoints_is_told_as_who_decides() -> None:
    asked = read_question("Ai bổ nhiệm phó giám đốc quỹ?", accent=str)
    assert does_itself("Phó giám đốc Quỹ do Bộ trưởng quyết định.", asked)
    assert not does_itself("Giám đốc phân công phó giám đốc.", asked)


def test_people_are_counted_by_what_they_are() -> None:
    asked = read_question("Cần mấy người sáng lập?", accent=str)
    assert holds_count("Có ít nhất 05 sáng lập viên.", asked)
    assert not holds_count("Có 05 bệnh viện.", asked)


def test_two_events_of_one_time_are_asked_each() -> None:
    parts = question_parts(read_question("chương trình sơ kết với tổng kết khi nào", accent=str))
    assert [part.text for part in parts] == ["chương trình sơ kết khi nào", "chương trình tổng kết khi nào"]
    assert question_parts(read_question("sơ kết khi nào", accent=str)) == ()


@pytest.mark.parametrize(
    ("question", "sort", "asks"),
    [
        ("Hà Nội thuộc khu vực mấy?", Asked.ORDINAL, True),
        ("Ai được miễn lệ phí?", Asked.LIST, True),
        ("Ai được giao lập danh sách?", Asked.LIST, False),
        ("Bên nào chịu trách nhiệm?", Asked.UNIT, True),
    ],
)
def test_what_is_asked(question: str, sort: Asked, asks: bool) -> None:
    assert (sort in read_question(question, accent=str).asked) is asks


def test_a_machine_is_not_how_many() -> None:
    asked = read_question("gia xe may lay theo gia nao", accent=lambda _: "giá xe máy lấy theo giá nào")
    assert Asked.COUNT not in asked.asked


def test_a_kind_and_its_number_may_be_written_in_one() -> None:
    assert read_question("kh27 nói gì", accent=str).typed == "kh 27 nói gì"


def test_to_whom_a_document_applies_is_told_from_where_it_says_so() -> None:
    rule = (
        "BỘ NỘI VỤ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 08/2025/TT-BNV\n\n"
        "Hà Nội, ngày 05 tháng 3 năm 2025\n\nTHÔNG TƯ\n\n"
        "Quy định chuyển đổi vị trí công tác\n\nĐiều 1. Phạm vi\n\n"
        "1. Thông tư này quy định thời hạn chuyển đổi vị trí công tác.\n\n"
        "2. Thông tư này áp dụng đối với công chức không giữ chức vụ lãnh đạo.\n\n"
        "Điều 2. Thời hạn\n\nThời hạn là 03 năm.\n"
    )
    answers, _ = open_bench({"rule": rule})
    answer = answers.ask("trưởng phòng có thuộc diện chuyển đổi vị trí theo thông tư 08 không")
    assert not answer.abstained
    assert any("không giữ chức vụ lãnh đạo" in sentence.text for sentence in answer.sentences)
    assert "CỘNG HÒA" not in answers.ask("Bộ Nội vụ Việt Nam phải làm gì").text
