"""PDFium in a process of its own: a file that hangs or crashes it costs that process, never the service.

The parent writes one JSON request a line; the child (`ingest.pdf.pdf_child`) answers with one JSON line and, for a
rendered page, the pixels after it.
"""

import contextlib
import os
import select
import subprocess
import sys
import threading
import time
from pathlib import Path

from ingest.pdf.pdf_messages import PdfAnswer, PdfFault, PdfReply, PdfRequest

_ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 60.0
_CHUNK_BYTES = 1 << 20
_REQUESTS_A_CHILD = 500


class PdfiumProcess:
    """One child process, started when first asked and again after it was lost; one request at a time."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._buffer = bytearray()
        self._requests = 0

    def ask(self, request: PdfRequest, *, timeout_seconds: float) -> PdfReply:
        """The reply, or one that names the fault; never raises for what the file does."""
        try:
            child = self._started()
            return self._exchange(child, request, time.monotonic() + timeout_seconds)
        except TimeoutError:
            self.close()
            return PdfReply(answer=PdfAnswer(fault=PdfFault.TIMEOUT))
        except (OSError, EOFError, ValueError):
            self.close()
            return PdfReply(answer=PdfAnswer(fault=PdfFault.CRASH))

    def close(self) -> None:
        """Ends the child; the next request starts another."""
        child, self._child = self._child, None
        self._buffer.clear()
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def _started(self) -> subprocess.Popen[bytes]:
        """A live child; an old one is replaced after many requests, so that what PDFium leaks stays small."""
        self._requests += 1
        if self._child is None or self._child.poll() is not None or self._requests > _REQUESTS_A_CHILD:
            self.close()
            self._requests = 1
            command = [sys.executable, "-m", "ingest.pdf.pdf_child"]
            self._child = subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            self._read_line(self._child, time.monotonic() + _START_SECONDS)
        return self._child

    def _exchange(self, child: subprocess.Popen[bytes], request: PdfRequest, deadline: float) -> PdfReply:
        if child.stdin is None:
            raise EOFError
        child.stdin.write(request.model_dump_json().encode() + b"\n")
        child.stdin.flush()
        answer = PdfAnswer.model_validate_json(self._read_line(child, deadline))
        return PdfReply(answer=answer, pixels=self._read_bytes(child, answer.pixel_bytes, deadline))

    def _read_line(self, child: subprocess.Popen[bytes], deadline: float) -> bytes:
        while (end := self._buffer.find(b"\n")) < 0:
            self._fill(child, deadline)
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 1]
        return line

    def _read_bytes(self, child: subprocess.Popen[bytes], length: int, deadline: float) -> bytes:
        while len(self._buffer) < length:
            self._fill(child, deadline)
        content = bytes(self._buffer[:length])
        del self._buffer[:length]
        return content

    def _fill(self, child: subprocess.Popen[bytes], deadline: float) -> None:
        if child.stdout is None:
            raise EOFError
        remaining_seconds = deadline - time.monotonic()
        if remaining_seconds <= 0 or not select.select([child.stdout], [], [], remaining_seconds)[0]:
            raise TimeoutError
        chunk = os.read(child.stdout.fileno(), _CHUNK_BYTES)
        if not chunk:
            raise EOFError
        self._buffer += chunk


class PdfiumPool:
    """As many child processes as there are threads asking at once; idle ones are used again."""

    def __init__(self) -> None:
        self._idle: list[PdfiumProcess] = []
        self._lock = threading.Lock()

    def ask(self, request: PdfRequest, *, timeout_seconds: float) -> PdfReply:
        """The reply of a process that is free, or one that names the fault."""
        with self._lock:
            process = self._idle.pop() if self._idle else PdfiumProcess()
        try:
            return process.ask(request, timeout_seconds=timeout_seconds)
        finally:
            with self._lock:
                self._idle.append(process)

    def close(self) -> None:
        """Ends the idle children."""
        with self._lock:
            idle, self._idle = self._idle, []
        for process in idle:
            process.close()
