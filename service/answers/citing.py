"""Citations: stretches of a document with page, section and boxes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from core.answer import Citation
from core.directive import PAGE_BREAK, Directive
from core.span import Box, Span
from index.passage import Passage
from service.answers.draft import Stretch
from service.records import PagePart, Register


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
        return self.cite_each([tuple(stretches)])[0]

    def cite_each(self, groups: Sequence[Sequence[Stretch]]) -> tuple[tuple[Citation, ...], ...]:
        """As `cite`, for several groups of stretches; where all their words stand is looked up together."""
        spans = [dict.fromkeys(self._spans_of(stretches)) for stretches in groups]
        bare = list(dict.fromkeys(one for group in spans for one in group if not one.span.boxes))
        places = self._register.places([self._part_of(one) for one in bare])
        placed = {one: place.boxes for one, place in zip(bare, places, strict=True)}
        return tuple(tuple(self._cited(one, placed.get(one, one.span.boxes)) for one in group) for group in spans)

    def cite_passages(self, passages: Iterable[Passage]) -> tuple[Citation, ...]:
        """As `cite`, for passages as they were cut: their directives are not loaded."""
        cut = [(passage, tuple(_parts_by_page(passage))) for passage in passages]
        places = iter(self._register.places([part.on_page for _, parts in cut for part in parts]))
        found: list[Citation] = []
        for passage, parts in cut:
            placed = [(part, next(places)) for part in parts]
            if passage.page_start >= 0 and all(part.text == place.text for part, place in placed):
                found += (self._citation_of(passage, part, place.boxes) for part, place in placed)
            else:
                stretch = Stretch(document_id=passage.document_id, start=passage.start, end=passage.end)
                found += self.cite([stretch])
        return tuple(found)

    def _spans_of(self, stretches: Iterable[Stretch]) -> Iterator["_Found"]:
        for stretch in stretches:
            for span in self.directive(stretch.document_id).spans(stretch.start, stretch.end):
                yield _Found(stretch.document_id, span)

    def _part_of(self, found: "_Found") -> PagePart:
        directive, span = self.directive(found.document_id), found.span
        page_start = directive.page_starts[directive.page_index_at(span.start)]
        return PagePart(found.document_id, span.page_no, span.start - page_start, span.end - page_start)

    def _cited(self, found: "_Found", boxes: tuple[Box, ...]) -> Citation:
        span = found.span.model_copy(update={"boxes": boxes})
        return _citation(found.document_id, span, section_at(self.directive(found.document_id), span.start))

    def _citation_of(self, passage: Passage, part: "_Part", boxes: tuple[Box, ...]) -> Citation:
        page_no, end = part.on_page.page_no, part.start + len(part.text)
        is_first = page_no == passage.page_no
        section = passage.section if is_first else self._register.section_at(passage.document_id, part.start)
        span = Span(page_no=page_no, start=part.start, end=end, text=part.text, boxes=boxes)
        return _citation(passage.document_id, span, section)


class _Found(NamedTuple):
    """A stretch on one page of a document."""

    document_id: str
    span: Span


class _Part(NamedTuple):
    """What of a passage stands on one page; `start` is an offset into the directive."""

    on_page: PagePart
    start: int
    text: str


def _parts_by_page(passage: Passage) -> Iterator[_Part]:
    """The passage parted at its page breaks, without white space at the ends of the parts; blank ones are left out.

    None where a former version cut it, which did not keep where its page begins.
    """
    if passage.page_start < 0:
        return
    start, page_start = passage.start, passage.page_start
    for page_no, raw in enumerate(passage.text.split(PAGE_BREAK), start=passage.page_no):
        own = start + len(raw) - len(raw.lstrip())
        if text := raw.strip():
            on_page = own - page_start
            yield _Part(PagePart(passage.document_id, page_no, on_page, on_page + len(text)), own, text)
        start = page_start = start + len(raw) + len(PAGE_BREAK)


def section_at(directive: Directive, offset: int) -> str:
    """Path of the section that holds the character at `offset`, "" before the first one."""
    return next((block.path for block in directive.blocks if block.start <= offset < block.end), "")


def _citation(document_id: str, span: Span, section: str) -> Citation:
    return Citation(
        document_id=document_id, page_no=span.page_no, section=section, quote=span.text, span=span, boxes=span.boxes
    )
