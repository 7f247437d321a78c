"""Dates as Vietnamese offices write them, and back."""

from datetime import date, datetime, timedelta, timezone

VIETNAM_TIME = timezone(timedelta(hours=7), "ICT")


def show_date(day: date | None) -> str:
    """`day` as dd/mm/yyyy, "" for None.

    >>> show_date(date(2025, 4, 5))
    '05/04/2025'
    """
    return "" if day is None else f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def show_moment(moment: datetime) -> str:
    """`moment` in Vietnamese time.

    >>> show_moment(datetime(2025, 4, 5, 17, 30, tzinfo=timezone.utc))
    '00:30 06/04/2025'
    """
    local = moment.astimezone(VIETNAM_TIME)
    return f"{local:%H:%M} {show_date(local.date())}"


def today_in_vietnam() -> date:
    """The current day in Vietnam."""
    return datetime.now(VIETNAM_TIME).date()


def parse_date(words: str | None) -> date | None:
    """The day that a form field holds, ISO (as date inputs send it) or dd/mm/yyyy; None when it is neither.

    >>> parse_date("2025-12-15") == parse_date("15/12/2025")
    True
    >>> parse_date("31/02/2025") is None
    True
    """
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime((words or "").strip(), pattern).date()
        except ValueError:
            continue
    return None
