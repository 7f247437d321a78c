"""How the C library hands out memory to a process of many threads.

glibc gives threads heaps of their own, eight for each core, and what is freed in one is not used for another: a server
of forty threads grows by half without holding more. See docs/adr/0161 and 0167; mallopt(3), malloc_trim(3).
"""

import ctypes
import sys

_M_ARENA_MAX = -8
_HEAPS = 2


def share_heaps() -> bool:
    """Has all threads of this process share two heaps; to be called before they start.

    Returns whether the C library can: glibc alone has heaps of this kind.
    """
    if not sys.platform.startswith("linux"):
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and bool(mallopt(_M_ARENA_MAX, _HEAPS))


def give_back_freed() -> bool:
    """Afterwards memory that was freed in this process is the system's again, not kept for later; takes milliseconds.

    Returns whether the C library can.
    """
    if not sys.platform.startswith("linux"):
        return False
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return trim is not None and trim(0) >= 0
