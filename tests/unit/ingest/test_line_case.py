"""Short lines of small letters are no capitals; headings and other lines stay."""

from collections.abc import Sequence

import pytest

from ingest.layout.placed_word import PlacedWord
from ingest.scans.line_case import with_small_letters
from tests.unit.ingest.files import line_of, placed

_ABOVE = "giao Sở Thông tin và Truyền thông chủ trì, phối hợp"


def _line(text: str, *, height: float) -> list[PlacedWord]:
    return [placed(word, 120 + 70 * at, 130, height=height) for at, word in enumerate(text.split())]


def _texts(above: str, line: Sequence[PlacedWord], *, x0: float = 120) -> str:
    words = with_small_letters([*line_of(above, x0, 100), *line])
    return " ".join(word.text for word in words[len(above.split()) :])


def test_low_capitals_on_a_line_that_runs_on_are_small_letters() -> None:
    low = [*_line("VỚI Các", height=18), placed("CƠ", 260, 134, height=13)]
    assert _texts(_ABOVE, low) == "với các cơ"
    (word, *_) = with_small_letters([*line_of(_ABOVE, 120, 100), *low])[len(_ABOVE.split()) :]
    assert word.as_read == "VỚI"


@pytest.mark.parametrize(
    ("above", "height", "x0"), [(_ABOVE, 18, 120), (f"{_ABOVE}:", 13, 120), ("NGHỊ QUYẾT", 13, 120), (_ABOVE, 13, 400)]
)
def test_other_lines_stay(above: str, height: float, x0: float) -> None:
    assert _texts(above, _line("CƠ SỞ", height=height), x0=x0) == "CƠ SỞ"
