"""Follow-ups about the task that was just spoken of: who leads it, who helps, whether it is still in time."""

import re
from collections.abc import Iterator

from core.answer import Citation
from core.task import Task
from core.text import squeeze
from service.answers.asking import Asked
from service.answers.asking_context import AskingContext
from service.answers.doer import named_before
from service.answers.draft import Draft, Statement, Stretch
from service.answers.follow_up import FollowUp, Leaning
from service.answers.places import sentence_around
from service.answers.plain_words import plain_sentence
from service.answers.quoting import whole_words
from service.follow_up.due import DueState, due_of
from service.vietnamese_dates import today_in_vietnam

_IN_TIME = re.compile(r"\b(?:con|qua|tre|het|den|trong|kip) han\b|\bcon kip\b")
_HELPS = re.compile(r"\bphoi hop\b")
_OWN_WORDS = 6
_WORDS = {DueState.OVERDUE: "Đã quá hạn", DueState.SOON: "Còn hạn, sắp đến", DueState.LATER: "Còn hạn"}


def write_from_what_was_said(context: AskingContext, follow_up: FollowUp) -> Draft | None:
    """What the tasks at the quotes of the answer before tell; None when the question is not about them."""
    folded = context.question.folded
    if follow_up.leaning is not Leaning.SAME_DOCUMENTS or len(folded.split()) > _OWN_WORDS:
        return None
    tasks = list(_tasks_quoted(context, follow_up.earlier.citations))
    if _IN_TIME.search(folded):
        statements = [one for task in tasks if (one := _in_time(context, task)) is not None]
    elif context.question.asks(Asked.UNIT):
        statements = [one for task in tasks if (one := _in_charge(context, task)) is not None]
    else:
        return None
    return Draft(statements=tuple(statements)) if statements else None


def _tasks_quoted(context: AskingContext, citations: tuple[Citation, ...]) -> Iterator[Task]:
    """Tasks whose words stand in the quotes."""
    for document_id in dict.fromkeys(citation.document_id for citation in citations):
        spans = [citation.span for citation in citations if citation.document_id == document_id]
        for task in context.register.list_tasks(document_id):
            if any(own.start < span.end and own.end > span.start for own in task.spans for span in spans):
                yield task


def _in_time(context: AskingContext, task: Task) -> Statement | None:
    verdict = _WORDS.get(due_of(task, context.as_of or today_in_vietnam()).state)
    if verdict is None:
        return None
    directive = context.directive(task.document_id)
    place = whole_words(directive, sentence_around(directive, task.spans[0].start, task.document_id))
    said = plain_sentence(directive.text[place.start : place.end])
    return Statement(text=f"{verdict}. Văn bản ghi: {said}", stretches=(place,))


def _in_charge(context: AskingContext, task: Task) -> Statement | None:
    helps = _HELPS.search(context.question.folded) is not None
    units = task.coordinating_units if helps else task.lead_units
    directive = context.directive(task.document_id)
    last = task.spans[-1]
    end = Stretch(document_id=task.document_id, start=last.start, end=last.end)
    places = [place for unit in units if (place := named_before(directive, unit, end)) is not None]
    if not places:
        return None
    names = "; ".join(squeeze(directive.text[place.start : place.end]) for place in places)
    own = tuple(Stretch(document_id=task.document_id, start=span.start, end=span.end) for span in task.spans)
    return Statement(text=f"Đơn vị {'phối hợp' if helps else 'chủ trì'}: {names}.", stretches=(*places, *own))
