"""Where the program runs while it is harmed: embedded, or a server and two workers on PostgreSQL and Chroma."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine

from eval.postgres_server import MISSING, PostgresServer, free_port, installed_programs, postgres_server, wait_for_port
from eval.program import Program, Running

SERVER = "server"
_WORKERS = ("worker 1", "worker 2")
_DEAD_SECONDS = "3"
_AS_QUICK_AS_OTHERS = {"READING_NICENESS": "0"}
"""Reading gives way to nothing here: a busy machine would hardly read at all."""
_CHROMA_SECONDS = 300.0


class EngineMissing(Exception):
    """What a harm needs is not on this machine: it is left out, and said to be."""


class Site:
    """The processes of one office by name, and its database.

    Attributes:
        processes: those that run now.
    """

    def __init__(
        self, program: Program, engine: Engine, names: tuple[str, ...], *, server: PostgresServer | None = None
    ) -> None:
        self.program, self.engine = program, engine
        self._names, self._server = names, server
        self.processes: dict[str, Running] = {}

    def start(self, name: str) -> None:
        """Starts the process of this name, in place of a former one."""
        self.processes[name] = self.program.serve() if name == SERVER else self.program.work()

    def start_all(self) -> None:
        """Starts every process."""
        for name in self._names:
            self.start(name)

    def stop_all(self) -> None:
        """Ends every process in good order."""
        for process in self.processes.values():
            process.end()
        self.processes.clear()

    def stop_database(self) -> None:
        """Kills the database server, where there is one."""
        if self._server is not None:
            self._server.stop()

    def start_database(self) -> None:
        """Starts the database server again."""
        if self._server is not None:
            self._server.start()

    def wait_until_ready(self) -> None:
        """Returns when the server answers."""
        self.program.wait_until_ready(self.processes[SERVER])

    def close(self) -> None:
        """Ends whatever still runs."""
        for process in self.processes.values():
            if not process.has_ended():
                process.end(kill=True)
        self.engine.dispose()


@contextmanager
def embedded_site(
    folder: Path,
    *,
    data_dir: Path | None = None,
    settings: Mapping[str, str] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Site]:
    """One process with everything in it, and its SQLite file."""
    data_dir = data_dir or folder / "data"
    program = Program(
        data_dir,
        log=folder / "log",
        settings={**_AS_QUICK_AS_OTHERS, **(settings or {})},
        environment=environment,
        forked=environment is None,
    )
    site = Site(program, create_engine(f"sqlite:///{data_dir / 'dondoc.sqlite'}"), (SERVER,))
    try:
        yield site
    finally:
        site.close()


@contextmanager
def postgres_site(folder: Path) -> Iterator[Site]:
    """A server that only answers and two workers that read, on PostgreSQL and a Chroma server.

    Raises:
        EngineMissing: PostgreSQL is not installed.
    """
    programs = installed_programs()
    if programs is None:
        raise EngineMissing(MISSING)
    with postgres_server(programs) as server, _chroma_server(folder) as chroma_url:
        url = server.create_database("faults")
        settings = {
            "DATABASE_URL": url,
            "CHROMA_URL": chroma_url,
            "READS_IN_SERVER": "false",
            "WORKER_DEAD_SECONDS": _DEAD_SECONDS,
            **_AS_QUICK_AS_OTHERS,
        }
        program = Program(folder / "data", log=folder / "log", settings=settings, forked=True)
        site = Site(program, create_engine(url, pool_pre_ping=True), (SERVER, *_WORKERS), server=server)
        try:
            yield site
        finally:
            site.close()


@contextmanager
def _chroma_server(folder: Path) -> Iterator[str]:
    """A Chroma server of its own; gives its address."""
    port = free_port()
    command = [Path(sys.executable).with_name("chroma"), "run", "--path", folder / "chroma", "--port", str(port)]
    with (folder / "chroma.log").open("wb") as log:
        process = subprocess.Popen(list(map(str, command)), stdout=log, stderr=log)
    try:
        wait_for_port(port, seconds=_CHROMA_SECONDS)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()
