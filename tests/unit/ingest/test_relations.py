"""What a directive does with the documents it cites."""

import pytest

from core.reference import Relation
from tests.unit.ingest.directives import PLAN, directive_of

DECISION = """ỦY BAN NHÂN DÂN TỈNH A                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                                       Độc lập - Tự do - Hạnh phúc
Số: 40/2025/QĐ-UBND                    A, ngày 05 tháng 8 năm 2025

                         QUYẾT ĐỊNH
          {title}

Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;
Điều 1. {article}
Điều 2. {last}

                         CHỦ TỊCH
                         Trần Văn Bình
"""


def relation_of(number, *, title="Ban hành Quy chế làm việc", article="Ban hành Quy chế.", last="Thi hành."):
    text = DECISION.format(title=title, article=article, last=last)
    return next(each.relation for each in directive_of(text).references if each.number == number)


OLD = "Quyết định số 12/2020/QĐ-UBND ngày 01/02/2020 của Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize(
    ("last", "relation"),
    [
        (f"Quyết định này thay thế {OLD}.", Relation.REPLACES),
        (f"Bãi bỏ {OLD}.", Relation.REPEALS),
        (f"{OLD} hết hiệu lực kể từ ngày Quyết định này có hiệu lực.", Relation.REPEALS),
        (f"Bãi bỏ khoản 2 Điều 3 {OLD}.", Relation.AMENDS),
        (f"Thay thế cụm từ “A” bằng cụm từ “B” tại Điều 3 {OLD}.", Relation.AMENDS),
        (f"Sửa đổi, bổ sung Điều 4 của {OLD} như sau:", Relation.AMENDS),
        (f"Hồ sơ đã nộp thì tiếp tục thực hiện theo {OLD}.", Relation.MENTIONS),
    ],
)
def test_what_ends_or_changes_a_document(last, relation):
    assert relation_of("12/2020/QĐ-UBND", last=last) is relation


def test_what_amended_the_changed_document_is_only_mentioned():
    last = f"Sửa đổi, bổ sung Điều 4 của {OLD} đã được sửa đổi, bổ sung bởi Quyết định số 15/2022/QĐ-UBND như sau:"
    assert relation_of("15/2022/QĐ-UBND", last=last) is Relation.MENTIONS


def test_a_title_that_amends():
    title = f"Sửa đổi, bổ sung một số điều của {OLD}"
    assert relation_of("12/2020/QĐ-UBND", title=title) is Relation.AMENDS


def test_a_plan_may_replace_an_earlier_one():
    text = PLAN.replace(
        "       Trong tháng 4 năm 2024.", "       Kế hoạch này thay thế Kế hoạch số 9/KH-CĐN ngày 01/3/2023."
    )
    (found,) = [each for each in directive_of(text).references if each.number == "9/KH-CĐN"]
    assert found.relation is Relation.REPLACES


@pytest.mark.parametrize(
    ("kind", "title", "relation"),
    [
        ("HƯỚNG DẪN", "Thực hiện Nghị quyết số 07-NQ/TLĐ ngày 15/01/2020", Relation.GUIDES),
        ("KẾ HOẠCH", "Thực hiện Nghị quyết số 07-NQ/TLĐ ngày 15/01/2020", Relation.IMPLEMENTS),
        ("QUY ĐỊNH", "Quy định chi tiết một số điều của Nghị quyết số 07-NQ/TLĐ ngày 15/01/2020", Relation.GUIDES),
    ],
)
def test_guiding_and_implementing(kind, title, relation):
    text = PLAN.replace("KẾ HOẠCH", kind).replace("Tổ chức hội thi tiếng hát công nhân, viên chức, lao động", title)
    assert next(each.relation for each in directive_of(text).references if each.number == "07-NQ/TLĐ") is relation


def test_subject_of_a_letter_tells_what_it_implements():
    text = PLAN.replace("                                KẾ HOẠCH\n", "").replace(
        "          Tổ chức hội thi tiếng hát công nhân, viên chức, lao động",
        "V/v triển khai Quyết định số 5/QĐ-TLĐ ngày 02/01/2024\n\nKính gửi: Các công đoàn cơ sở",
    )
    assert next(e.relation for e in directive_of(text).references if e.number == "5/QĐ-TLĐ") is Relation.IMPLEMENTS
