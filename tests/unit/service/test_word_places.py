"""Where words stand is told as by looking at every word of the page."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from core.directive import line_boxes
from core.page import Page, Word
from core.span import Box
from service.store.word_places import PageVersion, PageWords, WordPlaces
from tests.records import make_page

_TEXTS = st.lists(st.sampled_from(["báo", '"},{"start":', "\n", " ", '],"mean_confidence":', "năm"]), max_size=30)


def _page(parts: list[str]) -> Page:
    """A page whose parts that are no white space are its words."""
    words, start = [], 0
    for number, part in enumerate(parts):
        if part.strip():
            box = Box(number, number, number + 1, number + 1)
            words.append(Word(start=start, end=start + len(part), text=part, as_read=part, confidence=0.9, box=box))
        start += len(part)
    return make_page(1, "".join(parts)).model_copy(update={"words": tuple(words), "mean_confidence": 0.9})


@given(_TEXTS, st.integers(0, 90), st.integers(0, 90))
def test_words_are_found_without_cutting_the_page_up(parts: list[str], start: int, length: int) -> None:
    page = _page(parts)
    place = PageWords(page.model_dump_json()).place(start, start + length)
    assert place.text == page.text[start : start + length]
    assert place.boxes == line_boxes(page.text, page.words, start, start + length)


def test_pages_used_last_are_kept_within_bounds() -> None:
    page = _page(["báo", " ", "cáo"]).model_dump_json()
    kept = WordPlaces(budget_characters=2 * len(page))
    one, two, three = (PageVersion("a" * 16, number, datetime(2025, 1, 1, tzinfo=UTC)) for number in (1, 2, 3))
    for version in (one, two):
        kept.keep(version, page)
    assert kept.kept(one) is not None
    kept.keep(three, page)
    assert kept.kept(two) is None
    assert kept.kept(one) is not None
