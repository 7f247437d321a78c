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
        """As `cite`, for passages as they were cut: their pages are looked at, and no directive is loaded."""
        found: list[Citation] = []
        for passage in passages:
            spans = self._on_pages(passage)
            if spans is not None:
                found += [self._citation(passage.document_id, span, passage.section) for span in spans]
            else:
                whole = Stretch(document_id=passage.document_id, start=passage.start, end=passage.end)
                found += self.cite([whole])
        return tuple(found)

    def _on_pages(self, passage: Passage) -> list[Span] | None:
        """Where the passage stands, page by page; None when its pages do not say so any more."""
        if passage.page_start < 0:
            return None
        spans, page_start, begins = [], passage.page_start, passage.start
        for page_no, part in enumerate(passage.text.split(PAGE_BREAK), start=passage.page_no):
            text = part.strip()
            start = begins + len(part) - len(part.lstrip())
            end = start + len(text)
            if text:
                place = self._register.place(passage.document_id, page_no, start - page_start, end - page_start)
                if place.text != text:
                    return None
                spans.append(Span(page_no=page_no, start=start, end=end, text=text, boxes=place.boxes))
            page_start = begins = begins + len(part) + len(PAGE_BREAK)
        return spans

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
