"""Questions are worked on a few at a time: more at once take longer altogether, and more memory.

An answer lets go of the interpreter hundreds of times, at each row of the database, and where eight threads want it
they spend half of their time in handing it on (`docs/adr/0172`). Waiting for a chat model takes no turn.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_FEWEST = 2


class Turns:
    """As many at once as there are processors, and two at least; threads share it.

    Args:
        at_once: how many instead.
    """

    def __init__(self, at_once: int | None = None) -> None:
        self._free = threading.Semaphore(at_once or max(_FEWEST, os.cpu_count() or 1))

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The block is entered when it is this thread's turn; one that has a turn must not ask for another."""
        with self._free:
            yield
