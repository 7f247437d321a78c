"""Filters of a search: typed (`loai:"kế hoạch" nam:2025`), or said ("trong các kế hoạch ban hành năm 2025").

    loai:K      kind of document           coquan:O    issuer, or the body above it
    tu:D den:D  issued from, to (day)      nam:Y       issued in that year
    donvi:U     unit with work in it       vanban:N    số, ký hiệu, or the beginning of an id

Names are compared without accents; a value with spaces stands in quotation marks.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

from core.errors import InvalidInput
from core.record import Record
from core.text import fold, squeeze
from index.words import code_key
from ingest.letterheads.document_kinds import KIND_NAMES
from service.records import DocumentRecord
from service.vietnamese_dates import parse_date

_TYPED = re.compile(r"(?<!\S)(?P<key>[^\W\d_]+):(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^\s\"]+))")
_KEYS = {
    "loai": "kind",
    "coquan": "issuer",
    "tu": "since",
    "den": "until",
    "nam": "year",
    "donvi": "unit",
    "vanban": "number",
}
_KINDS = "|".join(sorted((re.escape(fold(kind)) for kind in KIND_NAMES), key=len, reverse=True))
_AMONG_KINDS = re.compile(rf"\btrong (?:cac|nhung|moi|tat ca cac) (?P<kind>{_KINDS})\b")
_ISSUED_IN = re.compile(r"\bban hanh (?:trong )?nam (?P<year>(?:19|20)\d{2})\b")


class SearchFilters(Record):
    """What a document must be to be searched; None where it does not matter. Texts are folded."""

    kind: str | None = None
    issuer: str | None = None
    since: date | None = None
    until: date | None = None
    unit: str | None = None
    number: str | None = None

    @property
    def is_empty(self) -> bool:
        return self == SearchFilters()


class FilteredWords(Record):
    """The words to look for, less the typed filters, and the filters."""

    words: str
    filters: SearchFilters


def read_filters(question: str) -> FilteredWords:
    """The filters that are typed in a question or said by it; what it says stays among its words.

    Raises:
        InvalidInput: a day or year that is none.

    >>> read_filters('hạn báo cáo loai:"kế hoạch" nam:2025').words
    'hạn báo cáo'
    """
    typed: dict[str, str] = {}

    def take(match: re.Match[str]) -> str:
        key = _KEYS.get(fold(match["key"]))
        if key is None:
            return match.group()
        typed[key] = squeeze(match["quoted"] or match["bare"] or "")
        return " "

    words = squeeze(_TYPED.sub(take, question))
    folded = fold(words)
    if said := _AMONG_KINDS.search(folded):
        typed.setdefault("kind", said["kind"])
    if said := _ISSUED_IN.search(folded):
        typed.setdefault("year", said["year"])
    return FilteredWords(words=words, filters=_filters(typed))


def _filters(typed: dict[str, str]) -> SearchFilters:
    year = typed.get("year")
    return SearchFilters(
        kind=_folded(typed.get("kind")),
        issuer=_folded(typed.get("issuer")),
        unit=_folded(typed.get("unit")),
        number=typed.get("number"),
        since=_day(typed.get("since") or (f"{year}-01-01" if year else None)),
        until=_day(typed.get("until") or (f"{year}-12-31" if year else None)),
    )


def _folded(text: str | None) -> str | None:
    return fold(text) if text else None


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    day = parse_date(text)
    if day is None:
        raise InvalidInput("ngày hoặc năm không đúng", where=text, advice="viết như 31/12/2025 hoặc nam:2025")
    return day


def typed_filters(values: Mapping[str, str]) -> str:
    """Filters as they are typed, by their keys; what has no value is left out.

    >>> typed_filters({"loai": "Kế hoạch", "tu": "", "nam": "2025"})
    'loai:"Kế hoạch" nam:"2025"'
    """
    told = {key: squeeze(value.replace('"', " ")) for key, value in values.items()}
    return " ".join(f'{key}:"{value}"' for key, value in told.items() if value)


def matching_documents(
    filters: SearchFilters, documents: Iterable[DocumentRecord], *, with_unit: Callable[[str], Collection[str]]
) -> tuple[str, ...]:
    """Ids of the documents that pass every filter; one whose letterhead is silent on what is asked does not pass.

    Args:
        with_unit: ids of the documents that give work to a unit, by a part of its folded name; asked only when a unit
            is wanted.
    """
    working = None if filters.unit is None else with_unit(filters.unit)
    return tuple(
        document.id
        for document in documents
        if _passes(filters, document) and (working is None or document.id in working)
    )


def _passes(filters: SearchFilters, document: DocumentRecord) -> bool:
    head = document.letterhead
    if head is None:
        return False
    day = head.issued_on
    return (
        (filters.kind is None or fold(head.kind or "") == filters.kind)
        and (filters.issuer is None or filters.issuer in fold(f"{head.issuer or ''}\n{head.parent_issuer or ''}"))
        and (filters.since is None or (day is not None and day >= filters.since))
        and (filters.until is None or (day is not None and day <= filters.until))
        and (filters.number is None or _is_named(filters.number, document.id, head.number))
    )


def _is_named(name: str, document_id: str, number: str | None) -> bool:
    return document_id.startswith(name) or (number is not None and code_key(number) == code_key(name))
