"""Answers which reports and tasks fall due in a period, every year, or on request, from the task records."""

import calendar
import re
from collections.abc import Sequence
from datetime import date

from core.record import Record
from core.task import Task, TaskKind
from service.answers.asking import Asked
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft, Statement
from service.answers.naming import naming
from service.answers.places import sentence_around
from service.answers.plain_words import plain_sentence
from service.answers.quoting import whole_words
from service.follow_up.due import Dated
from service.records import TaskOutline

_ON_REQUEST = re.compile(r"\b(?:theo yeu cau|khi co yeu cau|dot xuat|khong co (?:han|thoi han)|khong co dinh)\b")
_RECURRING = re.compile(r"\b(?:hang|dinh ky) (?:nam|thang|quy|tuan)\b|\bdinh ky\b|\bthuong nien\b")
_MONTHS = re.compile(r"\bthang (\d{1,2})(?:\s*(?:-|–|den|toi)\s*(?:thang )?(\d{1,2}))?")
_QUARTER = re.compile(r"\bquy (?:([1-4])|(iv|iii|ii|i))\b")
_LAST_QUARTER = re.compile(r"\bquy cuoi(?: nam)?\b|\bcuoi nam\b")
_YEAR = re.compile(r"\b(20\d\d)\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_BY_MONTH = re.compile(r"BYMONTH=([\d,]+)")
_MOST = 12


_WORK = re.compile(r"\b(?:viec|nhiem vu|cong viec|dau viec)\b")
_DAYS = re.compile(
    r"\b(?:(truoc|den|cham nhat|sau|tu)(?: het)?(?: ngay)? )?(?:ngay )?(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)\b"
)


class Period(Record):
    """Months and a year that a question asks about; None for any year."""

    months: frozenset[int]
    year: int | None


def write_from_due_tasks(context: AskingContext) -> Draft | None:
    """Reports (or tasks) that fall due when the question asks; None when it asks for none or no task fits."""
    question = context.question
    reports = question.asks(Asked.REPORTS)
    period, on_request = asked_period(question.folded), _ON_REQUEST.search(question.folded) is not None
    days = asked_days(question.folded)
    recurring = _RECURRING.search(question.folded) is not None
    lists = question.asks(Asked.LIST) and (question.asks(Asked.DUTIES) or _WORK.search(question.folded) is not None)
    if not reports and not (lists and (days or period)):
        return None
    fitting = [task for task in context.outlines() if not reports or task.kind is TaskKind.REPORT]
    if on_request:
        fitting = [task for task in fitting if task.deadline is not None and task.deadline.event is not None]
    elif days is not None:
        fitting = [
            task for task in fitting if task.deadline and task.deadline.date and _is_within(task.deadline.date, days)
        ]
    elif period is not None:
        fitting = [task for task in fitting if falls_within(task, period)]
    elif recurring:
        fitting = [task for task in fitting if task.deadline is not None and task.deadline.rrule is not None]
    return _draft(context, fitting)


def asked_period(folded: str) -> Period | None:
    """The months and year named in a folded question.

    >>> sorted(asked_period("bao cao quy iv nam 2025").months)
    [10, 11, 12]
    """
    year = _YEAR.search(folded)
    months: set[int] = set()
    if quarter := _QUARTER.search(folded):
        number = int(quarter[1]) if quarter[1] else _ROMAN[quarter[2]]
        months |= set(range(3 * number - 2, 3 * number + 1))
    elif _LAST_QUARTER.search(folded):
        months |= {10, 11, 12}
    for match in _MONTHS.finditer(folded):
        first, last = int(match[1]), int(match[2] or match[1])
        months |= {month for month in range(first, last + 1) if 1 <= month <= 12}
    if not months and year is None:
        return None
    return Period(months=frozenset(months or range(1, 13)), year=int(year[1]) if year else None)


def asked_days(folded: str) -> tuple[date, date] | None:
    """The first and last day on which what a folded question asks for may fall due, when it names a day.

    >>> asked_days("nhung viec nao phai xong truoc 15/6/2019")[1]
    datetime.date(2019, 6, 15)
    """
    found = _DAYS.search(folded)
    if found is None:
        return None
    try:
        day = date(int(found[4]), int(found[3]), int(found[2]))
    except ValueError:
        return None
    if found[1] in ("sau", "tu"):
        return day, date.max
    return (day if found[1] is None else date.min), day


def _is_within(day: date, days: tuple[date, date]) -> bool:
    return days[0] <= day <= days[1]


def falls_within(task: Dated, period: Period) -> bool:
    """Whether the task falls due in the period; one that recurs without a month falls due in every one."""
    deadline = task.deadline
    if deadline is None:
        return False
    if deadline.rrule is not None:
        months = _BY_MONTH.search(deadline.rrule)
        return months is None or not period.months.isdisjoint(int(month) for month in months[1].split(","))
    if deadline.date is None:
        return False
    first = deadline.start or deadline.date
    return any(
        first <= date(year, month, calendar.monthrange(year, month)[1]) and date(year, month, 1) <= deadline.date
        for year in ([period.year] if period.year else range(first.year, deadline.date.year + 1))
        for month in period.months
    )


def _draft(context: AskingContext, tasks: Sequence[TaskOutline]) -> Draft | None:
    several = len({task.document_id for task in tasks}) > 1
    statements: dict[str, Statement] = {}
    for task in tasks:
        statement = task_statement(context, task, several)
        if statement is not None:
            statements.setdefault(statement.text, statement)
        if len(statements) == _MOST:
            break
    return Draft(statements=tuple(statements.values())) if statements else None


def task_statement(context: AskingContext, outline: TaskOutline | Task, with_name: bool) -> Statement | None:
    """The words that give the task, after the name of its document when `with_name`; None when no words give it."""
    task = context.task(outline)
    if task is None or not task.spans:
        return None
    directive = context.directive(task.document_id)
    around = whole_words(directive, sentence_around(directive, task.spans[0].start, task.document_id))
    text = plain_sentence(directive.text[around.start : around.end])
    name = naming(context.profiles[task.document_id].document, short=True) if with_name else None
    if name is None:
        return Statement(text=text, stretches=(around,))
    return Statement(text=f"{name.text}: {text}", stretches=(around, *name.stretches))
