"""Heads run together on one line, under a data sheet, or set at the left: the same fields come out (ADR 0104)."""

import pytest

from core.page import Page, ReadingMethod, TextJudgement
from ingest.understand import understand

MOTTO, SECOND = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
NAMES = "UBND TỈNH BẮC GIANG SỞ GIÁO DỤC VÀ ĐÀO TẠO"
NUMBER, DATE = "Số: 25/KH-SGDĐT", "Bắc Giang, ngày 27 tháng 3 năm 2020"
TWO_NAMES = "UBND TỈNH BẮC GIANG\nSỞ GIÁO DỤC VÀ ĐÀO TẠO"
SHEET = (
    "Thuộc tính văn bản\nSố ký hiệu\n25/KH-SGDĐT\nNgày ban hành\n01/04/2020\nLoại văn bản\nKế hoạch\n"
    "Người ký\nTrần Văn B\nTrích yếu\nVề phòng, chống bạo hành trẻ\nTải về\n\n"
)
LEFT = f"{TWO_NAMES}\n-------\n{MOTTO}\n{SECOND}\n-------\n{NUMBER}\n{DATE}"
BODY = "\nKẾ HOẠCH\nĐẩy mạnh phòng, chống bạo hành trẻ\n\nThực hiện chương trình năm học:\n1. Tổ chức hội nghị.\n"


@pytest.mark.parametrize(
    "head",
    [
        f"{NAMES}  {MOTTO}\n{SECOND}\n{NUMBER}   {DATE}",
        f"{NAMES} {MOTTO} {SECOND}\n{NUMBER} {DATE}",
        f"{NAMES}\t{MOTTO}\n\t{SECOND}\n{NUMBER}\t{DATE}",
        f"| {NAMES} | {MOTTO} {SECOND} |\n|---|---|\n| {NUMBER} | {DATE} |",
        f"{NAMES} ------- | {MOTTO} {SECOND} -------\n{NUMBER} | {DATE}",
        f"{NAMES} {MOTTO} {SECOND} {NUMBER} {DATE}",
        f"{NAMES}\n{NUMBER}, {DATE}",
        LEFT,
        SHEET + LEFT,
    ],
)
def test_one_head_however_it_is_set(head: str) -> None:
    text = head + BODY
    page = Page(page_no=1, text=text, text_as_read=text, judgement=TextJudgement.GOOD, method=ReadingMethod.TEXT_LAYER)
    directive = understand([page])
    found = directive.letterhead
    assert (found.number, str(found.issued_on), found.place) == ("25/KH-SGDĐT", "2020-03-27", "Bắc Giang")
    assert (found.issuer, found.parent_issuer) == ("Sở Giáo dục và Đào tạo", "UBND tỉnh Bắc Giang")
    assert (found.kind, found.title) == ("Kế hoạch", "Đẩy mạnh phòng, chống bạo hành trẻ")
    assert all(directive.text[span.start : span.end].strip() for spans in found.spans.values() for span in spans)


@pytest.mark.parametrize(
    "name",
    ["BỘ TƯ LỆNH THỦ ĐÔ", "UBND HUYỆN XUÂN TRƯỜNG", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "CÔNG ĐOÀN GIÁO DỤC VIỆT NAM"],
)
def test_one_body_stays_one(name: str) -> None:
    text = f"{name} {MOTTO}\n{SECOND}\nSố: 25/KH-X\n{BODY}"
    page = Page(page_no=1, text=text, text_as_read=text, judgement=TextJudgement.GOOD, method=ReadingMethod.TEXT_LAYER)
    found = understand([page]).letterhead
    assert (found.parent_issuer, (found.issuer or "").upper()) == (None, name)
    assert (found.issued_on, found.place) == (None, None)


def test_a_law_whose_number_line_names_its_kind_keeps_date_and_title() -> None:
    text = f"ỦY BAN THƯỜNG VỤ\nQUỐC HỘI\n-------\n{MOTTO}\n{SECOND}\nNghị quyết số: 87/2025/UBTVQH15\n"
    text += "Hà Nội, ngày 10 tháng 7 năm 2025\nNGHỊ QUYẾT\nĐIỀU CHỈNH CHƯƠNG TRÌNH LẬP PHÁP\nCăn cứ Hiến pháp;\n"
    page = Page(page_no=1, text=text, text_as_read=text, judgement=TextJudgement.GOOD, method=ReadingMethod.TEXT_LAYER)
    found = understand([page]).letterhead
    assert (found.issuer, found.parent_issuer) == ("Ủy ban Thường vụ Quốc hội", None)
    assert (found.number, str(found.issued_on)) == ("87/2025/UBTVQH15", "2025-07-10")
    assert found.title == "ĐIỀU CHỈNH CHƯƠNG TRÌNH LẬP PHÁP"
