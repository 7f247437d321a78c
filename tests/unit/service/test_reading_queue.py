"""Readings set aside, gone on with, given up, tried again: what the store says and what the worker may do."""

from pathlib import Path

import pytest

from core.errors import InvalidInput
from service.reading_queue import ReadingQueue
from service.records import DocumentStatus, PageState, Urgency
from service.store import RecordStore, open_database
from service.store.documents import Order
from tests.records import held, make_directive, make_page, make_source, read_into


@pytest.fixture
def store(tmp_path: Path) -> RecordStore:
    return RecordStore(open_database(tmp_path))


@pytest.fixture
def queue(store: RecordStore) -> ReadingQueue:
    return ReadingQueue(store, lambda: None)


def test_paused_reading_keeps_its_pages_and_goes_on(store: RecordStore, queue: ReadingQueue) -> None:
    document = store.documents.accept(make_source(pages=3)).document
    order = Order(document.id, 1)
    store.readings.count_attempt(document.id, 1)
    store.readings.store_page(order, make_page(1))
    store.readings.count_attempt(document.id, 2)
    assert queue.pages(document) == (PageState.READ, PageState.READING, PageState.WAITING)
    queue.pause(document.id)
    assert (store.documents.orders(), store.documents.is_current(order)) == ((), False)
    assert store.documents.get(document.id).status is DocumentStatus.PAUSED
    with pytest.raises(InvalidInput):
        queue.pause(document.id)
    queue.resume(document.id)
    (again,) = store.documents.orders()
    assert again.generation > order.generation
    assert store.readings.has_read(document.id, 1)


def test_giving_up_a_first_reading_fails_it_and_a_later_one_leaves_the_former(
    store: RecordStore, queue: ReadingQueue
) -> None:
    fresh = store.documents.accept(make_source("moi.txt")).document.id
    queue.cancel(fresh)
    error = store.documents.get(fresh).error
    assert error is not None
    assert error.code == "cancelled"
    read = held(store, "cu.txt", make_directive(make_page(1, "Cũ\n"), make_page(2, error="page")))
    store.documents.order_reread(read)
    store.readings.store_page(store.documents.orders()[0], make_page(1, "Mới\n"))
    queue.cancel(read)
    record = store.documents.get(read)
    assert (record.status, record.failed_pages) == (DocumentStatus.PARTIAL, (2,))
    assert store.load_directive(read).text.startswith("Cũ")
    with pytest.raises(InvalidInput):
        queue.cancel(read)


def test_only_failed_pages_are_tried_again(store: RecordStore, queue: ReadingQueue) -> None:
    read = held(store, "a.txt", make_directive(make_page(1), make_page(2, error="page")))
    queue.retry_failed(read)
    assert [store.readings.has_read(read, page_no) for page_no in (1, 2)] == [True, False]
    assert [order.document_id for order in store.documents.orders()] == [read]


def test_all_readings_stop_and_go_on_at_once(store: RecordStore, queue: ReadingQueue) -> None:
    for name in ("a.txt", "b.txt"):
        store.documents.accept(make_source(name))
    assert (queue.pause_all(), store.documents.orders()) == (2, ())
    assert queue.resume_all() == 2
    assert len(store.documents.orders()) == 2


def test_a_document_is_put_before_all_others_in_one_step(store: RecordStore, queue: ReadingQueue) -> None:
    first, second = (store.documents.accept(make_source(name)).document for name in ("a.txt", "b.txt"))
    bulk = store.documents.accept(make_source("c.txt"), urgency=Urgency.BULK).document
    assert [order.document_id for order in store.documents.orders()] == [first.id, second.id, bulk.id]
    queue.read_first(bulk.id)
    assert [order.document_id for order in store.documents.orders()] == [bulk.id, first.id, second.id]
    assert [order.document_id for order in store.documents.orders(Urgency.PERSON, limit=1)] == [first.id]
    read_into(store, Order(first.id, 1), make_directive(make_page(1)))
    store.documents.set_status(Order(first.id, 1), DocumentStatus.READY)
    with pytest.raises(InvalidInput):
        queue.read_first(first.id)
