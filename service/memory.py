"""How the C library hands out memory to a process of many threads.

glibc gives threads heaps of their own, eight for each core, and what is freed in one is not used for another: a server
of forty threads grows by half without holding more. See docs/adr/0161; mallopt(3), M_ARENA_MAX.
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
