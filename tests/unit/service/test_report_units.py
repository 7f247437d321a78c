"""Which unit a directive's words mean."""

import pytest

from core.directive import Abbreviation, Directive, Letterhead
from core.span import Span
from service.reports.profile import BodyType, UnitProfile, profile_for
from service.reports.responsibility import addresses
from service.reports.unit_names import sentence_case, sentence_words, spell_out

DIRECTIVE = Directive(pages=(), letterhead=Letterhead(issuer="CÔNG ĐOÀN GIÁO DỤC VIỆT NAM"))


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("Công đoàn Trường X", "Công đoàn các đơn vị"),
        ("Công đoàn Trường X", "Các cấp công đoàn"),
        ("Công đoàn Trường X", "công đoàn cơ sở"),
        ("Công đoàn Trường X", "CĐGD Việt Nam và Công đoàn các đơn vị"),
        ("Công đoàn Trường X", "Các đơn vị công đoàn trực thuộc CĐGD Việt Nam"),
        ("Công đoàn Giáo dục Việt Nam", "CĐGD Việt Nam"),
        ("Công đoàn Giáo dục Việt Nam", "Ban Nghiệp vụ, CĐGD Việt Nam"),
        ("Liên đoàn Lao động huyện B", "Liên đoàn lao động các huyện, thị xã, thành phố"),
        ("UBND xã Yên Mỹ", "UBND các xã, phường"),
        ("UBND phường A", "Chủ tịch UBND các xã, phường, đặc khu"),
        ("UBND xã A", "Ủy ban nhân dân cấp xã"),
        ("Trường Tiểu học Số 1", "Hiệu trưởng các trường mầm non, tiểu học, trung học cơ sở"),
        ("Trường THCS A", "các trường"),
        ("Sở Y tế", "Các sở, ban, ngành"),
        ("Sở Y tế", "các cơ quan, đơn vị, địa phương liên quan"),
    ],
)
def test_words_that_mean_the_unit(unit: str, words: str) -> None:
    assert addresses(DIRECTIVE, words, profile_for(unit))


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("Công đoàn Trường X", "CĐGD Việt Nam"),
        ("Công đoàn Trường X", "Ban Nghiệp vụ"),
        ("Công đoàn Trường X", "Công đoàn cấp trên trực tiếp cơ sở"),
        ("Công đoàn Giáo dục Việt Nam", "Công đoàn các đơn vị"),
        ("Trường THCS A", "Các đơn vị công đoàn trực thuộc CĐGD Việt Nam"),
        ("UBND xã A", "Ban Chỉ huy quân sự các xã"),
        ("Sở Y tế", "Sở Nội vụ"),
        ("Trường THPT B", "các trường mầm non"),
    ],
)
def test_words_that_mean_others(unit: str, words: str) -> None:
    assert not addresses(DIRECTIVE, words, profile_for(unit))


def test_a_profile_can_name_groups_and_other_names() -> None:
    profile = UnitProfile(name="Trung tâm GDNN", groups=("đơn vị sự nghiệp",), aliases=("TT GDNN huyện",))
    assert addresses(DIRECTIVE, "Các đơn vị sự nghiệp công lập", profile)
    assert addresses(DIRECTIVE, "TT GDNN huyện", profile)


def test_a_short_form_means_what_the_directive_defines() -> None:
    defined = Abbreviation(short="CĐN", long="Công đoàn ngành Giáo dục", span=Span(page_no=1, start=0, end=1, text="C"))
    assert spell_out("Ban Thường vụ CĐN", (defined,)) == "Ban Thường vụ Công đoàn ngành Giáo dục"


def test_a_word_with_a_sense_of_its_own_is_no_short_form() -> None:
    span = Span(page_no=1, start=0, end=1, text="C")
    defined = Abbreviation(short="hai Bộ", long="nâng cao chất lượng công tác phối hợp", span=span)
    assert spell_out("Lãnh đạo hai Bộ", (defined,)) == "Lãnh đạo hai Bộ"


def test_a_title_in_capitals_becomes_words_of_a_sentence() -> None:
    text = "Đổi mới hoạt động của Công đoàn Giáo dục Việt Nam trong các trường."
    assert sentence_words("ĐỔI MỚI TRƯỜNG HỌC VIỆT NAM", text) == "đổi mới trường học Việt Nam"
    assert sentence_words("Triển khai Chỉ thị 41", text) == "Triển khai Chỉ thị 41"


def test_capitals_are_written_as_the_text_writes_them() -> None:
    assert sentence_case("SỞ NỘI VỤ", "Giám đốc Sở Nội vụ chịu trách nhiệm") == "Sở Nội vụ"
    assert sentence_case("ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI", "") == "Ủy ban nhân dân thành phố Hà Nội"


@pytest.mark.parametrize(
    ("unit", "body_type"),
    [
        ("Đảng uỷ xã Y", BodyType.PARTY),
        ("Chi bộ Trường Z", BodyType.PARTY),
        ("LĐLĐ tỉnh Tây Ninh", BodyType.UNION),
        ("UBND xã A", BodyType.STATE),
    ],
)
def test_layout_rules_follow_from_the_name(unit: str, body_type: BodyType) -> None:
    assert profile_for(unit).body_type is body_type
