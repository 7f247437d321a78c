"""Answers by when and to whom the report that one document asks for is due, from its task records."""

import re
from collections.abc import Sequence

from core.task import Task, TaskKind
from core.text import fold
from service.answers.asking import Asked
from service.answers.asking_context import AskingContext
from service.answers.draft import Draft
from service.answers.evidence import Bag, bag_of
from service.answers.focus import terms_beyond_naming
from service.answers.premise import judge_premise
from service.answers.report_writer import task_statement
from service.answers.unit_names import same_words

_REPORT = re.compile(r"\bbao cao\b")
_TO_WHOM = re.compile(
    r"\b(?:ve|cho|qua|den|toi) (?:dau|ai|(?:nhung |cac )?(?:don vi|co quan|phong|ban|so|noi|dia chi|mail|email) nao)\b"
)
_GENERAL_WORD_LIST = """
bao cao nop gui ve cho qua den toi truoc sau cham nhat han thoi cua theo phai can yeu cau ngay thang nam ket qua tinh
hinh thuc hien don vi cac dinh ky hang tong hop van ban ke hoach phong ban so co quan
"""
_GENERAL = frozenset(_GENERAL_WORD_LIST.split())
_LEAST_SPOKEN_OF = 0.8
_LEAST_LEFT = 0.4
_ALIKE = 0.1
_MOST = 3


def write_from_report_duties(context: AskingContext) -> Draft | None:
    """The report that the one document asked about wants, when the question asks for its day or for who receives it."""
    question = context.question
    asks_when = question.asks(Asked.TIME, Asked.EXACT_DATE)
    asks_whom = _TO_WHOM.search(question.folded) is not None
    stated = bool(question.stated_figures) and "han" in question.folded.split()
    if not _REPORT.search(question.folded) or not (asks_when or asks_whom or stated) or question.asks(Asked.REPORTS):
        return None
    if len(context.scope.document_ids) != 1 or question.asks(Asked.LETTERHEAD, Asked.FORM):
        return None
    tasks = [
        task
        for task in context.register.list_tasks(context.scope.document_ids[0])
        if task.kind is TaskKind.REPORT and task.spans and not task.is_gone and (not asks_when or task.deadline)
    ]
    meant = _meant(context, _of_named_unit(context, tasks))
    if asks_when or stated:
        meant = [task for task in meant if _names_day(task)] or meant
    statements = [one for task in meant if (one := task_statement(context, task, False)) is not None]
    unlike = tuple({statement.text: statement for statement in statements}.values())[:_MOST]
    return judge_premise(question, unlike) if unlike else None


def _of_named_unit(context: AskingContext, tasks: Sequence[Task]) -> Sequence[Task]:
    """The tasks of a unit that the question names; all of them when it names none that has such a task."""
    asked = f" {same_words(context.question.text, context.defined)} "
    own = [task for task in tasks if any(f" {same_words(unit)} " in asked for unit in task.lead_units)]
    return own or tasks


def _names_day(task: Task) -> bool:
    """Whether a day follows from its deadline."""
    deadline = task.deadline
    return deadline is not None and (deadline.date is not None or "DAY=" in (deadline.rrule or ""))


def _meant(context: AskingContext, tasks: Sequence[Task]) -> list[Task]:
    """The tasks whose words say most of what is asked; none when the document does not speak of what is left."""
    if not tasks:
        return []
    document_id = context.scope.document_ids[0]
    profile, guess = context.profiles[document_id], context.question.accentless
    terms = [
        term
        for term in terms_beyond_naming(context.question, profile, _GENERAL)
        if not term.word.isdecimal() and fold(term.word) not in _GENERAL
    ]
    total = sum(term.weight for term in terms)
    if total < _LEAST_LEFT:
        return list(tasks)
    text = context.directive(document_id).text

    def said(bag: Bag) -> float:
        return sum(term.weight * bag.credit(term, accentless=guess) for term in terms) / total

    if said(bag_of(text, context.defined)) < _LEAST_SPOKEN_OF:
        return []
    shares = [said(bag_of(text[task.spans[0].start : task.spans[-1].end], context.defined)) for task in tasks]
    return [task for task, share in zip(tasks, shares, strict=True) if share >= max(shares) - _ALIKE]
