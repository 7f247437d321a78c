"""Corrections laid on a page: the text, the words around, the place after a new reading, fields of the letterhead."""

from datetime import UTC, date, datetime

import pytest

from core.directive import Block, BlockKind, Directive, Letterhead
from core.errors import InvalidInput
from core.page import Footnote, MergedCell, Page, ReadingMethod, TextJudgement, Word
from core.span import Box
from service.corrections.applying import apply_corrections
from service.corrections.correction import Correction, CorrectionKind
from service.corrections.desk import CorrectionDesk
from service.corrections.fields import clean, settle, written
from service.corrections.lines import on_lines
from service.reading_queue import ReadingQueue
from service.store import RecordStore
from service.web.word_notes import noted_words
from tests.records import held, make_directive, make_page

NOW = datetime(2026, 1, 5, tzinfo=UTC)


def page_of(text: str) -> Page:
    words, cursor = [], 0
    for one in text.split():
        start = text.index(one, cursor)
        cursor = start + len(one)
        box = Box(start * 10, 0, cursor * 10, 20)
        words.append(Word(start=start, end=cursor, text=one, as_read=one, confidence=0.6, box=box))
    return Page(
        page_no=1,
        judgement=TextJudgement.EMPTY,
        method=ReadingMethod.OCR,
        text=text,
        text_as_read=text,
        words=tuple(words),
    )


def words_correction(page: Page, before: str, after: str, *, number: int = 1) -> Correction:
    start = page.text.index(before)
    end = start + len(before)
    return Correction(
        id=number,
        document_id="d",
        kind=CorrectionKind.WORDS,
        page_no=1,
        start=start,
        before=before,
        after=after,
        lead=page.text[max(0, start - 24) : start],
        trail=page.text[end : end + 24],
        made_by="An",
        made_at=NOW,
    )


def field_correction(field: str, after: str, *, number: int = 1) -> Correction:
    return Correction(
        id=number,
        document_id="d",
        kind=CorrectionKind.FIELD,
        field=field,
        before="",
        after=after,
        made_by="An",
        made_at=NOW,
    )


def test_corrected_word_is_certain_and_everything_after_it_moves() -> None:
    page = page_of("Uy ban nhân dân tinh quyết định").model_copy(
        update={"footnotes": (Footnote(start=21, end=31),), "merged_cells": (MergedCell(start=21, rows=2),)}
    )
    corrected, applied = apply_corrections(page, [words_correction(page, "tinh", "thành phố")])
    assert corrected.text == "Uy ban nhân dân thành phố quyết định"
    assert all(corrected.text[word.start : word.end] == word.text for word in corrected.words)
    (word,) = [word for word in corrected.words if word.text == "thành phố"]
    assert (word.as_read, word.is_doubtful, word.box) == ("tinh", False, Box(160, 0, 200, 20))
    note, cell = corrected.footnotes[0], corrected.merged_cells[0]
    assert corrected.text[note.start : note.end] == "quyết định" == corrected.text[cell.start :]
    assert corrected.text[applied[0].start : applied[0].end] == "thành phố"


def test_newest_of_overlapping_corrections_counts_and_a_former_one_comes_back() -> None:
    page = page_of("một hai ba bốn")
    first, second = words_correction(page, "hai", "HAI"), words_correction(page, "hai ba", "2 3", number=2)
    assert apply_corrections(page, [first, second])[0].text == "một 2 3 bốn"
    undone = second.model_copy(update={"undone_at": NOW})
    assert apply_corrections(page, [first, undone])[0].text == "một HAI ba bốn"


@pytest.mark.parametrize(
    ("read_anew", "expected"),
    [
        ("Đoạn mới chen vào. Uy ban nhân dân tinh họp", "Đoạn mới chen vào. Ủy ban nhân dân tinh họp"),
        ("Ủy ban nhân dân tinh họp", "Ủy ban nhân dân tinh họp"),
        ("Uy tín của ban, Uy quyền", "Uy tín của ban, Uy quyền"),
    ],
)
def test_correction_follows_its_words_into_a_new_reading_or_stays_out(read_anew: str, expected: str) -> None:
    correction = words_correction(page_of("Uy ban nhân dân tinh họp"), "Uy", "Ủy")
    assert apply_corrections(page_of(read_anew), [correction])[0].text == expected


def test_field_set_by_a_person_is_in_doubt_no_more_and_loses_places_that_do_not_say_it() -> None:
    directive = Directive(pages=(page_of("Số: 12/KH-SGD ngày 8 tháng 7"),))
    head = Letterhead(number="12/KH-SGD", doubtful=("number",), spans={"number": (directive.span(4, 13),)})
    kept = settle(head, [field_correction("number", "12/KH-SGD")])
    assert kept.doubtful == ()
    assert kept.spans == head.spans
    changed = settle(head, [field_correction("number", "12/KH-SGD"), field_correction("number", "72/KH-SGD", number=2)])
    assert (changed.number, changed.spans) == ("72/KH-SGD", {})


def test_fields_are_typed_as_people_write_them() -> None:
    assert settle(Letterhead(), [field_correction("issued_on", clean("issued_on", "8/7/2025"))]).issued_on == date(
        2025, 7, 8
    )
    joint = settle(Letterhead(), [field_correction("issuer", "SỞ A - SỞ B")])
    assert joint.issuers == ("SỞ A", "SỞ B")
    assert written(Letterhead(recipients=("- Như trên;", "- Lưu: VT.")), "recipients") == "- Như trên;\n- Lưu: VT."
    assert settle(Letterhead(is_draft=True), [field_correction("is_draft", "")]).is_draft is False
    for field, words in (("issued_on", "31/02/2025"), ("spans", "x")):
        with pytest.raises(InvalidInput):
            clean(field, words)


def test_words_corrected_over_two_lines_keep_the_lines_and_their_places() -> None:
    page = page_of("Uy ban nhân\ndân tinh họp").model_copy(update={"words": ()})
    boxes = {"nhân": Box(0, 0, 9, 9), "dân": Box(0, 20, 9, 29)}
    words = tuple(
        Word(start=at, end=at + len(one), text=one, as_read=one, confidence=0.5, box=box)
        for one, box in boxes.items()
        for at in (page.text.index(one, 6),)
    )
    page = page.model_copy(update={"words": words})
    correction = words_correction(page, "nhân\ndân tinh", "nhân\ndân tỉnh X")
    corrected, applied = apply_corrections(page, [correction])
    assert corrected.text == "Uy ban nhân\ndân tỉnh X họp"
    assert [(word.text, word.box) for word in corrected.words] == [
        ("nhân", boxes["nhân"]),
        ("dân tỉnh X", boxes["dân"]),
    ]
    notes = noted_words(corrected.words, 0, {(applied[0].start, applied[0].end): correction})
    assert [(first, last) for first, last, _ in notes] == [(applied[0].start, applied[0].end)]


def test_lines_are_kept_where_words_were_taken_away_or_added() -> None:
    assert on_lines("a b\nc d\ne", "a b c x d e") == "a b\nc x d\ne"
    assert on_lines("a b\nc d", "d") == "d"
    assert on_lines("một hai\nba bốn", "năm sáu bảy tám chín") == "năm sáu\nbảy tám chín"


def test_a_selection_over_lines_stays_within_its_paragraph(store: RecordStore) -> None:
    text = "Giao Sở\nTài chinh.\nGiao Sở Y tế.\n"
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, start=text.index(words), end=text.index(words) + len(words))
        for words in ("Giao Sở\nTài chinh.", "Giao Sở Y tế.")
    )
    document_id = held(store, "a", make_directive(make_page(1, text)).model_copy(update={"blocks": blocks}))
    desk = CorrectionDesk(store, lambda: None)
    kept = desk.correct_words(document_id, text.index(" Sở"), text.index("."), "Sở Tài chính")
    assert (kept.start, kept.before, kept.after) == (text.index("Sở"), "Sở\nTài chinh", "Sở\nTài chính")
    with pytest.raises(InvalidInput, match="một đoạn"):
        desk.correct_words(document_id, text.index("chinh"), text.index("Giao Sở Y") + 4, "x")
    queue = ReadingQueue(store, lambda: None)
    queue.cancel(document_id)
    assert [order.document_id for order in store.documents.orders()] == [document_id], "the correction is still put in"
    store.readings.publish(store.documents.orders()[0], make_directive(make_page(1, text)), ())
    queue.cancel(document_id)
    assert store.documents.orders() == ()
