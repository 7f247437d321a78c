"""The suite `load`: fifty people at one server, then a bulk load of 2,000 pages while people go on asking.

    python -m eval.load [--minutes 10] [--people 50] [--pages 2000] [--documents 300]

The server is started on a folder that holds `--documents` documents. The model of people is in `eval/load_users.py`:
each acts every 5 to 10 seconds. Three parts of one run: one person alone (the baseline); the crowd; people who only
ask, first while nothing is read, then until the bulk load is read. See docs/adr/0161.
"""

import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import httpx
import typer

from eval.asking_speed import fill
from eval.fault_files import FaultFile, write_files
from eval.figures import Figure, Miss, SuiteResult
from eval.load_users import ASK, MIX, SEARCH, Crowd, Log
from eval.process_use import Use, Watcher
from eval.program import Program
from eval.retrieval import percentile

_SEARCH_GOAL_MS = 150.0
_MOST_SLOWER = 2.0
_MOST_GROWTH = 1.10
"""Memory of the last quarter of the time over that of the second."""

_ALONE_SECONDS, _ASKING_SECONDS = 30.0, 60.0
_ASKING_PEOPLE = 10
_FILES_A_REQUEST = 10
_BULK_SECONDS = 3_600.0
_POLL_SECONDS = 2.0


def run_load_suite() -> SuiteResult:
    """The whole run: ten minutes, fifty people, 2,000 pages."""
    return measure_load(minutes=10, people=50, pages=2_000, documents=300)


def measure_load(*, minutes: float, people: int, pages: int, documents: int) -> SuiteResult:
    """Figures of one run on a server of its own."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="dondoc-load-") as name:
        place = Path(name)
        fill(place / "data", documents)
        files = _bulk_files(place, pages)
        program = Program(place / "data", log=place / "log")
        process = program.serve()
        try:
            program.wait_until_ready(process)
            ids = _warm(program.address)
            figures, errors = _measure(program.address, process.pid, ids, files, minutes=minutes, people=people)
        finally:
            process.end()
    misses = tuple(Miss(data="requests", case="any", expected="no error", got=error) for error in errors)
    return SuiteResult(suite="load", figures=tuple(figures), misses=misses, seconds=time.monotonic() - started)


def _measure(
    address: str, process_id: int, ids: Sequence[str], files: Sequence[FaultFile], *, minutes: float, people: int
) -> tuple[list[Figure], list[str]]:
    with Crowd(address, people=1, documents=ids) as alone:
        time.sleep(_ALONE_SECONDS)
    with Watcher(process_id) as watcher, Crowd(address, people=people, documents=ids) as crowd:
        time.sleep(60 * minutes)
    figures = [*_crowd_figures(crowd.log, alone.log, people), *_use_figures(watcher.uses, people)]
    with Crowd(address, people=_ASKING_PEOPLE, documents=ids, mix={ASK: 1.0}, seed=5) as asking:
        time.sleep(_ASKING_SECONDS)
        began = time.monotonic()
        read_pages = _load_in_bulk(address, files)
        ended = time.monotonic()
    figures += _bulk_figures(asking.log, began, ended, read_pages)
    return figures, [*alone.log.errors, *crowd.log.errors, *asking.log.errors]


def _warm(address: str) -> list[str]:
    """Has the heavy parts built; returns the ids of some documents."""
    httpx.post(f"{address}/api/v1/ask", json={"question": "khởi động"}, timeout=300)
    listed = httpx.get(f"{address}/api/v1/documents", params={"limit": 100}, timeout=60).json()
    return [document["id"] for document in listed["documents"]]


def _bulk_files(place: Path, pages: int) -> tuple[FaultFile, ...]:
    """Text files of three pages, Word files, one scan in twenty files: so many pages together, or a few more."""
    count = round(pages * 3 / 7 * 1.02)
    return write_files(place / "incoming", count, scans=count // 20)


def _load_in_bulk(address: str, files: Sequence[FaultFile]) -> int:
    """Hands all files in, many at a stroke, and returns when all are read; how many pages those were."""
    for start in range(0, len(files), _FILES_A_REQUEST):
        part = files[start : start + _FILES_A_REQUEST]
        sent = [("files", (file.path.name, file.path.read_bytes())) for file in part]
        httpx.post(f"{address}/api/v1/documents", files=sent, timeout=300).raise_for_status()
    end = time.monotonic() + _BULK_SECONDS
    while _figure_of(address, "dondoc_pages_waiting") > 0 and time.monotonic() < end:
        time.sleep(_POLL_SECONDS)
    return sum(len(file.marks) for file in files)


def _figure_of(address: str, name: str) -> float:
    text = httpx.get(f"{address}/metrics", timeout=60).text
    return next(float(line.split()[1]) for line in text.splitlines() if line.startswith(f"{name} "))


def _crowd_figures(log: Log, alone: Log, people: int) -> Iterator[Figure]:
    data = f"{people} people"
    for kind in MIX:
        took = _milliseconds(log.seconds(kind))
        if not took:
            continue
        goal = _SEARCH_GOAL_MS if kind == SEARCH else None
        yield Figure(data=data, name=f"{kind} p50", value=percentile(took, 50), unit="ms", count=len(took))
        yield Figure(
            data=data, name=f"{kind} p95", value=percentile(took, 95), unit="ms", goal=goal, lower_is_better=True,
            count=len(took),
        )  # fmt: skip
        baseline = _milliseconds(alone.seconds(kind))
        if baseline:
            yield Figure(
                data="1 person", name=f"{kind} p50", value=percentile(baseline, 50), unit="ms", system="idle server",
                count=len(baseline),
            )  # fmt: skip
    yield Figure(data=data, name="errors", value=len(log.errors), unit="", goal=0, lower_is_better=True)


def _use_figures(uses: Sequence[Use], people: int) -> Iterator[Figure]:
    data, quarter = f"{people} people", max(1, len(uses) // 4)
    second = sum(use.own_bytes for use in uses[quarter : 2 * quarter]) / quarter
    last = sum(use.own_bytes for use in uses[-quarter:]) / quarter
    span = max(1.0, uses[-1].at_seconds - uses[0].at_seconds)
    cpu = 100 * (uses[-1].cpu_seconds - uses[0].cpu_seconds) / span
    yield Figure(
        data=data, name="memory, last over second quarter", value=last / second, unit="×", goal=_MOST_GROWTH,
        lower_is_better=True,
    )  # fmt: skip
    yield Figure(data=data, name="memory of the server", value=last / 2**20, unit="MB")
    yield Figure(data=data, name="memory with readers", value=max(use.all_bytes for use in uses) / 2**20, unit="MB")
    yield Figure(data=data, name="processor", value=cpu, unit="% of a core")


def _bulk_figures(log: Log, began: float, ended: float, pages: int) -> Iterator[Figure]:
    before = _milliseconds(log.seconds(ASK, until=began))
    during = _milliseconds(log.seconds(ASK, since=began, until=ended))
    data = f"{pages} pages in bulk"
    yield Figure(data=data, name="pages a minute", value=60 * pages / (ended - began), unit="/min", count=pages)
    if not before or not during:
        return
    idle, loaded = percentile(before, 95), percentile(during, 95)
    yield Figure(data="no bulk", name="ask p95", value=idle, unit="ms", system="idle readers", count=len(before))
    yield Figure(data=data, name="ask p95", value=loaded, unit="ms", count=len(during))
    yield Figure(
        data=data, name="ask p95 over idle", value=loaded / idle, unit="×", goal=_MOST_SLOWER, lower_is_better=True
    )


def _milliseconds(seconds: Sequence[float]) -> list[float]:
    return [1_000 * one for one in seconds]


def main(
    minutes: Annotated[float, typer.Option(help="Số phút có đông người.")] = 10.0,
    people: Annotated[int, typer.Option(help="Số người cùng lúc.")] = 50,
    pages: Annotated[int, typer.Option(help="Số trang nạp hàng loạt.")] = 2_000,
    documents: Annotated[int, typer.Option(help="Số văn bản có sẵn.")] = 300,
) -> None:
    """Nhiều người cùng tìm, hỏi, xem, nộp; rồi nạp hàng loạt trong lúc vẫn hỏi."""
    result = measure_load(minutes=minutes, people=people, pages=pages, documents=documents)
    for figure in result.figures:
        goal = "" if figure.goal is None else f" (≤ {figure.goal:g}: {'đạt' if figure.is_reached else 'CHƯA ĐẠT'})"
        typer.echo(f"{figure.data:24} {figure.system:14} {figure.name:34} {figure.value:9.2f} {figure.unit}{goal}")
    for miss in result.misses[:20]:
        typer.echo(miss.got)
    raise typer.Exit(0 if all(figure.is_reached is not False for figure in result.figures) else 1)


if __name__ == "__main__":
    typer.run(main)
