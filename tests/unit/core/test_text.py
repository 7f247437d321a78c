import doctest
import unicodedata

import pytest

import core.text
from core.text import fold, nfc, squeeze, strip_accents, tone_key


def test_examples_in_the_docstrings_hold():
    assert doctest.testmod(core.text).failed == 0


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_nfc_gives_one_form_whatever_comes_in(form: str):
    assert nfc(unicodedata.normalize(form, "Nguyễn Thị Hường")) == "Nguyễn Thị Hường"


@pytest.mark.parametrize(("read", "stored"), [("Ðộc lập", "Độc lập"), ("ngƣời", "người"), ("số\u00a005", "số 05")])
def test_nfc_makes_look_alikes_vietnamese(read: str, stored: str):
    assert nfc(read) == stored


def test_accents_go_and_case_stays():
    assert strip_accents("ĐỘC LẬP - Tự do - Hạnh phúc") == "DOC LAP - Tu do - Hanh phuc"


def test_fold_keeps_the_length_of_vietnamese_text():
    text = "Kế hoạch số 15/KH-CĐN ngày 15/4/2025 của Công đoàn Giáo dục Việt Nam"
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("new", "old"), [("hoà", "hòa"), ("khoẻ", "khỏe"), ("uỷ", "ủy"), ("THUỶ", "thủy"), ("xoá", "xóa"), ("hoè", "hòe")]
)
def test_tone_placement_does_not_tell_words_apart(new: str, old: str):
    assert tone_key(new) == tone_key(old)


@pytest.mark.parametrize(("one", "other"), [("quý", "quỷ"), ("hoàn", "hoan"), ("toán", "toàn"), ("của", "cửa")])
def test_tone_key_keeps_different_words_apart(one: str, other: str):
    assert tone_key(one) != tone_key(other)


def test_quy_is_not_an_open_uy_pair():
    assert tone_key("quý") == "quý"


def test_squeeze_puts_text_on_one_line():
    assert squeeze("  một\n hai\t ba ") == "một hai ba"
