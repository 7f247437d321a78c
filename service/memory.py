"""How the C library hands out memory to a process of many threads.

glibc gives threads heaps of their own, eight for each core, and what is freed in one is not used for another: a server
of forty threads grows by half without holding more. See docs/adr/0161 and 0167; mallopt(3), malloc_trim(3).
"""

import ctypes
import sys

_M_ARENA_MAX, _M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD = -8, -3, -1
_HEAPS = 2
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


def give_back_freed() -> bool:
    """Afterwards memory that was freed in this process is the system's again, not kept for later; takes milliseconds.

    Returns whether the C library can.
    """
    if not sys.platform.startswith("linux"):
        return False
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return trim is not None and trim(0) >= 0
