"""Questions belong to who asked them; the register in memory follows the database."""

from datetime import date
from pathlib import Path

import pytest

from core.answer import Answer, Citation
from core.directive import Abbreviation
from core.errors import NotFound
from core.page import Page, Word
from core.source import MediaType, Source
from core.span import Box, Span
from core.task import Bound, Deadline, TaskStatus
from service.accounts.rights import RIGHTS, Role, Viewer, acting_as
from service.records import DocumentStatus, PagePart, Verdict
from service.store.database import open_database
from service.store.documents import Order
from service.store.record_store import RecordStore
from tests.records import held, make_directive, make_page, make_source, make_task


@pytest.fixture
def store(tmp_path: Path) -> RecordStore:
    return RecordStore(open_database(tmp_path))


def _viewer(person_id: int, name: str) -> Viewer:
    return Viewer(person_id=person_id, name=name, rights=RIGHTS[Role.STAFF])


def _source(letter: str) -> Source:
    return Source(
        id=letter * 16,
        sha256=letter * 64,
        file_name=f"{letter}.txt",
        media_type=MediaType.TEXT,
        size_bytes=1,
        pages=1,
    )


def _answer(question: str) -> Answer:
    return Answer(question=question, text="Không tìm thấy.", abstained=True, writer="extractive", conversation_id="c")


def test_a_person_signed_in_sees_and_judges_their_own_questions(store: RecordStore) -> None:
    lan, minh = _viewer(1, "Lan"), _viewer(2, "Minh")
    for viewer in (lan, minh):
        with acting_as(viewer):
            store.questions.add(_answer(f"{viewer.name} hỏi"), document_id=None, asked_by="ai đó")
    with acting_as(lan):
        assert [asked.answer.question for asked in store.questions.newest()] == ["Lan hỏi"]
        assert [asked.answer.question for asked in store.questions.asked_in("c")] == ["Lan hỏi"]
        with pytest.raises(NotFound):
            store.questions.judge(2, Verdict.RIGHT, remark="")
    assert len(store.questions.newest()) == 2


def test_lists_show_only_own_questions_that_quote_held_documents(store: RecordStore) -> None:
    lan, minh = _viewer(1, "Lan"), _viewer(2, "Minh")
    span = Span(page_no=1, start=0, end=4, text="Giao")
    quote = Citation(document_id="d" * 16, page_no=1, section="", quote="Giao", span=span)
    for viewer in (lan, minh, lan):
        with acting_as(viewer):
            store.questions.add(_answer(f"{viewer.name} hỏi"), document_id=None, asked_by="")
    with acting_as(lan):
        own = store.questions.outlines(1)
        assert [(one.question, one.opening) for one in own] == [("Lan hỏi", "Không tìm thấy.")]
        assert len(store.questions.outlines(9)) == 2
    gone = _answer("Ai?").model_copy(update={"citations": (quote,)})
    store.questions.add(gone, document_id=None, asked_by="")
    assert [one.question for one in store.questions.outlines(2)] == ["Lan hỏi", "Minh hỏi"]
    assert [one.answer.question for one in store.questions.newest(2)] == ["Lan hỏi", "Minh hỏi"]


def test_the_snapshot_follows_changes_of_another_process(store: RecordStore, tmp_path: Path) -> None:
    other = RecordStore(open_database(tmp_path))
    other.documents.accept(_source("a"))
    other.documents.accept(_source("b"))
    before = {document.id: document for document in store.snapshot.list_documents()}
    other.documents.set_status(Order("a" * 16, 1), DocumentStatus.READY)
    other.documents.order_removal("b" * 16)
    after = store.snapshot.list_documents()
    assert [(document.id, document.status) for document in after] == [("a" * 16, DocumentStatus.READY)]
    assert set(before) == {"a" * 16, "b" * 16}
    other.documents.forget("b" * 16)
    assert store.snapshot.list_documents()[0] is after[0]
    assert store.snapshot.list_documents() == other.documents.list_documents()


def _page(page_no: int, text: str) -> Page:
    """A page whose words stand side by side, 10 pixels each, the lines 20 apart; some words try to end the field."""
    words, start = [], 0
    for line_no, line in enumerate(text.split("\n")):
        for place, word in enumerate(line.split(" ")):
            box = Box(10 * place, 20 * line_no, 10 * place + 8, 20 * line_no + 15)
            words.append(Word(start=start, end=start + len(word), text=word, as_read=word, confidence=0.95, box=box))
            start += len(word) + 1
    page = make_page(page_no, text)
    return page.model_copy(update={"words": tuple(words), "mean_confidence": 0.95})


def test_light_directives_are_directives_without_words_and_boxes_come_when_asked(store: RecordStore) -> None:
    pages = (_page(1, "KẾ HOẠCH\nvề việc chung"), _page(2, 'nộp ","words":[{ sổ\n],"mean_confidence": hết'))
    key = held(store, "ke-hoach.txt", make_directive(*pages, number="1/KH"))
    whole, light = store.load_directive(key), store.snapshot.load_directive(key)
    bare = tuple(page.model_copy(update={"words": ()}) for page in whole.pages)
    assert light == whole.model_copy(update={"pages": bare})
    assert [place.boxes for place in store.snapshot.places([PagePart(key, 1, 8, 9), PagePart(key, 1, 0, 0)])] == [
        (),
        (),
    ]
    for start, end in ((0, 8), (3, 16), (8, 12), (24, len(whole.text))):
        for placed, plain in zip(whole.spans(start, end), light.spans(start, end), strict=True):
            assert placed.boxes
            page_start = light.page_starts[plain.page_no - 1]
            part = PagePart(key, plain.page_no, plain.start - page_start, plain.end - page_start)
            nowhere, place = store.snapshot.places([part._replace(page_no=9), part])
            assert (place.text, place.boxes, nowhere.text) == (placed.text, placed.boxes, "")


def test_places_on_any_number_of_pages_are_looked_up_at_once(store: RecordStore) -> None:
    document_id = held(store, "a.txt", make_directive(make_page(1, "Kế hoạch")))
    parts = [PagePart(document_id, page_no, 0, 8) for page_no in range(1, 1_201)]
    first, *others = store.snapshot.places(parts)
    assert first.text == "Kế hoạch"
    assert {place.text for place in others} == {""}


def test_short_forms_that_a_document_defines_are_had_without_the_rest_of_it(store: RecordStore) -> None:
    directive = make_directive(number="1/KH")
    forms = tuple(
        Abbreviation(short=short, long=long, span=Span(page_no=1, start=0, end=8, text="KẾ HOẠCH"))
        for short, long in (("BCH", 'Ban ],"anomalies":[ Chấp hành'), ("TW", '"abbreviations":[ Trung ương'))
    )
    key = held(store, "ke-hoach.txt", directive.model_copy(update={"abbreviations": forms}))
    assert store.snapshot.abbreviations(key) == store.abbreviations(key) == forms
    bare = held(store, "thong-bao.txt", make_directive(number="2/TB"))
    assert store.snapshot.abbreviations(bare) == ()
    with pytest.raises(NotFound):
        store.snapshot.abbreviations("0" * 16)


def test_outlines_of_tasks_follow_readings_and_people(store: RecordStore, tmp_path: Path) -> None:
    due = Deadline(raw="trước ngày 15/12/2025", date=date(2025, 12, 15), exclusive=True, bound=Bound.BEFORE)
    key = held(store, "a.txt", make_directive(number="1/KH"), make_task("one", make_source("a.txt").id, deadline=due))
    other = RecordStore(open_database(tmp_path))
    assert [outline.deadline for outline in store.snapshot.task_outlines()[key]] == [due]
    other.task_writer.change(["one"], {"status": TaskStatus.DONE}, changed_by="Lan")
    assert store.snapshot.task_outlines()[key][0].status is TaskStatus.DONE
    second = held(other, "b.txt", make_directive(number="2/KH"), make_task("two", make_source("b.txt").id))
    assert set(store.snapshot.task_outlines()) == {key, second}
    other.documents.order_removal(key)
    assert set(store.snapshot.task_outlines()) == {second}
