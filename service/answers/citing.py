"""Citations: stretches of a document with page, section and boxes."""

from collections.abc import Iterable

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
        """As `cite`, for passages as they were cut: the directive of one that stands on one page is not loaded."""
        found: list[Citation] = []
        for passage in passages:
            span = self._on_one_page(passage)
            if span is not None:
                found.append(self._citation(passage.document_id, span, passage.section))
            else:
                whole = Stretch(document_id=passage.document_id, start=passage.start, end=passage.end)
                found += self.cite([whole])
        return tuple(found)

    def _on_one_page(self, passage: Passage) -> Span | None:
        """Where the passage stands; None when it runs over pages, or its page does not say so any more."""
        if passage.page_start < 0 or PAGE_BREAK in passage.text:
            return None
        start, end = passage.start - passage.page_start, passage.end - passage.page_start
        place = self._register.place(passage.document_id, passage.page_no, start, end)
        if place.text != passage.text:
            return None
        return Span(page_no=passage.page_no, start=passage.start, end=passage.end, text=passage.text, boxes=place.boxes)

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


def section_at(directive: Directive, offset: int) -> str:
    """Path of the section that holds the character at `offset`, "" before the first one."""
    return next((block.path for block in directive.blocks if block.start <= offset < block.end), "")
