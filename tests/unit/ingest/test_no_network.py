"""What takes files apart can call nobody: not by itself, not through what it starts."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.limits import Limits
from core.record import Record
from ingest.files import no_network
from ingest.files.isolation import call_isolated
from ingest.files.isolation_check import is_off_network
from ingest.pdf.pdf_messages import PdfOperation, PdfRequest
from ingest.pdf.pdf_process import PdfiumProcess

LIMITS = Limits(page_seconds=20.0)


class Call(Record):
    """Whom to call, and through another program or not."""

    port: int
    through_another: bool


class Outcome(Record):
    """What came of it: "reached", or the name of the error."""

    told: str


def call_out(call: Call) -> Outcome:
    """Runs in the isolated process."""
    if call.through_another:
        script = f"import socket; socket.create_connection(('127.0.0.1', {call.port}), 5)"
        ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=15, check=False)
        return Outcome(told=ended.stderr.strip().splitlines()[-1] if ended.returncode else "reached")
    try:
        socket.create_connection(("127.0.0.1", call.port), 5).close()
    except OSError as error:
        return Outcome(told=type(error).__name__)
    return Outcome(told="reached")


@pytest.fixture
def canary() -> Iterator[socket.socket]:
    """Somebody who listens, and would be reached by whoever may call."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        socket.create_connection(listening.getsockname()).close()
        listening.accept()[0].close()
        listening.setblocking(False)
        yield listening


@pytest.mark.parametrize("through_another", [False, True])
def test_a_parser_reaches_nobody(canary: socket.socket, *, through_another: bool) -> None:
    call = Call(port=canary.getsockname()[1], through_another=through_another)
    assert "PermissionError" in call_isolated(call_out, call, limits=LIMITS, where="a.docx").told
    with pytest.raises(BlockingIOError):
        canary.accept()
    assert is_off_network(LIMITS)


def test_a_program_that_is_run_so_reaches_nobody(canary: socket.socket) -> None:
    script = f"import socket; socket.create_connection(('127.0.0.1', {canary.getsockname()[1]}), 5)"
    command = [sys.executable, "-I", no_network.__file__, sys.executable, "-c", script]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert "PermissionError" in ended.stderr
    with pytest.raises(BlockingIOError):
        canary.accept()


def test_pdfium_is_off_the_network_too(tmp_path: Path) -> None:
    process, broken = PdfiumProcess(), tmp_path / "hỏng.pdf"
    broken.write_bytes(b"%PDF-1.7\n%%EOF\n")
    process.ask(PdfRequest(operation=PdfOperation.COUNT, path=str(broken)), timeout_seconds=20.0)
    assert process._child is not None
    status = Path(f"/proc/{process._child.pid}/status").read_text()
    process.close()
    assert "Seccomp:\t2" in status


def test_where_the_library_is_missing_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(no_network, "LIBRARY", "libkhong-co.so")
    assert not no_network.cut_network()
    assert not no_network.is_cut()
