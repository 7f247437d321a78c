"""Answers from what is known of documents: days of force, report duties, what carries out what, who does it."""

import pytest

from service.answers import AnswerService
from service.answers.question import read_question
from service.answers.sorts_of_words import holds_count, names_actor
from tests.unit.service.answers_bench import open_bench

DECISION = """THỦ TƯỚNG CHÍNH PHỦ

Số: 61/2025/QĐ-TTg

Hà Nội, ngày 03 tháng 7 năm 2025

QUYẾT ĐỊNH

Quy định về nhà lưu trú của giáo viên

Điều 1. Tiêu chuẩn

1. Phòng lưu trú có diện tích từ 24 m2 đến 40 m2 cho hai giáo viên.

2. Phụ cấp quản lý thực hiện theo Điều 5 Quyết định số 12/2019/QĐ-TTg ngày 01 tháng 3 năm 2019 của Thủ tướng Chính phủ.

Điều 2. Trách nhiệm

1. Bộ Nội vụ:

a) Hướng dẫn bố trí nhà lưu trú;

b) Lập cơ sở dữ liệu nhà lưu trú toàn quốc.

2. Tiêu chí xét:

a) Khoảng cách đi lại;

b) Thời gian công tác;

c) Hoàn cảnh gia đình.

Điều 3. Hiệu lực

1. Quyết định này có hiệu lực thi hành từ ngày 20 tháng 8 năm 2025.

2. Việc xét lưu trú bắt đầu từ khi Quyết định này có hiệu lực.

KT. THỦ TƯỚNG
PHÓ THỦ TƯỚNG

Vũ Văn Hải
"""

PLAN = """UBND TỈNH LÂM HÀ
SỞ GIÁO DỤC VÀ ĐÀO TẠO

Số: 77/KH-SGDĐT

Lâm Hà, ngày 10 tháng 9 năm 2025

KẾ HOẠCH

Thực hiện Quyết định số 61/2025/QĐ-TTg về nhà lưu trú của giáo viên

Thực hiện Quyết định số 61/2025/QĐ-TTg ngày 03 tháng 7 năm 2025 của Thủ tướng Chính phủ và Kế hoạch số 150/KH-UBND ngày
01/8/2025 của UBND tỉnh, Sở Giáo dục và Đào tạo xây dựng kế hoạch:

1. Các trường rà soát nhu cầu nhà lưu trú của giáo viên.

2. Báo cáo bằng văn bản về Sở (qua Phòng Tổ chức cán bộ) trước ngày 15/11/2025.

GIÁM ĐỐC

Đỗ Thị Lan
"""


@pytest.fixture(scope="module")
def service() -> AnswerService:
    return open_bench({"decision": DECISION, "plan": PLAN})[0]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Quyết định 61/2025/QĐ-TTg có hiệu lực từ khi nào?", "20 tháng 8 năm 2025"),
        ("Quyết định 61/2025/QĐ-TTg có hiệu lực từ 01/01/2026 đúng không?", "Không đúng"),
        ("kế hoạch thực hiện quyết định 61 do ai ký", "Đỗ Thị Lan"),
        ("kế hoạch thực hiện quyết định 61 dựa trên kế hoạch nào", "150/KH-UBND"),
        ("Sở yêu cầu báo cáo nhà lưu trú giáo viên trước ngày nào?", "15/11/2025"),
        ("báo cáo nhà lưu trú gửi qua phòng nào", "Phòng Tổ chức cán bộ"),
        ("ai lập cơ sở dữ liệu nhà lưu trú", "Bộ Nội vụ: "),
        ("tiêu chí xét gồm những gì", "Hoàn cảnh gia đình"),
        ("tiêu chí xét có mấy tiêu chí?", "có 3 tiêu chí"),
        ("phòng lưu trú của giáo viên rộng bao nhiêu m2", "24 m2"),
    ],
)
def test_records_and_structure_answer(service: AnswerService, question: str, words: str) -> None:
    answer = service.ask(question)
    assert not answer.abstained
    assert words in answer.text


@pytest.mark.parametrize(
    "question",
    ["mức phụ cấp quản lý nhà lưu trú là bao nhiêu?", "Kinh phí xây nhà lưu trú lấy từ nguồn nào?"],
)
def test_the_number_of_a_provision_is_no_sum(service: AnswerService, question: str) -> None:
    assert service.ask(question).abstained


def test_what_is_counted_is_told_from_what_follows_it() -> None:
    asked = read_question("cách nhà bao nhiêu km thì được xét", accent=str)
    assert holds_count("từ 10 km trở lên", asked)
    assert not holds_count("từ 10 phòng trở lên", asked)
    plain = read_question("mức trợ giúp là bao nhiêu", accent=str)
    assert not holds_count("theo khoản 2 Điều 5 Nghị định số 20/2021/NĐ-CP ngày 15/3/2021", plain)
    assert holds_count("mức chuẩn là 500.000 đồng", plain)


def test_units_and_people_act_and_things_do_not() -> None:
    who = read_question("sổ ghi nghị quyết công đoàn do ai giữ", accent=str)
    assert names_actor("Sở Nội vụ tham mưu", who)
    assert names_actor("Giám đốc quyết định", who)
    assert not names_actor("5.3 Sổ ghi biên bản", who)
    assert not names_actor("5.3 Sổ ghi biên bản, nghị quyết công đoàn", who)


def test_a_number_beside_a_kind_may_be_a_measure() -> None:
    assert read_question("tủ sách pháp luật 1 năm được bao nhiêu tiền", accent=str).mentions == ()
    assert read_question("kế hoạch 15 năm 2025", accent=str).mentions[0].number == "15"
