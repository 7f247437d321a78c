"""The suite `faults`: the program killed, starved and misled during a bulk load; afterwards nothing may be lost.

    python -m eval.faults [kills|postgres|restarts|disk|engine|clock]... [--kills 200] [--folder DIR]

`kills`: kill -9 at random moments of the one process; `postgres`: of a server and two workers on PostgreSQL and a
Chroma server; `restarts`: PostgreSQL is killed and started again; `disk`: the disk is full for a while; `engine`:
Tesseract crashes and hangs for a while; `clock`: the clock jumps by days. See docs/adr/0160.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Annotated

import typer

from core.errors import InvalidInput
from eval.fault_check import keep_page_log, pages_done_twice, wait_until_read, what_is_wrong
from eval.fault_files import FaultFile, write_files
from eval.fault_harm import Harm, broken_engine, database_restarts, full_disk, jumping_clock, kills
from eval.fault_load import HandingIn
from eval.fault_sites import EngineMissing, Site, embedded_site, postgres_site
from eval.figures import Figure, Miss, SuiteResult
from eval.program import faults_found

KILLS = 200
_FILES_A_KILL, _FEW_FILES = 1.5, 40
_SCANS_IN = 25
"""One file in so many is a scan, which takes longest to read."""

_READ_SECONDS = 1_800.0
_SMALL_DISK = "900m"


def measure_kills(folder: Path, count: int) -> SuiteResult:
    """The one process of an embedded office is killed."""
    with embedded_site(folder) as site:
        return _measured(f"embedded, {count} kill -9", site, _files(folder, count), kills(site, count))


def measure_postgres(folder: Path, count: int) -> SuiteResult:
    """A server and two workers on PostgreSQL are killed."""
    with postgres_site(folder) as site:
        name = f"PostgreSQL, 2 workers, {count} kill -9"
        return _measured(name, site, _files(folder, count), kills(site, count))


def measure_restarts(folder: Path, _count: int) -> SuiteResult:
    """PostgreSQL is killed and started again."""
    with postgres_site(folder) as site:
        return _measured("PostgreSQL killed", site, _few(folder), database_restarts(site))


def measure_disk(folder: Path, _count: int) -> SuiteResult:
    """The disk is full for a while: a small one, seen by a process of its own alone."""
    done = subprocess.run(
        [*_own_mounts(), sys.executable, "-m", "eval.faults", "disk", "--folder", str(folder), "--on-small-disk"],
        stdout=subprocess.PIPE,
        check=False,
    )
    try:
        return SuiteResult.model_validate_json(done.stdout)
    except ValueError as exc:
        raise EngineMissing("a small disk cannot be made here: run as root") from exc


def on_small_disk(folder: Path) -> SuiteResult:
    """As `measure_disk`, in a process that may mount."""
    small = folder / "small"
    small.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SMALL_DISK}", "none", str(small)], check=True)
    with embedded_site(folder, data_dir=small / "data", settings={"FREE_BYTES": "0"}) as site:
        return _measured("disk full", site, _few(folder), full_disk(small / "data"))


def measure_engine(folder: Path, _count: int) -> SuiteResult:
    """Tesseract crashes and hangs for a while."""
    harm, environment = broken_engine(folder)
    with embedded_site(folder, settings={"LIMITS__PAGE_SECONDS": "40"}, environment=environment) as site:
        files = write_files(folder / "incoming", 12, scans=8)
        return _measured("Tesseract crashes, hangs", site, files, harm)


def measure_clock(folder: Path, _count: int) -> SuiteResult:
    """The clock jumps by days."""
    found = jumping_clock(folder)
    if found is None:
        raise EngineMissing("libfaketime is not installed: apt-get install libfaketime")
    harm, environment = found
    with embedded_site(folder, environment=environment) as site:
        return _measured("clock jumps", site, _few(folder), harm)


HARMS: dict[str, Callable[[Path, int], SuiteResult]] = {
    "kills": measure_kills,
    "postgres": measure_postgres,
    "restarts": measure_restarts,
    "disk": measure_disk,
    "engine": measure_engine,
    "clock": measure_clock,
}


def run_fault_suite() -> SuiteResult:
    """Every harm, one after the other."""
    return measure_harms(list(HARMS), KILLS)


def measure_harms(names: Sequence[str], count: int, folder: Path | None = None) -> SuiteResult:
    """What is wrong after each of these harms; nothing may be.

    Raises:
        InvalidInput: there is no such harm.
    """
    unknown = [name for name in names if name not in HARMS]
    if unknown:
        raise InvalidInput(f"không có {', '.join(unknown)}", advice=f"chọn trong {', '.join(HARMS)}")
    started, results = time.monotonic(), []
    for name in names:
        with _workplace(None if folder is None else folder / name) as place:
            try:
                results.append(HARMS[name](place, count))
            except EngineMissing as error:
                sys.stderr.write(f"{name} is left out: {error}\n")
    return SuiteResult(
        suite="faults",
        figures=tuple(figure for result in results for figure in result.figures),
        misses=tuple(miss for result in results for miss in result.misses),
        seconds=time.monotonic() - started,
    )


def _files(folder: Path, count: int) -> tuple[FaultFile, ...]:
    files = max(10, round(_FILES_A_KILL * count))
    return write_files(folder / "incoming", files, scans=files // _SCANS_IN)


def _few(folder: Path) -> tuple[FaultFile, ...]:
    return write_files(folder / "incoming", _FEW_FILES, scans=2)


def _measured(data: str, site: Site, files: Sequence[FaultFile], harm: Harm) -> SuiteResult:
    """Loads the files while `harm` is done, lets the rest be read, and looks at everything."""
    started = time.monotonic()
    site.start_all()
    site.wait_until_ready()
    keep_page_log(site.engine)
    load = HandingIn(site.program.address, files)
    load.start(allowed=2)
    harm(load, len(files))
    site.wait_until_ready()
    load.finish(seconds=_READ_SECONDS)
    wait_until_read(site.program.address, seconds=_READ_SECONDS)
    wrong = what_is_wrong(site.program.address, files, load.accepted)
    wrong += pages_done_twice(site.engine)
    site.stop_all()
    wrong += [
        Miss(data="doctor", case="after", expected="clean", got=fault)
        for fault in faults_found(site.program.run("doctor", "--json"))
    ]
    return _result(data, wrong, accepted=len(load.accepted), seconds=time.monotonic() - started)


def _own_mounts() -> list[str]:
    """What a command is begun with so that it may mount a disk that nobody else sees."""
    return ["unshare", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"]), "--mount"]


def _workplace(folder: Path | None) -> AbstractContextManager[Path]:
    """A folder to work in: the given one, which is kept, or one that goes."""
    return _passing_folder() if folder is None else _kept_folder(folder)


@contextmanager
def _kept_folder(folder: Path) -> Iterator[Path]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    yield folder


@contextmanager
def _passing_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="dondoc-faults-") as name:
        yield Path(name)


def _result(data: str, wrong: Sequence[Miss], *, accepted: int, seconds: float) -> SuiteResult:
    names = {
        "documents": "files lost or doubled",
        "status": "files not read",
        "whole": "pages not whole",
        "search": "files not found",
        "pages": "pages done twice",
        "doctor": "faults that doctor finds",
    }
    figures = [Figure(data=data, name="files accepted", value=accepted, unit="")]
    for key, name in names.items():
        count = sum(miss.data == key for miss in wrong)
        figures.append(Figure(data=data, name=name, value=count, unit="", goal=0, lower_is_better=True))
    figures.append(Figure(data=data, name="time", value=seconds, unit="s"))
    return SuiteResult(suite="faults", figures=tuple(figures), misses=tuple(wrong), seconds=seconds)


def main(
    harms: Annotated[list[str] | None, typer.Argument(metavar="[HARM]...", help=f"Trong: {', '.join(HARMS)}.")] = None,
    count: Annotated[int, typer.Option("--kills", help="Số lần kill -9.")] = KILLS,
    folder: Annotated[Path | None, typer.Option(help="Thư mục làm việc, được giữ lại.")] = None,
    small_disk: Annotated[bool, typer.Option("--on-small-disk", hidden=True)] = False,
) -> None:
    """Giết tiến trình, làm đầy đĩa, ngắt cơ sở dữ liệu… trong lúc nạp tệp; sau đó không tệp nào được mất."""
    if small_disk and folder is not None:
        sys.stdout.write(on_small_disk(folder).model_dump_json())
        return
    result = measure_harms(harms or list(HARMS), count, folder)
    for figure in result.figures:
        typer.echo(f"{figure.data:40} {figure.name:28} {figure.value:6.0f} {figure.unit}")
    for miss in result.misses[:50]:
        typer.echo(f"{miss.data}: {miss.case}: expected {miss.expected}, got {miss.got}")
    raise typer.Exit(1 if result.misses else 0)


if __name__ == "__main__":
    typer.run(main)
