"""Reports that wait for other reports.

Within one directive a report waits for another when the other is owed to the very unit that owes the first, and falls
due no later: the units report to the office by 10/11, the office reports by 15/11.
"""

from collections.abc import Callable, Sequence
from datetime import date

from core.record import Record
from core.task import Task, TaskKind
from core.text import fold
from service.follow_up.due import last_day

_SHORTEST_NAME_WORDS = 2
_ADDRESSEES = ("qua ", "thong qua ", "ve ", "cho ", "gui ")


class Waiting(Record):
    """`report` needs `input` first; both have a last day, and that of `input` is no later."""

    report: Task
    report_day: date
    input: Task
    input_day: date


def waiting_reports(
    tasks: Sequence[Task], today: date, *, key: Callable[[str], str] | None = None
) -> tuple[Waiting, ...]:
    """All pairs of reports among `tasks` of one document of which one waits for the other, by day.

    Args:
        key: brings the names of a unit to one spelling; case and accents are dropped unless given.
    """
    key = key or fold
    dated = [(task, day) for task in tasks if task.kind is TaskKind.REPORT and (day := _day(task, today)) is not None]
    found = [
        Waiting(report=report, report_day=report_day, input=given, input_day=given_day)
        for report, report_day in dated
        for given, given_day in dated
        if report.id != given.id and given_day <= report_day and _is_owed_to(given, report.lead_units, key)
        if not _is_owed_to(report, given.lead_units, key)
    ]
    return tuple(sorted(found, key=lambda pair: (pair.report_day, pair.input_day)))


def _day(task: Task, today: date) -> date | None:
    return None if task.deadline is None else last_day(task.deadline, today)


def _is_owed_to(task: Task, units: Sequence[str], key: Callable[[str], str]) -> bool:
    recipient = _words(key(task.report_to or ""))
    return any(_names(recipient, _words(key(unit))) for unit in units)


def _names(recipient: str, unit: str) -> bool:
    """The recipient is the unit, or the unit with more words around it ("Văn phòng Sở (để tổng hợp)")."""
    if len(unit.split()) < _SHORTEST_NAME_WORDS or len(recipient.split()) < _SHORTEST_NAME_WORDS:
        return recipient == unit != ""
    return f" {unit} " in f" {recipient} " or f" {recipient} " in f" {unit} "


def _words(name: str) -> str:
    for start in _ADDRESSEES:
        name = name.removeprefix(start)
    return " ".join("".join(c if c.isalnum() else " " for c in name).split())
