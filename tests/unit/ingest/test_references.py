from datetime import date
from pathlib import Path

import pytest

from core.reference import Relation
from ingest.citations.references import canonical_number, number_key
from tests.unit.ingest.directives import PLAN, directive_of

SAMPLES = Path(__file__).parents[3] / "samples"


def references(text):
    return directive_of(text).references


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("02 - CTr/ĐĐ TLĐ", "02-CTr/ĐĐTLĐ"),
        ("487 /KH – LĐLĐ", "487/KH-LĐLĐ"),
        ("6 /2020/QĐ-UBND", "6/2020/QĐ-UBND"),
        ("369 / PGD&ĐT", "369/PGD&ĐT"),
        ("616/SGDĐT-\n KTKĐCLGD", "616/SGDĐT-KTKĐCLGD"),
        ("57-NQ/TW", "57-NQ/TW"),
    ],
)
def test_canonical_number(written, canonical):
    assert canonical_number(written) == canonical


@pytest.mark.parametrize("one", ["15 / kh-cdn", "15/KH-CĐN", "015/KH–CDN"])
def test_number_key_is_blind_to_accents_case_spaces_and_zeros(one):
    assert number_key(one) == number_key("15/KH-CĐN")


def test_variants_are_one_reference():
    (reference,) = references(
        "KẾ HOẠCH\n\nThực hiện Chương trình số 02 - CTr/ĐĐ TLĐ\n\nThực "
        "hiện Chương trình số 02-CTr/ĐĐTLĐ ngày 20/01/2025.\n"
    )
    assert (reference.number, reference.issued_on, len(reference.spans)) == ("02-CTr/ĐĐTLĐ", date(2025, 1, 20), 2)


def test_kind_issuer_title_and_date_in_words():
    (reference,) = references(
        "Thực hiện Nghị định số 34/2016/NĐ-CP ngày 14 tháng 5 năm 2016 của Chính phủ quy định chi tiết một số điều;\n"
    )
    assert (reference.kind, reference.issuer, reference.issued_on) == ("Nghị định", "Chính phủ", date(2016, 5, 14))
    assert reference.title == "quy định chi tiết một số điều"


def test_date_over_a_page_break():
    (reference,) = references(
        "Kết quả thực hiện Nghị quyết số 20-NQ/TW\n\fngày 01/11/2012 của Ban Chấp hành Trung ương.\n"
    )
    assert reference.issued_on == date(2012, 11, 1)
    assert [span.page_no for span in reference.spans] == [1, 2]


def test_short_name_and_its_later_use():
    text = (
        "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị (sau đây viết "
        "tắt là Nghị quyết 57).\n\nTriển khai Nghị quyết 57; quán triệt Nghị quyết số 57.\n"
    )
    (reference,) = references(text)
    assert (reference.short_name, len(reference.spans)) == ("Nghị quyết 57", 3)


def test_short_name_with_another_code_is_the_same_document():
    text = (
        "Căn cứ Quyết định số 899/KH-BGDĐT ngày 04/4/2025 của Bộ Giáo dục "
        "và Đào tạo (sau đây viết tắt là Quyết định số 899/QĐ-BGDĐT);\n"
    )
    (reference,) = references(text)
    assert (reference.number, len(reference.spans)) == ("899/KH-BGDĐT", 2)


def test_issued_on_and_by_before_the_number():
    (reference,) = references(
        "KẾ HOẠCH\n\nThực hiện\n\nNgày 19/6/2025 Tổng Liên đoàn Lao "
        "động (LĐLĐ) Việt Nam ban hành Kế hoạch số 239/KH-TLĐ.\n"
    )
    assert (reference.issued_on, reference.issuer) == (date(2025, 6, 19), "Tổng Liên đoàn Lao động Việt Nam")


def test_own_number_is_no_reference():
    assert [reference.number for reference in references(PLAN + "\nTheo Kế hoạch số 12/KH-CĐN ngày 05/3/2024.\n")] == [
        "103/KH-LĐLĐ"
    ]


def test_same_number_in_two_years_is_two_documents():
    found = references("Chỉ thị số 11/CT-UBND ngày 05/3/2021 và Chỉ thị số 11/CT-UBND ngày 07/8/2024 của UBND tỉnh.\n")
    assert [reference.issued_on for reference in found] == [date(2021, 3, 5), date(2024, 8, 7)]


def test_numbers_in_a_series_share_the_kind():
    found = references(
        "Thay thế Công văn số 1948/TCT-TTKT ngày 03/06/2021 và 3046/TCT-TTKT ngày 12/08/2021 của Tổng cục Thuế.\n"
    )
    assert [reference.kind for reference in found] == ["Công văn", "Công văn"]


def test_law_with_number_and_law_by_name():
    found = references(
        "QUYẾT ĐỊNH\n\nVề một việc\n\nCăn cứ Luật Tổ chức Chính "
        "phủ số 63/2025/QH15;\n\nCăn cứ Luật Giáo dục năm 2019;\n"
    )
    assert [(reference.number, reference.kind, reference.title) for reference in found] == [
        ("63/2025/QH15", "Luật", "Tổ chức Chính phủ"),
        (None, "Luật", "Luật Giáo dục năm 2019"),
    ]
    assert {reference.relation for reference in found} == {Relation.BASIS}


@pytest.mark.parametrize(
    "text", ["đạt 23/24 đơn vị", "ngày 20/11", "giải thưởng 22/7 - Công đoàn", "tốc độ 100 km/h", "1/2 cán bộ"]
)
def test_fractions_and_days_are_no_references(text):
    assert references(text + "\n") == ()


def test_relations():
    text = (
        "QUYẾT ĐỊNH\nVề việc ban hành Quy chế\n\n"
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;\n\nQUYẾT ĐỊNH:\n\n"
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế văn thư.\n\n"
        "Điều 2. Quyết định này thay thế Quyết định số 02/2016/QĐ-UBND ngày 03/6/2016 của UBND huyện.\n"
    )
    assert [reference.relation for reference in references(text)] == [Relation.BASIS, Relation.REPLACES]


@pytest.mark.parametrize(
    ("name", "relations"),
    [
        ("000", {"02-CTr/ĐĐTLĐ": Relation.IMPLEMENTS, "57-NQ/TW": Relation.IMPLEMENTS, "52-NQ/TW": Relation.MENTIONS}),
        ("001", {"348/QĐ-CĐN": Relation.ATTACHED_TO, "02/CTr-BCH": Relation.BASIS}),
        ("002", {"16/NQ-BCH": Relation.IMPLEMENTS, "01/CTr-ĐCT": Relation.IMPLEMENTS}),
        ("003", {"41-CT/TW": Relation.IMPLEMENTS, "239/KH-TLĐ": Relation.BASIS}),
    ],
)
def test_relations_of_samples(name, relations):
    found = references(next(SAMPLES.glob(f"{name}-*.txt")).read_text(encoding="utf-8"))
    assert {r.number: r.relation for r in found if r.number in relations} == relations


def test_quoted_scheme_is_cited_by_name():
    (reference,) = references(
        "Triển khai thực hiện đề án “Xây dựng cơ sở dữ liệu về công nhân công đoàn” của Tổng Liên đoàn để cập nhật.\n"
    )
    assert (reference.number, reference.kind, reference.issuer) == (None, "Đề án", "Tổng Liên đoàn")


def test_misread_codes_meet():
    found = references(
        "Quyết định số 662/QĐ-BTC ngày 6/5/2022 của Bộ Tài chính.\n\nTheo Quyết định số 662/OD-BTC ngày 6/5/2022.\n"
    )
    assert len(found) == 1


def test_kind_of_a_law_is_not_taken_from_another_paragraph():
    text = (
        "QUYẾT ĐỊNH\nThực hiện Nghị quyết số 57-NQ/TW\n\nGIÁM ĐỐC SỞ Y TẾ\n\n"
        "Căn cứ Luật Khám bệnh, chữa bệnh số 15/2023/QH15;\n"
    )
    assert [(r.number, r.kind) for r in references(text)] == [("57-NQ/TW", "Nghị quyết"), ("15/2023/QH15", "Luật")]
    assert directive_of(text).anomalies[0].code != "two_numbers_one_document"


@pytest.mark.parametrize(
    "text",
    [
        "lập theo Mẫu số 02/KK-TNCN và Mẫu số 04/CNV-TNCN",
        "theo các Mẫu số 01/BHYT-QĐ, 02/BHYT-QĐ và 03/BHYT-QĐ",
        "đáp ứng QCVN 40:2011/BTNMT",
    ],
)
def test_numbers_of_forms_and_standards_are_no_references(text):
    assert references(text + "\n") == ()


def test_one_letter_of_a_code_read_otherwise_is_no_second_document():
    text = (
        "Thực hiện Công văn số 344/BGDĐT-GDTTH ngày 24/01/2019 của Bộ GD&ĐT;\n\n"
        "Quán triệt Công văn số 344/BGDĐT-GDTrH ngày 24/01/2019 của Bộ GD&ĐT;\n\n"
        "Công văn số 345/BGDĐT-GDTrH ngày 24/01/2019.\n"
    )
    assert len(directive_of(text).references) == 2


def test_an_unread_number_of_its_own_is_no_citation():
    text = (
        "BỘ GIÁO DỤC VÀ ĐÀO TẠO\nSố: ;⁄2⁄7 /BGDĐT-GDTrH\nV/v thực hiện Nghị định số 126/2020/NĐ-CP\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHà Nội, ngày   tháng 04 năm 2021\n\n"
        "Kính gửi: Các sở giáo dục và đào tạo\n\nĐề nghị các sở thực hiện.\n"
    )
    assert [reference.number for reference in directive_of(text).references] == ["126/2020/NĐ-CP"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Nghị quyết Đại hội VIII Hội Nông dân Việt Nam, các cấp hội", "Đại hội VIII Hội Nông dân Việt Nam"),
        ("Nghị quyết Đại hội XVI Công đoàn Y tế Việt Nam và Nghị quyết này", "Đại hội XVI Công đoàn Y tế Việt Nam"),
        ("Nghị quyết Đại hội Đảng bộ tỉnh An Bình lần thứ I", "Đại hội Đảng bộ tỉnh An Bình lần thứ I"),
        ("Nghị quyết Đại hội các cấp trong năm học này và 5 nhiệm vụ", None),
    ],
)
def test_congresses_of_any_body_are_named(words: str, name: str | None) -> None:
    plan = directive_of(f"KẾ HOẠCH\nTriển khai công tác năm 2026\n\nI. MỤC ĐÍCH\n1. Thực hiện {words}.\n")
    named = [span.text for one in plan.references for span in one.spans if "Đại hội" in span.text]
    assert named == ([] if name is None else [f"Nghị quyết {name}"])
