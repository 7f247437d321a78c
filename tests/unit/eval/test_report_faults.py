"""The checks on a draft find what is not borne out, and nothing else."""

from core.report import Claim, Report
from core.task import TaskStatus
from eval.report_seeds import seeded_faults
from eval.reports import report_faults, traced_share
from service.review.claims import name_claims
from tests.unit.service.report_cases import directive, draft, tasks, with_state


def faults_of(report: Report) -> set[str]:
    return {fault.code for fault in report_faults(report, directive=directive(), tasks=tasks())}


def test_a_true_draft_has_no_fault() -> None:
    assert faults_of(draft()) == set()
    assert traced_share(draft(), directive=directive(), tasks=tasks()) == 1.0


def test_an_invented_number_code_or_name_is_found() -> None:
    closing = Claim(text="Đã mở 47 lớp theo Quyết định số 99/QĐ-XYZ, do đồng chí Trần Đình Khoát phụ trách.")
    found = faults_of(draft().model_copy(update={"closing": closing}))
    assert found == {"number", "code", "name"}
    assert traced_share(draft().model_copy(update={"closing": closing}), directive=directive(), tasks=tasks()) < 1.0


def test_a_quote_that_is_not_in_the_text_is_found() -> None:
    report = draft()
    span = report.closing.spans[0].model_copy(update={"text": "lời khác"}) if report.closing.spans else None
    assert span is not None
    assert "span" in faults_of(report.model_copy(update={"closing": Claim(text="x", spans=(span,))}))


def test_wrong_totals_are_found() -> None:
    report = draft()
    assert report.totals is not None
    wrong = report.totals.model_copy(update={"done": 2})
    assert faults_of(report.model_copy(update={"totals": wrong})) >= {"totals"}


def test_a_status_the_records_do_not_give_is_found() -> None:
    done = draft(with_state("hoi-nghi", TaskStatus.DONE))
    assert {"annex", "totals"} <= faults_of(done)


def test_a_gap_without_a_blank_is_found() -> None:
    report = draft()
    assert "silent" in faults_of(report.model_copy(update={"sections": ()}))


def test_faults_put_into_a_draft_are_found() -> None:
    report = name_claims(draft(with_state("tang-qua", TaskStatus.DONE, "đã tặng 12 suất quà")))
    items = with_state("tang-qua", TaskStatus.DONE, "đã tặng 12 suất quà")
    for seed in range(5):
        found = dict(seeded_faults(report, directive=directive(), tasks=items, seed=seed))
        assert len(found) == 7
        assert all(found.values()), found
