"""The report duty that a draft answers: to whom the report goes, on which period, by when."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from core.directive import Directive
from core.errors import NotFound
from core.record import Record
from core.report import ReportKind
from core.span import Span
from core.task import Task, TaskKind, TaskStatus
from core.text import fold
from service.reports.citing import asked_topic, full_issuer
from service.reports.duty_terms import DutyTerms, terms_of
from service.reports.order import ReportOrder
from service.reports.periods import Period
from service.reports.profile import UnitProfile
from service.reports.responsibility import Assignment, Role
from service.reports.unit_names import name_key, sentence_case, spell_out

_PERSON: Final = re.compile(r"(?<!\w)(dong chi|d/c|ong|ba|chuyen vien|email|dia chi|so dien thoai|sdt)(?!\w)|@")
_REPORTS: Final = re.compile(r"(?<!\w)(bao cao|so lieu|ket qua)(?!\w)")
_RELAYED: Final = re.compile(r"(?<!\w)de (?:\w+ ){0,3}tong hop,? (?:va )?bao cao $")
_LONGEST_NAME: Final = 20
_LEAST_SHARED: Final = 4
_LEAST_LETTERS: Final = 3
_COMMITTEE: Final = re.compile(r"^(?:ban thuong vu|ban chap hanh|thuong truc|doan chu tich) ")


class ReportDuty(Record):
    """A report that the unit owes, and what says so.

    Attributes:
        recipient: None when neither a duty nor the letterhead tells.
        task_id: the report duty; None when the recipient is only the issuer of the directive.
        words: of the duty.
        due: the last day for sending; None when the duty tells none.
    """

    recipient: str | None
    task_id: str | None = None
    words: str = ""
    spans: tuple[Span, ...] = ()
    kind: ReportKind
    period: Period
    due: date | None = None


def list_duties(
    directive: Directive, assignments: Sequence[Assignment], profile: UnitProfile, as_of: date
) -> tuple[ReportDuty, ...]:
    """The report duties of the unit: those given to it before those given to nobody, then by the last day."""
    wanted = [item for item in _duties(assignments) if _is_on_results(item.task)]
    items = sorted(wanted, key=lambda item: item.role is Role.UNASSIGNED)
    duties = [_duty(item.task, directive, profile, as_of) for item in items]
    return tuple(sorted(duties, key=lambda duty: duty.due or date.max))


def find_duty(
    directive: Directive, assignments: Sequence[Assignment], profile: UnitProfile, order: ReportOrder
) -> ReportDuty:
    """The duty that is ordered; else the unit's that names a recipient and falls due soonest after the period.

    Without a duty the report goes to the issuer. "Cấp trên" is the unit's parent body, when the profile names it. A
    person who takes the file is no addressee: the issuer is. Nobody reports to itself: the issuer that sums up what
    others did reports to its parent body. Period and occasion that are ordered win over those of the duty.

    Raises:
        NotFound: the ordered duty is none of the unit's.
    """
    found = _find(directive, assignments, profile, order)
    is_dated = order.duty_id is not None or found.due is not None or order.period_end is None
    kind = order.kind or (found.kind if is_dated else ReportKind.PERIODIC)
    start, end = order.period_start or found.period.start, order.period_end or found.period.end
    return found.model_copy(update={"kind": kind, "period": Period(start=start, end=end)})


def _find(
    directive: Directive, assignments: Sequence[Assignment], profile: UnitProfile, order: ReportOrder
) -> ReportDuty:
    items = _duties(assignments)
    if order.duty_id is not None:
        chosen = next((item.task for item in items if item.task.id == order.duty_id), None)
        if chosen is None:
            raise NotFound("đơn vị không có chế độ báo cáo này", where=order.duty_id, advice="xem các báo cáo phải nộp")
        return _duty(chosen, directive, profile, order.as_of)
    day = order.period_end or order.as_of
    wanted = [item for item in items if _is_on_results(item.task)]
    if not wanted:
        return _owed_to_issuer(directive, profile, order.as_of)
    return min(
        (_Candidate(item, _duty(item.task, directive, profile, day)) for item in wanted),
        key=lambda candidate: candidate.distance(day, order.kind),
    ).duty


class _Candidate:
    """A duty that may be the one answered."""

    def __init__(self, item: Assignment, duty: ReportDuty) -> None:
        self.duty = duty
        self._is_anyones = item.role is Role.UNASSIGNED
        self._names_nobody = not item.task.report_to

    def distance(self, day: date, kind: ReportKind | None) -> tuple[bool, bool, bool, int, int]:
        """Duties of the wanted occasion first; given to the unit before given to nobody; due after, before, undated."""
        other = kind is not None and self.duty.kind is not kind
        if self.duty.due is None:
            return (other, self._is_anyones, self._names_nobody, 2, 0)
        days = (self.duty.due - day).days
        return (other, self._is_anyones, self._names_nobody, 0 if days >= 0 else 1, abs(days))


def _duties(assignments: Sequence[Assignment]) -> list[Assignment]:
    return [
        item for item in assignments if item.task.kind is TaskKind.REPORT and item.task.status is not TaskStatus.DROPPED
    ]


def _is_on_results(task: Task) -> bool:
    """It is a duty to report to a body: not to send a list, or word to a person."""
    is_told_to_body = bool(task.report_to) and _PERSON.search(fold(task.report_to or "")) is None
    return is_told_to_body or _REPORTS.search(fold(task.content)) is not None


def _duty(task: Task, directive: Directive, profile: UnitProfile, as_of: date) -> ReportDuty:
    subject = asked_topic(directive) or ""
    terms = terms_of(task, issued_on=directive.letterhead.issued_on, as_of=as_of, subject=subject)
    recipient = _recipient(task, directive, profile)
    return ReportDuty(
        recipient=profile.parent_name or None if _is_same_body(recipient, profile.name, directive) else recipient,
        task_id=task.id,
        words=task.content,
        spans=task.spans,
        **_terms(terms),
    )


def _owed_to_issuer(directive: Directive, profile: UnitProfile, as_of: date) -> ReportDuty:
    """No duty: the issuer of a directive is told what came of it."""
    recipient = full_issuer(directive)
    issued_on = directive.letterhead.issued_on
    start = issued_on if issued_on is not None and issued_on <= as_of else date(as_of.year, 1, 1)
    return ReportDuty(
        recipient=profile.parent_name or None if _is_same_body(recipient, profile.name, directive) else recipient,
        spans=directive.letterhead.spans.get("issuer", ()),
        kind=ReportKind.PERIODIC,
        period=Period(start=start, end=as_of),
    )


def _terms(terms: DutyTerms) -> dict[str, object]:
    return {"kind": terms.kind, "period": terms.period, "due": terms.due}


def _recipient(task: Task, directive: Directive, profile: UnitProfile) -> str | None:
    phrase = task.report_to or ""
    if not phrase or _PERSON.search(fold(phrase)) or len(phrase.split()) > _LONGEST_NAME or _is_relayed(task, phrase):
        return full_issuer(directive)
    if "cap tren" in fold(phrase):
        return profile.parent_name or None
    return _full_recipient(phrase, directive)


def _is_relayed(task: Task, phrase: str) -> bool:
    """The body only gets what the issuer makes of the reports ("gửi về … để tổng hợp báo cáo Liên đoàn Lao động")."""
    before, found, _ = fold(task.content).partition(fold(phrase))
    return bool(found) and _RELAYED.search(before) is not None


def _full_recipient(phrase: str, directive: Directive) -> str:
    """The recipient in full: short forms spelled out; completed as the issuer's own name goes on."""
    phrase = re.sub(r"\s*\((?:qua|thông qua)[^)]*\)|\s+(?:qua|thông qua)\s.*$", "", phrase).strip(" ,;.:")
    phrase = re.sub(r"^(?:về|cho|gửi|với)\s+", "", phrase)
    issuer = full_issuer(directive)
    if issuer and (_is_short_for(phrase, issuer) or _key(issuer, directive).startswith(_key(phrase, directive))):
        return issuer
    named = sentence_case(spell_out(phrase, directive.abbreviations), directive.flat(0, len(directive.text)))
    named = _completed(named, issuer or "")
    return named[:1].upper() + named[1:]


def _is_short_for(phrase: str, name: str) -> bool:
    """The phrase is made of the first letters of the name, or of its first words.

    >>> _is_short_for("CĐNGD", "Công đoàn ngành Giáo dục Hà Giang"), _is_short_for("SGDĐT", "Sở Nội vụ")
    (True, False)
    """
    letters = "".join(word[0].upper() for word in name.split())
    return len(phrase) >= _LEAST_LETTERS and phrase.isupper() and letters.startswith(phrase.replace(" ", ""))


def _is_same_body(name: str | None, unit: str, directive: Directive) -> bool:
    """The name is the unit, or the standing committee that acts for it."""
    return _COMMITTEE.sub("", _key(name or "", directive)) == _COMMITTEE.sub("", _key(unit, directive))


def _key(name: str, directive: Directive) -> str:
    return name_key(name, directive.abbreviations)


def _completed(name: str, issuer: str) -> str:
    """`name` with the rest of the issuer's name where it ends in its beginning, or is the middle of it.

    >>> _completed("Thường trực Liên đoàn Lao động tỉnh", "Liên đoàn Lao động tỉnh Tây Ninh")
    'Thường trực Liên đoàn Lao động tỉnh Tây Ninh'
    >>> _completed("Liên đoàn Lao động tỉnh", "Ban Thường vụ Liên đoàn Lao động tỉnh Tây Ninh")
    'Liên đoàn Lao động tỉnh Tây Ninh'
    """
    inside = re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", fold(issuer))
    if inside is not None and len(name.split()) >= _LEAST_SHARED:
        return name + issuer[inside.end() :]
    words, ending = issuer.split(), fold(name)
    for count in range(len(words) - 1, _LEAST_SHARED - 1, -1):
        if re.search(rf"(?<!\w){re.escape(fold(' '.join(words[:count])))}$", ending):
            return " ".join((name, *words[count:]))
    return name
