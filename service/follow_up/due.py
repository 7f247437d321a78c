"""When a task is due, seen from today, and the words for it."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol

from dateutil.rrule import rrulestr

from core.record import Record
from core.task import Bound, Deadline, TaskStatus

SOON_DAYS = 14
"""A task that falls due within so many days is shown as due soon."""

CLOSED = (TaskStatus.DONE, TaskStatus.DROPPED)
_NAMES_A_DAY = ("BYMONTHDAY", "BYDAY", "BYYEARDAY")
_RHYTHM = {"YEARLY": "hằng năm", "MONTHLY": "hằng tháng", "WEEKLY": "hằng tuần", "DAILY": "hằng ngày"}


class DueState(StrEnum):
    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"
    CLOSED = "closed"


class Due(Record):
    """Where a task stands against its deadline.

    Attributes:
        day: the last day on which it can still be done in time ("trước ngày 15/12" leaves until the 14th), of a
            recurring deadline the next one; None when no day follows.
        days_left: days from today to `day`, negative once it has passed.
        words: the deadline as a calendar understands it, in Vietnamese.
        badge: what to call attention with ("Quá hạn 3 ngày"); "" when nothing calls for it.
    """

    state: DueState
    day: date | None = None
    days_left: int | None = None
    words: str = ""
    badge: str = ""


def next_due_day(deadline: Deadline, today: date) -> date | None:
    """The day that the deadline names: of a recurring one the next from `today` on; None when no day follows.

    >>> next_due_day(Deadline(raw="", rrule="FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=10"), date(2025, 11, 11))
    datetime.date(2026, 11, 10)
    """
    if deadline.bound is Bound.AFTER:
        return None
    if deadline.rrule is None:
        return deadline.date
    if not any(part in deadline.rrule for part in _NAMES_A_DAY):
        return None
    midnight = datetime.combine(today, time())
    following = rrulestr(deadline.rrule, dtstart=midnight).after(midnight - timedelta(seconds=1))
    is_over = following is None or (deadline.date is not None and following.date() > deadline.date)
    return None if is_over else following.date()


def last_day(deadline: Deadline, today: date) -> date | None:
    """The last day that is still in time; "trước ngày 15/12" ends the day before.

    >>> last_day(Deadline(raw="", date=date(2025, 12, 15), exclusive=True, bound=Bound.BEFORE), date(2025, 12, 1))
    datetime.date(2025, 12, 14)
    """
    step = timedelta(days=1 if deadline.exclusive else 0)
    day = next_due_day(deadline, today + step)
    return day - step if day is not None and day > date.min else None


def last_days_within(deadline: Deadline, first: date, last: date) -> tuple[date, ...]:
    """Every day from `first` to `last` that is the last one in time; of a deadline that happens once at most one.

    >>> monthly = Deadline(raw="", rrule="FREQ=MONTHLY;BYMONTHDAY=20")
    >>> [day.month for day in last_days_within(monthly, date(2025, 1, 1), date(2025, 3, 31))]
    [1, 2, 3]
    """
    days: list[date] = []
    day = last_day(deadline, first)
    while day is not None and first <= day <= last:
        days.append(day)
        day = last_day(deadline, day + timedelta(days=1))
        if day == days[-1]:
            break
    return tuple(days)


class Dated(Protocol):
    """As much of a task as tells how it stands."""

    @property
    def status(self) -> TaskStatus: ...
    @property
    def deadline(self) -> Deadline | None: ...


def due_of(task: Dated, today: date) -> Due:
    """How `task` stands on `today`; a recurring deadline is never overdue, as its next occurrence counts."""
    if task.deadline is None:
        return Due(state=standing_on(task, today).state)
    standing, words = standing_on(task, today), deadline_words(task.deadline)
    if standing.day is None or standing.state is DueState.CLOSED:
        return Due(state=standing.state, day=standing.day, words=words)
    left = (standing.day - today).days
    return Due(state=standing.state, day=standing.day, days_left=left, words=words, badge=_badge(standing.state, left))


class Standing(NamedTuple):
    """Where a task stands against its deadline; `day` as in `Due`."""

    state: DueState
    day: date | None


def standing_on(task: Dated, today: date) -> Standing:
    """As much of `due_of` as many tasks are sifted by."""
    day = last_day(task.deadline, today) if task.deadline is not None else None
    if task.status in CLOSED:
        return Standing(DueState.CLOSED, day)
    if day is None:
        return Standing(DueState.UNDATED, None)
    left = (day - today).days
    return Standing(DueState.OVERDUE if left < 0 else DueState.SOON if left <= SOON_DAYS else DueState.LATER, day)


def deadline_words(deadline: Deadline) -> str:
    """The normalised deadline in Vietnamese; the event as written when it hangs on one.

    >>> deadline_words(Deadline(raw="", date=date(2025, 12, 15), exclusive=True, bound=Bound.BEFORE))
    'trước ngày 15/12/2025'
    >>> deadline_words(Deadline(raw="Hằng năm", rrule="FREQ=YEARLY"))
    'hằng năm'
    """
    if deadline.rrule:
        return _rhythm_words(deadline.rrule)
    if deadline.date is None:
        return deadline.event or ""
    if deadline.bound is Bound.AFTER:
        return f"từ ngày {_day(deadline.date)}"
    if deadline.start is not None:
        return f"{_day(deadline.start)} – {_day(deadline.date)}"
    return f"trước ngày {_day(deadline.date)}" if deadline.exclusive else f"đến hết ngày {_day(deadline.date)}"


def _day(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def _rule_parts(rule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rule.split(";") if "=" in part)


def _badge(state: DueState, left: int) -> str:
    if state is DueState.OVERDUE:
        return f"Quá hạn {-left} ngày"
    if state is DueState.SOON:
        return "Hôm nay là hạn cuối" if left == 0 else f"Còn {left} ngày"
    return ""


def _rhythm_words(rule: str) -> str:
    """Words for an RFC 5545 recurrence.

    >>> _rhythm_words("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=1")
    'ngày 01/06 và 01/12 hằng năm'
    >>> _rhythm_words("FREQ=MONTHLY;BYMONTHDAY=20")
    'ngày 20 hằng tháng'
    >>> _rhythm_words("FREQ=MONTHLY;INTERVAL=3")
    'hằng quý'
    """
    parts = _rule_parts(rule)
    rhythm = _interval_words(parts.get("FREQ", ""), parts.get("INTERVAL", "1"))
    days, months = parts.get("BYMONTHDAY", ""), parts.get("BYMONTH", "")
    if not days and not months:
        return rhythm
    if not days:
        return f"tháng {months.replace(',', ', ')} {rhythm}"
    last = "ngày cuối tháng"
    if not months or rhythm != "hằng năm":
        return f"{last if days == '-1' else 'ngày ' + days.replace(',', ', ')} {rhythm}"
    if days.startswith("-"):
        return f"{last} {months.replace(',', ', ')} {rhythm}"
    listed = [f"{int(day):02d}/{int(month):02d}" for month in months.split(",") for day in days.split(",")]
    return f"ngày {' và '.join(listed)} {rhythm}"


def _interval_words(frequency: str, interval: str) -> str:
    if interval == "1":
        return _RHYTHM.get(frequency, "định kỳ")
    if frequency == "MONTHLY":
        return {"3": "hằng quý", "6": "6 tháng một lần"}.get(interval, f"{interval} tháng một lần")
    unit = {"YEARLY": "năm", "WEEKLY": "tuần", "DAILY": "ngày"}.get(frequency)
    return f"{interval} {unit} một lần" if unit else "định kỳ"
