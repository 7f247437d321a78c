"""What other held documents tell of a number or a date of issue that could not be read: suggestions for a person.

A clerk writes both by hand. A held document that cites this one gives them in print; one that this one is issued under
is older, one that cites it is not. Nothing is set by itself: a suggestion becomes a correction when a person takes it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from core.directive import Directive
from core.errors import NotFound
from core.record import Record
from core.reference import Reference
from core.text import fold, nfc
from ingest.citations.document_identity import other_issuer
from ingest.citations.document_numbers import canonical_number, number_key
from ingest.letterheads.handwritten_head import DayBound, days_left
from ingest.likeness import likeness, pairs_of
from service.records import DocumentRecord
from service.vietnamese_dates import show_date

_NUMBER, _DATE = "number", "issued_on"
_CODE = re.compile(r"/\s*((?:\d{4}\s*/\s*)?[A-ZĐ].*)$")
_YEAR = re.compile(r"n\w{1,2}m\W*((?:19|20)\d\d)")
_ALIKE = 0.6
_MOST = 4


class HeadSuggestion(Record):
    """A value that a field of the letterhead may have.

    Attributes:
        field: its name in `Letterhead`.
        value: as people write it.
        reason: what speaks for it, in Vietnamese.
        document_ids: held documents that say so.
    """

    field: str
    value: str
    reason: str
    document_ids: tuple[str, ...] = ()


class EvidenceStore(Protocol):
    """What is looked up of held documents; `DocumentStore` gives it."""

    def get(self, document_id: str) -> DocumentRecord:
        """The document with this id. Raises `NotFound`."""

    def citing(self, number: str) -> Sequence[DocumentRecord]:
        """Held documents that cite this number."""

    def citing_code(self, code: str) -> Sequence[DocumentRecord]:
        """Held documents that cite a number with this code (`KH-UBND`)."""


def suggest_head(store: EvidenceStore, record: DocumentRecord, directive: Directive) -> tuple[HeadSuggestion, ...]:
    """Suggestions for the number and the date of issue of `record`, where they were read with doubt or not at all.

    Args:
        directive: the same document as it was read.
    """
    head = directive.letterhead
    open_fields = [field for field in (_NUMBER, _DATE) if field in head.doubtful]
    if not open_fields:
        return ()
    citations = list(_citations(store, record, directive))
    known = {head.number, show_date(head.issued_on) if head.issued_on else None}
    found = [told for field in open_fields for told in _cited(field, citations) if told.value not in known]
    if _DATE in open_fields and head.issued_on is None and not any(suggestion.field == _DATE for suggestion in found):
        found += _narrowed(store, record, directive, citations)
    return tuple(found)


_Citation = tuple[DocumentRecord, Reference]


def _citations(store: EvidenceStore, record: DocumentRecord, directive: Directive) -> Iterator[_Citation]:
    """Citations in other held documents that mean this one: by its number, else by its code and what else is known."""
    head = directive.letterhead
    code = _code_of(directive)
    is_sure = head.number is not None and _NUMBER not in head.doubtful
    citing = store.citing(head.number) if is_sure and head.number else store.citing_code(code) if code else ()
    for other in citing:
        for reference in other.references:
            if other.id != record.id and _may_mean(reference, record, directive, code):
                yield other, reference


def _may_mean(reference: Reference, record: DocumentRecord, directive: Directive, code: str) -> bool:
    head = directive.letterhead
    if reference.number is None or reference.document_id not in (None, record.id):
        return False
    is_other_body = "issuer" not in head.doubtful and other_issuer(reference.issuer, head.issuer)
    if is_other_body or _other_day(reference.issued_on, directive):
        return False
    if head.number is not None and number_key(reference.number) == number_key(head.number):
        return True
    is_same_code = bool(code) and number_key(reference.number).partition("/")[2] == fold(code)
    is_same_day = head.issued_on is not None and reference.issued_on == head.issued_on
    return is_same_code and _NUMBER in head.doubtful and (is_same_day or _is_alike(reference, head.title))


def _other_day(cited: date | None, directive: Directive) -> bool:
    """The citation names another day, or another year than the letterhead prints."""
    head = directive.letterhead
    own = head.issued_on if _DATE not in head.doubtful else None
    year = _YEAR.search(fold(_words(directive, _DATE)))
    if cited is None:
        return False
    return cited != own if own is not None else year is not None and cited.year != int(year[1])


def _is_alike(reference: Reference, title: str | None) -> bool:
    return (
        bool(reference.title and title) and likeness(pairs_of(reference.title or ""), pairs_of(title or "")) >= _ALIKE
    )


def _cited(field: str, citations: Iterable[_Citation]) -> Iterator[HeadSuggestion]:
    """One suggestion for each value that citations give, the most cited first."""
    values: dict[str, list[DocumentRecord]] = {}
    for other, reference in citations:
        day = show_date(reference.issued_on) if reference.issued_on else None
        value = canonical_number(reference.number or "") if field == _NUMBER else day
        if value:
            values.setdefault(value, []).append(other)
    for value, others in sorted(values.items(), key=lambda each: -len(each[1]))[:_MOST]:
        names = ", ".join(dict.fromkeys(map(_name, others)))
        yield HeadSuggestion(
            field=field,
            value=value,
            reason=f"được viện dẫn như vậy trong {names}",
            document_ids=tuple(dict.fromkeys(other.id for other in others)),
        )


def _narrowed(
    store: EvidenceStore, record: DocumentRecord, directive: Directive, citations: Sequence[_Citation]
) -> Iterator[HeadSuggestion]:
    """The days left between the held documents that this one cites and those that cite it."""
    cited = [held for reference in record.references if (held := _held(store, reference)) is not None]
    earliest = [_bound(held, "viện dẫn") for held in cited if held.letterhead and held.letterhead.issued_on]
    latest = [
        _bound(other, "được viện dẫn trong")
        for other, _ in citations
        if other.letterhead and other.letterhead.issued_on
    ]
    left = days_left(directive, earliest=earliest, latest=latest)
    for day in left.days if left is not None else ():
        yield HeadSuggestion(field=_DATE, value=show_date(day), reason="; ".join(left.reasons) if left else "")


def _bound(record: DocumentRecord, link: str) -> DayBound:
    day = record.letterhead.issued_on if record.letterhead and record.letterhead.issued_on else date.min
    return DayBound(day, f"{link} {_name(record)} (đang lưu) ngày {show_date(day)}")


def _held(store: EvidenceStore, reference: Reference) -> DocumentRecord | None:
    if reference.document_id is None:
        return None
    try:
        return store.get(reference.document_id)
    except NotFound:
        return None


def _code_of(directive: Directive) -> str:
    """The code after the slash of the unread number, "" when that, too, is unknown."""
    found = _CODE.search(nfc(_words(directive, _NUMBER) or directive.letterhead.number or ""))
    return canonical_number(found[1]) if found else ""


def _words(directive: Directive, field: str) -> str:
    return " ".join(span.text for span in directive.letterhead.spans.get(field, ()))


def _name(record: DocumentRecord) -> str:
    head = record.letterhead
    return (head.number if head else None) or record.file_name
