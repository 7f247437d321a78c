"""Deadlines as a calendar: one all-day event for each task that has a day or a rhythm.

A one-off deadline stands on the last day allowed; a period spans its days when it is at most `LONGEST_SPAN_DAYS`
long, and else stands on its last day. A recurring one starts on its first occurrence after the date of issue. Each
has alarms at 8 in the morning, a week and a day before the last day that is in time: the day of the event, or with
"trước ngày …" the day before it. Done and dropped tasks are left out.

Source: RFC 5545 (VEVENT, VALARM, RRULE); TRIGGER relative to the start of the day.
"""

import datetime
from collections.abc import Sequence
from pathlib import Path

from dateutil.rrule import rrulestr
from icalendar import Alarm, Calendar, Event, vRecur

from core.task import Deadline, Task, TaskStatus
from service.labels import TASK_KIND
from service.records import DocumentRecord
from service.tasks.table_row import document_name, rhythm_words

LONGEST_SPAN_DAYS = 31
_ALARM_DAYS, _ALARM_HOUR = (7, 1), 8
_REFRESH = datetime.timedelta(hours=6)
_CLOSED = {TaskStatus.DONE, TaskStatus.DROPPED}
_SUMMARY_CHARACTERS = 120


def write_ics(tasks: Sequence[Task], documents: Sequence[DocumentRecord], path: Path) -> None:
    """Writes the calendar of `tasks` to `path`."""
    path.write_bytes(calendar_of(tasks, documents).to_ical())


def calendar_of(
    tasks: Sequence[Task], documents: Sequence[DocumentRecord], *, name: str = "Đôn Đốc: thời hạn nhiệm vụ"
) -> Calendar:
    """The calendar of all open tasks that fall on days; `name` is what calendars show it under."""
    calendar = Calendar()
    calendar.add("prodid", "-//Don Doc//dondoc//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _REFRESH)
    calendar.add("x-published-ttl", "PT6H")
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    known = {document.id: document for document in documents}
    for task in tasks:
        event = _event(task, known.get(task.document_id))
        if event is not None:
            calendar.add_component(event)
    return calendar


def _event(task: Task, document: DocumentRecord | None) -> Event | None:
    if task.deadline is None or task.status in _CLOSED:
        return None
    days = days_of(task.deadline, since=_since(document))
    if days is None:
        return None
    event = Event()
    event.add("uid", f"{task.id}@dondoc")
    event.add("dtstamp", _stamp(document))
    event.add("summary", _summary(task))
    event.add("description", _description(task, document))
    event.add("dtstart", days[0])
    event.add("dtend", days[1] + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("categories", [TASK_KIND[task.kind]])
    if task.deadline.rrule is not None:
        event.add("rrule", _recurrence(task.deadline))
    for days_before in _ALARM_DAYS:
        # "Trước ngày 15/12" leaves until the 14th: what warns a day ahead must warn on the 13th.
        ahead = days_before + (1 if task.deadline.exclusive else 0)
        trigger = datetime.timedelta(days=-ahead, hours=_ALARM_HOUR)
        event.add_component(_alarm(trigger, _summary(task)))
    return event


def days_of(deadline: Deadline, *, since: datetime.date) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of the (first) event; None when no day follows from the deadline.

    >>> days_of(Deadline(raw="", date=datetime.date(2025, 12, 15)), since=datetime.date.min)
    (datetime.date(2025, 12, 15), datetime.date(2025, 12, 15))
    """
    if deadline.rrule is not None:
        first = _first_occurrence(deadline, since)
        return (first, first) if first is not None else None
    if deadline.date is None:
        return None
    start = deadline.start
    if start is not None and 0 <= (deadline.date - start).days < LONGEST_SPAN_DAYS:
        return start, deadline.date
    return deadline.date, deadline.date


def _first_occurrence(deadline: Deadline, since: datetime.date) -> datetime.date | None:
    start = datetime.datetime.combine(max(since, deadline.start or since), datetime.time())
    found = rrulestr(_with_day(deadline.rrule or ""), dtstart=start).after(start, inc=True)
    return found.date() if found else None


def _with_day(rrule: str) -> str:
    """A bare rhythm is put on the last day of its period: hằng năm on 31 December, hằng quý and hằng tháng on the
    last of the month."""
    if "BY" in rrule:
        return rrule if "DAY" in rrule else f"{rrule};BYMONTHDAY=-1"
    if rrule.startswith("FREQ=YEARLY"):
        return f"{rrule};BYMONTH=12;BYMONTHDAY=31"
    if rrule == "FREQ=MONTHLY;INTERVAL=3":
        return "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"
    if rrule == "FREQ=MONTHLY;INTERVAL=6":
        return "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"
    if rrule.startswith("FREQ=MONTHLY"):
        return f"{rrule};BYMONTHDAY=-1"
    return f"{rrule};BYDAY=FR" if rrule.startswith("FREQ=WEEKLY") else rrule


def _recurrence(deadline: Deadline) -> vRecur:
    recurrence = vRecur(vRecur.from_ical(_with_day(deadline.rrule or "")))
    if deadline.date is not None:
        recurrence["UNTIL"] = [deadline.date]
    return recurrence


def _since(document: DocumentRecord | None) -> datetime.date:
    issued_on = document.letterhead.issued_on if document and document.letterhead else None
    if issued_on is not None:
        return issued_on
    return document.received_at.date() if document else datetime.date.today()


def _stamp(document: DocumentRecord | None) -> datetime.datetime:
    return document.received_at if document else datetime.datetime.now(datetime.UTC)


def _summary(task: Task) -> str:
    content = task.content[:1].upper() + task.content[1:]
    if len(content) > _SUMMARY_CHARACTERS:
        content = content[:_SUMMARY_CHARACTERS].rpartition(" ")[0] + "…"
    start = "Trước ngày này · " if task.deadline is not None and task.deadline.exclusive else ""
    return f"{start}{TASK_KIND[task.kind]}: {content}"


def _description(task: Task, document: DocumentRecord | None) -> str:
    deadline = task.deadline
    lines = [
        ("Nội dung", task.content),
        ("Chủ trì", "; ".join(task.lead_units)),
        ("Phối hợp", "; ".join(task.coordinating_units)),
        ("Báo cáo về", task.report_to or ""),
        ("Thời hạn", deadline.raw if deadline else ""),
        ("Định kỳ", rhythm_words(deadline)),
        ("Văn bản", document_name(document) if document else ""),
        ("Mục", task.section),
    ]
    return "\n".join(f"{name}: {value}" for name, value in lines if value)


def _alarm(trigger: datetime.timedelta, summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", trigger)
    return alarm
