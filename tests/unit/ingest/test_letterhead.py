from datetime import date
from pathlib import Path

import pytest

from core.page import Word
from tests.unit.ingest.directives import PLAN, directive_of

SAMPLES = Path(__file__).parents[3] / "samples"


def sample(name):
    return directive_of(next(SAMPLES.glob(f"{name}-*.txt")).read_text(encoding="utf-8")).letterhead


def test_union_plan_in_two_columns():
    head = directive_of(PLAN).letterhead
    assert (head.kind, head.number, head.issued_on, head.place) == (
        "Kế hoạch",
        "12/KH-CĐN",
        date(2024, 3, 5),
        "Hà Giang",
    )
    assert (head.parent_issuer, head.issuer) == ("Liên đoàn Lao động tỉnh Hà Giang", "Công đoàn ngành Giáo dục")
    assert head.title == "Tổ chức hội thi tiếng hát công nhân, viên chức, lao động"
    assert (head.signer, head.signer_role) == ("Nguyễn Thị Phương", "TM. BAN THƯỜNG VỤ, PHÓ CHỦ TỊCH")
    assert head.recipients == ("LĐLĐ tỉnh (b/c)", "Công đoàn cơ sở trực thuộc", "Lưu: VT")
    assert head.doubtful == ()


def test_fields_point_to_their_words():
    directive = directive_of(PLAN)
    spans = directive.letterhead.spans
    assert spans["number"][0].text == "12 /KH - CĐN"
    assert spans["issued_on"][0].text == "ngày 05 tháng 3 năm 2024"


def test_number_and_date_of_an_annex_line_are_the_documents_own():
    head = sample("000")
    assert (head.number, head.issued_on, head.place) == ("15/KH-CDN", date(2025, 4, 15), None)
    assert (head.issuer, head.signer, head.signer_role) == ("Công đoàn Giáo dục Việt Nam", "Nguyễn Ngọc Ân", None)


def test_number_of_a_decision_is_not_that_of_the_programme_attached_to_it():
    head = sample("001")
    assert (head.kind, head.number, head.issued_on, head.signer) == ("Chương trình", None, None, None)


def test_silent_text_stays_null():
    head = sample("003")
    assert (head.number, head.issued_on, head.place) == (None, None, None)
    assert head.issuer == "Công đoàn Giáo dục Việt Nam"
    assert head.doubtful == ()


def test_handwritten_day_is_null_and_doubtful():
    head = sample("004")
    assert head.issued_on is None
    assert "issued_on" in head.doubtful
    assert "/8 thang 7" in head.spans["issued_on"][0].text


def test_blank_date_is_null_without_doubt():
    text = PLAN.replace("ngày 05 tháng 3 năm 2024", "ngày     tháng 3 năm 2024").replace("Số: 12 /KH", "Số:    /KH")
    head = directive_of(text).letterhead
    assert (head.number, head.issued_on, head.doubtful) == (None, None, ())


STATE_LETTER = """ỦY BAN NHÂN DÂN                         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    TỈNH QUẢNG NGÃI                               Độc lập - Tự do - Hạnh phúc

   Số: 507      /UBND-KGVX                    Quảng Ngãi, ngày 24 tháng 01 năm 2025
V/v góp ý dự thảo Quyết định sửa
  đổi, bổ sung một số điều của
 Quyết định số 2269/QĐ-TTg

                           Kính gửi: Sở Thông tin và Truyền thông

        Theo đề nghị của Bộ Thông tin và Truyền thông, Chủ tịch UBND tỉnh giao Sở Thông tin và
  Truyền thông chủ trì tham gia góp ý (trước ngày 10/02/2025)./.

  Nơi nhận:                                             TL. CHỦ TỊCH
  - Như trên;                                      KT. CHÁNH VĂN PHÒNG
  - Lưu: VT, KGVX(bnt).                            PHÓ CHÁNH VĂN PHÒNG

                                                         Phùng Tô Long
"""


def test_official_letter_has_a_subject_and_no_kind_code():
    head = directive_of(STATE_LETTER).letterhead
    assert (head.kind, head.number) == ("Công văn", "507/UBND-KGVX")
    assert head.issuer == "Ủy ban nhân dân tỉnh Quảng Ngãi"
    assert head.parent_issuer is None
    assert head.title == "V/v góp ý dự thảo Quyết định sửa đổi, bổ sung một số điều của Quyết định số 2269/QĐ-TTg"
    assert head.signer_role == "TL. CHỦ TỊCH, KT. CHÁNH VĂN PHÒNG, PHÓ CHÁNH VĂN PHÒNG"


def test_signing_stamp_above_the_letterhead_is_no_issuer():
    stamp = "TRUNG TÂM CÔNG\n                 BÁO VÀ TIN HỌC\n                24.01.2025 20:01:14\n\n"
    head = directive_of(stamp + STATE_LETTER).letterhead
    assert head.issuer == "Ủy ban nhân dân tỉnh Quảng Ngãi"
    assert head.issued_on == date(2025, 1, 24)


PARTY = """TỈNH ỦY HÀ GIANG                              ĐẢNG CỘNG SẢN VIỆT NAM
BAN TUYÊN GIÁO
      *                                       Hà Giang, ngày 09 tháng 6 năm 2025
Số 05-HD/BTGTU

HƯỚNG DẪN
tuyên truyền kỷ niệm ngày thành lập Đảng bộ tỉnh
-----

Thực hiện Kế hoạch số 12-KH/TU, ngày 02/6/2025 của Ban Thường vụ Tỉnh ủy, Ban Tuyên giáo hướng dẫn như sau:

I- MỤC ĐÍCH

1. Nâng cao nhận thức.

Nơi nhận:                                T/M BAN TUYÊN GIÁO
- Thường trực Tỉnh ủy;                     TRƯỞNG BAN
Lưu Văn phòng.

                                         Vàng Seo Cón
"""


def test_party_document():
    head = directive_of(PARTY).letterhead
    assert (head.kind, head.number, head.issued_on) == ("Hướng dẫn", "05-HD/BTGTU", date(2025, 6, 9))
    assert (head.parent_issuer, head.issuer, head.place) == ("Tỉnh ủy Hà Giang", "Ban Tuyên giáo", "Hà Giang")
    assert (head.signer, head.signer_role) == ("Vàng Seo Cón", "T/M BAN TUYÊN GIÁO, TRƯỞNG BAN")


def test_title_under_a_published_number():
    text = (
        "Kết luận số 69-KL/TW\n\nKết luận số 69-KL/TW ngày 11/01/2024 của Bộ Chính trị "
        "về tiếp tục thực hiện Nghị quyết số 20-NQ/TW\n\nI- TÌNH HÌNH\n\n1. Một điều.\n"
    )
    head = directive_of(text).letterhead
    assert (head.number, head.issued_on, head.issuer) == ("69-KL/TW", date(2024, 1, 11), "Bộ Chính trị")


def test_rank_before_a_name_is_left_out():
    text = PLAN.replace("Nguyễn Thị Phương", "Đại tướng Lương Tam Quang")
    assert directive_of(text).letterhead.signer == "Lương Tam Quang"


@pytest.mark.parametrize("title", ["KẾ HOẠCH", "QUYÉT ĐỊNH", "CONG ĐIỆN", "Chương trình"])
def test_kind_with_reading_slips(title):
    kinds = {"QUYÉT ĐỊNH": "Quyết định", "CONG ĐIỆN": "Công điện", "KẾ HOẠCH": "Kế hoạch"}
    assert directive_of(f"{title}\n\nVề một việc chung\n\nNội dung.\n").letterhead.kind == kinds.get(title, title)


def test_a_digit_that_was_guessed_is_null_and_doubtful():
    start = PLAN.index("12 /KH")
    word = Word(start=start, end=start + 2, text="12", as_read="l2", confidence=0.3)
    head = directive_of(PLAN, (word,)).letterhead
    assert (head.number, head.doubtful) == (None, ("number",))


@pytest.mark.parametrize("scrawl", ["2#", "đ^“^", "GIF"])
def test_scrawl_in_place_of_a_number_is_null_and_doubtful_and_its_code_names_the_kind(scrawl):
    head = directive_of(
        PLAN.replace("Số: 12 /KH - CĐN", f"Số: {scrawl} /KH-CĐN").replace("KẾ HOẠCH", "KÊ H.ẠCH")
    ).letterhead
    assert (head.number, head.kind) == (None, "Kế hoạch")
    assert "number" in head.doubtful


def test_words_read_with_low_confidence_make_a_field_doubtful():
    start = PLAN.index("12 /KH")
    word = Word(start=start, end=start + 2, text="12", as_read="l2", confidence=0.7)
    assert directive_of(PLAN, (word,)).letterhead.doubtful == ("number",)


def test_office_beside_recipients_on_one_spaced_line():
    text = PLAN[: PLAN.index("Nơi nhận:")] + "Noi nhận: T. GIÁM ĐỐC\n- Bộ (để b/c);\n- Lưu: VT.\n\nTrần Đức Minh\n"
    head = directive_of(text).letterhead
    assert (head.signer_role, head.recipients) == ("T. GIÁM ĐỐC", ("Bộ (để b/c)", "Lưu: VT"))


def test_two_offices_on_one_line_stay_together():
    text = PLAN.replace("TM. BAN THƯỜNG VỤ", "KT. BỘ TRƯỞNG, CHỦ NHIỆM").replace("PHÓ CHỦ TỊCH", "PHÓ CHỦ NHIỆM")
    assert directive_of(text).letterhead.signer_role == "KT. BỘ TRƯỞNG, CHỦ NHIỆM, PHÓ CHỦ NHIỆM"
