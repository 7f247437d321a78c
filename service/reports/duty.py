"""The report duty that a draft answers: to whom the report goes."""

import re
from collections.abc import Sequence
from datetime import date

from core.directive import Directive
from core.record import Record
from core.span import Span
from core.task import Task, TaskKind
from service.reports.citing import issuer_name
from service.reports.progress import last_day
from service.reports.unit_names import name_key, sentence_case, spell_out


class ReportDuty(Record):
    """Who gets the report, and what says so.

    Attributes:
        recipient: None when neither a duty nor the letterhead tells.
        task_id: the report duty; None when the recipient is only the issuer of the directive.
    """

    recipient: str | None
    task_id: str | None = None
    spans: tuple[Span, ...] = ()


def find_duty(directive: Directive, tasks: Sequence[Task], period_end: date) -> ReportDuty:
    """The unit's report duty that names a recipient and falls due soonest after the period; else the issuer.

    Args:
        tasks: tasks of the unit.
    """
    duties = [task for task in tasks if task.kind is TaskKind.REPORT and task.report_to]
    if duties:
        duty = min(duties, key=lambda task: _distance(task, period_end))
        return ReportDuty(recipient=_full_recipient(duty.report_to or "", directive), task_id=duty.id, spans=duty.spans)
    return ReportDuty(recipient=issuer_name(directive), spans=directive.letterhead.spans.get("issuer", ()))


def _distance(task: Task, period_end: date) -> tuple[int, int]:
    """Duties that fall due after the period come first, the nearest ahead; then the undated, then past ones."""
    day = last_day(task.deadline)
    if day is None:
        return (1, 0)
    return (0, (day - period_end).days) if day >= period_end else (2, (period_end - day).days)


def _full_recipient(phrase: str, directive: Directive) -> str:
    """The recipient in full: short forms spelled out; the issuer's whole name where the phrase is its beginning."""
    phrase = re.sub(r"\s*\((?:qua|thông qua)[^)]*\)|\s+(?:qua|thông qua)\s.*$", "", phrase).strip(" ,;.:")
    phrase = re.sub(r"^(?:về|cho|gửi|với)\s+", "", phrase)
    issuer = issuer_name(directive)
    if issuer and name_key(issuer, directive.abbreviations).startswith(name_key(phrase, directive.abbreviations)):
        return issuer
    named = sentence_case(spell_out(phrase, directive.abbreviations), directive.flat(0, len(directive.text)))
    return named[:1].upper() + named[1:]
