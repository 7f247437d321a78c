"""Words of Word files find their places on the picture that was laid out for them."""

from core.page import Page, ReadingMethod, TextJudgement, Word
from ingest.formats.placed_text import with_places
from tests.unit.ingest.files import line_of

_TEXT = "1. Các đơn vị nộp báo cáo.\nSTT\tViệc\n1\tTập huấn"


def _page(text: str, as_read: str = "", words: tuple[Word, ...] = ()) -> Page:
    return Page(
        page_no=1,
        judgement=TextJudgement.GOOD,
        method=ReadingMethod.TEXT_LAYER,
        text=text,
        text_as_read=as_read or text,
        words=words,
    )


def test_words_stand_where_the_layout_has_them() -> None:
    laid = [
        *line_of("1. Các đơn vị nộp báo cáo.", 100, 50),
        *line_of("STT Việc", 100, 90),
        *line_of("1 Tập huấn", 100, 130),
    ]
    page = with_places(_page(_TEXT), laid)
    assert [page.text[word.start : word.end] for word in page.words] == _TEXT.split()
    assert [word.box for word in page.words] == [word.box for word in laid]


def test_a_word_that_the_layout_has_not_stays_without_a_place() -> None:
    laid = [*line_of("Trang 3", 100, 10), *line_of("đơn vị nộp báo cáo.", 100, 50)]
    page = with_places(_page("– Các đơn vị nộp báo cáo."), laid)
    assert [word.text for word in page.words] == ["đơn", "vị", "nộp", "báo", "cáo."]


def test_old_encodings_are_matched_as_they_were_read() -> None:
    laid = line_of("KÕ ho¹ch triÓn khai", 100, 50)
    page = with_places(_page("Kế hoạch triển khai", "KÕ ho¹ch triÓn khai"), laid)
    assert [(word.text, word.as_read) for word in page.words[:2]] == [("Kế", "KÕ"), ("hoạch", "ho¹ch")]
    assert page.words[0].box == laid[0].box


def test_a_restored_word_keeps_its_doubt() -> None:
    doubtful = Word(start=0, end=2, text="Kế", as_read="Ke", confidence=0.6)
    page = with_places(_page("Kế hoạch triển khai công", words=(doubtful,)), line_of("Kế hoạch triển khai công", 1, 2))
    assert page.words[0].confidence == 0.6
    assert page.words[0].box is not None
