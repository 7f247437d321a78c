"""Punctuation, list letters and false spaces of misread text; the second look at doubtful words."""

import numpy as np
import pytest

from ingest.restore import Restorer
from ingest.restore.context_network import SPAN, ContextNetwork
from ingest.restore.second_look import Ranked, SecondLook


@pytest.fixture(scope="module")
def restorer() -> Restorer:
    return Restorer.load()


def test_list_letters_follow_the_alphabet(restorer: Restorer) -> None:
    read = "a) Gido duc\nb) Dao tao\n¢) Thuc hién\nd) T6 chirc\nd) Kiém tra\ne) Bdo cdo"
    marks = [line.split()[0] for line in restorer.restore(read).text.split("\n")]
    assert marks == ["a)", "b)", "c)", "d)", "đ)", "e)"]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("phat trién kinh té. xã h6i va gido duc", "phát triển kinh tế, xã hội và giáo dục"),
        ("gido vién, ngudi l ao dong, thuc hié n nhiém vu", "giáo viên, người lao động, thực hiện nhiệm vụ"),
        ("tap trung thuc hién‘cac nhiém vu", "tập trung thực hiện các nhiệm vụ"),
        ("B§ Gido duc § Ha N6i, k§ su", "Bộ Giáo dục ở Hà Nội, kỹ sư"),
        ("cdn b6 CBNGNLD thuc hién nhiém vu", "cán bộ CBNGNLĐ thực hiện nhiệm vụ"),
        ("T6 chirc thuc hién ké hoach", "Tổ chức thực hiện kế hoạch"),
    ],
)
def test_misread_marks_and_spaces_are_put_right(restorer: Restorer, read: str, printed: str) -> None:
    assert restorer.restore(read).text == printed


def test_a_word_parted_by_a_false_space_tells_what_was_read(restorer: Restorer) -> None:
    word = restorer.restore("ngudi l ao dong thuc hién nhiém vu").words[1]
    assert (word.as_read, word.text) == ("l ao", "lao")


@pytest.mark.parametrize("kept", ["diém c khoan 3", "dai 5 m day", "GDPT 2018"])
def test_lone_letters_that_mean_something_stay(restorer: Restorer, kept: str) -> None:
    restored = restorer.restore(f"Thuc hién theo {kept} cta Bo Gido duc").text.split()
    assert restored[4] == kept.split()[1]


def test_foreign_words_in_misread_text_stay(restorer: Restorer) -> None:
    line = "(ng dung Microsoft Office 365, Big Data, IoT vao quan ly ctia Bo Gido duc va Dao tao"
    restored = restorer.restore(line).text
    assert "Microsoft Office 365, Big Data, IoT" in restored


EQUALLY_USUAL = np.full(8, np.log(1 / 8), np.float32)


def test_second_look_follows_the_network_and_leaves_the_certain_alone() -> None:
    words = 6
    network = ContextNetwork(
        E=np.zeros((words, 1), np.float32),
        W=np.zeros((2 * SPAN, 1), np.float32),
        u=np.zeros(1, np.float32),
        V=np.zeros((1, 1), np.float32),
        v=np.zeros(1, np.float32),
        O=np.zeros((words, 1), np.float32),
        b=np.array([0, 0, 0, 0, 4, 0], np.float32),
    )
    doubtful = Ranked(("a", "b", "B0"), (3, 4, 2), (0.5, 0.3, 0.2))
    certain = Ranked(("a", "b"), (3, 4), (0.99, 0.01))
    (first, second), *_ = SecondLook(network, EQUALLY_USUAL, trust=1.0).revised([[doubtful, certain]])
    assert first.forms[0] == "b"
    assert first.shares[first.forms.index("B0")] == pytest.approx(0.2)
    assert sum(first.shares) == pytest.approx(1.0)
    assert second == certain


def test_second_look_remembers_what_the_document_says_clearly() -> None:
    network = ContextNetwork(
        E=np.zeros((8, 1), np.float32),
        W=np.zeros((2 * SPAN, 1), np.float32),
        u=np.zeros(1, np.float32),
        V=np.zeros((1, 1), np.float32),
        v=np.zeros(1, np.float32),
        O=np.zeros((8, 1), np.float32),
        b=np.zeros(8, np.float32),
    )
    clear = [Ranked(("Đồng",), (5,), (1.0,)), Ranked(("Tân",), (6,), (1.0,))]
    doubtful = [Ranked(("Đông", "Đồng"), (7, 5), (0.52, 0.48)), Ranked(("Tân",), (6,), (1.0,))]
    revised = SecondLook(network, EQUALLY_USUAL, topic=0).revised([clear, clear, doubtful])
    assert revised[2][0].forms[0] == "Đồng"


def test_second_look_prefers_what_the_document_speaks_of() -> None:
    network = ContextNetwork(
        E=np.zeros((8, 1), np.float32),
        W=np.zeros((2 * SPAN, 1), np.float32),
        u=np.zeros(1, np.float32),
        V=np.zeros((1, 1), np.float32),
        v=np.zeros(1, np.float32),
        O=np.zeros((8, 1), np.float32),
        b=np.zeros(8, np.float32),
    )
    clear = [Ranked(("thuế",), (5,), (1.0,)), Ranked(("suất",), (6,), (1.0,))] * 50
    doubtful = [Ranked(("thực", "thuế"), (7, 5), (0.6, 0.4)), Ranked(("này",), (4,), (1.0,))]
    rare = np.log(np.array([0.2, 0.2, 0.2, 0.2, 0.1, 0.002, 0.002, 0.01], np.float32))
    without = SecondLook(network, rare, topic=0).revised([clear, doubtful])
    assert without[1][0].forms[0] == "thực"
    assert SecondLook(network, rare).revised([clear, doubtful])[1][0].forms[0] == "thuế"


@pytest.mark.parametrize(
    ("read", "printed"),
    [("So luong hoc sinh", "Số lượng"), ("Soluong hoc sinh", "Số lượng"), ("hoan thién cocau t6 chtrc", "cơ cấu")],
)
def test_words_read_as_one_are_parted_by_what_stands_side_by_side(restorer: Restorer, read: str, printed: str) -> None:
    assert printed in restorer.restore(f"Nghi quyét s6 57-NQ/TW; {read} ctia nha trudng.").text


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("3.Quy dinh Hé so", "3.Quy định"),
        ("P.Hiéu trudng", "P.Hiệu trưởng"),
        ("- S86 Khoa hoc va Cong nghé", "Sở Khoa học"),
        ("phdp |uat trong linh vuc", "luật trong"),
        ("thuc hién N ghi quyét", "thực hiện Nghị quyết"),
        ("ké hoach 12/KH-TDTT cta Phong", "12/KH-TDTT"),
        ("ctia CBNLD va CNVCLD", "CBNLĐ và CNVCLĐ"),
    ],
)
def test_marks_glued_to_words_and_parts_of_codes(restorer: Restorer, read: str, printed: str) -> None:
    assert printed in restorer.restore(f"Thay mat B6 Chinh trj, Téng Bi thy da ky\n{read}").text


def test_numbers_that_may_be_words_stand_and_are_doubtful(restorer: Restorer) -> None:
    words = restorer.restore(
        "Hoat déng d6i mdi & cac trudng, theo 16 trinh, nhat 12 céng nghé s6; chéng 6 nhiém méi trudng; ngay 6 thang 5"
    ).words
    numbers = [word for word in words if word.text[0].isdigit()]
    assert [word.text for word in numbers] == ["16", "12", "6", "6", "5"]
    assert all(word.confidence < 0.9 for word in numbers[:3])
    assert "lộ" in numbers[0].alternatives
    assert "ô" in numbers[2].alternatives
    assert all(word.confidence > 0.95 for word in numbers[3:])


def test_list_letters_start_anew_in_a_new_section(restorer: Restorer) -> None:
    text = (
        "a) Xay dyng ké hoach\nb) Té chirc\nc) Thyc hién\nd) Kiém tra\n2.2. Cac don vi\na) Xay dung ké hoach\n$6:03 /KH"
    )
    lines = restorer.restore(text).text.split("\n")
    assert lines[5].startswith("a) ")
    assert lines[6].startswith("Số:03")


def test_words_without_a_vowel_in_a_misread_text_are_no_sign_of_lost_letters(restorer: Restorer) -> None:
    read = "Thyc hién cdc nhiém vy ctia Hdi ddng nhdn ddn; phdt trién kinh té - xd hdi, cdng tdc cdn b6, gido dyc"
    assert "các nhiệm vụ của Hội đồng nhân dân; phát triển kinh tế - xã hội" in restorer.restore(read).text


def test_each_rival_is_shown_once(restorer: Restorer) -> None:
    words = restorer.restore("Phong GDDT, S6 GDDT va BQ GDDT chi dao UBND, TH, GV thuc hién; Gb; ké hoach").words
    for word in words:
        shown = (word.text, *word.alternatives)
        assert len(set(shown)) == len(shown)


def test_bullets_of_a_symbol_font_are_no_lost_letters(restorer: Restorer) -> None:
    read = "\uf0b7 Chi tieu nam 2025\n\uf0b7Nhiem vu trong tam\n\uf0a7 To chuc thuc hien\n\uf0a7 Kinh phi"
    restored = restorer.restore(read).text
    assert restored.startswith("\uf0b7 Chỉ tiêu năm 2025\n\uf0b7Nhiệm vụ trọng tâm\n\uf0a7 Tổ chức thực hiện")


def test_a_sign_taken_for_a_word_is_shown_as_doubtful() -> None:
    restored = Restorer.load().restore("Phong trao ¢ co so da thu hut dong dao doan vién tham gia cdc hoat dong x4 héi")
    sign = restored.words[2]
    assert (sign.as_read, sign.text == "¢") == ("¢", False)
    assert sign.confidence < 0.9
