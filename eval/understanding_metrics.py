"""How well a directive was understood: letterhead fields, cited documents, anomalies. Pure functions."""

from collections.abc import Sequence
from datetime import date

from core.directive import Anomaly, Letterhead
from core.record import Record
from core.reference import Reference
from core.text import fold, squeeze
from ingest.citations.document_numbers import number_key


class LetterheadGold(Record):
    """What a reader found in a letterhead; None where the text is silent.

    Attributes:
        issuers: accepted names; empty when the issuer is not asked for.
        signer, place: None when not annotated (see `asked`).
        asked: fields that are annotated.
    """

    number: str | None = None
    issued_on: date | None = None
    kind: str | None = None
    issuers: tuple[str, ...] = ()
    place: str | None = None
    signer: str | None = None
    title: str | None = None
    recipients: tuple[str, ...] = ()
    asked: tuple[str, ...] = ("number", "issued_on", "kind", "issuer")


class CitedGold(Record):
    """A cited document: its number and the date that the text gives."""

    number: str
    issued_on: date | None = None


class Score(Record):
    """Found, wanted and matched items."""

    found: int
    wanted: int
    matched: int

    @property
    def precision(self) -> float:
        return self.matched / self.found if self.found else float(self.wanted == 0)

    @property
    def recall(self) -> float:
        return self.matched / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def wrong_fields(found: Letterhead, gold: LetterheadGold) -> tuple[str, ...]:
    """Names of the asked fields whose value is not the annotated one; a value where the text is silent is wrong too."""
    return tuple(field for field in gold.asked if not _FIELD_CHECKS[field](found, gold))


def score_references(found: Sequence[Reference], gold: Sequence[CitedGold]) -> Score:
    """Citations by number, compared by number and date; only spaces, case and accents of the number are forgiven."""
    have = {(number_key(reference.number), reference.issued_on) for reference in found if reference.number}
    want = {(number_key(cited.number), cited.issued_on) for cited in gold}
    return Score(found=len(have), wanted=len(want), matched=len(have & want))


def score_anomalies(
    found: Sequence[Anomaly],
    gold: Sequence[Sequence[tuple[int, int]]],
    tolerated: Sequence[Sequence[tuple[int, int]]] = (),
) -> Score:
    """Anomalies compared by place: a found one is right when it overlaps an annotated one.

    Args:
        gold: for each anomaly that must be found, the offsets of its quotes.
        tolerated: annotated ones that need not be found but are no false alarm.
    """
    matched_gold = sum(any(_overlaps(anomaly, places) for anomaly in found) for places in gold)
    right = sum(any(_overlaps(anomaly, places) for places in (*gold, *tolerated)) for anomaly in found)
    alarms = len(found) - right
    return Score(found=matched_gold + alarms, wanted=len(gold), matched=matched_gold)


def _overlaps(anomaly: Anomaly, places: Sequence[tuple[int, int]]) -> bool:
    return any(span.start < end and start < span.end for span in anomaly.spans for start, end in places)


def _same_words(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return _key(one) == _key(other)


def _key(words: str) -> str:
    return squeeze(fold(words).replace("“", "").replace("”", "").replace('"', "")).strip(" .;")


def _same_number(found: Letterhead, gold: LetterheadGold) -> bool:
    if found.number is None or gold.number is None:
        return found.number is gold.number
    return number_key(found.number) == number_key(gold.number)


def _same_issuer(found: Letterhead, gold: LetterheadGold) -> bool:
    return not gold.issuers or any(_same_words(found.issuer, name) for name in gold.issuers)


def _same_kind(found: Letterhead, gold: LetterheadGold) -> bool:
    return _same_words(found.kind, gold.kind)


def _same_date(found: Letterhead, gold: LetterheadGold) -> bool:
    return found.issued_on == gold.issued_on


def _same_place(found: Letterhead, gold: LetterheadGold) -> bool:
    return _same_words(found.place, gold.place)


def _same_signer(found: Letterhead, gold: LetterheadGold) -> bool:
    return _same_words(found.signer, gold.signer)


def _same_title(found: Letterhead, gold: LetterheadGold) -> bool:
    return _same_words(found.title, gold.title)


def _same_recipients(found: Letterhead, gold: LetterheadGold) -> bool:
    return [_key(name) for name in found.recipients] == [_key(name) for name in gold.recipients]


_FIELD_CHECKS = {
    "number": _same_number,
    "issued_on": _same_date,
    "kind": _same_kind,
    "issuer": _same_issuer,
    "place": _same_place,
    "signer": _same_signer,
    "title": _same_title,
    "recipients": _same_recipients,
}
