"""Directive -> tasks: prose and table rows read, joined where they say the same, and given stable ids."""

import hashlib

from core.directive import Directive
from core.span import Span
from core.task import SameTask, Task
from service.tasks.addressees import charge_addressees
from service.tasks.draft import Draft, Elsewhere, Place
from service.tasks.prose import ProseReader
from service.tasks.rows import read_rows
from service.tasks.same_work import join_same_work
from service.tasks.trust import Trust

_ID_LENGTH = 12


def extract_tasks(directive: Directive, document_id: str) -> tuple[Task, ...]:
    """The duties, reports, targets and milestones that a directive gives, in the order of the text."""
    drafts = join_same_work(read_rows(directive), ProseReader(directive).read(), directive.flat)
    drafts = charge_addressees(directive, drafts)
    drafts.sort(key=lambda draft: draft.places[0].start)
    trust = Trust(directive)
    return tuple(task_of(directive, document_id, draft, trust.of(draft.places)) for draft in drafts)


def task_id(document_id: str, draft: Draft) -> str:
    """The same for the same words of the same document, whatever else was read."""
    key = f"{document_id}|{draft.places[0].start}|{draft.places[-1].end}|{draft.kind}|{draft.content}"
    if draft.is_further and draft.deadline is not None:
        key += f"|{draft.deadline.raw}"
    return hashlib.sha256(key.encode()).hexdigest()[:_ID_LENGTH]


def task_of(directive: Directive, document_id: str, draft: Draft, trust: float) -> Task:
    """The task that a draft has become; `trust` (0..1) is how far its words can be relied on."""
    return Task(
        id=task_id(document_id, draft),
        document_id=document_id,
        kind=draft.kind,
        content=draft.content,
        lead_units=draft.lead,
        coordinating_units=draft.coordinating,
        report_to=draft.report_to,
        deadline=draft.deadline,
        measure=draft.measure,
        section=draft.section,
        spans=_spans(directive, draft.places),
        confidence=round(draft.confidence * trust, 3),
        same_as=tuple(_same(directive, other) for other in draft.others),
    )


def _same(directive: Directive, other: Elsewhere) -> SameTask:
    return SameTask(
        section=other.section,
        spans=_spans(directive, other.places),
        lead_units=other.lead,
        deadline=other.deadline,
    )


def _spans(directive: Directive, places: tuple[Place, ...]) -> tuple[Span, ...]:
    return tuple(span for place in places for span in directive.spans(place.start, place.end))
