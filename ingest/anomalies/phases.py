"""Anomalies of periods: phases that overlap, a period that ends before it begins, a weekday that is another one."""

import re
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from core.directive import Anomaly, Directive, Severity
from ingest.deadlines import parse_deadline
from ingest.deadlines.wording import plain, wording
from ingest.written_dates import WrittenDate, find_written_dates, written

_ORDINALS = {"một": 1, "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_PHASE = wording(
    r"\b(?P<name>giai đoạn|đợt|bước) (?:thứ )?(?P<ordinal>[1-5]|iv|i{1,3}|một|nhất|hai|ba|tư|bốn|năm)"
    r"(?![\w/.,]\d|\w| ?[-–] ?\d)"
)
_CLAUSE = re.compile(r"[^;\n)]*?(?=[;\n)]|\.\s|\.?$)")
_REACH = 110
_NEAR = 1500
_POINT = (
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2} tháng \d{1,2} năm \d{4}|tháng \d{1,2}[/ ](?:năm )?\d{4}"
    r"|\d{1,2}/\d{4}|năm \d{4}|\d{4}"
)
_SPAN = wording(
    rf"từ (?:ngày )?(?P<from>{_POINT})(?: ?[-–] ?| đến hết | đến | tới )(?:ngày )?(?P<to>{_POINT})(?![\d/])"
)
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5}
_WEEKDAY_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAY = r"(?:thứ (?P<{0}>hai|ba|tư|năm|sáu|bảy)|(?P<{1}>chủ nhật))"
_WEEKDAY_BEFORE = wording(_WEEKDAY.format("day", "sunday") + r" ?\)?,? ?(?:ngày )?$")
_WEEKDAY_AFTER = wording(r" ?[,(]? ?(?:sáng |chiều |tối |là )?" + _WEEKDAY.format("day", "sunday") + r"(?!\w)")


class _Phase(NamedTuple):
    name: str
    order: int
    first: date
    last: date
    start: int
    end: int


def phase_anomalies(directive: Directive) -> list[Anomaly]:
    """All anomalies of periods and weekdays."""
    text = plain(directive.flat(0, len(directive.text)))
    return [*_overlaps(directive, text), *_reversed(directive, text), *_weekdays(directive, text)]


def _overlaps(directive: Directive, text: str) -> list[Anomaly]:
    phases = _phases(directive, text)
    found = []
    for one, other in pairwise(phases):
        follows = other.name == one.name and other.order == one.order + 1 and other.start - one.end < _NEAR
        if not follows or one.first > one.last or other.first > one.last or other.first < one.first:
            continue
        shared = f"từ {written(other.first)} đến {written(min(one.last, other.last))}"
        found.append(
            Anomaly(
                code="overlapping_phases",
                severity=Severity.MEDIUM,
                message=f"{one.name.capitalize()} {one.order} và {other.order} trùng nhau {shared}.",
                suggestion="Hỏi lại cơ quan ban hành về mốc của từng giai đoạn.",
                spans=(*directive.spans(one.start, one.end), *directive.spans(other.start, other.end)),
            )
        )
    return found


def _phases(directive: Directive, text: str) -> list[_Phase]:
    """Numbered phases with the first period that is said of each, in order."""
    marks = list(_PHASE.finditer(text))
    found = []
    for index, match in enumerate(marks):
        stop = min(match.end() + _REACH, marks[index + 1].start() if index + 1 < len(marks) else len(text))
        words = _CLAUSE.match(text, match.end(), stop)
        deadline = parse_deadline(words.group(), issued_on=None) if words else None
        if words is None or deadline is None or deadline.start is None or deadline.date is None or deadline.rrule:
            continue
        ordinal = match.group("ordinal")
        order = int(ordinal) if ordinal.isdigit() else _ORDINALS[ordinal]
        found.append(_Phase(match.group("name"), order, deadline.start, deadline.date, match.start(), words.end()))
    return found


def _reversed(directive: Directive, text: str) -> list[Anomaly]:
    """`từ ngày 15/6/2025 đến ngày 10/6/2025`."""
    found = []
    for match in _SPAN.finditer(text):
        first, last = _sortable(match.group("from")), _sortable(match.group("to"))
        if first is None or last is None or len(first) != len(last) or first <= last:
            continue
        found.append(
            Anomaly(
                code="period_ends_before_start",
                severity=Severity.HIGH,
                message=f"Khoảng thời gian “{directive.flat(match.start(), match.end())}” kết thúc trước khi bắt đầu.",
                suggestion="Đối chiếu bản gốc để sửa ngày.",
                spans=directive.spans(match.start(), match.end()),
            )
        )
    return found


def _sortable(words: str) -> tuple[int, ...] | None:
    """Year, month, day of a day, a month or a year; None for what no calendar has."""
    numbers = tuple(int(number) for number in re.findall(r"\d+", words))[::-1]
    possible = len(numbers) < 2 or 1 <= numbers[1] <= 12
    return numbers if possible else None


def _weekdays(directive: Directive, text: str) -> list[Anomaly]:
    """`thứ Hai, ngày 16/12/2025`, which is a Tuesday."""
    found = []
    for day in find_written_dates(text):
        if day.value is None:
            continue
        named = _named_weekday(text, day)
        if named is None or named[0] == day.value.weekday():
            continue
        found.append(
            Anomaly(
                code="weekday_mismatch",
                severity=Severity.MEDIUM,
                message=f"Ngày {written(day.value)} là {_WEEKDAY_NAMES[day.value.weekday()]}, "
                f"không phải {_WEEKDAY_NAMES[named[0]]}.",
                suggestion="Hỏi lại cơ quan ban hành về ngày đúng.",
                spans=directive.spans(min(day.start, named[1]), max(day.end, named[2])),
            )
        )
    return found


def _named_weekday(text: str, day: WrittenDate) -> tuple[int, int, int] | None:
    """The weekday that stands beside a date, and where."""
    before = _WEEKDAY_BEFORE.search(text, max(0, day.start - 30), day.start)
    after = _WEEKDAY_AFTER.match(text, day.end)
    match = before or after
    if match is None:
        return None
    weekday = 6 if match.group("sunday") else _WEEKDAYS[match.group("day")]
    return weekday, match.start(), match.end()
