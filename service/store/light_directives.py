"""Directives without the places of their words: nine tenths of the text to parse, and answering looks at none of it."""

from bisect import bisect_left, bisect_right
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import from_json
from sqlalchemy import BindParameter, Connection, Engine, bindparam, select

from core.directive import Abbreviation, Directive, line_boxes
from core.errors import NotFound
from core.page import Word
from core.span import Box
from service.records import Place
from service.store.directive_cache import DirectiveCache
from service.store.tables import DirectiveRow, DocumentRow, PageRow

_BUDGET_CHARACTERS = 4_000_000
_WORDS_BEGIN, _WORDS_END = ',"words":[', '],"mean_confidence":'
_FIRST_WORD, _NEXT_WORD = '{"start":', '},{"start":'
_ABBREVIATIONS_BEGIN, _ABBREVIATIONS_END = '"abbreviations":[', '],"anomalies":['
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
    select(PageRow.page)
    .join(DocumentRow, DocumentRow.id == PageRow.document_id)
    .where(PageRow.document_id == _ID, PageRow.page_no == bindparam("page_no"), DocumentRow.removed_at.is_(None))
)


def without_words(page_json: str) -> str:
    """The JSON of a `Page` with no words in it."""
    before, _, after = _parted(page_json)
    return before + after


def with_words_between(page_json: str, start: int, end: int) -> str:
    """The JSON of a `Page` with those of its words alone that reach into a stretch of its text.

    Words stand in order, so they are looked for as in a dictionary, and the others are never parsed.
    """
    before, words, after = _parted(page_json)
    if not words.startswith(_FIRST_WORD):
        return page_json
    each = words.removeprefix(_FIRST_WORD).removesuffix("}").split(_NEXT_WORD)
    first = max(0, bisect_right(each, start, key=_start_of) - 1)
    last = bisect_left(each, end, key=_start_of)
    kept = _FIRST_WORD + _NEXT_WORD.join(each[first:last]) + "}" if first < last else ""
    return before + kept + after


def _parted(page_json: str) -> tuple[str, str, str]:
    """What stands before the words, the words, and what stands after them.

    Quotation marks inside strings are escaped in JSON, so what is looked for stands nowhere but between the fields.
    """
    start = page_json.find(_WORDS_BEGIN)
    end = page_json.find(_WORDS_END, start)
    if start < 0 or end < 0:
        return page_json, "", ""
    start += len(_WORDS_BEGIN)
    return page_json[:start], page_json[start:end], page_json[end:]


def _start_of(word_json: str) -> int:
    return int(word_json[: word_json.index(",")])


def abbreviations_json(understood: str) -> str:
    """The JSON list of the abbreviations in that of a `Directive`, cut out as the words of a page are."""
    _, found, rest = understood.rpartition(_ABBREVIATIONS_BEGIN)
    return f"[{rest.partition(_ABBREVIATIONS_END)[0]}]" if found else "[]"


class LightDirectives:
    """Directives as read and understood, their pages with text alone; those used last are kept. Threads may share it.

    Their spans have no boxes; `place` looks these up where they are wanted. References are as the document has them,
    not resolved.
    """

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._cache = DirectiveCache(_BUDGET_CHARACTERS)
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
            page_json = connection.scalar(_PAGE, {"id": document_id, "page_no": page_no})
        if page_json is None:
            return Place(text="")
        page = from_json(with_words_between(page_json, start, end))
        boxes = line_boxes(page["text"], map(_placed, page["words"]), start, end)
        return Place(text=page["text"][start:end], boxes=boxes)


def _placed(word: dict[str, Any]) -> Word:
    """The place of a word of a page; what the database holds was checked when it was written."""
    box = Box(*word["box"]) if word.get("box") else None
    return Word.model_construct(
        start=word["start"], end=word["end"], text=word["text"], as_read="", confidence=1.0, box=box
    )


def _version(connection: Connection, document_id: str) -> datetime:
    understood_at = connection.scalar(_VERSION, {"id": document_id})
    if understood_at is None:
        raise NotFound("no such document, or it is not read yet", where=document_id)
    return understood_at


def _stored(connection: Connection, document_id: str) -> str:
    rest = connection.scalars(_UNDERSTOOD, {"id": document_id}).one()
    shown = [without_words(page or "") for page in connection.scalars(_PAGES, {"id": document_id})]
    return '{"pages":[' + ",".join(shown) + "]," + rest.removeprefix("{")
