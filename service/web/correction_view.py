"""The history of what people corrected in a document, the newest first."""

from collections.abc import Sequence

from core.record import Record
from service.corrections.correction import Applied, Correction, CorrectionKind
from service.labels import IS_DRAFT, LETTERHEAD_FIELDS
from service.vietnamese_dates import show_moment
from service.web.evidence import EvidenceLink


class CorrectionLine(Record):
    """One correction in the history.

    Attributes:
        what: the field, or the page of the words.
        is_lost: it holds, but the newest reading no longer has its words at one certain place.
        is_confirmed: the person found the words right as they were read.
        undone: who took it back and when; "" while it holds.
    """

    id: int
    what: str
    before: str
    after: str
    made: str
    undone: str
    is_lost: bool
    is_confirmed: bool
    place: EvidenceLink | None = None


def correction_lines(
    made: Sequence[Correction], places: dict[int, EvidenceLink], *, is_settled: bool
) -> tuple[CorrectionLine, ...]:
    """The history of a document.

    Args:
        places: where the words of each correction stand now, by its id.
        is_settled: nothing is being read or understood just now, so that a missing place means something.
    """
    return tuple(
        CorrectionLine(
            id=one.id,
            what=_what(one),
            before=one.before,
            after=one.after,
            made=f"{one.made_by}, {show_moment(one.made_at)}",
            undone=f"{one.undone_by}, {show_moment(one.undone_at)}" if one.undone_at else "",
            is_lost=is_settled and one.is_active and one.kind is CorrectionKind.WORDS and _is_lost(one, made, places),
            is_confirmed=one.before == one.after,
            place=places.get(one.id) if one.is_active else None,
        )
        for one in sorted(made, key=lambda each: each.id, reverse=True)
    )


def corrected_words(placed: Sequence[tuple[int, Applied]]) -> dict[tuple[int, int], Correction]:
    """Corrections by the half-open range of the document's text where their words stand."""
    return {(start + one.start, start + one.end): one.correction for start, one in placed}


def _what(one: Correction) -> str:
    if one.kind is CorrectionKind.WORDS:
        return f"Trang {one.page_no}"
    return IS_DRAFT if one.field == "is_draft" else LETTERHEAD_FIELDS[one.field or ""]


def _is_lost(one: Correction, made: Sequence[Correction], places: dict[int, EvidenceLink]) -> bool:
    """Its words stand nowhere, and not because they were taken away or a newer correction covers them."""
    if one.id in places or not one.after:
        return False
    newer = [each for each in made if each.id > one.id and each.is_active and each.page_no == one.page_no]
    start, end = one.start or 0, (one.start or 0) + len(one.before)
    return not any((each.start or 0) < end and (each.start or 0) + len(each.before) > start for each in newer)
