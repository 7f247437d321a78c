"""The program as a person runs it: `dondoc serve` and `dondoc worker` as processes that can be killed."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Protocol

import httpx

from eval.fork_template import start_forked
from eval.postgres_server import free_port

_START_SECONDS, _END_SECONDS = 600.0, 120.0
_POLL_SECONDS = 0.05
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "OMP_NUM_THREADS", "PYTHONPATH")


class Running(Protocol):
    """A process of the program."""

    @property
    def pid(self) -> int: ...
    def has_ended(self) -> bool:
        """Whether it is gone."""

    def end(self, *, kill: bool = False) -> None:
        """Ends it, in good order or as a power cut would; returns when it is gone."""


class _Forked:
    def __init__(self, process: BaseProcess) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    def has_ended(self) -> bool:
        return not self._process.is_alive()

    def end(self, *, kill: bool = False) -> None:
        (self._process.kill if kill else self._process.terminate)()
        self._process.join(_END_SECONDS)


class _Started:
    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process

    @property
    def pid(self) -> int:
        return self._process.pid

    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def end(self, *, kill: bool = False) -> None:
        self._process.send_signal(signal.SIGKILL if kill else signal.SIGTERM)
        self._process.wait(_END_SECONDS)


class Program:
    """Starts the processes of one office and speaks to its server.

    Args:
        data_dir: folder of the office.
        settings: further `DONDOC_*` settings, without the prefix; `environment`: other variables.
        log: what the processes write goes here.
        forked: processes are forked from one that has imported everything, so that they start quickly.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        log: Path,
        settings: Mapping[str, str] | None = None,
        environment: Mapping[str, str] | None = None,
        forked: bool = False,
    ) -> None:
        self.data_dir, self._log, self._forked = data_dir, log, forked
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        self._environment |= {"DONDOC_DATA_DIR": str(data_dir), "DONDOC_SAMPLES_DIR": str(data_dir / "none")}
        self._environment |= {f"DONDOC_{name}": value for name, value in (settings or {}).items()}
        self._environment |= environment or {}

    def serve(self) -> Running:
        """Starts the server; it may not answer yet."""
        return self._start("serve", "--port", str(self.port), "--no-browser")

    def work(self) -> Running:
        """Starts a worker."""
        return self._start("worker")

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Runs a command to its end."""
        return subprocess.run(
            self._command(arguments), env=self._environment, capture_output=True, text=True, check=False
        )

    def wait_until_ready(self, process: Running | None = None) -> None:
        """Returns when the server answers.

        Raises:
            TimeoutError: it does not in time, or its process ended.
        """
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end and (process is None or not process.has_ended()):
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"{self.address}/healthz", timeout=2.0).status_code == httpx.codes.OK:
                    return
            time.sleep(_POLL_SECONDS)
        raise TimeoutError(f"the server does not answer; see {self._log}")

    def _start(self, *arguments: str) -> Running:
        if self._forked:
            return _Forked(start_forked(arguments, self._environment, self._log))
        with self._log.open("ab") as stream:
            return _Started(
                subprocess.Popen(
                    self._command(arguments),
                    env=self._environment,
                    stdin=subprocess.DEVNULL,
                    stdout=stream,
                    stderr=stream,
                )
            )

    @staticmethod
    def _command(arguments: Sequence[str]) -> list[str]:
        return [sys.executable, "-m", "service.cli.main", *arguments]


def faults_found(doctor: "subprocess.CompletedProcess[str]") -> tuple[str, ...]:
    """What `dondoc doctor --json` finds wrong."""
    checks = json.loads(doctor.stdout)["checks"] if doctor.stdout.startswith("{") else []
    wrong = tuple(f"{check['name']}: {check['detail']}" for check in checks if not check["ok"])
    return wrong or (() if doctor.returncode == 0 and checks else (f"doctor ends with {doctor.returncode}",))
