"""Where each task stands at each unit on the last day of the period, from confirmed results alone."""

from collections.abc import Callable, Sequence
from datetime import date

from core.directive import Directive
from core.record import Record
from core.report import UnitTotals
from core.task import Task, TaskStatus
from core.unit_result import UnitResult
from service.reports.profile import UnitProfile
from service.reports.progress import ProgressState, last_day, state_of
from service.reports.responsibility import assigned_tasks
from service.store.unit_results import unit_key

ALL_UNITS = "Tổng cộng"

FindProfile = Callable[[str], UnitProfile]


class Standing(Record):
    """One task at one unit.

    Attributes:
        result: the confirmed result; None when nobody has told.
        is_overdue: not done, and its last day is not after the period's end.
    """

    task: Task
    unit: str
    state: ProgressState
    result: UnitResult | None
    is_overdue: bool


def standings(
    directive: Directive,
    tasks: Sequence[Task],
    results: Sequence[UnitResult],
    profiles: Sequence[UnitProfile],
    period_end: date,
) -> tuple[Standing, ...]:
    """Every task at every unit that it is given to, in the order of the directive, then of the units.

    A unit that told of a task has it, even when the directive's words do not reach it.
    """
    told = {(result.task_id, unit_key(result.unit)): result for result in results if result.is_confirmed}
    given = {(item.task.id, profile.name) for profile in profiles for item in assigned_tasks(directive, tasks, profile)}
    found = []
    for task in tasks:
        if task.status is TaskStatus.DROPPED:
            continue
        for profile in profiles:
            result = told.get((task.id, unit_key(profile.name)))
            if result is not None or (task.id, profile.name) in given:
                found.append(_standing(task, profile.name, result, period_end))
    return tuple(found)


def count_units(found: Sequence[Standing], units: Sequence[str]) -> tuple[UnitTotals, ...]:
    """A line for each unit, and one for all: each column adds up to it."""
    lines = tuple(_count(unit, [item for item in found if item.unit == unit]) for unit in units)
    return (*lines, _count(ALL_UNITS, found))


def _standing(task: Task, unit: str, result: UnitResult | None, period_end: date) -> Standing:
    status = result.status if result is not None and result.status is not None else TaskStatus.PROPOSED
    words = result.words if result is not None else ""
    state = state_of(task.model_copy(update={"status": status, "note": words or None}), period_end)
    day = last_day(task.deadline)
    is_overdue = state is not ProgressState.DONE and day is not None and day <= period_end
    return Standing(task=task, unit=unit, state=state, result=result, is_overdue=is_overdue)


def _count(unit: str, found: Sequence[Standing]) -> UnitTotals:
    by_state = {state: sum(item.state is state for item in found) for state in ProgressState}
    return UnitTotals(
        unit=unit,
        total=len(found),
        done=by_state[ProgressState.DONE],
        in_progress=by_state[ProgressState.IN_PROGRESS],
        no_information=by_state[ProgressState.NO_INFORMATION],
        not_due=by_state[ProgressState.NOT_DUE],
        overdue=sum(item.is_overdue for item in found),
    )
