"""Memory of a process of many threads that holds much for long.

glibc gives threads heaps of their own, eight for each core, and what is freed in one is not used for another: a server
of forty threads grows by half without holding more. See docs/adr/0161 and 0167; mallopt(3), malloc_trim(3).

Python looks through all that is held for cycles that nothing else holds, and nobody is answered meanwhile. Directives
in memory are a million objects, none of them in a cycle: once they are there, they are not looked through again. See
docs/adr/0170.
"""

import ctypes
import gc
import sys
import threading
from collections.abc import Callable

_M_ARENA_MAX, _M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD = -8, -3, -1
_HEAPS = 2

_NEW_OBJECTS = 10_000
"""Python looks for cycles among so many new objects at a time; by itself it does among 700."""

_TIDY_SECONDS = 5.0
"""What came to be held in this time is looked through at one stroke, while nobody is answered."""

_GIVE_BACK_EVERY, _LOOK_AT_ALL_EVERY = 6, 720
"""Each so many times freed memory is given back; and all that is held is looked through, for cycles that were let go of
after they had been settled."""

_LARGE_BYTES = 128 * 1024
"""Blocks from this size on are the system's again as soon as they are freed. Left to itself glibc raises the bound up
to 32 MB, and what a question takes for a moment stays."""


def share_heaps() -> bool:
    """Has all threads of this process share two heaps; to be called before they start.

    Returns whether the C library can: glibc alone has heaps of this kind.
    """
    if not sys.platform.startswith("linux"):
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    options = ((_M_ARENA_MAX, _HEAPS), (_M_MMAP_THRESHOLD, _LARGE_BYTES), (_M_TRIM_THRESHOLD, _LARGE_BYTES))
    return all([bool(mallopt(option, value)) for option, value in options])


def seldom_look_for_cycles() -> None:
    """Has Python look for cycles among many new objects at a time."""
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])


def settle(*, look_at_all: bool = False) -> None:
    """Afterwards all that is held now counts as held for good: looking for cycles passes over it.

    Args:
        look_at_all: look for cycles among what was settled before, too; that takes half a second for a million objects.
    """
    if look_at_all:
        gc.unfreeze()
    gc.collect()
    gc.freeze()


def keep_tidy(stopping: threading.Event, *, let_pass: Callable[[], object] = lambda: None) -> None:
    """Settles what is held every few seconds, and gives back what was freed every half minute, until told to stop.

    Args:
        let_pass: returns when nobody waits for this process, or soon.
    """
    looks = 0
    while not stopping.wait(_TIDY_SECONDS):
        looks += 1
        let_pass()
        settle(look_at_all=looks % _LOOK_AT_ALL_EVERY == 0)
        if looks % _GIVE_BACK_EVERY == 0:
            give_back_freed()


def give_back_freed() -> bool:
    """Afterwards memory that was freed in this process is the system's again, not kept for later; takes milliseconds.

    Returns whether the C library can.
    """
    if not sys.platform.startswith("linux"):
        return False
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return trim is not None and trim(0) >= 0
