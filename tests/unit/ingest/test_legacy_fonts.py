"""Old encodings told by font and by words, in stretches, lines and PDF words."""

from core.span import Box
from ingest.layout.placed_word import PlacedWord
from ingest.pdf.pdf_fonts import unify_words
from ingest.text_layers.legacy_encoding import convert_legacy
from ingest.text_layers.legacy_stretches import Stretch, learn_fonts, unify_lines, unify_stretches

TCVN3 = "C¨n cø NghÞ quyÕt cña Bé ChÝnh trÞ vµ §¶ng uû"
VNI = "Caên cöù Nghò quyeát cuûa Boä Chính trò vaø Ñaûng uûy"


def _words(*pairs: tuple[str, str]) -> list[PlacedWord]:
    box = Box(0, 0, 10, 10)
    return [PlacedWord(text=word, box=box, font=font) for text, font in pairs for word in text.split()]


def test_lines_in_different_encodings_come_out_alike() -> None:
    unified = unify_lines(f"{TCVN3}\n{VNI}\nCăn cứ Nghị quyết của Bộ Chính trị và lòng tốt")
    assert unified.text.split("\n") == [
        "Căn cứ Nghị quyết của Bộ Chính trị và Đảng uỷ",
        "Căn cứ Nghị quyết của Bộ Chính trị và Đảng ủy",
        "Căn cứ Nghị quyết của Bộ Chính trị và lòng tốt",
    ]
    assert unified.encodings == {"TCVN3", "VNI"}


def test_other_languages_and_short_unicode_are_left_alone() -> None:
    for text in ("Café à la crème, déjà vu; señor Müller", "có lòng", "15 % … – “và”", "®"):
        assert unify_lines(text).text == text


def test_a_short_cell_goes_with_its_font_and_against_it_only_where_the_font_is_mixed() -> None:
    pure = learn_fonts([Stretch(TCVN3, "VNSTCVN3")])
    mixed = learn_fonts([Stretch(f"{TCVN3} " * 4, "VNSTCVN3"), Stretch(f"{VNI} " * 4, "VNSTCVN3")])
    assert unify_stretches([Stretch("c¸i", "VNSTCVN3")], mixed).text == "cái"
    assert unify_stretches([Stretch("löôïng", "VNSTCVN3")], mixed).text == "lượng"
    assert unify_stretches([Stretch("löôïng", "VNSTCVN3")], pure).text != "lượng"


def test_windows_quotation_marks_around_viscii_words_stay() -> None:
    written = "“h¯” “V/v” “kª hoÕch” – H“I …"
    assert convert_legacy(written, "VISCII") == "“hố” “V/v” “kế hoạch” – HỘI …"
    assert convert_legacy("« nhiÔm", "TCVN3") == "ô nhiễm"


def test_pdf_words_in_a_capital_face_are_capitals_and_keep_what_was_read() -> None:
    words, encodings = unify_words(_words(("QuyÕt ®Þnh", "ABCDEF+VnTimeHBold"), (TCVN3, ".VnTime"), ("lòng", "Arial")))
    assert [word.text for word in words][:2] == ["QUYẾT", "ĐỊNH"]
    assert (words[-1].text, words[0].as_read) == ("lòng", "QuyÕt")
    assert encodings == ("TCVN3",)
