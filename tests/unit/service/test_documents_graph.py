"""The graph of documents over a real store."""

from datetime import date
from pathlib import Path

import pytest

from core.directive import Directive, Letterhead
from core.errors import NotFound
from core.reference import Reference, Relation
from service.documents.graph import related, unresolved
from service.store import RecordStore, open_database
from tests.records import make_page, make_source, read_into


@pytest.fixture
def store(tmp_path: Path) -> RecordStore:
    return RecordStore(open_database(tmp_path, lock_seconds=1))


def hold(store: RecordStore, name: str, head: Letterhead, *references: Reference) -> str:
    document = store.documents.accept(make_source(name)).document
    order = next(order for order in store.documents.orders() if order.document_id == document.id)
    read_into(store, order, Directive(pages=(make_page(),), letterhead=head, references=references))
    return document.id


RESOLUTION = Letterhead(number="57-NQ/TW", issued_on=date(2024, 12, 22), kind="Nghị quyết", issuer="Bộ Chính trị")
IMPLEMENTS = Reference(number="57-NQ/TW", issued_on=date(2024, 12, 22), relation=Relation.IMPLEMENTS)


def test_who_implements_a_resolution_that_is_not_held(store: RecordStore) -> None:
    plan = hold(store, "a", Letterhead(number="15/KH-CĐN", kind="Kế hoạch"), IMPLEMENTS)
    hold(store, "b", Letterhead(number="16/KH-CĐN"), IMPLEMENTS.model_copy(update={"relation": Relation.MENTIONS}))
    (around,) = related(store, "57 - nq/tw")
    assert around.document.document_id is None
    assert [link.relation for link in around.cited_by] == [Relation.IMPLEMENTS, Relation.MENTIONS]
    assert around.cited_by[0].document.document_id == plan


def test_a_document_that_arrives_later_is_linked_both_ways(store: RecordStore) -> None:
    plan = hold(store, "a", Letterhead(number="15/KH-CĐN"), IMPLEMENTS)
    (before,) = related(store, plan)
    assert [link.document.number for link in before.unresolved] == ["57-NQ/TW"]
    resolution = hold(store, "b", RESOLUTION)
    (after,) = related(store, plan)
    assert (after.unresolved, after.cites[0].document.document_id) == ((), resolution)
    assert [link.document.document_id for link in related(store, "57-NQ/TW")[0].cited_by] == [plan]


def test_one_number_of_two_years_and_two_places_is_never_confused(store: RecordStore) -> None:
    of_2021 = Letterhead(number="11/CT-UBND", issued_on=date(2021, 5, 4), issuer="Ủy ban nhân dân tỉnh Bắc Giang")
    of_2024 = of_2021.model_copy(update={"issued_on": date(2024, 3, 1)})
    first, second = hold(store, "a", of_2021), hold(store, "b", of_2024)
    cites = [
        Reference(number="11/CT-UBND", issued_on=date(2024, 3, 1)),
        Reference(number="11/CT-UBND", issued_on=date(2021, 5, 4)),
        Reference(number="11/CT-UBND"),
        Reference(number="11/CT-UBND", issued_on=date(2024, 3, 1), issuer="UBND tỉnh Lâm Đồng"),
    ]
    for number, reference in enumerate(cites):
        hold(store, f"citing {number}", Letterhead(number=f"{number}/KH-SNV"), reference)
    found = {
        record.file_name: record.references[0].document_id for record in store.list_documents() if record.references
    }
    assert found == {"citing 0": second, "citing 1": first, "citing 2": None, "citing 3": None}


def test_a_number_not_held_that_means_two_documents_gets_two_answers(store: RecordStore) -> None:
    for year in (2021, 2024):
        hold(
            store,
            str(year),
            Letterhead(number=f"1/KH-{year}"),
            Reference(number="11/CT-UBND", issued_on=date(year, 3, 1)),
        )
    assert sorted(around.document.issued_on.year for around in related(store, "11/CT-UBND")) == [2021, 2024]


def test_what_is_cited_but_not_held_the_most_cited_first(store: RecordStore) -> None:
    hold(store, "a", Letterhead(number="15/KH-CĐN"), IMPLEMENTS, Reference(number="9/QĐ-TLĐ"))
    hold(store, "b", Letterhead(number="16/KH-CĐN"), Reference(number="57-NQ/TW"))
    found = unresolved(store.list_documents())
    assert [(one.document.number, len(one.cited_by)) for one in found] == [("57-NQ/TW", 2), ("9/QĐ-TLĐ", 1)]


def test_an_unknown_number_is_not_found(store: RecordStore) -> None:
    for key in ("1/QĐ-X", "kế hoạch"):
        with pytest.raises(NotFound):
            related(store, key)
