"""Functions run in a process of their own: a file that hangs, crashes or bloats a parser costs that process alone.

`call_isolated(read_pages, request, ...)` runs `read_pages(request)` in a child and gives back its reply. A function
that can be called so stands at the top of its module, takes one record and returns one. The parent writes one JSON
line, the child (`ingest.files.isolation_child`) answers with one; nothing else, and no pickle, crosses. Children are
kept and used again.
"""

import atexit
import contextlib
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar, get_type_hints

from core.errors import DamagedFile, DondocError, FileTooLarge, error_of_code
from core.limits import Limits
from core.record import Record

Request = TypeVar("Request", bound=Record)
Reply = TypeVar("Reply", bound=Record)

_ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 60.0
_CHUNK_BYTES = 1 << 20
_CALLS_A_CHILD = 200
_KEPT_VARIABLES = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH")


class ChildCall(Record):
    """What the child is to run: a function as `module:name`, its record as JSON, and the memory it may take."""

    function: str
    request: str
    memory_bytes: int


class ChildAnswer(Record):
    """What came of it: the reply as JSON, or the code and parts of an error, or the name of a fault."""

    reply: str | None = None
    error: tuple[str, str, str, str] | None = None
    fault: str | None = None


def call_isolated(
    function: Callable[[Request], Reply],
    request: Request,
    *,
    limits: Limits,
    where: str,
    seconds: float | None = None,
    pool: str = "files",
) -> Reply:
    """What `function(request)` returns, run in a child.

    Args:
        limits: time (`page_seconds`, unless `seconds` is given) and memory of the child.
        where: the file, for errors.
        pool: name of the children it is left to; what one kind of work loads or gives way to is no matter of another.

    Raises:
        DondocError: what the function raised.
        DamagedFile: it crashed.
        FileTooLarge: it took too long or too much memory.
    """
    call = ChildCall(
        function=f"{function.__module__}:{function.__qualname__}",
        request=request.model_dump_json(),
        memory_bytes=limits.parser_bytes,
    )
    answer = _pool(pool).ask(call, seconds=seconds or limits.page_seconds)
    if answer.reply is None:
        raise _error(answer, where)
    reply_type: type[Reply] = get_type_hints(function)["return"]
    return reply_type.model_validate_json(answer.reply)


def _error(answer: ChildAnswer, where: str) -> DondocError:
    if answer.error is not None:
        code, what, place, advice = answer.error
        return error_of_code(code)(what, where=place, advice=advice)
    if answer.fault == "timeout":
        return FileTooLarge("mở tệp này quá lâu nên đã dừng", where=where, advice="tách tệp, hoặc nộp bản PDF")
    if answer.fault == "memory":
        return FileTooLarge("mở tệp này tốn quá nhiều bộ nhớ", where=where, advice="tách tệp, hoặc nộp bản PDF")
    return DamagedFile(
        "the file cannot be taken apart", where=where, advice="save it again from the program that made it"
    )


class _Child:
    """One child process; started when first asked."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._buffer = bytearray()
        self._calls = 0

    def ask(self, call: ChildCall, *, seconds: float) -> ChildAnswer:
        """The answer, or one that names the fault; never raises for what the file does. Starting does not count."""
        try:
            process = self._started()
            deadline = time.monotonic() + seconds
            if process.stdin is None:
                raise EOFError
            process.stdin.write(call.model_dump_json().encode() + b"\n")
            process.stdin.flush()
            return ChildAnswer.model_validate_json(self._read_line(process, deadline))
        except TimeoutError:
            self.close()
            return ChildAnswer(fault="timeout")
        except (OSError, EOFError, ValueError):
            self.close()
            return ChildAnswer(fault="crash")

    def close(self) -> None:
        """Ends the process; the next call starts another."""
        process, self._process = self._process, None
        self._buffer.clear()
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def _started(self) -> subprocess.Popen[bytes]:
        """A live process; an old one is replaced after many calls, so that what leaks stays small."""
        self._calls += 1
        if self._process is None or self._process.poll() is not None or self._calls > _CALLS_A_CHILD:
            self.close()
            self._calls = 1
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ingest.files.isolation_child"],
                cwd=_ROOT,
                env=plain_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            self._read_line(self._process, time.monotonic() + _START_SECONDS)
        return self._process

    def _read_line(self, process: subprocess.Popen[bytes], deadline: float) -> bytes:
        while (end := self._buffer.find(b"\n")) < 0:
            remaining_seconds = deadline - time.monotonic()
            if process.stdout is None:
                raise EOFError
            if remaining_seconds <= 0 or not select.select([process.stdout], [], [], remaining_seconds)[0]:
                raise TimeoutError
            chunk = os.read(process.stdout.fileno(), _CHUNK_BYTES)
            if not chunk:
                raise EOFError
            self._buffer += chunk
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 1]
        return line


class _Pool:
    """As many children as there are threads asking at once; idle ones are used again."""

    def __init__(self) -> None:
        self._idle: list[_Child] = []
        self._lock = threading.Lock()

    def ask(self, call: ChildCall, *, seconds: float) -> ChildAnswer:
        with self._borrowed() as child:
            return child.ask(call, seconds=seconds)

    def close(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for child in idle:
            child.close()

    @contextlib.contextmanager
    def _borrowed(self) -> Iterator[_Child]:
        with self._lock:
            child = self._idle.pop() if self._idle else _Child()
        try:
            yield child
        finally:
            with self._lock:
                self._idle.append(child)


@cache
def _pool(name: str) -> _Pool:
    """The children of this process for one kind of work; they end with it."""
    pool = _Pool()
    atexit.register(pool.close)
    return pool


def plain_environment() -> dict[str, str]:
    """The environment without settings and secrets of the program."""
    return {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
