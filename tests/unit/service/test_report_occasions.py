"""Occasion, period, recipient and last day of a report follow from the duty that asks for it."""

from datetime import UTC, date, datetime

import pytest

from core.directive import Letterhead
from core.errors import NotFound
from core.report import ReportKind
from core.task import Bound, Deadline, Task, TaskKind, TaskStatus
from core.unit_result import UnitResult
from eval.reports import report_faults
from service.follow_up.evidence import EvidenceKind, TaskEvidence
from service.reports.duty import list_duties
from service.reports.duty_terms import terms_of
from service.reports.responsibility import assigned_tasks
from tests.unit.service.report_cases import UNION, directive, draft, lines, task, tasks

AS_OF = date(2026, 11, 21)


def duty(words: str, **deadline: object) -> Task:
    """A duty to report given to the basic unions."""
    return Task(
        id="nop",
        document_id="d1",
        kind=TaskKind.REPORT,
        content=words,
        lead_units=("Các công đoàn cơ sở",),
        report_to="Liên đoàn Lao động tỉnh",
        deadline=Deadline.model_validate({"raw": "hạn"} | deadline) if deadline else None,
    )


@pytest.mark.parametrize(
    ("words", "deadline", "kind", "period"),
    [
        (
            "báo cáo hằng tháng",
            {"rrule": "FREQ=MONTHLY;BYMONTHDAY=20"},
            "periodic",
            (date(2026, 11, 1), date(2026, 11, 30)),
        ),
        (
            "báo cáo hằng tháng",
            {"rrule": "FREQ=MONTHLY;BYMONTHDAY=5"},
            "periodic",
            (date(2026, 11, 1), date(2026, 11, 30)),
        ),
        (
            "báo cáo quý",
            {"rrule": "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15"},
            "periodic",
            (date(2026, 10, 1), date(2026, 12, 31)),
        ),
        (
            "báo cáo 6 tháng",
            {"rrule": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=1"},
            "periodic",
            (date(2026, 7, 1), date(2026, 12, 31)),
        ),
        (
            "báo cáo năm",
            {"rrule": "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=10"},
            "periodic",
            (date(2026, 1, 1), date(2026, 12, 31)),
        ),
        (
            "báo cáo kết quả quý III năm 2025",
            {"date": date(2025, 10, 5)},
            "periodic",
            (date(2025, 7, 1), date(2025, 9, 30)),
        ),
        (
            "Báo cáo sơ kết công tác pháp chế",
            {"date": date(2027, 1, 5), "bound": Bound.BEFORE, "exclusive": True},
            "preliminary",
            (date(2025, 4, 2), AS_OF),
        ),
        (
            "Báo cáo tổng kết giai đoạn 2021 - 2025",
            {"date": date(2025, 12, 1)},
            "final",
            (date(2021, 1, 1), date(2025, 12, 31)),
        ),
        ("báo cáo đột xuất khi có yêu cầu", {"event": "khi có yêu cầu"}, "ad_hoc", (date(2025, 4, 2), AS_OF)),
        (
            "Báo cáo kết quả cùng với báo cáo tổng kết năm học",
            {"date": date(2026, 5, 31)},
            "periodic",
            (date(2025, 4, 2), date(2026, 5, 31)),
        ),
    ],
)
def test_terms_follow_from_the_words(
    words: str, deadline: dict[str, object], kind: str, period: tuple[date, date]
) -> None:
    found = terms_of(duty(words, **deadline), issued_on=date(2025, 4, 2), as_of=AS_OF)
    assert (found.kind.value, (found.period.start, found.period.end)) == (kind, period)


def test_without_a_period_the_draft_takes_that_of_the_duty() -> None:
    report = draft(period_start=None, period_end=None, as_of=date(2025, 6, 5))
    assert (report.period_start, report.period_end) == (date(2025, 4, 2), date(2025, 6, 5))
    assert report.due == date(2025, 6, 9)
    assert report.duty_task_id == "bao-cao"


def test_an_ordered_duty_is_the_one_answered() -> None:
    other = duty("Báo cáo tổng kết năm 2025", date=date(2025, 12, 20))
    report = draft((*tasks(), other), period_start=None, period_end=None, duty_id="nop")
    assert (report.kind, report.due, report.duty_task_id) == (ReportKind.FINAL, date(2025, 12, 20), "nop")
    assert report.title == "Tổng kết tình hình thực hiện Kế hoạch số 12/KH-LĐLĐ năm 2025"
    with pytest.raises(NotFound):
        draft(duty_id="khong-co")


@pytest.mark.parametrize(
    ("kind", "title", "heading"),
    [
        (ReportKind.PERIODIC, "Kết quả thực hiện", "III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN"),
        (ReportKind.PRELIMINARY, "Sơ kết tình hình thực hiện", "4. Bài học kinh nghiệm"),
        (ReportKind.FINAL, "Tổng kết tình hình thực hiện", "III. ĐÁNH GIÁ CHUNG"),
        (ReportKind.AD_HOC, "Tình hình, kết quả thực hiện", "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ, CHỈ TIÊU"),
    ],
)
def test_title_and_outline_fit_the_occasion(kind: ReportKind, title: str, heading: str) -> None:
    report = draft(kind=kind)
    assert report.title.startswith(title)
    assert report.closing.text.startswith(f"Trên đây là báo cáo {title[0].lower()}{title[1:]}")
    assert heading in lines(report)
    assert report_faults(report, directive=directive(), tasks=tasks()) == ()


def test_duties_are_listed_with_the_first_due_first() -> None:
    items = (*tasks(), duty("Báo cáo đột xuất khi có yêu cầu", event="khi có yêu cầu"))
    found = list_duties(directive(), assigned_tasks(directive(), items, UNION), UNION, date(2025, 6, 5))
    assert [(item.task_id, item.kind.value, item.due) for item in found] == [
        ("bao-cao", "periodic", date(2025, 6, 9)),
        ("nop", "ad_hoc", None),
    ]


def test_who_only_gets_the_summary_is_no_addressee() -> None:
    words = "báo cáo kết quả gửi về Thường trực để tổng hợp báo cáo Tổng Liên đoàn"
    relayed = duty(words, date=date(2025, 6, 10)).model_copy(update={"report_to": "Tổng Liên đoàn"})
    assert draft((relayed,)).recipient == "Liên đoàn Lao động tỉnh Hà Giang"


def test_a_name_that_ends_in_the_issuers_is_completed() -> None:
    named = duty("báo cáo", date=date(2025, 6, 10)).model_copy(
        update={"report_to": "Ban Thường vụ Liên đoàn Lao động tỉnh"}
    )
    assert draft((named,)).recipient == "Ban Thường vụ Liên đoàn Lao động tỉnh Hà Giang"


def test_a_call_for_a_report_names_its_subject() -> None:
    head = directive().letterhead.model_copy(
        update={"kind": "Công văn", "number": "111/CĐN", "title": "V/v Báo cáo hoạt động nữ công năm 2017", "spans": {}}
    )
    report = draft(directive=directive(letterhead=head))
    assert report.title == "Kết quả hoạt động nữ công năm 2017"
    assert "về việc báo cáo hoạt động nữ công năm 2017, " in report.lead.text
    assert report.lead.text.endswith("báo cáo kết quả hoạt động nữ công năm 2017 như sau:")


def test_what_the_unit_told_goes_before_the_register_and_is_cited() -> None:
    told = UnitResult(
        task_id="hoi-nghi", unit=UNION.name, status=TaskStatus.DONE, words="mở 02 hội nghị, 310 người dự",
        is_confirmed=True, told_by="Hoa", told_at=datetime(2025, 5, 20, tzinfo=UTC),
    )  # fmt: skip
    report = draft(results=(told,))
    line = next(text for text in lines(report) if "hội nghị tuyên truyền" in text)
    assert "đã hoàn thành. Mở 02 hội nghị, 310 người dự." in line
    assert report.totals is not None
    assert report.totals.done == 1
    assert report.proofs[0].told == "Mở 02 hội nghị, 310 người dự. (theo Hoa, ngày 20/5/2025)"
    others = told.model_copy(update={"unit": "Công đoàn Bệnh viện"})
    guessed = told.model_copy(update={"is_confirmed": False})
    for result in (others, guessed):
        assert "310" not in "".join(lines(draft(results=(result,))))


def test_attached_proofs_stand_in_the_annex_of_evidence() -> None:
    proof = TaskEvidence(
        id=1, task_id="hoi-nghi", kind=EvidenceKind.DOCUMENT, value="x", name="45/KH-CĐCVA",
        added_at=datetime(2025, 5, 2, tzinfo=UTC), added_by="Nam",
    )  # fmt: skip
    rows = draft(proofs=(proof,)).proofs
    assert [row.number for row in rows] == [row.number for row in draft().annex]
    assert rows[0].proofs == ("Văn bản: 45/KH-CĐCVA (Nam gắn ngày 02/5/2025)",)
    assert rows[0].spans[0].text == task("x", "Tổ chức 02 hội nghị tuyên truyền về Tháng Công nhân").spans[0].text


def test_a_directive_that_says_nothing_still_gives_a_period() -> None:
    report = draft((), directive=directive(letterhead=Letterhead()), period_start=None, period_end=None, as_of=AS_OF)
    assert (report.period_start, report.period_end, report.due) == (date(2026, 1, 1), AS_OF, None)
