import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.directive import PAGE_BREAK, Directive
from core.page import Page, ReadingMethod, TextJudgement, Word
from core.span import Box


def page_of(text: str, page_no: int, words: tuple[Word, ...] = ()) -> Page:
    return Page(
        page_no=page_no,
        judgement=TextJudgement.GOOD,
        method=ReadingMethod.TEXT_LAYER,
        text=text,
        text_as_read=text,
        words=words,
    )


def directive_of(*texts: str) -> Directive:
    return Directive(pages=tuple(page_of(text, number) for number, text in enumerate(texts, start=1)))


page_texts = st.lists(st.text(alphabet="ab đ\n\t", max_size=30), min_size=1, max_size=4)


@given(texts=page_texts, data=st.data())
def test_every_span_is_the_text_it_points_to(texts: list[str], data: st.DataObject):
    directive = directive_of(*texts)
    start = data.draw(st.integers(0, len(directive.text)))
    end = data.draw(st.integers(start, len(directive.text)))
    for span in directive.spans(start, end):
        assert directive.text[span.start : span.end] == span.text
        assert PAGE_BREAK not in span.text
        assert start <= span.start < span.end <= end
        assert span.text == span.text.strip()


@given(texts=page_texts)
def test_spans_of_everything_lose_no_letter(texts: list[str]):
    directive = directive_of(*texts)
    kept = "".join(span.text for span in directive.spans(0, len(directive.text)))
    assert "".join(kept.split()) == "".join(directive.text.split())


def test_a_stretch_over_a_page_break_gives_a_span_for_each_page():
    directive = directive_of("trang một dở\n", "dang trang hai\n")
    spans = directive.spans(6, len(directive.text))
    assert [(span.page_no, span.text) for span in spans] == [(1, "một dở"), (2, "dang trang hai")]


def test_flat_keeps_offsets():
    directive = directive_of("Nghị quyết\nsố 57", "tiếp")
    flat = directive.flat(0, len(directive.text))
    assert len(flat) == len(directive.text)
    assert flat.index("số 57") == directive.text.index("số 57")
    assert "\n" not in flat
    assert PAGE_BREAK not in flat


def test_a_span_has_one_box_for_each_line_it_touches():
    words = tuple(
        Word(start=start, end=start + 2, text="ab", as_read="ab", confidence=1.0, box=box)
        for start, box in [(0, Box(0, 0, 10, 5)), (3, Box(12, 1, 20, 6)), (6, Box(0, 10, 10, 15))]
    )
    directive = Directive(pages=(page_of("ab ab\nab", 1, words),))
    assert directive.span(0, 8).boxes == (Box(0, 0, 20, 6), Box(0, 10, 10, 15))


def test_blank_text_has_no_span():
    with pytest.raises(ValueError, match="no text"):
        directive_of(" \n ").span(0, 3)


@given(st.lists(st.integers(1, 5), max_size=12), st.integers(0, 40), st.integers(0, 20))
def test_words_of_a_stretch_are_those_that_overlap_it(lengths: list[int], start: int, length: int):
    words, offset = [], 0
    for one in lengths:
        words.append(Word(start=offset, end=offset + one, text="a" * one, as_read="a" * one, confidence=1.0))
        offset += one + 1
    page, end = page_of(" ".join(word.text for word in words), 1, tuple(words)), start + length
    assert page.words_between(start, end) == tuple(word for word in words if word.end > start and word.start < end)
