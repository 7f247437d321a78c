"""Lists of documents: what fits, in which order, a page at a time; e-mails by their subject."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from core.directive import Anomaly, Letterhead, Severity
from core.source import MediaType
from service.documents.conditions import Check, DocumentCondition, DocumentOrder, DocumentPage
from service.records import DocumentStatus, StoredError
from service.store import RecordStore, open_database
from service.store.database import for_writing
from service.store.document_filing import DocumentFilingRow
from service.store.documents import Order
from tests.records import held, make_directive, make_page, make_source, make_task, read_into


def names(page: DocumentPage) -> list[str]:
    return [document.file_name for document in page.documents]


def holding(store: RecordStore, name: str, head: Letterhead, *anomalies: Severity) -> str:
    found = tuple(Anomaly(code="x", severity=severity, message="m", spans=()) for severity in anomalies)
    return held(store, name, make_directive().model_copy(update={"letterhead": head, "anomalies": found}))


@pytest.fixture
def shelf(store: RecordStore) -> RecordStore:
    """Four documents, the last taken in newest: a plan, a decree without number, a letter, one that is not read."""
    plan = Letterhead(kind="Kế hoạch", number="10/KH-UBND", title="Đào tạo", issued_on=date(2025, 3, 1))
    letter = Letterhead(kind="Công văn", number="9/UBND", title="An toàn 100% _", issued_on=date(2025, 5, 1))
    holding(store, "a.pdf", plan, Severity.HIGH)
    holding(store, "b.pdf", Letterhead(kind="Quyết định", doubtful=("number",)), Severity.LOW)
    holding(store, "c.pdf", letter)
    store.documents.accept(make_source("d.pdf"))
    for order in store.documents.orders()[:3]:
        store.documents.set_status(order, DocumentStatus.READY)
    return store


def test_documents_without_the_sorting_field_come_last(shelf: RecordStore) -> None:
    orders = {
        DocumentOrder.RECEIVED: "dcba",
        DocumentOrder.ISSUED: "cadb",
        DocumentOrder.NUMBER: "cabd",
        DocumentOrder.TITLE: "cabd",
    }
    for order, wanted in orders.items():
        found = shelf.catalogue.page(DocumentCondition(), order=order)
        assert "".join(name[0] for name in names(found)) == wanted, order
        rest = shelf.catalogue.page(DocumentCondition(), order=order, offset=1, limit=2)
        assert (names(rest), rest.found) == (names(found)[1:3], 4), order


def test_conditions(shelf: RecordStore) -> None:
    wanted = (
        (DocumentCondition(words="DAO tao ke"), ["a.pdf"]),
        (DocumentCondition(words="% _"), ["c.pdf"]),
        (DocumentCondition(words="01/05/2025"), ["c.pdf"]),
        (DocumentCondition(words="cho doc"), ["d.pdf"]),
        (DocumentCondition(kind="Công văn"), ["c.pdf"]),
        (DocumentCondition(statuses=(DocumentStatus.QUEUED,)), ["d.pdf"]),
        (DocumentCondition(check=Check.DOUBTS), ["b.pdf"]),
        (DocumentCondition(check=Check.ANOMALIES), ["a.pdf"]),
        (DocumentCondition(check=Check.FAILED_PAGES), []),
        (DocumentCondition(check=Check.ANY), ["b.pdf", "a.pdf"]),
    )
    for condition, found in wanted:
        assert names(shelf.catalogue.page(condition)) == found, condition


def test_what_failed_or_waits_for_confirmation_is_to_be_checked(store: RecordStore) -> None:
    one = held(store, "a", make_directive(make_page(1), make_page(2, error="page")))
    store.documents.set_status(Order(one, 1), DocumentStatus.PARTIAL)
    two = store.documents.accept(make_source("b")).document.id
    store.documents.set_status(Order(two, 1), DocumentStatus.FAILED, StoredError(code="x", what="hỏng"))
    three = store.documents.accept(make_source("c")).document.id
    read_into(store, Order(three, 1), make_directive(), make_task("t", three))
    store.documents.set_status(Order(three, 1), DocumentStatus.READY)
    assert names(store.catalogue.page(DocumentCondition(check=Check.FAILED_PAGES))) == ["b", "a"]
    assert names(store.catalogue.page(DocumentCondition(check=Check.TASKS))) == ["c"]


def test_counts_kinds_and_removed_documents(shelf: RecordStore) -> None:
    counts = shelf.catalogue.counts()
    assert (counts.held, counts.of(DocumentStatus.READY), counts.of(DocumentStatus.QUEUED)) == (4, 3, 1)
    assert shelf.catalogue.kinds() == ("Công văn", "Kế hoạch", "Quyết định")
    shelf.documents.order_removal(shelf.catalogue.ids(DocumentStatus.QUEUED)[0])
    assert names(shelf.catalogue.page(DocumentCondition())) == ["c.pdf", "b.pdf", "a.pdf"]
    assert shelf.catalogue.records(["không có"]) == ()


def test_an_email_is_called_and_found_by_its_subject(store: RecordStore) -> None:
    mail = make_source("thu.eml").model_copy(update={"media_type": MediaType.EMAIL})
    document = store.documents.accept(mail).document
    text = "Từ: Phòng A\nTiêu đề: Lịch họp  giao ban\n\nKính gửi các đơn vị.\nTiêu đề: không phải\n"
    read_into(store, Order(document.id, 1), make_directive(make_page(1, text)))
    assert store.documents.get(document.id).subject == "Lịch họp giao ban"
    assert store.documents.names()[document.id].full == "Lịch họp giao ban"
    assert names(store.catalogue.page(DocumentCondition(words="lich hop"))) == ["thu.eml"]
    part = make_source("kem.pdf").model_copy(update={"container": "thu.eml", "part_of": document.id})
    kept = store.documents.accept(part).document
    assert [one.id for one in store.catalogue.package_of(kept, limit=9)] == [document.id]
    assert [one.id for one in store.catalogue.package_of(document, limit=9)] == [kept.id]


def test_documents_of_an_older_version_are_filed_when_the_database_is_opened(
    shelf: RecordStore, tmp_path: Path
) -> None:
    engine = open_database(tmp_path)
    with Session(for_writing(engine)) as session:
        session.execute(delete(DocumentFilingRow))
        session.commit()
    engine.dispose()
    assert shelf.catalogue.page(DocumentCondition()).found == 0
    open_database(tmp_path).dispose()
    assert names(shelf.catalogue.page(DocumentCondition(words="dao tao"))) == ["a.pdf"]
