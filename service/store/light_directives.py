"""Directives without the places of their words: nine tenths of the text to parse, and answering looks at none of it."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from functools import lru_cache

from pydantic import TypeAdapter
from pydantic_core import from_json
from sqlalchemy import BindParameter, Connection, Engine, Select, and_, bindparam, or_, select

from core.directive import Abbreviation, Directive
from core.errors import NotFound
from service.records import PagePart, Place
from service.store.directive_cache import DirectiveCache
from service.store.tables import DirectiveRow, DocumentRow, PageRow
from service.store.word_places import PageVersion, PageWords, WordPlaces, without_words

_BUDGET_CHARACTERS = 2_000_000
_MOST_PAGES = 64
_ABBREVIATIONS_BEGIN, _ABBREVIATIONS_END = '"abbreviations":[', '],"anomalies":['
_BLOCKS_BEGIN, _BLOCKS_END = '"blocks":[', '],"sections":['
PageKey = tuple[str, int]
_ABBREVIATIONS = TypeAdapter(tuple[Abbreviation, ...])
_ID: BindParameter[str] = bindparam("id")
_VERSION = (
    select(DirectiveRow.understood_at)
    .join(DocumentRow, DocumentRow.id == DirectiveRow.document_id)
    .where(DirectiveRow.document_id == _ID, DocumentRow.removed_at.is_(None))
)
_UNDERSTOOD = select(DirectiveRow.understood).where(DirectiveRow.document_id == _ID)
_PAGES = select(PageRow.page).where(PageRow.document_id == _ID, PageRow.page.is_not(None)).order_by(PageRow.page_no)
_VERSIONS = (
    select(DirectiveRow.document_id, DirectiveRow.understood_at)
    .join(DocumentRow, DocumentRow.id == DirectiveRow.document_id)
    .where(DirectiveRow.document_id.in_(bindparam("ids", expanding=True)), DocumentRow.removed_at.is_(None))
)


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

    Their spans have no boxes; `places` looks these up where they are wanted. References are as the document has them,
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

    def places(self, parts: Sequence[PagePart]) -> tuple[Place, ...]:
        """The words of each part and where they stand, looked up together; none of a page that is not held."""
        pages = self._pages({part[:2] for part in parts}) if parts else {}
        return tuple(
            page.place(part.start, part.end) if (page := pages.get(part[:2])) else Place(text="") for part in parts
        )

    def _pages(self, wanted: Collection[PageKey]) -> dict[PageKey, PageWords]:
        """The words of those pages that are held and read; what is not in memory is read at one stroke."""
        with self._reading.connect() as connection:
            ids = {document_id for document_id, _ in wanted}
            versions = {row.document_id: row.understood_at for row in connection.execute(_VERSIONS, {"ids": list(ids)})}
            held = [PageVersion(*key, versions[key[0]]) for key in wanted if key[0] in versions]
            kept = {version[:2]: words for version in held if (words := self._words.kept(version))}
            missing = [version for version in held if version[:2] not in kept]
            rows = [
                row for some in _at_once(missing) for row in connection.execute(_some_pages(len(some)), _named(some))
            ]
        read = {
            (row.document_id, row.page_no): self._words.keep(
                PageVersion(row.document_id, row.page_no, versions[row.document_id]), row.page
            )
            for row in rows
        }
        return kept | read

    def section_at(self, document_id: str, offset: int) -> str:
        """Path of the section that holds the character at `offset` of a held document; the rest of it is not parsed.

        Raises:
            NotFound: no such document, or it is not read yet.
        """
        with self._reading.connect() as connection:
            _version(connection, document_id)
            return section_in(connection.scalars(_UNDERSTOOD, {"id": document_id}).one(), offset)


def _at_once(pages: Sequence[PageVersion]) -> Iterator[Sequence[PageVersion]]:
    """The pages in parts that one statement may name: a database bounds how deep its conditions are."""
    for start in range(0, len(pages), _MOST_PAGES):
        yield pages[start : start + _MOST_PAGES]


@lru_cache(maxsize=_MOST_PAGES)
def _some_pages(count: int) -> Select[str, int, str | None]:
    """So many pages as `_named` names, one by one: SQLite goes through all for a list of pairs."""
    of_each = (
        and_(PageRow.document_id == bindparam(f"id_{number}"), PageRow.page_no == bindparam(f"page_no_{number}"))
        for number in range(count)
    )
    return select(PageRow.document_id, PageRow.page_no, PageRow.page).where(PageRow.page.is_not(None), or_(*of_each))


def _named(pages: Sequence[PageVersion]) -> dict[str, str | int]:
    """The parameters of `_some_pages`."""
    ids = {f"id_{number}": page.document_id for number, page in enumerate(pages)}
    return ids | {f"page_no_{number}": page.page_no for number, page in enumerate(pages)}


def _version(connection: Connection, document_id: str) -> datetime:
    understood_at = connection.scalar(_VERSION, {"id": document_id})
    if understood_at is None:
        raise NotFound("no such document, or it is not read yet", where=document_id)
    return understood_at


def _stored(connection: Connection, document_id: str) -> str:
    rest = connection.scalars(_UNDERSTOOD, {"id": document_id}).one()
    shown = [without_words(page or "") for page in connection.scalars(_PAGES, {"id": document_id}).all()]
    return '{"pages":[' + ",".join(shown) + "]," + rest.removeprefix("{")
