"""Duties that a directive gives, and when they fall due."""

import datetime
from enum import StrEnum

from core.record import Record
from core.span import Span


class Bound(StrEnum):
    """On which side of its date a deadline lies."""

    BEFORE = "before"
    AFTER = "after"
    WITHIN = "within"


class Deadline(Record):
    """When something is due, as the words say it and as a calendar understands it.

    Attributes:
        raw: the words ("trước ngày 15/12/2025").
        date: the last day allowed; for `AFTER` the day it starts to hold. None when no day follows from the words.
        start: first day of a period ("quý III năm 2025" starts on 1 July); else None.
        exclusive: the words say "trước": strictly before `date`.
        bound: BEFORE for a latest day, AFTER for an earliest one, WITHIN for a period; None for a mere rhythm or event.
        rrule: RFC 5545 recurrence (`FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=10`); None when it happens once.
        event: the condition or occasion as written ("khi có yêu cầu"); None when it hangs on none.
    """

    raw: str
    date: datetime.date | None = None
    start: datetime.date | None = None
    exclusive: bool = False
    bound: Bound | None = None
    rrule: str | None = None
    event: str | None = None


class TaskKind(StrEnum):
    DUTY = "duty"
    REPORT = "report"
    TARGET = "target"
    MILESTONE = "milestone"


class TaskStatus(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"


class TaskOrigin(StrEnum):
    """How a task came about: found in the text, or made by a person (`ENTERED` by hand, `SPLIT` off, `MERGED`)."""

    READ = "read"
    ENTERED = "entered"
    SPLIT = "split"
    MERGED = "merged"


class TaskAsRead(Record):
    """What the text gives for a task of which a person changed something."""

    content: str
    lead_units: tuple[str, ...] = ()
    coordinating_units: tuple[str, ...] = ()
    report_to: str | None = None
    deadline: Deadline | None = None
    measure: str | None = None


class SameTask(Record):
    """Another place that states the same task (a body item and its annex row).

    Attributes:
        lead_units, deadline: what that place says where it differs from the task; empty where it agrees or is silent.
    """

    section: str
    spans: tuple[Span, ...]
    lead_units: tuple[str, ...] = ()
    deadline: Deadline | None = None


class Task(Record):
    """One duty, report, target or milestone, with the words that give it.

    Attributes:
        id: stable: the same document read again gives the same ids.
        content: what is to be done: a stretch of the text, on one line.
        lead_units, coordinating_units: đơn vị chủ trì, phối hợp, as written; empty where the text names none.
        report_to: who receives the report or result.
        deadline: None when the text gives none.
        measure: figure of a target ("100%").
        section: path of the section ("III.2", "PL.1.3").
        confidence: how sure the extraction is, 0..1.
        note: what a person added.
        origin: found in the text, or made by a person; an `ENTERED` task has no spans.
        proposed_by: name of the chat model that found it where the rules found nothing; None when the rules read it.
        made_from: ids of the tasks that it was split off or merged from.
        as_read: what the text gives, when a person changed any of it; else None.
        is_gone: the newest reading of the document no longer finds it; it is kept for what people made of it.
    """

    id: str
    document_id: str
    kind: TaskKind
    content: str
    lead_units: tuple[str, ...] = ()
    coordinating_units: tuple[str, ...] = ()
    report_to: str | None = None
    deadline: Deadline | None = None
    measure: str | None = None
    section: str = ""
    spans: tuple[Span, ...] = ()
    confidence: float = 1.0
    same_as: tuple[SameTask, ...] = ()
    status: TaskStatus = TaskStatus.PROPOSED
    note: str | None = None
    origin: TaskOrigin = TaskOrigin.READ
    proposed_by: str | None = None
    made_from: tuple[str, ...] = ()
    as_read: TaskAsRead | None = None
    is_gone: bool = False
