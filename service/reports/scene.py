"""All that the parts of a draft look at."""

from datetime import date

from core.directive import Directive
from core.record import Record
from core.report import TaskTotals
from core.unit_result import UnitResult
from service.reports.blanks import blank
from service.reports.duty import ReportDuty
from service.reports.profile import BodyType, UnitProfile
from service.reports.progress import ProgressState, TaskProgress


class Scene(Record):
    """One unit, one directive, one period, and how the unit's tasks stand at its end."""

    directive: Directive
    profile: UnitProfile
    duty: ReportDuty
    progress: tuple[TaskProgress, ...]
    totals: TaskTotals
    dropped_ids: tuple[str, ...] = ()
    told: tuple[UnitResult, ...] = ()

    @property
    def period_start(self) -> date:
        return self.duty.period.start

    @property
    def period_end(self) -> date:
        return self.duty.period.end

    def told_of(self, task_id: str) -> UnitResult | None:
        """What the unit itself told of a task."""
        return next((result for result in self.told if result.task_id == task_id), None)

    @property
    def recipient(self) -> str:
        """To whom the report goes, or a blank."""
        return self.duty.recipient or blank("cơ quan nhận báo cáo")

    @property
    def overdue(self) -> tuple[TaskProgress, ...]:
        return tuple(item for item in self.progress if item.is_overdue)

    @property
    def upcoming(self) -> tuple[TaskProgress, ...]:
        """Open tasks with a last day after the period, the nearest first."""
        found = [item for item in self.progress if item.is_upcoming or item.state is ProgressState.NOT_DUE]
        return tuple(sorted(found, key=_day_key))

    @property
    def standing(self) -> tuple[TaskProgress, ...]:
        """Tasks that recur: they go on whatever was done in the period."""
        upcoming = {item.number for item in self.upcoming}
        return tuple(
            item
            for item in self.progress
            if item.task.deadline is not None and item.task.deadline.rrule and item.number not in upcoming
        )

    def roman(self, number: int, title: str) -> str:
        """A main heading in the form of the unit's kind of body.

        The Party writes "II- …", others "II. …".
        """
        mark = "-" if self.profile.body_type is BodyType.PARTY else "."
        return f"{_ROMAN[number]}{mark} {title}"


_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII")


def _day_key(item: TaskProgress) -> tuple[date, int]:
    deadline = item.task.deadline
    return (deadline.date if deadline and deadline.date else date.max, item.number)
