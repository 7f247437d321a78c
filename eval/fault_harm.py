"""The ways in which the program is harmed while files are handed in; each leaves all as it found it."""

import contextlib
import os
import random
import shutil
import stat
import time
from collections.abc import Callable
from pathlib import Path

from eval.fault_load import HandingIn
from eval.fault_sites import Site

Harm = Callable[[HandingIn, int], None]
"""What is done, given the load and how many files it has."""

_BEFORE_IT_ANSWERS = 0.25
"""Share of the kills that fall while the process is still starting."""

_MOST_SECONDS = 3.0
_RESTARTS, _AWAY_SECONDS = 5, 3.0
_FULL_SECONDS, _BROKEN_SECONDS = 25.0, 20.0
_BLOCK_BYTES = 1 << 16
_JUMPS = ("+2d", "-3d", "+400d", "-1h", "+0")
_JUMP_SECONDS = 6.0
_CLOCK_LIBRARIES = "/usr/lib"


def kills(site: Site, count: int, *, seed: int = 7) -> Harm:
    """kill -9 of one process after another, each started again at once, while ever more files are handed in."""
    chance = random.Random(seed)

    def harm(load: HandingIn, files: int) -> None:
        longest = max(_MOST_SECONDS, _lives_for(site))
        for kill in range(1, count + 1):
            load.allow(files * kill // count)
            victim = chance.choice(list(site.processes))
            if chance.random() > _BEFORE_IT_ANSWERS:
                site.wait_until_ready()
            time.sleep(chance.uniform(0.05, longest))
            site.processes[victim].end(kill=True)
            site.start(victim)

    return harm


def _lives_for(site: Site) -> float:
    """Seconds that a start takes here now: what lives shorter than that on a busy machine never gets to work."""
    started = time.monotonic()
    for name in list(site.processes):
        site.processes[name].end()
        site.start(name)
    site.wait_until_ready()
    return (time.monotonic() - started) / len(site.processes)


def database_restarts(site: Site) -> Harm:
    """The database server is killed and started again, time after time."""

    def harm(load: HandingIn, files: int) -> None:
        for restart in range(1, _RESTARTS + 1):
            load.allow(files * restart // _RESTARTS)
            time.sleep(_AWAY_SECONDS)
            site.stop_database()
            time.sleep(_AWAY_SECONDS)
            site.start_database()

    return harm


def full_disk(data_dir: Path) -> Harm:
    """The disk of the data folder is full for a while, in the middle of the load."""

    def harm(load: HandingIn, files: int) -> None:
        load.allow(files // 3)
        time.sleep(_AWAY_SECONDS)
        ballast = data_dir.parent / "ballast"
        with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as stream:
            while True:
                stream.write(b"\0" * _BLOCK_BYTES)
        load.allow(2 * files // 3)
        time.sleep(_FULL_SECONDS)
        ballast.unlink()

    return harm


def broken_engine(folder: Path) -> tuple[Harm, dict[str, str]]:
    """Tesseract crashes or hangs at every call for a while; with the environment that puts this one in its place."""
    real, flag, programs = shutil.which("tesseract"), folder / "broken", folder / "bin"
    programs.mkdir()
    program = programs / "tesseract"
    program.write_text(
        f'#!/bin/bash\nif [ -e "{flag}" ]; then [ $((RANDOM % 2)) = 0 ] && kill -SEGV $$; exec sleep 1000; fi\n'
        f'exec "{real}" "$@"\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    flag.touch()

    def harm(load: HandingIn, files: int) -> None:
        load.allow(files)
        time.sleep(_BROKEN_SECONDS)
        flag.unlink()

    return harm, {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}


def jumping_clock(folder: Path) -> tuple[Harm, dict[str, str]] | None:
    """The clock of the processes jumps by days; None where libfaketime is not installed."""
    libraries = sorted(Path(_CLOCK_LIBRARIES).glob("*/faketime/libfaketimeMT.so.1"))
    if not libraries:
        return None
    clock = folder / "clock"
    clock.write_text("+0")

    def harm(load: HandingIn, files: int) -> None:
        for number, jump in enumerate(_JUMPS, start=1):
            load.allow(files * number // len(_JUMPS))
            time.sleep(_JUMP_SECONDS)
            clock.write_text(jump)

    return harm, {
        "LD_PRELOAD": str(libraries[0]),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
    }
