"""What a report duty says of the report: its occasion, the period it is on, and the last day for sending it.

In this order: a period that the duty names ("quý III năm 2025"); the rhythm of its deadline and the day it next falls
due; for a duty that comes once, from the day of the directive to the last day for sending (ADR 0105).
"""

import re
from datetime import date, timedelta
from typing import Final

from core.record import Record
from core.report import ReportKind
from core.task import Deadline, Task
from core.text import fold
from service.follow_up.due import last_day
from service.reports.periods import Period, named_period, reported_period

_OCCASION: Final = re.compile(
    r"(?<!cung voi )(?<!kem theo )bao cao (?:ket qua |cong tac |danh gia )?"
    r"(?P<word>so ket|tong ket)(?!,? (?:va )?tong ket)"
)
_ON_REQUEST: Final = re.compile(r"(?<!\w)(dot xuat|khi co (?:yeu cau|van ban)|theo yeu cau|khi duoc yeu cau|neu co)")
_KINDS: Final = {"so ket": ReportKind.PRELIMINARY, "tong ket": ReportKind.FINAL}
_RULE_PART: Final = re.compile(r"(FREQ|INTERVAL|BYMONTH)=([\w,]+)")
_MONTHS_A_YEAR: Final = 12


class DutyTerms(Record):
    """The report that a duty asks for; `due` is None when no day follows from its words."""

    kind: ReportKind
    period: Period
    due: date | None = None


def terms_of(task: Task, *, issued_on: date | None, as_of: date, subject: str = "") -> DutyTerms:
    """What the duty asks for, seen from `as_of`.

    Args:
        issued_on: the day of the directive, from which a report that comes once is on; None begins with the year.
        subject: what a directive that is itself a call for a report asks for; it may name the period.
    """
    kind = occasion_of(task)
    named = named_period(_without_deadline(task)) or named_period(subject)
    due = last_day(task.deadline, as_of) if task.deadline else None
    if named is not None:
        return DutyTerms(kind=kind, period=named, due=due)
    months = rhythm_months(task.deadline) if task.deadline else None
    if task.deadline is not None and months is not None:
        return _recurring(kind, task.deadline, months, as_of)
    return DutyTerms(kind=kind, period=_once(due, issued_on, as_of), due=due)


def occasion_of(task: Task) -> ReportKind:
    """The occasion that the words of a duty name.

    A duty that names both sơ kết and tổng kết, or neither, is taken for a periodic one, one that only waits to be asked
    for (no day, no rhythm) for đột xuất.
    """
    match = _OCCASION.search(fold(task.content))
    if match is not None:
        return _KINDS[match["word"]]
    deadline = task.deadline
    has_day = deadline is not None and (deadline.date is not None or deadline.rrule is not None)
    words = fold(f"{task.content} {deadline.raw if deadline else ''}")
    return ReportKind.AD_HOC if not has_day and _ON_REQUEST.search(words) else ReportKind.PERIODIC


def rhythm_months(deadline: Deadline) -> int | None:
    """How many months lie between two reports; None when they do not come in whole months.

    >>> rhythm_months(Deadline(raw="", rrule="FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15"))
    3
    >>> rhythm_months(Deadline(raw="", rrule="FREQ=MONTHLY;INTERVAL=6")), rhythm_months(Deadline(raw=""))
    (6, None)
    """
    parts = dict(_RULE_PART.findall(deadline.rrule or ""))
    steps = int(parts.get("INTERVAL", 1))
    match parts.get("FREQ"):
        case "MONTHLY":
            return steps if _MONTHS_A_YEAR % steps == 0 else None
        case "YEARLY":
            times = len(parts.get("BYMONTH", "1").split(","))
            return _MONTHS_A_YEAR // times if _MONTHS_A_YEAR % times == 0 and steps == 1 else None
    return None


def _recurring(kind: ReportKind, deadline: Deadline, months: int, as_of: date) -> DutyTerms:
    """The report due next; the one before while the period of the next has not begun."""
    due = last_day(deadline, as_of)
    period = reported_period(months, due or as_of)
    if period.start > as_of:
        due = last_day(deadline, as_of - timedelta(days=31 * months))
        period = reported_period(months, due or as_of)
    return DutyTerms(kind=kind, period=period, due=due)


def _once(due: date | None, issued_on: date | None, as_of: date) -> Period:
    """From the day of the directive to the last day for sending, or to `as_of` where that comes first."""
    start = issued_on or date((due or as_of).year, 1, 1)
    end = min(due, as_of) if due is not None and as_of >= start else due or as_of
    return Period(start=min(start, end), end=end)


def _without_deadline(task: Task) -> str:
    """The words of the duty without those of its deadline, whose year is not that of the report."""
    return task.content.replace(task.deadline.raw, " ") if task.deadline else task.content
