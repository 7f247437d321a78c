"""Directives without the places of their words: nine tenths of the text to parse, and answering looks at none of it."""

from sqlalchemy import Engine, select

from core.directive import Directive, line_boxes
from core.errors import NotFound
from core.page import Page
from core.span import Box, Span
from service.store.directive_cache import DirectiveCache
from service.store.tables import DirectiveRow, DocumentRow, PageRow

_BUDGET_CHARACTERS = 20_000_000
_WORDS_BEGIN, _WORDS_END = ',"words":[', '],"mean_confidence":'


def without_words(page_json: str) -> str:
    """The JSON of a `Page` with no words in it.

    Quotation marks inside strings are escaped in JSON, so what is looked for stands nowhere but between the fields.
    """
    start = page_json.find(_WORDS_BEGIN)
    end = page_json.find(_WORDS_END, start)
    if start < 0 or end < 0:
        return page_json
    return page_json[: start + len(_WORDS_BEGIN)] + page_json[end:]


class LightDirectives:
    """Directives as read and understood, their pages with text alone; those used last are kept. Threads may share it.

    Their spans have no boxes; `boxes` looks these up where they are wanted. References are as the document has them,
    not resolved.
    """

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._cache = DirectiveCache(_BUDGET_CHARACTERS)

    def load(self, document_id: str) -> Directive:
        """The directive of a held document.

        Raises:
            NotFound: no such document, or it is not read yet.
        """
        held = select(DirectiveRow.understood_at).join(DocumentRow, DocumentRow.id == DirectiveRow.document_id)
        held = held.where(DirectiveRow.document_id == document_id, DocumentRow.removed_at.is_(None))
        with self._reading.connect() as connection:
            understood_at = connection.scalar(held)
            if understood_at is None:
                raise NotFound("no such document, or it is not read yet", where=document_id)
            return self._cache.get((document_id, understood_at), lambda: self._stored(document_id))

    def _stored(self, document_id: str) -> str:
        understood = select(DirectiveRow.understood).where(DirectiveRow.document_id == document_id)
        pages = select(PageRow.page).where(PageRow.document_id == document_id, PageRow.page.is_not(None))
        with self._reading.connect() as connection:
            rest = connection.scalars(understood).one()
            shown = [without_words(page or "") for page in connection.scalars(pages.order_by(PageRow.page_no))]
        return '{"pages":[' + ",".join(shown) + "]," + rest.removeprefix("{")

    def boxes(self, document_id: str, span: Span) -> tuple[Box, ...]:
        """Where the words of the span stand on its page, one box a line; none when the file has no layout."""
        directive = self.load(document_id)
        starts = {page.page_no: start for page, start in zip(directive.pages, directive.page_starts, strict=True)}
        page_start = starts[span.page_no]
        stored = select(PageRow.page).where(PageRow.document_id == document_id, PageRow.page_no == span.page_no)
        with self._reading.connect() as connection:
            page_json = connection.scalar(stored)
        if page_json is None:
            return ()
        return line_boxes(Page.model_validate_json(page_json), span.start - page_start, span.end - page_start)
