"""Pages, directives and tasks: what people see before, during and after a reading."""

from datetime import date
from pathlib import Path

import pytest

from core.answer import Answer
from core.errors import NotFound
from core.task import TaskStatus
from service.store import RecordStore, open_database
from service.store.documents import Order
from tests.records import held, make_directive, make_page, make_source, make_task, read_into


def test_directive_comes_back_as_it_was_understood(store: RecordStore) -> None:
    directive = make_directive(make_page(1, "một\n"), make_page(2, "hai\n"), number="1/KH", issued_on=date(2025, 3, 4))
    document_id = held(store, "a", directive)
    assert store.load_directive(document_id) == directive
    assert store.find_document(document_id).letterhead == directive.letterhead


def test_not_read_yet_is_told(store: RecordStore) -> None:
    document = store.documents.accept(make_source("a")).document
    with pytest.raises(NotFound, match="not read yet"):
        store.load_directive(document.id)


def test_former_reading_is_shown_until_the_new_one_is_understood(store: RecordStore) -> None:
    document_id = held(store, "a", make_directive(make_page(text="cũ\n")))
    store.documents.order_reread(document_id)
    order = Order(document_id, 2)
    store.readings.count_attempt(document_id, 1)
    store.readings.store_page(order, make_page(text="mới\n"))
    assert store.load_directive(document_id).text == "cũ\n"
    store.readings.publish(order, make_directive(make_page(text="mới\n")), ())
    assert store.load_directive(document_id).text == "mới\n"


def test_one_page_is_read_again_and_the_others_stay(store: RecordStore) -> None:
    document_id = held(store, "a", make_directive(make_page(1), make_page(2)))
    store.documents.order_reread(document_id, 2)
    assert [store.readings.has_read(document_id, page_no) for page_no in (1, 2)] == [True, False]


def test_attempts_at_a_page_are_counted_until_it_is_read(store: RecordStore) -> None:
    document_id = store.documents.accept(make_source("a")).document.id
    assert [store.readings.count_attempt(document_id, 1) for _ in range(3)] == [1, 2, 3]
    store.readings.store_page(Order(document_id, 1), make_page())
    assert store.readings.count_attempt(document_id, 1) == 1


def test_what_people_made_of_tasks_survives_reading_again(store: RecordStore) -> None:
    document_id = store.documents.accept(make_source("a")).document.id
    tasks = [make_task(name, document_id) for name in ("t1", "t2")]
    read_into(store, Order(document_id, 1), make_directive(), *tasks)
    store.task_writer.change(["t2"], {"status": TaskStatus.DONE, "note": "xong rồi"}, changed_by="lan")
    store.documents.order_reread(document_id)
    read_into(store, Order(document_id, 2), make_directive(), *reversed(tasks))
    assert [(task.id, task.status, task.note) for task in store.list_tasks(document_id)] == [
        ("t2", TaskStatus.DONE, "xong rồi"),
        ("t1", TaskStatus.PROPOSED, None),
    ]


def test_questions_about_removed_documents_are_not_shown(store: RecordStore) -> None:
    document_id = held(store, "a", make_directive())
    store.questions.add(
        Answer(question="Ai?", text="Không tìm thấy.", abstained=True), document_id=None, asked_by="lan"
    )
    assert [asked.answer.question for asked in store.questions.newest()] == ["Ai?"]
    store.questions.add(
        Answer(question="Khi nào?", text="Không tìm thấy.", abstained=True), document_id=document_id, asked_by="lan"
    )
    assert [asked.document_id for asked in store.questions.newest(1)] == [document_id]


def test_a_second_opening_keeps_everything(tmp_path: Path) -> None:
    first = open_database(tmp_path)
    held(RecordStore(first), "a", make_directive(number="1/KH"))
    first.dispose()
    second = open_database(tmp_path)
    assert RecordStore(second).find_document("1/KH").file_name == "a"
    second.dispose()
