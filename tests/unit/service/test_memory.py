"""Heaps are shared where the C library can."""

import gc
import platform
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest

from service.memory import give_back_freed, keep_tidy, seldom_look_for_cycles, settle, share_heaps

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


@pytest.fixture
def settled_before() -> Iterator[int]:
    """How many objects the collector passes over, all that the run of tests holds among them."""
    former = gc.get_threshold()
    gc.freeze()
    yield gc.get_freeze_count()
    gc.set_threshold(*former)


class _Knot:
    def __init__(self) -> None:
        self.itself = self


def test_what_is_held_is_not_looked_through_again_and_cycles_among_it_are_found_in_the_end(
    settled_before: int,
) -> None:
    seldom_look_for_cycles()
    assert gc.get_threshold()[0] > 700
    knot, more = _Knot(), [[number] for number in range(1000)]
    gone = weakref.ref(knot)
    settle()
    assert gc.get_freeze_count() > settled_before + len(more)
    del knot
    settle()
    assert gone() is not None
    settle(look_at_all=True)
    assert gone() is None


class _Twice(threading.Event):
    """Is set when it is waited for the second time."""

    waits = 0

    def wait(self, timeout: float | None = None) -> bool:
        self.waits += 1
        return self.waits > 1


def test_memory_is_kept_tidy_until_told_to_stop(settled_before: int) -> None:
    more = [[number] for number in range(1000)]
    keep_tidy(_Twice())
    assert gc.get_freeze_count() > settled_before + len(more)
