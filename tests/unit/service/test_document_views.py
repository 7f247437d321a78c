"""What the page of a document shows of letterhead, package, citations and corrections, and the rows of charts."""

from datetime import UTC, date, datetime

from core.directive import Directive, Letterhead
from core.page import Aside, AsideKind, PageRegion, ReadingMethod, RegionKind
from core.reference import Relation
from core.span import Box
from service.corrections.correction import Correction, CorrectionKind
from service.documents.graph import GraphDocument, GraphLink, RelatedDocuments
from service.records import DocumentRecord, DocumentStatus
from service.store.progress import Progress, ReadingFigures, Stage
from service.web.correction_view import correction_lines
from service.web.kin_view import kin_of
from service.web.letterhead_view import letterhead_fields
from service.web.page_marks import page_marks, regions_of
from service.web.reference_graph import reference_graph
from service.web.share_bars import WIDTH, progress_chart, reading_chart
from tests.records import make_page, make_source

NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)


def correction(number: int, *, field: str | None = None, start: int | None = None, after: str = "x") -> Correction:
    return Correction(
        id=number,
        document_id="d",
        kind=CorrectionKind.FIELD if field else CorrectionKind.WORDS,
        page_no=None if field else 1,
        start=start,
        field=field,
        before="cũ",
        after=after,
        made_by="An",
        made_at=NOW,
    )


def test_field_set_by_a_person_tells_who_and_what_was_read() -> None:
    directive = Directive(pages=(make_page(),), letterhead=Letterhead(number="7/KH", issued_on=date(2025, 7, 8)))
    fields = {
        one.field: one for one in letterhead_fields(directive, "d", [correction(3, field="number", after="7/KH")])
    }
    assert (fields["number"].set_by, fields["number"].as_read) == ("An, 10:00 05/01/2026", "cũ")
    assert (fields["issued_on"].written, fields["issued_on"].set_by) == ("08/07/2025", "")
    assert [one.field for one in letterhead_fields(directive, "d")][-4:] == [
        "urgency",
        "secrecy",
        "attached_to",
        "is_draft",
    ]


def test_correction_that_a_newer_one_covers_is_not_lost() -> None:
    made = [correction(1, start=4), correction(2, start=5), correction(3, start=90)]
    lines = {one.id: one.is_lost for one in correction_lines(made, {}, is_settled=True)}
    assert lines == {1: False, 2: True, 3: True}
    assert not any(one.is_lost for one in correction_lines(made, {}, is_settled=False))


def test_graph_draws_each_document_once_with_what_it_rests_on_first() -> None:
    cited = [
        GraphLink(relation=Relation.MENTIONS, document=GraphDocument(number="1/A")),
        GraphLink(relation=Relation.BASIS, document=GraphDocument(number="2/B", document_id="b")),
        GraphLink(relation=Relation.MENTIONS, document=GraphDocument(number="2/B", document_id="b")),
    ]
    around = RelatedDocuments(document=GraphDocument(number="9/Z"), cites=tuple(cited))
    graph = reference_graph(around)
    assert graph is not None
    assert [(node.label, node.href, node.is_strong) for node in graph.nodes] == [
        ("2/B", "/van-ban/b", True),
        ("1/A", None, False),
    ]
    assert graph.citing_head is None
    assert all(node.y + 38 <= graph.height for node in graph.nodes)
    assert reference_graph(RelatedDocuments(document=GraphDocument())) is None


def record(name: str, *, container: str = "", part_of: str | None = None) -> DocumentRecord:
    source = make_source(name)
    fields = source.model_dump(exclude={"container", "part_of"})
    return DocumentRecord(**fields, status=DocumentStatus.READY, received_at=NOW, container=container, part_of=part_of)


def test_package_of_a_document_is_its_mail_its_parts_and_what_came_with_it() -> None:
    mail = record("thu.eml")
    one, two = (record(name, container="thu.eml", part_of=mail.id) for name in ("a.txt", "b.txt"))
    held = [mail, one, two, record("c.txt", container="goi.zip"), record("d.txt")]
    assert [row.file_name for row in kin_of(mail, held).parts] == ["a.txt", "b.txt"]
    kin = kin_of(one, held)
    assert (kin.parent and kin.parent.file_name, [row.file_name for row in kin.siblings]) == ("thu.eml", ["b.txt"])
    assert kin_of(held[-1], held).is_alone


def test_marks_beside_the_text_are_listed_without_page_numbers() -> None:
    box = Box(1, 2, 3, 4)
    asides = (
        Aside(kind=AsideKind.PAGE_NUMBER, text="2"),
        Aside(kind=AsideKind.MARGIN_NOTE, text="Giao phòng HC", confidence=0.5, box=box),
    )
    page = make_page().model_copy(update={"asides": asides, "regions": (PageRegion(kind=RegionKind.SEAL, box=box),)})
    marks = page_marks(Directive(pages=(page,)), "d")
    assert [(one.kind, one.words, one.sure) for one in marks] == [
        ("Ghi ở lề (bút phê)", "Giao phòng HC", 50),
        ("Con dấu", "", None),
    ]
    assert [one.label for one in regions_of(page)] == ["Con dấu", "Ghi ở lề (bút phê)"]


def test_bars_are_to_one_scale_and_say_their_numbers() -> None:
    progress = [
        Progress(key="Sở A", stages={Stage.DONE: 3, Stage.OVERDUE: 1}),
        Progress(key="Sở B", stages={Stage.PROPOSED: 2}),
    ]
    chart = progress_chart(progress, names={}, query="/nhiem-vu?don-vi=")
    assert [row.total for row in chart.rows] == [4, 2]
    assert [sum(share.width for share in row.shares) for row in chart.rows] == [WIDTH, WIDTH / 2]
    figures = ReadingFigures(document_id="d", methods={ReadingMethod.OCR: 2}, words=200, doubtful_words=5)
    (row,) = reading_chart([figures], names={"d": "Công văn"}).rows
    assert (row.name, row.note) == ("Công văn", "5 chữ ngờ trong 200 chữ (2,5 %)")
