"""Citations: stretches of a document with page, section and boxes."""

from collections.abc import Iterable

from core.answer import Citation
from core.directive import Directive
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
                    boxes = span.boxes or self._register.boxes(stretch.document_id, span)
                    found[key] = Citation(
                        document_id=stretch.document_id,
                        page_no=span.page_no,
                        section=section_at(directive, span.start),
                        quote=span.text,
                        span=span.model_copy(update={"boxes": boxes}),
                        boxes=boxes,
                    )
        return tuple(found.values())


def section_at(directive: Directive, offset: int) -> str:
    """Path of the section that holds the character at `offset`, "" before the first one."""
    return next((block.path for block in directive.blocks if block.start <= offset < block.end), "")
