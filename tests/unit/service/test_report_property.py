"""Whatever people say of the tasks, a draft claims no more than that, and its counts add up."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.report import TaskTotals
from core.task import TaskStatus
from eval.reports import report_faults
from tests.unit.service.report_cases import PARTY, STATE, UNION, directive, draft, tasks

NOTES = st.none() | st.text("aăâđêô ươnhTX0123456789%.,;:/-()[]“”…\n", max_size=40)
SAID = st.tuples(st.sampled_from(TaskStatus), NOTES)


@settings(max_examples=50, deadline=None)
@given(said=st.tuples(SAID, SAID, SAID, SAID, SAID), unit=st.sampled_from((UNION, STATE, PARTY)))
def test_a_draft_claims_no_more_than_was_said(said: tuple[tuple[TaskStatus, str | None], ...], unit: object) -> None:
    told = tuple(
        task.model_copy(update={"status": status, "note": note})
        for task, (status, note) in zip(tasks(), said, strict=True)
    )
    report = draft(told, unit=unit)  # type: ignore[arg-type]
    assert report_faults(report, directive=directive(), tasks=told) == ()
    totals = report.totals or TaskTotals(total=0, done=0, in_progress=0, no_information=0, not_due=0)
    assert totals.done + totals.in_progress + totals.no_information + totals.not_due == len(report.annex)
