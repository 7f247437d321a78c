from tests.unit.ingest.directives import directive_of


def paths(directive):
    def walk(sections):
        for section in sections:
            yield section.path
            yield from walk(section.children)

    return list(walk(directive.sections))


def test_labels_that_hold_the_parent_number_stand_for_both():
    directive = directive_of(
        "II. NỘI DUNG\n\n1. Tuyên truyền.\n\n1.1. Các cấp chủ động.\n\n1.2. Nâng cao.\n\n"
        "2. Đổi mới.\n\n2.1. Phối hợp.\n"
    )
    assert paths(directive) == ["II", "II.1", "II.1.1", "II.1.2", "II.2", "II.2.1"]


def test_letters_lie_under_the_number_before():
    directive = directive_of(
        "IV. THỰC HIỆN\n\n2. Trách nhiệm\n\n2.1. Các phòng\n\na) Phòng A chủ trì.\n\nb) Phòng B.\n\n"
        "2.2. UBND xã\n\na) Xây dựng.\n"
    )
    assert paths(directive) == ["IV", "IV.2", "IV.2.1", "IV.2.1.a", "IV.2.1.b", "IV.2.2", "IV.2.2.a"]


def test_misread_roman_numerals_keep_their_place():
    directive = directive_of("I. MUC DICH\n\nI1. NOI DUNG\n\n1. Mot viec\n\nI11. GIAI PHAP\n")
    assert paths(directive) == ["I", "II", "II.1", "III"]
    assert directive.sections[1].label == "I1"


def test_articles_under_chapters():
    directive = directive_of(
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi điều chỉnh\n1. Thông tư này quy định.\n"
        "a) Điểm thứ nhất;\nĐiều 2. Đối tượng\n"
    )
    assert paths(directive) == [
        "Chương I",
        "Chương I.Điều 1",
        "Chương I.Điều 1.1",
        "Chương I.Điều 1.1.a",
        "Chương I.Điều 2",
    ]


def test_number_used_twice_gets_a_counter():
    assert paths(directive_of("I. MỘT\n\n2. Hai lần.\n\n2. Hai lần nữa.\n")) == ["I", "I.2", "I.2(2)"]


def test_one_annex_is_pl_and_rows_are_sections():
    text = (
        "I. NỘI DUNG\n\nViệc chung.\n\nPHỤ LỤC\n\nTT\tTên nhiệm vụ\tĐơn vị chủ trì\tThời gian\n1\tTuyên truyền\t\t\n"
        "1.1\tTổ chức hội nghị\tBan A\tNăm 2025\n1.2\tTổ chức cuộc thi\tBan B\tHằng năm\n"
    )
    directive = directive_of(text)
    assert paths(directive) == ["I", "PL", "PL.1", "PL.1.1", "PL.1.2"]
    assert directive.blocks[-1].path == "PL.1.2"


def test_several_annexes_are_numbered():
    directive = directive_of("Nội dung.\n\nPHỤ LỤC I\n\nMột dòng.\n\nPHỤ LỤC II\n\n1. Mục của phụ lục hai.\n")
    assert paths(directive) == ["PL1", "PL2", "PL2.1"]


def test_unnumbered_bullets_have_the_path_of_their_section():
    directive = directive_of("III. THỰC HIỆN\n\n1. Các đơn vị\n\n- Xây dựng kế hoạch.\n")
    assert [block.path for block in directive.blocks] == ["III", "III.1", "III.1"]


def test_title_of_a_running_item_is_its_first_sentence():
    directive = directive_of("1. Quán triệt Nghị quyết. Tổ chức học tập cho đoàn viên.\n\n2. Bố trí kinh phí.\n")
    assert [section.title for section in directive.sections] == ["Quán triệt Nghị quyết", "Bố trí kinh phí"]


def test_a_citation_that_begins_a_line_is_no_section():
    directive = directive_of(
        "Thực hiện quy định tại\nĐiều 15, Nghị định số 82/2012/NĐ-CP và theo\nMục III Bản Thỏa thuận.\n"
    )
    assert directive.sections == ()


def test_parts_in_words():
    assert paths(directive_of("PHẦN THỨ NHẤT\nKết quả\n\nI. Tình hình chung\n\nPHẦN THỨ HAI\n\nI. Phương hướng\n")) == [
        "PHẦN THỨ NHẤT",
        "PHẦN THỨ NHẤT.I",
        "PHẦN THỨ HAI",
        "PHẦN THỨ HAI.I",
    ]


def test_unreadable_list_letters_take_the_next_place():
    directive = directive_of("1. Các phòng\n\na) Phòng A chủ trì.\n\nb) Phòng B.\n\nở) Văn phòng.\n\nở) Phòng D.\n")
    assert paths(directive) == ["1", "1.a", "1.b", "1.c", "1.d"]
