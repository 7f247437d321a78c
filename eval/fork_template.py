"""Processes of the program forked from one that has imported it all and done nothing: a start without its seconds.

Two hundred starts of a server take a quarter of an hour of imports alone. What a forked process does from then on, and
how it dies, is the same.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    [
        "service.cli.main",
        "service.app",
        "service.jobs",
        "service.tasks.extract",
        "chromadb.api.rust",
        "eval.fork_template",
    ]
)


def start_forked(arguments: Sequence[str], environment: Mapping[str, str], log: Path) -> BaseProcess:
    """Starts `dondoc ARGUMENTS` with exactly this environment; what it writes goes to `log`."""
    process = _CONTEXT.Process(target=_run, args=(list(arguments), dict(environment), str(log)))
    process.start()
    return process


def _run(arguments: list[str], environment: dict[str, str], log: str) -> None:
    from service.cli.main import main

    os.environ.clear()
    os.environ.update(environment)
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for stream in (1, 2):
        os.dup2(descriptor, stream)
    sys.argv = ["dondoc", *arguments]
    main()
