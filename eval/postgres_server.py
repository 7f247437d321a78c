"""A real PostgreSQL server for the time of tests and measurements, from the Debian package or whatever is installed."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine

USER = "dondoc"
MISSING = "PostgreSQL is not installed: apt-get install postgresql"
_PROGRAMS = "/usr/lib/postgresql"
_START_SECONDS = 60
_QUICK = ("fsync=off", "full_page_writes=off", "max_connections=200")


class PostgresServer:
    """A server on a port of its own, with a database for each test that asks for one.

    Attributes:
        address: of the server, to which `/` and the name of a database are added.
    """

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder = programs, folder
        self._port = free_port()
        self.address = f"postgresql+psycopg://{USER}@127.0.0.1:{self._port}"

    def create_database(self, name: str, *, like: str = "template0") -> str:
        """The address of a new database; one of that name goes."""
        self._order(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._order(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        return f"{self.address}/{name}"

    def start(self) -> None:
        """Starts the server, the first time or again."""
        options = " ".join(f"-c {option}" for option in (*_QUICK, "listen_addresses=127.0.0.1"))
        options += f" -p {self._port} -k {self._folder}"
        self._run("pg_ctl", "-D", str(self._data), "-o", options, "-l", str(self._folder / "log"), "-w", "start")

    def stop(self, *, mode: str = "immediate") -> None:
        """Stops the server: `immediate` as if it were killed, `fast` in good order."""
        self._run("pg_ctl", "-D", str(self._data), "-m", mode, "-w", "stop")

    def initialise(self) -> None:
        self._run(
            *("initdb", "-D", str(self._data), "-U", USER, "-A", "trust", "-E", "UTF8"),
            *("--locale=C.UTF-8", "--no-sync"),
        )

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _order(self, statement: str) -> None:
        engine = create_engine(f"{self.address}/postgres", isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql(statement)
        finally:
            engine.dispose()

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", timeout=_START_SECONDS, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.decode(errors='replace')}")


def installed_programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl` of the newest version; None when there are none, or no user to run them."""
    if os.geteuid() == 0 and "postgres" not in {person.pw_name for person in pwd.getpwall()}:
        return None
    found = sorted(Path(_PROGRAMS).glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


@contextmanager
def postgres_server(programs: Path) -> Iterator[PostgresServer]:
    """A server that has gone, with its data, when the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="dondoc-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    server = PostgresServer(programs, folder)
    try:
        server.initialise()
        server.start()
        yield server
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for_port(port: int, *, seconds: float = _START_SECONDS) -> None:
    """Returns when somebody listens there.

    Raises:
        TimeoutError: nobody does in time.
    """
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"nothing listens on port {port}")
