"""A handwritten day is narrowed by what else is known, and stays a suggestion."""

from datetime import date

from core.directive import Directive, Letterhead
from core.page import Aside, AsideKind, Word
from core.reference import Reference, Relation
from ingest.letterheads.handwritten_head import handwritten_date_anomalies
from tests.records import make_page

_TEXT = "Hà Nội, ngày /8 tháng 7 năm 2024\n"


def _directive(cited: date | None = None, stamp: str = "", text: str = _TEXT) -> Directive:
    asides = (Aside(kind=AsideKind.SIGNING_STAMP, text=stamp),) if stamp else ()
    page = make_page(1, text).model_copy(update={"asides": asides})
    directive = Directive(pages=(page,))
    spans = {"issued_on": directive.spans(0, len(text) - 1)}
    references = ()
    if cited is not None:
        references = (Reference(number="12/KH-UBND", issued_on=cited, relation=Relation.BASIS),)
    head = Letterhead(kind="Công văn", doubtful=("issued_on",), spans=spans)
    return directive.model_copy(update={"letterhead": head, "references": references})


def test_a_cited_plan_leaves_two_days() -> None:
    found = handwritten_date_anomalies(_directive(cited=date(2024, 7, 10)))
    assert found[0].suggestion is not None
    assert "18/7/2024 hoặc 28/7/2024" in found[0].suggestion
    assert "12/KH-UBND ngày 10/7/2024" in found[0].suggestion
    assert found[0].spans


def test_a_signing_stamp_leaves_one_day() -> None:
    found = handwritten_date_anomalies(_directive(date(2024, 7, 10), "Thời gian ký: 19/07/2024 16:42:36"))
    assert "ngày 18/7/2024 (" in (found[0].suggestion or "")
    assert "ký số ngày 19/7/2024" in (found[0].suggestion or "")


def test_digits_that_are_hardly_believed_tell_nothing() -> None:
    read = _directive(date(2024, 7, 17), "Thời gian ký: 19/07/2024 16:42:36", "Huế, ngày 12 tháng 7 năm 2024\n")
    page = read.pages[0]
    at = page.text.index("12")
    weak = Word(start=at, end=at + 2, text="12", as_read="1Z", confidence=0.1)
    doubted = read.model_copy(update={"pages": (page.model_copy(update={"words": (weak,)}),)})
    found = handwritten_date_anomalies(doubted)
    assert "17/7/2024 hoặc 18/7/2024 hoặc 19/7/2024" in (found[0].suggestion or "")


def test_nothing_is_suggested_without_evidence_or_when_too_much_is_possible() -> None:
    assert handwritten_date_anomalies(_directive()) == []
    assert handwritten_date_anomalies(_directive(date(2024, 1, 2), text="Huế, ngày § tháng ¢ năm 2024\n")) == []
    read = _directive(date(2024, 7, 10))
    head = read.letterhead.model_copy(update={"issued_on": date(2024, 7, 18)})
    assert handwritten_date_anomalies(read.model_copy(update={"letterhead": head})) == []
