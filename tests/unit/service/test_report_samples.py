"""Reports on the real directives: borne out by their records, and in the official format."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from core.directive import Directive
from core.task import Task, TaskStatus
from core.text import nfc
from eval.reports import report_faults
from ingest.understand import understand
from service.reports.draft import draft_report
from service.reports.format_check.checker import check_format
from service.reports.order import Material, ReportOrder
from service.reports.profile import profile_for
from service.reports.word.writer import write_docx
from service.tasks.extract import extract_tasks
from tests.unit.service.report_cases import page_of

SAMPLES = Path(__file__).parents[3] / "samples"
UNITS = ("Công đoàn Trường Đại học Vinh", "Công đoàn Giáo dục Việt Nam", "Đảng ủy Trường Đại học Vinh")


@cache
def read(name: str) -> tuple[Directive, tuple[Task, ...]]:
    directive = understand([page_of(nfc((SAMPLES / name).read_text(encoding="utf-8")))])
    return directive, extract_tasks(directive, "d1")


def with_progress(tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    """Every third task done, every third begun; every sixth with a note."""
    states = (TaskStatus.DONE, TaskStatus.IN_PROGRESS, TaskStatus.PROPOSED)
    return tuple(
        task.model_copy(update={"status": states[n % 3], "note": f"Đã làm {n} việc" if n % 6 == 0 else None})
        for n, task in enumerate(tasks)
    )


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.txt")))
@pytest.mark.parametrize("unit", UNITS)
def test_reports_on_the_samples(name: str, unit: str, tmp_path: Path) -> None:
    directive, found = read(name)
    tasks = with_progress(found)
    material = Material(directive=directive, document_id="d1", tasks=tasks, profile=profile_for(unit))
    order = ReportOrder(
        unit=unit, period_start=date(2025, 1, 1), period_end=date(2025, 12, 31), as_of=date(2025, 12, 31)
    )
    report = draft_report(material, order)
    assert report_faults(report, directive=directive, tasks=tasks) == ()
    write_docx(report, path=tmp_path / "bao-cao.docx")
    assert check_format(tmp_path / "bao-cao.docx") == ()
