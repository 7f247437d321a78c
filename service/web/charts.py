"""Simple charts: numbers with the geometry to draw them; the same numbers stand beside them as a table."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from core.record import Record
from core.task import TaskStatus
from service.labels import TASK_STATUS
from service.follow_up.due import DueState
from service.web.task_rows import TaskRow

CHART_WIDTH = 600
_BAR_AREA_HEIGHT = 120
_MONTHS_AHEAD = 6


class Bar(Record):
    """One bar, in units of the drawing (0..CHART_WIDTH across)."""

    label: str
    count: int
    style: str
    x: float
    y: float = 0.0
    width: float
    height: float = 0.0


def status_bar(rows: Iterable[TaskRow]) -> tuple[Bar, ...]:
    """One bar cut into the share of each status that occurs."""
    counts = Counter(row.status for row in rows)
    total, x, bars = sum(counts.values()), 0.0, []
    for status in TaskStatus:
        if counts[status]:
            width = CHART_WIDTH * counts[status] / total
            bars.append(Bar(label=TASK_STATUS[status], count=counts[status], style=status.value, x=x, width=width))
            x += width
    return tuple(bars)


def months_ahead(rows: Iterable[TaskRow], today: date) -> tuple[Bar, ...]:
    """Open tasks by the month of their due day: what is overdue, then this month and the five after it."""
    months = [_month(today, step) for step in range(_MONTHS_AHEAD)]
    counts: Counter[tuple[int, int] | None] = Counter()
    for row in rows:
        if row.due.day is not None and row.due.state is not DueState.CLOSED:
            counts[None if row.due.day < today else (row.due.day.year, row.due.day.month)] += 1
    labelled = [("Quá hạn", counts[None], "overdue")]
    labelled += [(f"{month:02d}/{year}", counts[(year, month)], "ahead") for year, month in months]
    return _columns(labelled)


def _columns(labelled: list[tuple[str, int, str]]) -> tuple[Bar, ...]:
    highest = max((count for _, count, _ in labelled), default=0) or 1
    step = CHART_WIDTH / len(labelled)
    return tuple(
        Bar(
            label=label,
            count=count,
            style=style,
            x=step * index + step * 0.2,
            y=_BAR_AREA_HEIGHT * (1 - count / highest),
            width=step * 0.6,
            height=_BAR_AREA_HEIGHT * count / highest,
        )
        for index, (label, count, style) in enumerate(labelled)
    )


def _month(today: date, step: int) -> tuple[int, int]:
    index = today.year * 12 + today.month - 1 + step
    return index // 12, index % 12 + 1
