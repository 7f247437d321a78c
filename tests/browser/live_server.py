"""The real application in a thread, on a port of its own."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from service.app import create_app
from service.settings import Settings

_START_SECONDS = 60


@contextmanager
def serve(data_dir: Path, *, samples_dir: Path, quality_file: Path) -> Iterator[str]:
    """Address of a server over `data_dir` that shows the figures of `quality_file`; it has stopped when the block ends.

    Raises:
        TimeoutError: it does not start.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = create_app(Settings(data_dir=data_dir, samples_dir=samples_dir, quality_file=quality_file))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        _wait_until_started(server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def _wait_until_started(server: uvicorn.Server) -> None:
    end = time.monotonic() + _START_SECONDS
    while not server.started:
        if time.monotonic() > end:
            raise TimeoutError("the server does not start")
        time.sleep(0.05)
