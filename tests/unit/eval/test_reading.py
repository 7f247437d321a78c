"""Error rates: a perfect and a broken reading each."""

import pytest

from eval.edit_distance import character_error_rate, comparable, edit_distance, word_error_rate
from eval.reading import ScanReading, reading_figures, reading_misses


def _reading(got: str) -> ScanReading:
    return ScanReading(file="a.png", kind="test", expected="trước ngày 15 tháng 12", got=got, seconds=2.0)


def test_edit_distance_counts_each_kind_of_edit() -> None:
    assert [edit_distance(a, b) for a, b in (("", "abc"), ("abc", ""), ("abc", "abc"), ("kitten", "sitting"))] == [
        3,
        3,
        0,
        3,
    ]
    assert edit_distance(["một", "hai"], ["một", "ba", "hai"]) == 1


def test_perfect_reading_has_no_error_whatever_the_line_ends_and_tone_style() -> None:
    assert character_error_rate("Hoà bình\nổn định", "Hòa  bình ổn\nđịnh") == 0
    assert character_error_rate("HÒA", "hòa") > 0
    assert comparable("“a” – b…") == '"a" - b...'


def test_broken_reading() -> None:
    assert character_error_rate("abcd", "") == 1
    assert word_error_rate("một hai", "mot hai") == 0.5


def test_figures_and_misses() -> None:
    perfect, broken = _reading("trước ngày 15 tháng 12"), _reading("")
    means = {figure.name: figure.value for figure in reading_figures([perfect, broken])}
    assert means["CER, mean"] == pytest.approx(50)
    assert means["CER, worst page"] == pytest.approx(100)
    assert [miss.got for miss in reading_misses([perfect, broken])] == [""]
    assert reading_figures([perfect])[0].is_reached
    assert not reading_figures([broken])[0].is_reached
