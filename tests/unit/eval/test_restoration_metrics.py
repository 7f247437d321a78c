"""Metrics of restoration: a perfect and a broken prediction each."""

import pytest

from eval.restoration_metrics import align_words, share_right_above, word_accuracy


def test_perfect_and_broken_texts() -> None:
    assert word_accuracy([("Căn cứ Nghị quyết", "Căn cứ Nghị quyết")]) == 1
    assert word_accuracy([("Căn cứ Nghị quyết", "Can cu Nghi quyet")]) == 0


@pytest.mark.parametrize(("restored", "right"), [("hoà", 1), ("Hòa", 0), ("hóa", 0)])
def test_tone_placement_is_style_and_case_is_not(restored: str, right: int) -> None:
    assert len(align_words("hòa", restored).right) == right


def test_joined_words_count_against_both() -> None:
    assert align_words("thi đua đổi mới", "thi đuađổi mới").misses == (("đua đổi", "đuađổi"),)


def test_no_words_above_the_threshold() -> None:
    assert share_right_above([(0.2, True)], 0.9) == (0.0, 0.0)
