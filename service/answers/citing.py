"""Citations: stretches of a document with page, section and boxes."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from core.answer import Citation
from core.directive import PAGE_BREAK, Directive
from core.span import Span
from index.passage import Passage
from service.answers.draft import Stretch
from service.records import Register


class Citer:
    """Makes citations for one answer; each directive is loaded once."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._directives: dict[str, Directive] = {}

    def directive(self, document_id: str) -> Directive:
        """The directive, as the register holds it."""
        if document_id not in self._directives:
            self._directives[document_id] = self._register.load_directive(document_id)
        return self._directives[document_id]

    def cite(self, stretches: Iterable[Stretch]) -> tuple[Citation, ...]:
        """One citation a page for each stretch, none twice."""
        found: dict[tuple[str, int, int], Citation] = {}
        for stretch in stretches:
            directive = self.directive(stretch.document_id)
            for span in directive.spans(stretch.start, stretch.end):
                key = (stretch.document_id, span.start, span.end)
                if key not in found:
                    section = section_at(directive, span.start)
                    found[key] = self._citation(stretch.document_id, self._placed(directive, *key), section)
        return tuple(found.values())

    def cite_passages(self, passages: Iterable[Passage]) -> tuple[Citation, ...]:
        """As `cite`, for passages as they were cut: their directives are not loaded."""
        found: list[Citation] = []
        for passage in passages:
            on_pages = self._on_its_pages(passage)
            if on_pages is None:
                on_pages = self.cite([Stretch(document_id=passage.document_id, start=passage.start, end=passage.end)])
            found += on_pages
        return tuple(found)

    def _on_its_pages(self, passage: Passage) -> tuple[Citation, ...] | None:
        """The passage, one citation a page; None when a page does not say so any more, or a former version cut it."""
        if passage.page_start < 0:
            return None
        found: list[Citation] = []
        for part in _parts_by_page(passage):
            place = self._register.place(passage.document_id, part.page_no, part.on_page, part.on_page + len(part.text))
            if place.text != part.text:
                return None
            span = Span(
                page_no=part.page_no,
                start=part.start,
                end=part.start + len(part.text),
                text=part.text,
                boxes=place.boxes,
            )
            is_first = part.page_no == passage.page_no
            section = passage.section if is_first else self._register.section_at(passage.document_id, part.start)
            found.append(self._citation(passage.document_id, span, section))
        return tuple(found)

    def _placed(self, directive: Directive, document_id: str, start: int, end: int) -> Span:
        """The span with its boxes, which a directive without words does not give."""
        span = directive.span(start, end)
        if span.boxes:
            return span
        page_start = directive.page_starts[directive.page_index_at(start)]
        place = self._register.place(document_id, span.page_no, start - page_start, end - page_start)
        return span.model_copy(update={"boxes": place.boxes})

    def _citation(self, document_id: str, span: Span, section: str) -> Citation:
        return Citation(
            document_id=document_id, page_no=span.page_no, section=section, quote=span.text, span=span, boxes=span.boxes
        )


class _Part(NamedTuple):
    """What of a passage stands on one page; offsets into the directive and into the page."""

    page_no: int
    start: int
    on_page: int
    text: str


def _parts_by_page(passage: Passage) -> Iterator[_Part]:
    """The passage parted at its page breaks, without white space at the ends of the parts; blank ones are left out."""
    start, page_start = passage.start, passage.page_start
    for page_no, raw in enumerate(passage.text.split(PAGE_BREAK), start=passage.page_no):
        own = start + len(raw) - len(raw.lstrip())
        if text := raw.strip():
            yield _Part(page_no, own, own - page_start, text)
        start = page_start = start + len(raw) + len(PAGE_BREAK)


def section_at(directive: Directive, offset: int) -> str:
    """Path of the section that holds the character at `offset`, "" before the first one."""
    return next((block.path for block in directive.blocks if block.start <= offset < block.end), "")
