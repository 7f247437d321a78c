"""Questions are worked on a few at a time: more at once take longer altogether, and more memory.

An answer lets go of the interpreter hundreds of times, at each row of the database, and where eight threads want it
they spend half of their time in handing it on (`docs/adr/0172`). A search is short: it stands behind no answer, which
takes three times as long, or ten (`docs/adr/0180`). Waiting for a chat model takes no turn.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_FEWEST = 2


class Turns:
    """As many searches at once as there are processors, and as many answers; two at least. Threads share it.

    Args:
        searches, answers: how many instead.
    """

    def __init__(self, *, searches: int | None = None, answers: int | None = None) -> None:
        processors = max(_FEWEST, os.cpu_count() or 1)
        self._searches = threading.Semaphore(searches or processors)
        self._answers = threading.Semaphore(answers or processors)

    @contextmanager
    def of_search(self) -> Iterator[None]:
        """The block is entered when it is the turn of this search."""
        with self._searches:
            yield

    @contextmanager
    def of_answer(self) -> Iterator[None]:
        """The block is entered when it is the turn of this answer; one that has a turn must not ask for another."""
        with self._answers:
            yield
