"""Two pages on one picture are read one after the other."""

from core.span import Box
from ingest.layout.page_text import write_lines
from ingest.layout.placed_word import PlacedWord
from ingest.layout.reading_order import apart, arrange
from tests.unit.ingest.files import line_of

_SIDES = {"width": 2000.0, "height": 1400.0}


def _page(name: str, left: float) -> list[PlacedWord]:
    words = [word for n in range(6) for word in line_of(f"{name}{n} " + "chữ của trang " * 5, left + 60, 200 + 40 * n)]
    return words + line_of("12" if name == "trái" else "13", left + 480, 1350)


def test_the_left_page_comes_before_the_right_one_and_boxes_stay() -> None:
    words = _page("trái", 0) + _page("phải", 1000)
    laid = write_lines(arrange(words, **_SIDES))
    firsts = [line.split()[0] for line in laid.text.splitlines() if line]
    assert firsts == [f"{name}{n}" for name in ("trái", "phải") for n in range(6)]
    boxes = {word.text: word.box for word in laid.words}
    assert boxes["phải0"] == next(word.box for word in words if word.text == "phải0")
    asides = apart(words, **_SIDES).asides
    assert [aside.text for aside in asides] == ["12", "13"]
    assert [aside.box.x0 for aside in asides if aside.box] == [480, 1480]


def test_a_wide_page_without_an_empty_strip_is_one_page() -> None:
    words = _page("trái", 0) + _page("phải", 1000) + [PlacedWord(text="tiêu đề", box=Box(700, 100, 1300, 120))]
    text = write_lines(arrange(words, **_SIDES)).text
    assert text.index("phải0") < text.index("trái1")


def test_blocks_beside_each_other_without_running_text_are_one_page() -> None:
    words = [word for n in range(6) for x in (60, 1300) for word in line_of(f"ô{n}{x}", x, 200 + 40 * n)]
    text = write_lines(arrange(words, **_SIDES)).text
    assert text.index("ô01300") < text.index("ô160")
