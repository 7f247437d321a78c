"""Heaps are shared where the C library can."""

import platform
import subprocess
import sys

from service.memory import give_back_freed, share_heaps

_MANY_THREADS = """
import sys, threading
from service.memory import share_heaps
if sys.argv[1] == "shared": share_heaps()
ready = threading.Barrier(13)
def hold():
    kept = [bytes(1000) for _ in range(2000)]
    ready.wait()
    ready.wait()
for _ in range(12): threading.Thread(target=hold, daemon=True).start()
ready.wait()
print(sum(line.endswith("rw-p 00000000 00:00 0 \\n") for line in open("/proc/self/maps")))
ready.wait()
"""


def test_glibc_shares_heaps_and_others_go_on_without() -> None:
    assert share_heaps() is (platform.libc_ver()[0] == "glibc")


def test_threads_that_share_heaps_map_less_memory_where_they_have_heaps_of_their_own() -> None:
    def mappings(how: str) -> int:
        done = subprocess.run(
            [sys.executable, "-c", _MANY_THREADS, how], capture_output=True, text=True, check=True, timeout=60
        )
        return int(done.stdout)

    assert (mappings("shared") < mappings("own")) is (platform.libc_ver()[0] == "glibc")


def test_glibc_gives_back_what_was_freed() -> None:
    assert give_back_freed() is (platform.libc_ver()[0] == "glibc")
