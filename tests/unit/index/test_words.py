"""Words, codes and short forms compare equal however they are typed."""

import pytest

from index.fusion import fuse_rankings
from index.short_forms import expand_short_forms
from index.words import code_keys, exact_search_text, folded_search_text


@pytest.mark.parametrize(
    "spelling", ["15/KH-CĐN", "15/kh-cdn", "15 / KH - CDN", "15/KH – CĐN", "015/KH-CĐN", "theo Kế hoạch số 15/KH-CĐN;"]
)
def test_one_code_has_one_key_in_every_spelling(spelling: str) -> None:
    assert code_keys(spelling) == ("15khcdn",)


@pytest.mark.parametrize("text", ["ngày 15/12/2025", "giai đoạn 2025-2030", "22/7 - Công đoàn", "1/2 cán bộ", "4.5 %"])
def test_dates_fractions_and_periods_are_no_codes(text: str) -> None:
    assert code_keys(text) == ()


def test_spelling_habits_are_evened_out() -> None:
    assert exact_search_text("Nghị quyết số 08, hằng năm, hoà") == exact_search_text("NGHỊ QUYẾT 8 hàng năm; hòa")
    assert folded_search_text("Đôn ĐỐC số 05") == "don doc 5"


def test_short_forms_are_written_out_but_codes_are_left() -> None:
    assert expand_short_forms("bc KQ NQ 16/NQ-BCH") == "báo cáo kết quả nghị quyết 16/NQ-BCH"


def test_forms_that_the_document_defines_win() -> None:
    assert expand_short_forms("CT nào", {"CT": "Cục Thuế"}) == "Cục Thuế nào"


def test_forms_typed_without_accents_are_known_but_plain_words_are_left() -> None:
    assert expand_short_forms("ldld ai da ky", accentless=True) == "Liên đoàn Lao động ai da ky"
    assert expand_short_forms("AI la gi", accentless=True) == "trí tuệ nhân tạo la gi"


def test_what_two_lists_agree_on_comes_first() -> None:
    assert [key for key, _ in fuse_rankings([(1.0, ["a", "b"]), (1.0, ["c", "b"])])] == ["b", "a", "c"]
