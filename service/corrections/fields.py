"""Fields of the letterhead that people can set: how a value is written in a form, read from it, put in its place."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from core.directive import Letterhead
from core.errors import InvalidInput
from core.span import Span
from core.text import nfc, squeeze
from ingest.citations.document_numbers import canonical_number
from service.corrections.correction import Correction, CorrectionKind
from service.labels import LETTERHEAD_FIELDS
from service.vietnamese_dates import parse_date, show_date

_LISTS = frozenset({"recipients"})
_NUMBERS = frozenset({"number", "attached_to"})
_YES = "có"
SETTABLE = (*LETTERHEAD_FIELDS, "is_draft")
"""Names of the fields that a person can set."""


def written(head: Letterhead, field: str) -> str:
    """The value of a field as people write it: a date as day/month/year, a list a line each, "" for none.

    >>> written(Letterhead(issued_on=date(2025, 7, 8)), "issued_on")
    '08/07/2025'
    """
    value = getattr(head, field)
    if isinstance(value, bool):
        return _YES if value else ""
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, tuple):
        return "\n".join(squeeze(line) for line in value)
    return squeeze(value or "")


def clean(field: str, words: str) -> str:
    """What a person typed for a field, in the spelling in which it is kept.

    Raises:
        InvalidInput: no such field, or no real date.
    """
    if field not in SETTABLE:
        raise InvalidInput("không có mục thể thức này", where=field)
    lines = [line for line in map(squeeze, nfc(words).splitlines()) if line]
    if field in _LISTS:
        return "\n".join(lines)
    typed = " ".join(lines)
    if field == "issued_on" and typed:
        found = parse_date(typed)
        if found is None:
            raise InvalidInput(f"“{typed}” không phải một ngày", where="Ngày ban hành", advice="viết như 08/07/2025")
        return show_date(found)
    if field in _NUMBERS and typed:
        return canonical_number(typed)
    return (_YES if typed else "") if field == "is_draft" else typed


def settle(head: Letterhead, corrections: Sequence[Correction]) -> Letterhead:
    """The letterhead with every field as people set it last; what they set is in doubt no more.

    A field keeps the places it was read from only while those words hold the value.
    """
    latest = {
        one.field: one.after
        for one in sorted(corrections, key=lambda one: one.id)
        if one.kind is CorrectionKind.FIELD and one.is_active and one.field in SETTABLE
    }
    if not latest:
        return head
    changes: dict[str, Any] = {field: _value(field, words) for field, words in latest.items() if field}
    if "issuer" in changes:
        changes["issuers"] = () if changes["issuer"] is None else tuple(changes["issuer"].split(" - "))
    spans = {
        field: places
        for field, places in head.spans.items()
        if field not in changes or _says(places, written(head, field), latest[field])
    }
    doubtful = tuple(field for field in head.doubtful if field not in changes)
    return head.model_copy(update={**changes, "spans": spans, "doubtful": doubtful})


def _value(field: str, words: str) -> object:
    if field == "is_draft":
        return words == _YES
    if field in _LISTS:
        return tuple(words.splitlines())
    if field == "issued_on":
        return parse_date(words) if words else None
    return words or None


def _says(places: Sequence[Span], read: str, wanted: str) -> bool:
    """The value is the one that was read there, or its words stand there."""
    return bool(wanted) and (wanted == read or wanted in squeeze(" ".join(span.text for span in places)))
