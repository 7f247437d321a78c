"""Faults that pass by themselves: a full disk, a database that restarts, a vector server that is away."""

import errno
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import InterfaceError, InternalError, OperationalError

from core.errors import IndexDamaged

FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 0.5, 30.0
PATIENCE_SECONDS = 3600.0
"""How long a step is tried again before its document fails: long enough for somebody to clear a disk."""

_PASSING = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.ENFILE, errno.EMFILE, errno.ENOMEM, errno.EAGAIN}
_FAULTS = (OperationalError, InterfaceError, InternalError, IndexDamaged)

Result = TypeVar("Result")


class Stopped(BaseException):
    """The worker is stopping. Not an `Exception`: the engine then records no end, and the next start goes on."""


def is_passing(error: BaseException) -> bool:
    """Whether the fault lies with the machine and may be gone at another attempt.

    >>> is_passing(OSError(errno.ENOSPC, "No space left on device")), is_passing(ValueError("bad"))
    (True, False)
    """
    if isinstance(error, OSError):
        return isinstance(error, ConnectionError | TimeoutError) or error.errno in _PASSING
    return isinstance(error, _FAULTS)


def patiently(do: Callable[[], Result], *, stopping: threading.Event) -> Result:
    """What `do` returns, tried again after ever longer waits while it meets passing faults.

    Raises:
        Stopped: `stopping` was set while it waited.
        Exception: what `do` raised, when that does not pass.
    """
    wait_seconds, until = FIRST_WAIT_SECONDS, time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return do()
        except Exception as error:
            if not is_passing(error) or time.monotonic() > until:
                raise
        if stopping.wait(wait_seconds):
            raise Stopped
        wait_seconds = min(2 * wait_seconds, LONGEST_WAIT_SECONDS)
