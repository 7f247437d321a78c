"""Simple charts: numbers with the geometry to draw them; the same numbers stand beside them as a table."""

from datetime import date

from core.record import Record
from service.follow_up.conditions import TaskCounts
from service.labels import TASK_STATUS

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


def status_bar(counts: TaskCounts) -> tuple[Bar, ...]:
    """One bar cut into the share of each status that occurs."""
    x, bars = 0.0, []
    for status, count in counts.by_status.items():
        width = CHART_WIDTH * count / counts.total
        bars.append(Bar(label=TASK_STATUS[status], count=count, style=status.value, x=x, width=width))
        x += width
    return tuple(bars)


def months_ahead(counts: TaskCounts, today: date) -> tuple[Bar, ...]:
    """Open tasks by the month of their last day in time: what is overdue, then this month and the five after it."""
    by_month = {(month.year, month.month): month.count for month in counts.months}
    months = [_month(today, step) for step in range(_MONTHS_AHEAD)]
    labelled = [("Quá hạn", counts.overdue, "overdue")]
    labelled += [(f"{month:02d}/{year}", by_month.get((year, month), 0), "ahead") for year, month in months]
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
