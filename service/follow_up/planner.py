"""The reporting chain of a directive: its reports by day, which wait for which, and the internal days before each."""

from collections.abc import Sequence
from datetime import date

from pydantic import TypeAdapter

from core.directive import Directive
from core.errors import InvalidInput, NotFound
from core.task import Task, TaskKind
from service.follow_up.conditions import TaskCondition
from service.follow_up.dependence import Waiting, waiting_reports
from service.follow_up.due import CLOSED, last_day
from service.follow_up.plan import USUAL_STEPS, PlannedInput, PlanStep, ReportPlan, plan_days
from service.store import RecordStore

_STEPS = TypeAdapter(tuple[PlanStep, ...])
_STEPS_FACT = "plan_steps"
_MOST_STEPS, _MOST_DAYS = 12, 120


class Planner:
    """Counts days back from reports. What it gives is a suggestion of this office."""

    def __init__(self, store: RecordStore) -> None:
        self._store = store

    def steps(self) -> tuple[PlanStep, ...]:
        """What is to be done before a report goes out, as this office has set it."""
        stored = self._store.facts.get(_STEPS_FACT)
        return _STEPS.validate_json(stored) if stored else USUAL_STEPS

    def set_steps(self, steps: Sequence[PlanStep]) -> None:
        """Sets the steps for all reports from now on.

        Raises:
            InvalidInput: no step, too many, one without a name, or an endless number of days.
        """
        named = all(step.name.strip() and 0 <= step.working_days <= _MOST_DAYS for step in steps)
        if not 1 <= len(steps) <= _MOST_STEPS or not named:
            raise InvalidInput(
                f"cần từ 1 đến {_MOST_STEPS} bước, mỗi bước có tên và số ngày làm việc từ 0 đến {_MOST_DAYS}",
                where="steps",
            )
        self._store.facts.set(_STEPS_FACT, _STEPS.dump_json(tuple(steps)).decode())

    def chain(self, document_id: str, *, today: date | None = None) -> tuple[ReportPlan, ...]:
        """A plan for each open report of a document that has a day, earliest first.

        Raises:
            NotFound: no such document, or it is not read yet.
        """
        seen_from = today or date.today()
        directive = self._store.load_directive(document_id)
        found = self._store.tasks.find(TaskCondition(document_id=document_id, kind=TaskKind.REPORT), today=seen_from)
        waiting = _waiting(found.tasks, seen_from, directive)
        plans = [self._plan(task, waiting, seen_from) for task in found.tasks if task.status not in CLOSED]
        return tuple(sorted((plan for plan in plans if plan is not None), key=lambda plan: plan.last_day))

    def plan(self, task_id: str, *, today: date | None = None) -> ReportPlan | None:
        """The plan of one task; None when it is no open report with a day.

        Raises:
            NotFound: no such task.
        """
        task = self._store.tasks.get(task_id)
        try:
            plans = self.chain(task.document_id, today=today)
        except NotFound:
            return None
        return next((plan for plan in plans if plan.task.id == task_id), None)

    def _plan(self, task: Task, waiting: Sequence[Waiting], today: date) -> ReportPlan | None:
        due = None if task.deadline is None else last_day(task.deadline, today)
        if due is None:
            return None
        days = plan_days(due, self.steps(), today=today)
        needed = days[0].day
        return ReportPlan(
            task=task,
            last_day=due,
            days=days,
            waits_for=tuple(
                PlannedInput(task=pair.input, last_day=pair.input_day, is_late=pair.input_day > needed)
                for pair in waiting
                if pair.report.id == task.id
            ),
            awaited_by=tuple(
                PlannedInput(task=pair.report, last_day=pair.report_day) for pair in waiting if pair.input.id == task.id
            ),
        )


def _waiting(tasks: Sequence[Task], today: date, directive: Directive) -> tuple[Waiting, ...]:
    from service.reports.unit_names import name_key

    return waiting_reports(tasks, today, key=lambda name: name_key(name, directive.abbreviations))
