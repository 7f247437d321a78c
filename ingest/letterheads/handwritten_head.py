"""Narrows a handwritten day that could not be read: which days fit the strokes, the cited documents and the stamps.

A directive is issued no earlier than the newest document that it cites, and no later than the day on which it was
signed digitally or stamped as received. What is left is a suggestion for a person to confirm, never the date itself.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import NamedTuple

from core.directive import Anomaly, Directive, Severity
from core.page import AsideKind
from core.span import Span
from core.text import fold_aligned
from ingest.written_dates import as_date, find_written_dates, written

_DATE = re.compile(r"ngay(?P<day>.{0,8}?)thang(?P<month>.{0,8}?)nam\W*(?P<year>(?:19|20)\d\d)")
_DATED_STAMPS = {AsideKind.SIGNING_STAMP: "ký số", AsideKind.ARRIVAL_STAMP: "dấu đến"}
_STAMP_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](20\d\d)")
_MOST_SUGGESTED = 4
_BELIEVED = 0.3
"""Digits that were read with less confidence tell nothing: on the gold scans half of them were wrong."""


class DayBound(NamedTuple):
    """A day that the date of issue cannot pass, and what says so."""

    day: date
    reason: str


class DaysLeft(NamedTuple):
    """The few days that a handwritten date may be.

    Attributes:
        read: what was read where the day stands.
        days: in order.
        reasons: what narrows them, as people read it.
        spans: the words of the date.
    """

    read: str
    days: tuple[date, ...]
    reasons: tuple[str, ...]
    spans: tuple[Span, ...]


def handwritten_date_anomalies(directive: Directive) -> list[Anomaly]:
    """A suggestion where the letterhead's day was not read and few days are possible."""
    left = days_left(directive)
    if left is None:
        return []
    return [
        Anomaly(
            code="handwritten_date",
            severity=Severity.LOW,
            message=f"Ngày ban hành viết tay, đọc chưa chắc (“{left.read}”).",
            suggestion=f"Có thể là ngày {' hoặc '.join(map(written, left.days))} ({'; '.join(left.reasons)});"
            " cần xác nhận trên bản gốc.",
            spans=left.spans,
        )
    ]


def days_left(
    directive: Directive, *, earliest: Sequence[DayBound] = (), latest: Sequence[DayBound] = ()
) -> DaysLeft | None:
    """Which days the unread date of issue may be; None when it was read, nothing narrows it, or too many are left.

    Args:
        earliest, latest: bounds beside those that the document itself gives.
    """
    head = directive.letterhead
    spans = head.spans.get("issued_on", ())
    if head.issued_on is not None or "issued_on" not in head.doubtful or not spans:
        return None
    text = " ".join(span.text for span in spans)
    found = _DATE.search(fold_aligned(text))
    if found is None:
        return None
    year = int(found["year"])
    lows = [bound for bound in (*_cited(directive, year), *earliest) if bound.day.year == year]
    low = max(lows, key=lambda bound: bound.day, default=None)
    high = min((*_stamped(directive), *latest), key=lambda bound: bound.day, default=None)
    is_believed = _confidence(directive, spans[0].start + found.start("day"), spans[0].start + found.end("day"))
    days = [
        day
        for day in _possible_days(found, is_day_believed=is_believed >= _BELIEVED)
        if not _is_outside(day, low, high)
    ]
    reasons = tuple(bound.reason for bound in (low, high) if bound is not None)
    if not reasons or not 1 <= len(days) <= _MOST_SUGGESTED:
        return None
    return DaysLeft(text[found.start("day") : found.end("day")].strip(), tuple(days), reasons, spans)


def _confidence(directive: Directive, start: int, end: int) -> float:
    """How surely the words between the offsets were read; 1 where nothing is known of them."""
    index = directive.page_index_at(start)
    offset = directive.page_starts[index]
    words = directive.pages[index].words
    inside = [word for word in words if word.start + offset < end and word.end + offset > start]
    return min((word.confidence for word in inside), default=1.0)


def _possible_days(found: re.Match[str], *, is_day_believed: bool) -> list[date]:
    """Days of the year that was read whose day, where it is believed, and month fit the digits that were read."""
    year = int(found["year"])
    fitting = product(_fitting(found["month"], 12), _fitting(found["day"] if is_day_believed else "", 31))
    return [day for month, number in fitting if (day := as_date(number, month, year)) is not None]


def _fitting(read: str, most: int) -> list[int]:
    """Numbers from 1 to `most` that agree with the digits in `read`; all of them when none does.

    >>> _fitting(" /8 ", 31), _fitting("02", 12), len(_fitting("48", 31))
    ([8, 18, 28], [2], 31)
    """
    strokes = "".join(letter if letter.isdecimal() else "." for letter in read if not letter.isspace())
    pattern = re.compile(strokes)
    numbers = range(1, most + 1)
    agreeing = [n for n in numbers if pattern.fullmatch(str(n)) or pattern.fullmatch(f"{n:02d}")]
    return agreeing or list(numbers)


def _cited(directive: Directive, year: int) -> Iterator[DayBound]:
    """The documents of that year that the directive cites with their dates."""
    for ref in directive.references:
        if ref.issued_on and ref.issued_on.year == year:
            yield DayBound(ref.issued_on, f"viện dẫn {ref.number or 'văn bản'} ngày {written(ref.issued_on)}")


def _stamped(directive: Directive) -> Iterator[DayBound]:
    for page in directive.pages:
        for aside in page.asides:
            if aside.kind not in _DATED_STAMPS:
                continue
            dates = [as_date(int(d), int(m), int(y)) for d, m, y in _STAMP_DATE.findall(aside.text)]
            dates += [found.value for found in find_written_dates(aside.text)]
            yield from (DayBound(day, f"{_DATED_STAMPS[aside.kind]} ngày {written(day)}") for day in dates if day)


def _is_outside(day: date, low: DayBound | None, high: DayBound | None) -> bool:
    return (low is not None and day < low.day) or (high is not None and day > high.day)
