"""Numbers that OCR misread, articles quoted from another document, numbers that begin anew."""

from core.directive import Section
from tests.unit.ingest.directives import directive_of


def _paths(text: str) -> list[str]:
    def walk(sections: tuple[Section, ...]) -> list[str]:
        return [path for section in sections for path in (section.path, *walk(section.children))]

    return walk(directive_of(text).sections)


def test_a_misread_one_is_mended_when_two_follows() -> None:
    assert _paths("I. MỤC ĐÍCH\n\nl. Nâng cao nhận thức.\n\n2. Tổ chức học tập.\n") == ["I", "I.1", "I.2"]


def test_a_number_without_its_dot_is_mended_between_its_neighbours() -> None:
    text = "1. Nâng cao nhận thức.\n\n2 Tổ chức học tập.\n\n3. Sơ kết.\n"
    assert _paths(text) == ["1", "2", "3"]


def test_a_misread_roman_number_keeps_what_was_read_as_its_label() -> None:
    text = "II. NỘI DUNG\n\nIll. TỔ CHỨC\n\nIV. KINH PHÍ\n"
    sections = directive_of("I. MỤC ĐÍCH\n\n" + text).sections
    assert [section.path for section in sections] == ["I", "II", "III", "IV"]
    assert sections[2].label == "Ill"


def test_a_number_in_a_sentence_is_not_mended() -> None:
    assert _paths("1. Nâng cao nhận thức.\n\n8 đơn vị tham gia.\n\n2. Sơ kết.\n") == ["1", "2"]


def test_articles_quoted_from_another_document_open_no_section() -> None:
    text = (
        "Điều 1. Sửa đổi, bổ sung một số điều\n\n1. Sửa đổi Điều 5 như sau:\n\n“Điều 5. Hồ sơ\n\n1. Đơn đề nghị.\n\n"
        "2. Bản sao.”.\n\n2. Bãi bỏ Điều 6.\n\nĐiều 2. Hiệu lực thi hành\n"
    )
    assert _paths(text) == ["Điều 1", "Điều 1.1", "Điều 1.2", "Điều 2"]


def test_numbers_that_begin_anew_under_a_heading_have_paths_of_their_own() -> None:
    text = "PHỤ LỤC I\n\n1. Tên đơn vị.\n\n2. Địa chỉ.\n\nKẾT QUẢ THỰC HIỆN\n\n1. Kết quả.\n\n2. Hạn chế.\n"
    assert _paths(text) == ["PL", "PL.1", "PL.2", "PL.§1", "PL.§1.1", "PL.§1.2"]
