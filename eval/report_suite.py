"""The suite `reports`: drafts on the real directives, traced to their records, checked against the official format."""

import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.directive import Directive
from core.limits import Limits
from core.record import Record
from core.task import Task, TaskStatus
from eval.figures import Figure, Miss, SuiteResult
from eval.reports import Fault, claims_of, report_faults, traced_share
from ingest.pipeline import default_tools, read_document
from service.reports.deviation import Deviation
from service.reports.docx_writer import write_docx
from service.reports.draft import draft_report
from service.reports.format_check import check_format
from service.reports.order import Material, ReportOrder
from service.reports.profile import profile_for
from service.tasks.extract import extract_tasks

SAMPLES = Path(__file__).parent.parent / "samples"
UNITS = ("Công đoàn Trường Đại học Vinh", "Ủy ban nhân dân xã Đức Trọng", "Đảng ủy Trường Đại học Vinh")
PERIOD = (date(2025, 1, 1), date(2025, 12, 31))


class _Draft(Record):
    """What was found out about one draft; `traced` is the share of its claims that are borne out, 0..1."""

    claims: int
    traced: float
    faults: tuple[Fault, ...]
    deviations: tuple[Deviation, ...]


def run_report_suite() -> SuiteResult:
    """Drafts a report of each unit on each sample, with made-up states of the tasks, and checks every draft."""
    started = time.perf_counter()
    figures: list[Figure] = []
    misses: list[Miss] = []
    for path in sorted(SAMPLES.glob("*.txt")):
        directive = read_document(path, tools=default_tools(Limits()))[1]
        tasks = _with_progress(extract_tasks(directive, path.name[:3]))
        drafts = [_draft(directive, tasks, unit) for unit in UNITS]
        figures += _figures(f"{path.name[:3]}, {len(UNITS)} units", drafts)
        misses += [miss for draft in drafts for miss in _misses(path.name[:3], draft)]
    seconds = time.perf_counter() - started
    return SuiteResult(suite="reports", figures=tuple(figures), misses=tuple(misses), seconds=seconds)


def _draft(directive: Directive, tasks: tuple[Task, ...], unit: str) -> _Draft:
    material = Material(directive=directive, document_id="measured", tasks=tasks, profile=profile_for(unit))
    order = ReportOrder(unit=unit, period_start=PERIOD[0], period_end=PERIOD[1], as_of=PERIOD[1])
    report = draft_report(material, order)
    with tempfile.TemporaryDirectory() as folder:
        write_docx(report, path=Path(folder) / "report.docx")
        deviations = check_format(Path(folder) / "report.docx")
    return _Draft(
        claims=sum(1 for _ in claims_of(report)),
        traced=traced_share(report, directive=directive, tasks=tasks),
        faults=report_faults(report, directive=directive, tasks=tasks),
        deviations=deviations,
    )


def _figures(data: str, drafts: Sequence[_Draft]) -> list[Figure]:
    claims = sum(draft.claims for draft in drafts)
    traced = 100 * sum(draft.traced * draft.claims for draft in drafts) / claims
    faults = sum(len(draft.faults) for draft in drafts)
    deviations = sum(len(draft.deviations) for draft in drafts)
    return [
        Figure(data=data, name="claims traced", value=traced, goal=100.0, count=claims),
        Figure(data=data, name="faults", value=faults, unit="faults", goal=0, lower_is_better=True),
        Figure(data=data, name="format deviations", value=deviations, unit="places", goal=0, lower_is_better=True),
    ]


def _misses(data: str, draft: _Draft) -> list[Miss]:
    faults = [
        Miss(data=data, case=found.code, expected="", got=f"{found.text}: {found.detail}") for found in draft.faults
    ]
    places = [Miss(data=data, case=found.code, expected=found.expected, got=found.found) for found in draft.deviations]
    return faults + places


def _with_progress(tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    """Every third task done, every third begun, so that totals have something to add up."""
    states = (TaskStatus.DONE, TaskStatus.IN_PROGRESS, TaskStatus.PROPOSED)
    return tuple(task.model_copy(update={"status": states[number % 3]}) for number, task in enumerate(tasks))
