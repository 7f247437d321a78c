"""The register: accepting, finding, removing, ordering."""

from datetime import date

import pytest

from core.errors import Ambiguous, NotFound
from service.records import DocumentStatus, StoredError
from service.store import RecordStore
from service.store.documents import Order
from tests.records import held, make_directive, make_page, make_source


def test_a_file_taken_in_twice_is_one_document(store: RecordStore) -> None:
    first = store.documents.accept(make_source("a"))
    again = store.documents.accept(make_source("a").model_copy(update={"file_name": "tên khác"}))
    assert (first.duplicate, again.duplicate) == (False, True)
    assert again.document == first.document
    assert len(store.list_documents()) == 1


def test_newest_document_comes_first(store: RecordStore) -> None:
    for name in ("a", "b", "c"):
        store.documents.accept(make_source(name))
    assert [document.file_name for document in store.list_documents()] == ["c", "b", "a"]


@pytest.mark.parametrize("key", ["15/KH-CĐN", "15 / kh-cdn", " 015/KH–CĐN "])
def test_found_by_any_spelling_of_its_number(store: RecordStore, key: str) -> None:
    document_id = held(store, "a", make_directive(number="15/KH-CĐN"))
    assert store.find_document(key).id == document_id


def test_found_by_id_and_unique_prefix(store: RecordStore) -> None:
    document_id = held(store, "a", make_directive())
    assert store.find_document(document_id[:4]).id == document_id
    assert store.find_document(document_id.upper()).id == document_id


def test_a_number_borne_by_two_documents_is_ambiguous(store: RecordStore) -> None:
    for name, year in (("a", 2021), ("b", 2024)):
        held(store, name, make_directive(number="11/CT-UBND", issued_on=date(year, 1, 5)))
    with pytest.raises(Ambiguous, match="2 văn bản"):
        store.find_document("11/CT-UBND")


@pytest.mark.parametrize("key", ["", "99/KH-CĐN", "không có", "%", "zz"])
def test_unknown_key_is_not_found(store: RecordStore, key: str) -> None:
    held(store, "a", make_directive(number="15/KH-CĐN"))
    held(store, "b", make_directive())
    with pytest.raises(NotFound):
        store.find_document(key)


def test_citations_point_to_held_documents(store: RecordStore) -> None:
    cited = held(store, "cited", make_directive(number="15/KH-CĐN"))
    citing = held(store, "citing", make_directive(number="16/KH-CĐN", cites="15 /KH- CĐN"))
    assert store.find_document(citing).references[0].document_id == cited
    assert store.load_directive(citing).references[0].document_id == cited


def test_who_cites_a_number_is_looked_up_in_any_spelling_and_follows_a_new_reading(store: RecordStore) -> None:
    citing = held(store, "a", make_directive(cites="015/KH- CĐN"))
    held(store, "b", make_directive(cites="115/KH-CĐN"))
    assert [one.id for one in store.documents.citing("15/kh-cdn")] == [citing]
    assert [one.id for one in store.documents.citing_code("KH-CĐN")][-1] == citing
    assert store.documents.citing_code("H-CĐN") == ()
    store.documents.order_reread(citing)
    (order,) = (order for order in store.documents.orders() if order.document_id == citing)
    store.readings.store_page(order, make_page())
    store.readings.publish(order, make_directive(cites="16/KH-CĐN"), ())
    assert store.documents.citing("15/KH-CĐN") == ()
    assert [one.id for one in store.documents.citing("16/KH-CĐN")] == [citing]


def test_a_document_that_cites_its_own_number_does_not_point_to_itself(store: RecordStore) -> None:
    own = held(store, "own", make_directive(number="15/KH-CĐN", cites="15/KH-CĐN"))
    assert store.find_document(own).references[0].document_id is None


def test_removed_document_is_gone_at_once(store: RecordStore) -> None:
    document_id = held(store, "a", make_directive(number="15/KH-CĐN"))
    store.documents.order_removal(document_id)
    assert store.list_documents() == ()
    assert store.documents.orders() == ()
    with pytest.raises(NotFound):
        store.find_document("15/KH-CĐN")
    with pytest.raises(NotFound):
        store.load_directive(document_id)


def test_removed_document_taken_in_again_starts_anew(store: RecordStore) -> None:
    document_id = held(store, "a", make_directive(number="15/KH-CĐN"))
    store.documents.order_removal(document_id)
    again = store.documents.accept(make_source("a"))
    assert not again.duplicate
    assert (again.document.status, again.document.letterhead) == (DocumentStatus.QUEUED, None)
    assert not store.documents.forget(document_id)
    assert store.documents.orders() == (Order(document_id, 2),)


def test_failed_document_handed_in_again_is_read_again(store: RecordStore) -> None:
    document = store.documents.accept(make_source("a")).document
    store.documents.set_status(Order(document.id, 1), DocumentStatus.FAILED, StoredError(code="page", what="hỏng"))
    again = store.documents.accept(make_source("a"))
    assert again.duplicate
    assert (again.document.status, again.document.error) == (DocumentStatus.QUEUED, None)


def test_progress_and_failed_pages_are_counted(store: RecordStore) -> None:
    document_id = held(store, "a", make_directive(make_page(1), make_page(2, error="page_timeout"), make_page(3)))
    document = store.find_document(document_id)
    assert (document.pages_done, document.failed_pages) == (3, (2,))


def test_an_outdated_reading_changes_nothing(store: RecordStore) -> None:
    document_id = held(store, "a", make_directive(make_page(text="cũ\n")))
    store.documents.order_reread(document_id)
    outdated = Order(document_id, 1)
    store.readings.store_page(outdated, make_page(text="lạc\n"))
    store.readings.publish(outdated, make_directive(make_page(text="lạc\n"), number="1/KH"), ())
    store.documents.set_status(outdated, DocumentStatus.READY)
    assert store.load_directive(document_id).text == "cũ\n"
    assert store.find_document(document_id).status is DocumentStatus.QUEUED
    assert not store.documents.is_current(outdated)


def test_reread_of_a_page_that_does_not_exist(store: RecordStore) -> None:
    document_id = held(store, "a", make_directive())
    with pytest.raises(NotFound):
        store.documents.order_reread(document_id, 2)
