"""The report duty that a draft answers: to whom the report goes."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from core.directive import Directive
from core.record import Record
from core.span import Span
from core.task import TaskKind
from core.text import fold
from service.reports.citing import issuer_name
from service.reports.profile import UnitProfile
from service.reports.progress import last_day
from service.reports.responsibility import Assignment, Role
from service.reports.unit_names import name_key, sentence_case, spell_out

_PERSON: Final = re.compile(r"(?<!\w)(dong chi|d/c|ong|ba|chuyen vien|email|dia chi|so dien thoai|sdt)(?!\w)|@")
_LONGEST_NAME: Final = 20


class ReportDuty(Record):
    """Who gets the report, and what says so.

    Attributes:
        recipient: None when neither a duty nor the letterhead tells.
        task_id: the report duty; None when the recipient is only the issuer of the directive.
    """

    recipient: str | None
    task_id: str | None = None
    spans: tuple[Span, ...] = ()


def find_duty(
    directive: Directive, assignments: Sequence[Assignment], profile: UnitProfile, period_end: date
) -> ReportDuty:
    """The report duty given to the unit that names a recipient and falls due soonest after the period; else the issuer.

    "Cấp trên" is the unit's parent body, when the profile names it. A person who takes the file is no addressee: the
    issuer is. Nobody reports to itself: the issuer that sums up what others did reports to its parent body.
    """
    found = _find(directive, assignments, profile, period_end)
    keys = [name_key(name or "", directive.abbreviations) for name in (found.recipient, profile.name)]
    if keys[0] != keys[1]:
        return found
    return ReportDuty(recipient=profile.parent_name or None)


def _find(
    directive: Directive, assignments: Sequence[Assignment], profile: UnitProfile, period_end: date
) -> ReportDuty:
    duties = [item for item in assignments if item.task.kind is TaskKind.REPORT and item.task.report_to]
    issuer = ReportDuty(recipient=issuer_name(directive), spans=directive.letterhead.spans.get("issuer", ()))
    if not duties:
        return issuer
    duty = min(duties, key=lambda item: _distance(item, period_end)).task
    phrase = duty.report_to or ""
    if _PERSON.search(fold(phrase)) or len(phrase.split()) > _LONGEST_NAME:
        recipient = issuer.recipient
    elif "cap tren" in fold(phrase):
        recipient = profile.parent_name or None
    else:
        recipient = _full_recipient(phrase, directive)
    return ReportDuty(recipient=recipient, task_id=duty.id, spans=duty.spans)


def _distance(item: Assignment, period_end: date) -> tuple[bool, int, int]:
    """Duties given to the unit before those given to nobody; then due after the period, due before it, undated."""
    is_anyones = item.role is Role.UNASSIGNED
    day = last_day(item.task.deadline)
    if day is None:
        return (is_anyones, 2, 0)
    days = (day - period_end).days
    return (is_anyones, 0, days) if days >= 0 else (is_anyones, 1, -days)


def _full_recipient(phrase: str, directive: Directive) -> str:
    """The recipient in full: short forms spelled out; the issuer's whole name where the phrase is its beginning."""
    phrase = re.sub(r"\s*\((?:qua|thông qua)[^)]*\)|\s+(?:qua|thông qua)\s.*$", "", phrase).strip(" ,;.:")
    phrase = re.sub(r"^(?:về|cho|gửi|với)\s+", "", phrase)
    issuer = issuer_name(directive)
    if issuer and name_key(issuer, directive.abbreviations).startswith(name_key(phrase, directive.abbreviations)):
        return issuer
    named = sentence_case(spell_out(phrase, directive.abbreviations), directive.flat(0, len(directive.text)))
    return named[:1].upper() + named[1:]
