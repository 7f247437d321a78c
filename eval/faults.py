"""The suite `faults`: the program killed, starved and misled during a bulk load; afterwards nothing may be lost.

    python -m eval.faults [kills|disk|engine|clock|restarts] ... [--kills 200] [--files 300] [--folder DIR]

`kills`: kill -9 at random moments; `disk`: the disk fills up for a while; `engine`: Tesseract crashes and hangs for a
while; `clock`: the clock jumps; `restarts`: PostgreSQL is killed and started again. With `--postgres` the kills fall on
a server and two workers on PostgreSQL and a Chroma server. See docs/adr/0160.
"""

import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from eval.fault_check import keep_page_log, pages_done_twice, wait_until_read, what_is_wrong
from eval.fault_files import FaultFile, write_files
from eval.fault_load import HandingIn
from eval.fault_sites import Site, embedded_site, postgres_site
from eval.figures import Figure, Miss, SuiteResult
from eval.program import faults_found, stop

KILLS = 200
_FILES_A_KILL = 1.5
_SCANS_IN = 25
"""One file in so many is a scan, which takes longest to read."""

_BEFORE_IT_ANSWERS = 0.25
"""Share of the kills that fall while the process is still starting."""

_MOST_SECONDS = 3.0
_READ_SECONDS = 1_800.0


class Damage:
    """Harms the running processes of a site; the load goes on meanwhile."""

    def __init__(self, site: Site, *, kills: int, seed: int = 7) -> None:
        self._site, self._kills = site, kills
        self._chance = random.Random(seed)

    def kill_again_and_again(self, load: HandingIn, files: int) -> None:
        """Kills one process after another, each started again at once, while ever more files are handed in."""
        for kill in range(1, self._kills + 1):
            load.allow(files * kill // self._kills)
            victim = self._chance.choice(list(self._site.processes))
            if self._chance.random() > _BEFORE_IT_ANSWERS:
                self._site.wait_until_ready()
            time.sleep(self._chance.uniform(0.05, _MOST_SECONDS))
            stop(self._site.processes[victim], kill=True)
            self._site.start(victim)


def run_fault_suite() -> SuiteResult:
    """The kills on the embedded office."""
    return measure_kills(KILLS)


def measure_kills(kills: int, *, folder: Path | None = None, postgres: bool = False) -> SuiteResult:
    """What is wrong after so many kills; nothing may be."""
    started = time.monotonic()
    with _workplace(folder) as place:
        count = max(10, round(_FILES_A_KILL * kills))
        files = write_files(place / "incoming", count, scans=count // _SCANS_IN)
        with (postgres_site if postgres else embedded_site)(place) as site:
            wrong, load = _under_damage(
                site, files, lambda load: Damage(site, kills=kills).kill_again_and_again(load, len(files))
            )
    data = f"{'PostgreSQL, 2 workers' if postgres else 'embedded'}, {len(load.accepted)} files"
    return _result("faults", data, wrong, kills=kills, seconds=time.monotonic() - started)


def _under_damage(
    site: Site, files: Sequence[FaultFile], harm: Callable[[HandingIn], None]
) -> tuple[list[Miss], HandingIn]:
    """Loads the files while `harm` is done, lets the rest be read, and looks at everything."""
    site.start_all()
    site.wait_until_ready()
    keep_page_log(site.engine)
    load = HandingIn(site.program.address, files)
    load.start(allowed=2)
    harm(load)
    site.wait_until_ready()
    load.finish(seconds=_READ_SECONDS)
    wait_until_read(site.program.address, seconds=_READ_SECONDS)
    wrong = what_is_wrong(site.program.address, files, load.accepted) + pages_done_twice(site.engine)
    site.stop_all()
    wrong += [
        Miss(data="doctor", case="after", expected="clean", got=fault)
        for fault in faults_found(site.program.run("doctor", "--json"))
    ]
    return wrong, load


@contextmanager
def _workplace(folder: Path | None) -> Iterator[Path]:
    """A folder to work in: the given one, which is kept, or one that goes."""
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        yield folder
    else:
        with tempfile.TemporaryDirectory(prefix="dondoc-faults-") as name:
            yield Path(name)


def _result(suite: str, data: str, wrong: Sequence[Miss], *, kills: int, seconds: float) -> SuiteResult:
    names = {
        "documents": "files lost or doubled",
        "status": "files not read",
        "whole": "pages not whole",
        "search": "files not found",
        "pages": "pages done twice",
        "doctor": "faults that doctor finds",
    }
    figures = [Figure(data=data, name="kill -9", value=kills, unit="")]
    for key, name in names.items():
        count = sum(miss.data == key for miss in wrong)
        figures.append(Figure(data=data, name=name, value=count, unit="", goal=0, lower_is_better=True))
    return SuiteResult(suite=suite, figures=tuple(figures), misses=tuple(wrong), seconds=seconds)


def main(
    kills: Annotated[int, typer.Option(help="Số lần kill -9.")] = KILLS,
    postgres: Annotated[bool, typer.Option(help="Một máy chủ, hai bộ đọc trên PostgreSQL và Chroma.")] = False,
    folder: Annotated[Path | None, typer.Option(help="Thư mục làm việc, được giữ lại.")] = None,
) -> None:
    """Giết tiến trình nhiều lần trong lúc nạp tệp; sau đó không tệp nào được mất."""
    result = measure_kills(kills, folder=folder, postgres=postgres)
    for figure in result.figures:
        typer.echo(f"{figure.data}: {figure.name}: {figure.value:.0f}")
    for miss in result.misses[:50]:
        typer.echo(f"{miss.data}: {miss.case}: expected {miss.expected}, got {miss.got}")
    typer.echo(f"{result.seconds:.0f} s")
    raise typer.Exit(1 if result.misses else 0)


if __name__ == "__main__":
    typer.run(main)
