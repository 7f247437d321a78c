"""Answers what is overdue, due soon or still in time on a day, from the task records and their status."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from core.task import TaskKind, TaskStatus
from service.answers.asking import Asked
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft, Statement
from service.answers.report_writer import task_statement
from service.follow_up.due import CLOSED, DueState, Standing, last_days_within, standing_on
from service.records import TaskOutline
from service.vietnamese_dates import today_in_vietnam

_STATES: tuple[tuple[re.Pattern[str], tuple[DueState, ...], str], ...] = (
    (re.compile(r"\b(?:sap|gan) (?:den|toi|het) han\b"), (DueState.SOON,), "sắp đến hạn"),
    (re.compile(r"\b(?:con|chua (?:den|toi|het)|trong) han\b"), (DueState.SOON, DueState.LATER), "còn hạn"),
    (re.compile(r"\b(?:qua|tre|cham|het) han\b"), (DueState.OVERDUE,), "quá hạn"),
)
_WHAT = re.compile(r"\b(?:viec|nhiem vu|bao cao|nhung gi|cai gi|muc|gi)\b")
_DAY = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)\b")
_MOST = 12
_LATELY_DAYS = 62
"""A task that comes round each year is told as overdue for two months after its day."""


def write_from_due_states(context: AskingContext) -> Draft | None:
    """The tasks that stand so on the day asked about, soonest first; None when the question asks for no such thing."""
    question = context.question
    chosen = next(((states, words) for pattern, states, words in _STATES if pattern.search(question.folded)), None)
    if chosen is None or not _WHAT.search(question.folded):
        return None
    states, words = chosen
    day = _day_asked(question.folded) or context.as_of or today_in_vietnam()
    wanted = [TaskKind.REPORT] if question.asks(Asked.REPORTS) else list(TaskKind)
    found = [pair for pair in _standing(context, day, states) if pair[1].kind in wanted]
    standing = sorted(found, key=lambda pair: abs((pair[0] - day).days))
    noun = "báo cáo" if question.asks(Asked.REPORTS) else "việc"
    several = len(context.task_documents) > 1
    told = [task_statement(context, task, several) for _, task in standing[:_MOST]]
    statements = [statement for statement in told if statement is not None]
    if not statements:
        return Draft(refusal=f"Không có {noun} nào {words} trong các văn bản hiện có.")
    total = str(len(standing))
    cited = tuple(stretch for statement in statements for stretch in statement.stretches)
    lead = Statement(text=f"Có {total} {noun} {words}:", stretches=cited[:_MOST], counted=(total,))
    return Draft(statements=(lead, *statements))


def _standing(context: AskingContext, day: date, states: tuple[DueState, ...]) -> Iterator[tuple[date, TaskOutline]]:
    """The tasks that stand so on `day`, each with the day it falls due; one that comes round counts as overdue too."""
    known: dict[tuple[int, TaskStatus], Standing] = {}
    for task in context.outlines():
        key = id(task.deadline), task.status
        if key not in known:
            known[key] = standing_on(task, day)
        standing = known[key]
        if standing.state in states and standing.day is not None:
            yield standing.day, task
        elif DueState.OVERDUE in states and (missed := _last_time(context, task, day)) is not None:
            yield missed, task


def _last_time(context: AskingContext, task: TaskOutline, day: date) -> date | None:
    """The last day in time of a yearly task, when that was lately and after its document was issued; else None.

    What comes round more often is due again soon, and counts by its next day.
    """
    rule = task.deadline.rrule if task.deadline is not None else None
    if task.deadline is None or rule is None or "YEARLY" not in rule or task.status in CLOSED:
        return None
    head = context.profiles[task.document_id].document.letterhead
    first = day - timedelta(days=_LATELY_DAYS)
    if head is not None and head.issued_on is not None:
        first = max(first, head.issued_on)
    if first >= day:
        return None
    return max(last_days_within(task.deadline, first, day - timedelta(days=1)), default=None)


def _day_asked(folded: str) -> date | None:
    found = _DAY.search(folded)
    if found is None:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
