"""Held documents speak for a number and a date that a hand wrote: suggestions, and only fitting ones."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from core.directive import Directive, Letterhead
from core.errors import NotFound
from core.reference import Reference, Relation
from core.source import MediaType
from service.documents.head_evidence import suggest_head
from service.records import DocumentRecord, DocumentStatus
from service.store import RecordStore, open_database
from tests.records import make_page, make_source, read_into

_TITLE = "Về việc tăng cường công tác phòng chống dịch bệnh mùa đông xuân trên địa bàn tỉnh"


class _Held:
    """Holds a few documents."""

    def __init__(self, *records: DocumentRecord) -> None:
        self._records = {record.id: record for record in records}

    def get(self, document_id: str) -> DocumentRecord:
        if document_id not in self._records:
            raise NotFound("no such document", where=document_id, advice="")
        return self._records[document_id]

    def citing(self, number: str) -> Sequence[DocumentRecord]:
        return tuple(self._records.values())

    citing_code = citing


def _record(name: str, head: Letterhead, *references: Reference) -> DocumentRecord:
    return DocumentRecord(
        id=name,
        sha256=name,
        file_name=f"{name}.pdf",
        media_type=MediaType.PDF,
        size_bytes=1,
        status=DocumentStatus.READY,
        pages=1,
        letterhead=head,
        references=references,
        received_at=datetime(2026, 1, 2, tzinfo=UTC),
    )


def _open(**read: object) -> Directive:
    """A letter whose number and day a hand wrote, neither read."""
    text = "Số: 24⁄ /SYT-NVY\nKiên Giang, ngày /8 tháng 7 năm 2024\n"
    directive = Directive(pages=(make_page(1, text),))
    line = text.index("\n")
    spans = {"number": directive.spans(0, line), "issued_on": directive.spans(text.index("ngày"), len(text) - 1)}
    head = Letterhead(issuer="Sở Y tế", title=_TITLE, spans=spans, doubtful=("number", "issued_on"), **read)
    return directive.model_copy(update={"letterhead": head})


def _citation(number: str, day: date | None = None, title: str | None = _TITLE, **known: object) -> Reference:
    return Reference(number=number, issued_on=day, title=title, relation=Relation.BASIS, **known)


def _told(directive: Directive, *held: DocumentRecord, references: tuple[Reference, ...] = ()) -> list[tuple[str, str]]:
    own = _record("own", directive.letterhead, *references)
    return [(told.field, told.value) for told in suggest_head(_Held(own, *held), own, directive)]


def test_a_held_document_that_cites_this_one_gives_number_and_date() -> None:
    citing = _record("a", Letterhead(number="9/KH-BV"), _citation("241/SYT-NVY", date(2024, 7, 18)))
    assert _told(_open(), citing) == [("number", "241/SYT-NVY"), ("issued_on", "18/07/2024")]


def test_another_code_year_or_subject_is_another_document() -> None:
    others = (
        _citation("241/SYT-NVD", date(2024, 7, 18)),
        _citation("241/SYT-NVY", date(2023, 7, 18)),
        _citation(
            "241/SYT-NVY", date(2024, 7, 18), title="Về việc mua sắm trang thiết bị cho các trạm y tế xã năm 2024"
        ),
        _citation("241/SYT-NVY", date(2024, 7, 18), document_id="another"),
    )
    assert _told(_open(), _record("a", Letterhead(), *others)) == []


def test_an_issuer_that_was_read_with_doubt_tells_no_document_apart() -> None:
    citing = _record("a", Letterhead(), _citation("241/SYT-NVY", date(2024, 7, 18), issuer="Sở Y tế tỉnh Kiên Giang"))
    read = _open()
    misread = {"issuer": "UBND tỉnh KIÊN, Giang: Sở Y tế", "doubtful": ("number", "issued_on", "issuer")}
    head = read.letterhead.model_copy(update=misread)
    assert _told(read.model_copy(update={"letterhead": head}), citing)
    sure = head.model_copy(update={"doubtful": ("number", "issued_on"), "issuer": "Sở Y tế tỉnh An Giang"})
    assert _told(read.model_copy(update={"letterhead": sure}), citing) == []


def test_the_plan_that_it_implements_is_held_with_its_date() -> None:
    plan = _record("plan", Letterhead(number="12/KH-UBND", issued_on=date(2024, 7, 10)))
    cites = (_citation("12/KH-UBND", title=None, document_id="plan"),)
    assert _told(_open(), plan, references=cites) == [("issued_on", "18/07/2024"), ("issued_on", "28/07/2024")]


def test_a_document_that_cites_it_is_not_older() -> None:
    plan = _record("plan", Letterhead(number="12/KH-UBND", issued_on=date(2024, 7, 10)))
    answer = _record("answer", Letterhead(number="7/BC-BV", issued_on=date(2024, 7, 20)), _citation("241/SYT-NVY"))
    cites = (_citation("12/KH-UBND", title=None, document_id="plan"),)
    assert _told(_open(), plan, answer, references=cites) == [("number", "241/SYT-NVY"), ("issued_on", "18/07/2024")]


def test_what_was_surely_read_or_is_cited_just_so_is_not_suggested() -> None:
    citing = _record("a", Letterhead(), _citation("241/SYT-NVY", date(2024, 7, 18)))
    assert _told(_open(number="241/SYT-NVY"), citing) == [("issued_on", "18/07/2024")]
    sure = _open(number="241/SYT-NVY", issued_on=date(2024, 7, 18))
    head = sure.letterhead.model_copy(update={"doubtful": ()})
    assert _told(sure.model_copy(update={"letterhead": head}), citing) == []


def test_the_register_finds_citations_by_their_code(tmp_path: Path) -> None:
    store = RecordStore(open_database(tmp_path, lock_seconds=1))
    document = store.documents.accept(make_source("a")).document
    cited = Directive(pages=(make_page(),), references=(_citation("241/QĐ-UBND"),))
    read_into(store, store.documents.orders()[0], cited)
    assert [found.id for found in store.documents.citing_code("QĐ-UBND")] == [document.id]
    assert store.documents.citing_code("D-UBND") == ()
