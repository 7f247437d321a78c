"""Directives without the places of their words: nine tenths of the text to parse, and answering looks at none of it."""

from datetime import datetime

from pydantic import TypeAdapter
from pydantic_core import from_json
from sqlalchemy import BindParameter, Connection, Engine, bindparam, select

from core.directive import Abbreviation, Directive
from core.errors import NotFound
from service.records import Place
from service.store.directive_cache import DirectiveCache
from service.store.tables import DirectiveRow, DocumentRow, PageRow
from service.store.word_places import WordPlaces, without_words

_BUDGET_CHARACTERS = 2_000_000
_ABBREVIATIONS_BEGIN, _ABBREVIATIONS_END = '"abbreviations":[', '],"anomalies":['
_BLOCKS_BEGIN, _BLOCKS_END = '"blocks":[', '],"sections":['
_ABBREVIATIONS = TypeAdapter(tuple[Abbreviation, ...])
_ID: BindParameter[str] = bindparam("id")
_VERSION = (
    select(DirectiveRow.understood_at)
    .join(DocumentRow, DocumentRow.id == DirectiveRow.document_id)
    .where(DirectiveRow.document_id == _ID, DocumentRow.removed_at.is_(None))
)
_UNDERSTOOD = select(DirectiveRow.understood).where(DirectiveRow.document_id == _ID)
_PAGES = select(PageRow.page).where(PageRow.document_id == _ID, PageRow.page.is_not(None)).order_by(PageRow.page_no)
_PAGE = (
    select(DirectiveRow.understood_at, PageRow.page)
    .join(DocumentRow, DocumentRow.id == DirectiveRow.document_id)
    .join(PageRow, PageRow.document_id == DirectiveRow.document_id)
    .where(DirectiveRow.document_id == _ID, DocumentRow.removed_at.is_(None), PageRow.page_no == bindparam("page_no"))
)
"""In one statement: passages that are shown stand on different pages, most of which are not kept."""


def abbreviations_json(understood: str) -> str:
    """The JSON list of the abbreviations in that of a `Directive`, cut out as the words of a page are."""
    _, found, rest = understood.rpartition(_ABBREVIATIONS_BEGIN)
    return f"[{rest.partition(_ABBREVIATIONS_END)[0]}]" if found else "[]"


def section_in(understood: str, offset: int) -> str:
    """Path of the section that holds the character at `offset`, found in the JSON list of blocks alone."""
    _, _, rest = understood.partition(_BLOCKS_BEGIN)
    blocks = from_json(f"[{rest.partition(_BLOCKS_END)[0]}]")
    return next((block["path"] for block in blocks if block["start"] <= offset < block["end"]), "")


class LightDirectives:
    """Directives as read and understood, their pages with text alone; those used last are kept. Threads may share it.

    Their spans have no boxes; `place` looks these up where they are wanted. References are as the document has them,
    not resolved.
    """

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._cache = DirectiveCache(_BUDGET_CHARACTERS)
        self._words = WordPlaces()
        self._abbreviations: dict[str, tuple[datetime, tuple[Abbreviation, ...]]] = {}

    def load(self, document_id: str) -> Directive:
        """The directive of a held document.

        Raises:
            NotFound: no such document, or it is not read yet.
        """
        with self._reading.connect() as connection:
            version = _version(connection, document_id)
            return self._cache.get((document_id, version), lambda: _stored(connection, document_id))

    def abbreviations(self, document_id: str) -> tuple[Abbreviation, ...]:
        """The short forms that a held document defines; the rest of it is not parsed.

        Raises:
            NotFound: no such document, or it is not read yet.
        """
        with self._reading.connect() as connection:
            version = _version(connection, document_id)
            known = self._abbreviations.get(document_id)
            if known is None or known[0] != version:
                understood = connection.scalars(_UNDERSTOOD, {"id": document_id}).one()
                known = version, _ABBREVIATIONS.validate_json(abbreviations_json(understood))
                self._abbreviations[document_id] = known
        return known[1]

    def place(self, document_id: str, page_no: int, start: int, end: int) -> Place:
        """A stretch of a page of a held document; offsets are into the text of the page."""
        with self._reading.connect() as connection:
            found = connection.execute(_PAGE, {"id": document_id, "page_no": page_no}).first()
        if found is None:
            return Place(text="")
        words = self._words.get((document_id, page_no, found.understood_at), lambda: found.page)
        return Place(text="") if words is None else words.place(start, end)

    def section_at(self, document_id: str, offset: int) -> str:
        """Path of the section that holds the character at `offset` of a held document; the rest of it is not parsed.

        Raises:
            NotFound: no such document, or it is not read yet.
        """
        with self._reading.connect() as connection:
            _version(connection, document_id)
            return section_in(connection.scalars(_UNDERSTOOD, {"id": document_id}).one(), offset)


def _version(connection: Connection, document_id: str) -> datetime:
    understood_at = connection.scalar(_VERSION, {"id": document_id})
    if understood_at is None:
        raise NotFound("no such document, or it is not read yet", where=document_id)
    return understood_at


def _stored(connection: Connection, document_id: str) -> str:
    rest = connection.scalars(_UNDERSTOOD, {"id": document_id}).one()
    shown = [without_words(page or "") for page in connection.scalars(_PAGES, {"id": document_id}).all()]
    return '{"pages":[' + ",".join(shown) + "]," + rest.removeprefix("{")
