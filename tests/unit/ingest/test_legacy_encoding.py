"""Legacy encodings become Unicode."""

import pytest

from ingest.text_layers.legacy_encoding import convert_legacy
from ingest.text_layers.legacy_stretches import unify_lines

PHRASE = "Độc lập - Tự do - Hạnh phúc, quyết định của Ủy ban"


@pytest.mark.parametrize(
    ("legacy", "encoding", "expected"),
    [
        ("C¨n cø NghÞ quyÕt sè 57-NQ/TW cña Bé ChÝnh trÞ", "TCVN3", "Căn cứ Nghị quyết số 57-NQ/TW của Bộ Chính trị"),
        ("®\xadîc söa ®æi nh\xad sau", "TCVN3", "được sửa đổi như sau"),
        ("Quü b¶o l∙nh, Thñ t−íng", "TCVN3", "Quỹ bảo lãnh, Thủ tướng"),
        ("céng hoµ x· héi", "TCVN3-H", "CỘNG HOÀ XÃ HỘI"),
        ("Caên cöù Nghò quyeát soá 57 cuûa Boä Chính trò", "VNI", "Căn cứ Nghị quyết số 57 của Bộ Chính trị"),
        ("COÄNG HOØA XAÕ HOÄI", "VNI", "CỘNG HÒA XÃ HỘI"),
        ("Ðµc l§p - Tñ do - HÕnh phúc", "VISCII", "Độc lập - Tự do - Hạnh phúc"),
        ("ñ¶c lÆp - T¿ do - Hånh phúc", "VPS", "Độc lập - Tự do - Hạnh phúc"),
    ],
)
def test_phrase_is_converted(legacy: str, encoding: str, expected: str) -> None:
    assert convert_legacy(legacy, encoding) == expected


def test_unicode_words_in_a_mixed_text_are_kept() -> None:
    assert convert_legacy("QuyÕt ®Þnh của Thủ tướng", "TCVN3") == "Quyết định của Thủ tướng"


def test_unknown_encoding_is_refused() -> None:
    with pytest.raises(ValueError, match="known: TCVN3"):
        convert_legacy("a", "KOI8")


def test_utf8_taken_for_western_letters_is_read_again() -> None:
    printed = "Căn cứ Nghị quyết số 57-NQ/TW của Bộ Chính trị về đột phá phát triển khoa học, công nghệ\nĐÀ NẴNG"
    for encoding in ("latin-1", "cp1252"):
        spoilt = "".join(bytes((byte,)).decode(encoding, "ignore") or chr(byte) for byte in printed.encode())
        unified = unify_lines(spoilt)
        assert unified.text == printed
        assert unified.encodings == {"UTF-8"}


def test_text_read_by_an_english_ocr_is_in_no_old_encoding() -> None:
    for line in ("phat trién khoa hoc, cong nghé, d6i méi sang tao", "Thuc hién Ké hoach trién khai cua Hiéu trudng"):
        assert unify_lines(line).encodings == frozenset()
