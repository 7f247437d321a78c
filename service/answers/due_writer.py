"""Answers what is overdue, due soon or still in time on a day, from the task records and their status."""

import re
from collections.abc import Iterator
from datetime import date

from core.task import Task
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft, Statement
from service.answers.report_writer import task_statement
from service.follow_up.due import Due, DueState, due_of
from service.vietnamese_dates import today_in_vietnam

_STATES: tuple[tuple[re.Pattern[str], tuple[DueState, ...], str], ...] = (
    (re.compile(r"\b(?:sap|gan) (?:den|toi|het) han\b"), (DueState.SOON,), "sắp đến hạn"),
    (re.compile(r"\b(?:con|chua (?:den|toi|het)|trong) han\b"), (DueState.SOON, DueState.LATER), "còn hạn"),
    (re.compile(r"\b(?:qua|tre|cham|het) han\b"), (DueState.OVERDUE,), "quá hạn"),
)
_WHAT = re.compile(r"\b(?:viec|nhiem vu|bao cao|nhung gi|cai gi|muc|gi)\b")
_DAY = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)\b")
_MOST = 12


def write_from_due_states(context: AskingContext) -> Draft | None:
    """The tasks that stand so on the day asked about, soonest first; None when the question asks for no such thing."""
    question = context.question
    chosen = next(((states, words) for pattern, states, words in _STATES if pattern.search(question.folded)), None)
    if chosen is None or not _WHAT.search(question.folded):
        return None
    states, words = chosen
    day = _day_asked(question.folded) or context.as_of or today_in_vietnam()
    standing = sorted(_standing(context, day, states), key=lambda pair: pair[0].day or date.max)
    several = len(context.task_documents) > 1
    statements = [
        statement for due, task in standing if (statement := task_statement(context, task, several)) is not None
    ]
    if not statements:
        return Draft(refusal=f"Không có việc nào {words} trong các văn bản hiện có.")
    total = str(len(statements))
    cited = tuple(stretch for statement in statements for stretch in statement.stretches)
    lead = Statement(text=f"Có {total} việc {words}:", stretches=cited[:_MOST], counted=(total,))
    return Draft(statements=(lead, *statements[:_MOST]))


def _standing(context: AskingContext, day: date, states: tuple[DueState, ...]) -> Iterator[tuple[Due, Task]]:
    for document_id in context.task_documents:
        for task in context.register.list_tasks(document_id):
            due = due_of(task, day)
            if due.state in states and not task.is_gone:
                yield due, task


def _day_asked(folded: str) -> date | None:
    found = _DAY.search(folded)
    if found is None:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
