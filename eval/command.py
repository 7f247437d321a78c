"""`dondoc eval`: runs suites, prints a table, writes JSON and the quality page."""

import importlib
import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, cast

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from core.errors import InvalidInput
from eval.figures import Figure, SuiteResult
from eval.page import format_value, quality_page
from service.cli.arguments import AsJson
from service.cli.output import log, log_console, print_json, print_table, reported_errors

SUITES = {
    "restore": "eval.restoration:run_restoration_suite",
    "judge": "eval.judging:run_judge_suite",
    "legacy": "eval.legacy:run_legacy_suite",
    "reading": "eval.reading:run_reading_suite",
    "throughput": "eval.throughput:run_throughput_suite",
    "layout": "eval.layout:run_layout_suite",
    "understanding": "eval.understanding:run_understanding_suite",
    "deadlines": "eval.deadlines:run_deadline_suite",
    "tasks": "eval.tasks:run_task_suite",
    "retrieval": "eval.retrieval:run_retrieval_suite",
    "answers": "eval.answers:run_answer_suite",
    "reports": "eval.report_suite:run_report_suite",
}
"""Suite name to the function that measures it and returns a `SuiteResult`; imported only when it is run."""

OPERATION_SUITES = {
    "faults": "eval.faults:run_fault_suite",
    "load": "eval.load:run_load_suite",
}
"""Suites that start the program itself and take a quarter of an hour each: run only when named."""

DATA_SUITES = {
    "ranking": "eval.ranking:run_ranking_suite",
    "ranking-engines": "eval.ranking_engines:run_ranking_engines_suite",
    "scale": "eval.scale:run_scale_suite",
}
"""Suites on data that does not ship with the program: run only when named, with two folders."""


def evaluate(
    suite: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SUITE]...", help=f"Trong: {', '.join([*SUITES, *OPERATION_SUITES, *DATA_SUITES])}."),
    ] = None,
    output: Annotated[Path, typer.Option("--output", metavar="DIR", help="Nơi ghi quality.json, quality.html.")] = Path(
        "eval/results"
    ),
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help="Bộ câu hỏi luật, cho ranking, scale.")
    ] = None,
    cache: Annotated[Path | None, typer.Option("--cache", metavar="DIR", help="Nơi giữ véc-tơ đã tính.")] = None,
    as_json: AsJson = False,
) -> None:
    """Chất lượng và tốc độ trên bộ dữ liệu chuẩn: bảng, JSON và trang HTML."""
    with reported_errors(as_json):
        results = _run(suite or list(SUITES), data=data, cache=cache)
        measured_at = datetime.now(UTC).isoformat(timespec="seconds")
        output.mkdir(parents=True, exist_ok=True)
        record = {"version": _version(), "measured_at": measured_at, "suites": results}
        page = quality_page(results, version=_version(), measured_at=measured_at)
        (output / "quality.html").write_text(page, encoding="utf-8")
        plain = {**record, "suites": [result.model_dump(mode="json") for result in results]}
        (output / "quality.json").write_text(json.dumps(plain, ensure_ascii=False, indent=2), encoding="utf-8")
        if as_json:
            print_json(record)
        else:
            _print_results(results)
        log(f"Đã ghi {output / 'quality.html'} và {output / 'quality.json'}")


def _run(names: list[str], *, data: Path | None, cache: Path | None) -> list[SuiteResult]:
    """The results of the named suites, with the one that is running shown on stderr.

    Raises:
        InvalidInput: a name that is no suite, or a suite on data whose folders are not given.
    """
    measures = [_measure_of(name, data=data, cache=cache) for name in names]
    results = []
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=log_console(), transient=True) as progress:
        for name, measure in zip(names, measures, strict=True):
            task = progress.add_task(f"đo {name}", total=None)
            results.append(measure())
            progress.remove_task(task)
    return results


def _measure_of(name: str, *, data: Path | None, cache: Path | None) -> Callable[[], SuiteResult]:
    """What runs the suite of that name."""
    alone = {**SUITES, **OPERATION_SUITES}
    if name in alone:
        return lambda: cast(SuiteResult, _function(alone[name])())
    if name not in DATA_SUITES:
        known = ", ".join([*alone, *DATA_SUITES])
        raise InvalidInput(f"không có bộ đo {name}", where="SUITE", advice=f"chọn trong {known}")
    if data is None or cache is None:
        raise InvalidInput(f"bộ đo {name} cần dữ liệu", where="--data, --cache", advice="cho biết hai thư mục")
    return lambda: cast(SuiteResult, _function(DATA_SUITES[name])(data, cache))


def _function(address: str) -> Callable[..., object]:
    module, name = address.split(":")
    return cast(Callable[..., object], getattr(importlib.import_module(module), name))


def _version() -> str:
    """Program version, with the commit when run from a checkout."""
    git = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return version("dondoc") + (f"+{git.stdout.strip()}" if git.returncode == 0 else "")


def _print_results(results: list[SuiteResult]) -> None:
    rows = [_row(result.suite, figure) for result in results for figure in result.figures]
    print_table(("Bộ đo", "Dữ liệu", "Chỉ số", "Hệ thống", "Kết quả", "Mục tiêu", ""), rows)


def _row(suite: str, figure: Figure) -> tuple[str, ...]:
    sign = "≤" if figure.lower_is_better else "≥"
    goal = "" if figure.goal is None else f"{sign} {format_value(figure.goal, figure.unit)}"
    mark = {True: "đạt", False: "CHƯA ĐẠT", None: ""}[figure.is_reached]
    value = format_value(figure.value, figure.unit)
    return (suite, figure.data, figure.name, figure.system, value, goal, mark)
