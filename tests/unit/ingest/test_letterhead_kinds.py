"""Letterheads of State, Party and union, of joint papers, letters, telegrams, drafts and annexes."""

from datetime import date

import pytest

from tests.unit.ingest import heads
from tests.unit.ingest.directives import PLAN, directive_of


def head_of(text):
    return directive_of(text).letterhead


@pytest.mark.parametrize(
    ("text", "urgency", "secrecy"),
    [
        (heads.URGENT_LETTER, "Khẩn", None),
        (heads.TELEGRAM, "Hỏa tốc", None),
        (heads.HOURLY_LETTER, "Hỏa tốc hẹn giờ", None),
        (heads.PARTY_PLAN, None, "Tối mật"),
        (heads.SECRET_LETTER, "Thượng khẩn", "Mật"),
        (PLAN, None, None),
    ],
)
def test_marks_of_urgency_and_secrecy(text, urgency, secrecy):
    head = head_of(text)
    assert (head.urgency, head.secrecy) == (urgency, secrecy)


def test_of_several_marks_of_secrecy_the_strictest_counts():
    marks = "Độ mật: Mật", "LƯU HÀNH NỘI BỘ"
    assert head_of(heads.SECRET_LETTER.replace(*marks)).secrecy == "Lưu hành nội bộ"
    both = heads.SECRET_LETTER.replace(*marks).replace("\n\nKính gửi", "\n       TỐI MẬT\n\nKính gửi")
    assert head_of(both).secrecy == "Tối mật"


def test_a_mark_is_no_part_of_the_fields_around_it():
    assert head_of(heads.URGENT_LETTER).title == "V/v báo cáo kết quả rà soát"
    assert head_of(heads.TELEGRAM).issuer == "Ủy ban nhân dân tỉnh Quảng Nam"
    assert head_of(heads.PARTY_PLAN).issuer == "Tỉnh ủy Bắc Ninh"


def test_words_of_urgency_in_a_sentence_are_no_mark():
    head = head_of(PLAN.replace("       I. MỤC ĐÍCH", "       KHẨN TRƯƠNG TRIỂN KHAI\n       I. MỤC ĐÍCH"))
    assert head.urgency is None


def test_letter_of_the_party_is_no_resolution_named_in_its_subject():
    head = head_of(heads.PARTY_LETTER)
    assert (head.kind, head.number, head.issued_on) == ("Công văn", "123-CV/HU", date(2026, 3, 15))
    assert head.title == "về việc báo cáo sơ kết Nghị quyết 18-NQ/TW"
    assert (head.parent_issuer, head.issuer) == ("Đảng bộ tỉnh Hà Nam", "Huyện ủy Lý Nhân")
    assert head.signer_role == "T/L BAN THƯỜNG VỤ, CHÁNH VĂN PHÒNG"


def test_joint_documents_have_several_issuers_and_no_superior():
    plan, circular = head_of(heads.JOINT_PLAN), head_of(heads.JOINT_CIRCULAR)
    assert plan.issuers == ("Sở Giáo dục và Đào tạo", "Công đoàn Giáo dục tỉnh Nghệ An")
    assert plan.parent_issuer is None
    assert (plan.kind, plan.signer) == ("Kế hoạch liên tịch", "Nguyễn Văn Minh; Trần Thị Lan")
    assert circular.issuer == "Bộ Nội vụ - Bộ Tài chính"
    assert circular.signer == "Trương Chí Trung; Nguyễn Duy Thăng"
    assert circular.signer_role == "KT. BỘ TRƯỞNG BỘ TÀI CHÍNH, THỨ TRƯỞNG, KT. BỘ TRƯỞNG BỘ NỘI VỤ, THỨ TRƯỞNG"


def test_what_is_issued_with_a_document_carries_its_number_and_lacks_nothing():
    directive = directive_of(heads.ATTACHED_RULES)
    assert (directive.letterhead.number, directive.letterhead.attached_to) == (None, "933/QĐ-TLĐ")
    assert directive.anomalies == ()


def test_annex_that_stands_alone_carries_its_parents_number():
    directive = directive_of(heads.ANNEX_ALONE)
    assert directive.letterhead.attached_to == "88/KH-UBND"
    assert directive.letterhead.spans["attached_to"][0].text == "88/KH-UBND"


def test_annex_after_its_own_plan_belongs_to_it():
    text = PLAN + "\nPHỤ LỤC\n(Kèm theo Kế hoạch số 12/KH-CĐN ngày 05/3/2024 của Công đoàn ngành Giáo dục)\n"
    assert head_of(text).attached_to is None


def test_draft_without_number():
    directive = directive_of(heads.DRAFT_REPORT)
    head = directive.letterhead
    assert (head.number, head.issued_on, head.is_draft) == (None, None, True)
    assert head.signer_role == "Q. TRƯỞNG PHÒNG"
    assert "dự thảo" in next(each.message for each in directive.anomalies if each.code == "missing_number")


def test_military_rank_is_no_part_of_the_signers_name():
    head = head_of(PLAN.replace("Nguyễn Thị Phương", "Thượng tướng Vũ Hải Sản"))
    assert (head.signer, head.signer_role) == ("Vũ Hải Sản", "TM. BAN THƯỜNG VỤ, PHÓ CHỦ TỊCH")


def test_kind_and_issuer_on_one_line_of_older_papers():
    text = "ỦY BAN NHÂN DÂN TỈNH BÀ RỊA - VŨNG TÀU\n\nCHỈ THỊ CỦA UBND TỈNH BÀ RỊA - VŨNG TÀU\nV/v tổ chức các kỳ thi\n"
    head = head_of(text + "Năm học 1999 - 2000, UBND tỉnh chỉ thị:\n1. Sở Giáo dục chuẩn bị các kỳ thi.\n")
    assert (head.kind, head.issuer) == ("Chỉ thị", "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu")


def test_phrases_of_the_head_broken_by_copying_from_the_web_are_read_whole():
    head = head_of(heads.BROKEN_HEAD)
    assert (head.issuer, head.place) == ("Ủy ban nhân dân tỉnh Lào Cai", "Lào Cai")
    assert (head.number, head.issued_on) == ("1528/QĐ-UBND", date(2025, 4, 29))


def test_who_decides_stands_before_the_legal_basis_and_is_no_part_of_the_title():
    title = "BAN HÀNH KẾ HOẠCH PHÁT TRIỂN CÔNG TÁC XÃ HỘI CỦA ỦY BAN NHÂN DÂN TỈNH LÀO CAI"
    assert head_of(heads.BROKEN_HEAD).title == title


def test_a_title_in_capitals_ends_where_sentences_begin():
    head = head_of(heads.UNBROKEN_TITLE)
    assert head.kind == "Thông báo"
    assert head.title == "KẾT LUẬN CỦA PHÓ THỦ TƯỚNG CHÍNH PHỦ TẠI PHIÊN HỌP LẦN THỨ 14 CỦA BAN CHỈ ĐẠO"


@pytest.mark.parametrize(
    ("closing", "signer", "role"),
    [
        ("TM. UBND XÃ\nCHỦ TỊCH\nNGUYỄN VĂN HÙNG", "Nguyễn Văn Hùng", "TM. UBND XÃ, CHỦ TỊCH"),
        ("TM. HỘI ĐỒNG NHÂN DÂN\nCHỦ TỊCH\nH' Yim Kđoh", "H' Yim Kđoh", "TM. HỘI ĐỒNG NHÂN DÂN, CHỦ TỊCH"),
        ("THỪA LỆNH CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nLò Văn Pọm", "Lò Văn Pọm", "THỪA LỆNH CHỦ TỊCH, CHÁNH VĂN PHÒNG"),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)", None, "TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH"),
    ],
)
def test_signers_in_capitals_with_other_names_or_none(closing, signer, role):
    head = head_of(heads.BROKEN_HEAD + "\nNơi nhận:\n- Như Điều 1;\n- Lưu: VT.\n" + closing + "\n")
    assert (head.signer, head.signer_role) == (signer, role)


def test_a_name_broken_after_its_first_word():
    assert head_of(heads.UNBROKEN_TITLE.replace("VĂN PHÒNG CHÍNH PHỦ", "BỘ\nY TẾ")).issuer == "Bộ Y tế"


def test_a_letter_of_invitation_has_its_kind_and_subject():
    head = head_of(
        "UBND TỈNH A\nSỞ Y TẾ\nSố: 155/TM-SYT\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "A, ngày 07 tháng 11 năm 2017\n\nTHƯ MỜI\nHội nghị lấy ý kiến góp ý xây dựng chương trình\n\n"
        "Thực hiện Nghị quyết số 20-NQ/TW, Sở Y tế trân trọng kính mời dự hội nghị.\n"
    )
    assert (head.kind, head.title) == ("Thư mời", "Hội nghị lấy ý kiến góp ý xây dựng chương trình")
