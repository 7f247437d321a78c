"""What stands on the pages beside the words of the text: seals, signatures, stamps, notes in the margin, footnotes."""

from core.directive import Directive
from core.page import AsideKind, Page
from core.record import Record
from core.span import Box
from core.text import squeeze
from service.labels import ASIDE_KIND, REGION_KIND
from service.web.evidence import EvidenceLink, link_to, page_link

_QUIET = (AsideKind.PAGE_NUMBER, AsideKind.RUNNING_HEAD)


class PageMark(Record):
    """One thing on a page; `words` is "" where nothing is to be read.

    Attributes:
        sure: share of certainty in per cent, for words that were read; None for things without words.
    """

    kind: str
    words: str
    place: EvidenceLink
    sure: int | None = None


class RegionView(Record):
    """A seal, signature, stamp or handwriting, to be drawn on the picture of its page."""

    kind: str
    label: str
    box: Box


def page_marks(directive: Directive, document_id: str) -> tuple[PageMark, ...]:
    """Everything of note beside the text, in the order of the pages; page numbers and running heads are left out."""
    found: list[PageMark] = []
    for index, page in enumerate(directive.pages):
        found += [
            PageMark(
                kind=ASIDE_KIND[aside.kind],
                words=squeeze(aside.text),
                place=page_link(document_id, page.page_no, () if aside.box is None else (aside.box,)),
                sure=round(aside.confidence * 100),
            )
            for aside in page.asides
            if aside.kind not in _QUIET
        ]
        found += [
            PageMark(kind=REGION_KIND[region.kind], words="", place=page_link(document_id, page.page_no, (region.box,)))
            for region in page.regions
        ]
        found += _footnotes(directive, document_id, index)
    return tuple(found)


def regions_of(page: Page) -> tuple[RegionView, ...]:
    """What is framed on the picture of the page."""
    framed = [
        RegionView(kind=region.kind.value, label=REGION_KIND[region.kind], box=region.box) for region in page.regions
    ]
    framed += [
        RegionView(kind=aside.kind.value, label=ASIDE_KIND[aside.kind], box=aside.box)
        for aside in page.asides
        if aside.box is not None and aside.kind not in _QUIET
    ]
    return tuple(framed)


def _footnotes(directive: Directive, document_id: str, index: int) -> list[PageMark]:
    page, start = directive.pages[index], directive.page_starts[index]
    return [
        PageMark(kind="Chú thích cuối trang", words=squeeze(span.text), place=link_to(document_id, span))
        for note in page.footnotes
        for span in directive.spans(start + note.start, start + note.end)
    ]
