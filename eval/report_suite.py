"""The suite `reports`: drafts on real directives, traced to their records, checked against the official format."""

import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.directive import Directive
from core.limits import Limits
from core.record import Record
from core.report import ReportKind
from core.task import Task, TaskStatus
from eval.figures import Figure, Miss, SuiteResult
from eval.report_seeds import seeded_faults
from eval.reports import Fault, claims_of, report_faults, traced_share
from eval.understanding import directive_of
from ingest.pipeline import default_tools, read_document
from service.reports.draft import draft_report
from service.reports.format_check.checker import check_format
from service.reports.format_check.deviation import Deviation
from service.reports.order import Material, ReportOrder
from service.reports.profile import profile_for
from service.reports.word.writer import write_docx
from service.review.claims import name_claims
from service.tasks.extract import extract_tasks

SAMPLES = Path(__file__).parent.parent / "samples"
TEXTS = Path(__file__).parent / "gold" / "texts"
UNITS = ("Công đoàn Trường Đại học Vinh", "Ủy ban nhân dân xã Đức Trọng", "Đảng ủy Trường Đại học Vinh")
PERIOD = (date(2025, 1, 1), date(2025, 12, 31))


class _Draft(Record):
    """What was found out about one draft.

    Attributes:
        traced: share of its claims that are borne out, 0..1.
        seeded: faults put into it, and whether the checks found them.
    """

    claims: int
    traced: float
    faults: tuple[Fault, ...]
    deviations: tuple[Deviation, ...]
    seeded: tuple[tuple[str, bool], ...] = ()


def run_report_suite() -> SuiteResult:
    """Drafts reports on the samples and on other texts, with made-up states of the tasks, and checks every draft.

    Each sample has a report of a union, a state and a Party unit on one year. Each further text has one of each
    occasion, its period, recipient and outline taken from the text itself. Into every draft faults are put, to see
    them found.
    """
    started = time.perf_counter()
    figures: list[Figure] = []
    misses: list[Miss] = []
    every: list[_Draft] = []
    for path in sorted(SAMPLES.glob("*.txt")):
        directive = read_document(path, tools=default_tools(Limits()))[1]
        tasks = _with_progress(extract_tasks(directive, path.name[:3]))
        orders = [
            ReportOrder(unit=unit, period_start=PERIOD[0], period_end=PERIOD[1], as_of=PERIOD[1]) for unit in UNITS
        ]
        drafts = [_draft(directive, tasks, order) for order in orders]
        figures += _figures(f"{path.name[:3]}, {len(UNITS)} units", drafts)
        misses += [miss for draft in drafts for miss in _misses(path.name[:3], draft)]
        every += drafts
    others = [(path, draft) for path in sorted(TEXTS.glob("*.txt")) for draft in _drafts_on(path)]
    figures += _figures("texts, 4 occasions", [draft for _, draft in others])
    misses += [miss for path, draft in others for miss in _misses(path.name[:3], draft)]
    figures += _seed_figures([*every, *(draft for _, draft in others)])
    seconds = time.perf_counter() - started
    return SuiteResult(suite="reports", figures=tuple(figures), misses=tuple(misses), seconds=seconds)


def _drafts_on(path: Path) -> list[_Draft]:
    """A report of each occasion on a text, each of another unit."""
    directive = directive_of(path)
    tasks = _with_progress(extract_tasks(directive, path.name[:3]))
    issued_on = directive.letterhead.issued_on or PERIOD[0]
    as_of = date(issued_on.year, 12, 20)
    return [
        _draft(directive, tasks, ReportOrder(unit=UNITS[number % len(UNITS)], kind=kind, as_of=as_of))
        for number, kind in enumerate(ReportKind)
    ]


def _draft(directive: Directive, tasks: tuple[Task, ...], order: ReportOrder) -> _Draft:
    profile = profile_for(order.unit)
    material = Material(directive=directive, document_id="measured", tasks=tasks, profile=profile)
    report = name_claims(draft_report(material, order))
    with tempfile.TemporaryDirectory() as folder:
        write_docx(report, path=Path(folder) / "report.docx")
        deviations = check_format(Path(folder) / "report.docx")
    return _Draft(
        claims=sum(1 for _ in claims_of(report)),
        traced=traced_share(report, directive=directive, tasks=tasks),
        faults=report_faults(report, directive=directive, tasks=tasks),
        deviations=deviations,
        seeded=tuple(seeded_faults(report, directive=directive, tasks=tasks, seed=len(tasks))),
    )


def _seed_figures(drafts: Sequence[_Draft]) -> list[Figure]:
    """How many of the faults put in were found, by kind of fault."""
    found: dict[str, list[bool]] = {}
    for draft in drafts:
        for name, is_found in draft.seeded:
            found.setdefault(name, []).append(is_found)
    return [
        Figure(
            data="seeded faults",
            name=f"found: {name}",
            value=100 * sum(outcomes) / len(outcomes),
            goal=95.0,
            count=len(outcomes),
        )
        for name, outcomes in found.items()
    ]


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
    unseen = [
        Miss(data=data, case=name, expected="a fault", got="none") for name, is_found in draft.seeded if not is_found
    ]
    places = [Miss(data=data, case=found.code, expected=found.expected, got=found.found) for found in draft.deviations]
    return faults + unseen + places


def _with_progress(tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    """Every third task done, every third begun, so that totals have something to add up."""
    states = (TaskStatus.DONE, TaskStatus.IN_PROGRESS, TaskStatus.PROPOSED)
    return tuple(task.model_copy(update={"status": states[number % 3]}) for number, task in enumerate(tasks))
