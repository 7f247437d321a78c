"""The program of an isolated process: runs the functions it is told to, one a line, until standard input ends."""

import contextlib
import importlib
import os
import resource
import sys
from types import TracebackType
from typing import BinaryIO, get_type_hints

from core.errors import DondocError
from ingest.files.isolation import ChildAnswer, ChildCall
from ingest.files.no_network import cut_network


def run_call(call: ChildCall) -> ChildAnswer:
    """The answer to `call`. What a library raises that nobody foresaw ends the process, as a crash would."""
    module, name = call.function.split(":")
    function = getattr(importlib.import_module(module), name)
    request_type = next(kind for argument, kind in get_type_hints(function).items() if argument != "return")
    try:
        reply = function(request_type.model_validate_json(call.request))
    except DondocError as error:
        return ChildAnswer(error=(error.code, error.what, error.where, error.advice))
    except MemoryError:
        return ChildAnswer(fault="memory")
    return ChildAnswer(reply=reply.model_dump_json())


def _serve(calls: BinaryIO, answers: BinaryIO) -> None:
    answers.write(b"ready\n")
    answers.flush()
    for line in calls:
        call = ChildCall.model_validate_json(line)
        _limit_memory(call.memory_bytes)
        answers.write(run_call(call).model_dump_json().encode() + b"\n")
        answers.flush()


def _limit_memory(most_bytes: int) -> None:
    """Bounds the address space; the hard bound is left as it is, so that the next call may have another."""
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, hard))


def _tell_end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """One line on what ended the process, instead of a traceback before the eyes of whoever handed in a bad file."""
    sys.stderr.write(f"dondoc: a file could not be taken apart: {kind.__name__}: {str(error)[:200]}\n")


def main() -> None:
    """Serves, off the network, until standard input ends; what a library prints goes to standard error."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    cut_network()
    sys.excepthook = _tell_end
    with contextlib.suppress(BrokenPipeError), os.fdopen(os.dup(1), "wb") as answers:  # whoever asked may be gone
        os.dup2(2, 1)
        _serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
