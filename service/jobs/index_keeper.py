"""Keeps the search index whole beside the reading of documents: mends it, keeps it quick, and changes its embedder."""

import logging
import threading
from collections.abc import Callable

from core.errors import DondocError
from service.engines import Engines
from service.store import RecordStore

_log = logging.getLogger(__name__)

_LOOK_SECONDS = 30.0
_FIRST_LOOK_SECONDS = 2.0
"""A command that hands a file in has ended by then, and need not load the index for this."""
_RETRY_SECONDS = 60.0


class IndexKeeper:
    """A thread of a process that reads documents; it works in the one that leads.

    What a killed process left broken is mended from the database. While the passages hold vectors of another embedder
    than the one chosen, or none, they are embedded batch by batch; searches go on meanwhile. What came document by
    document into the tables of words is joined, so that searches stay quick.
    """

    def __init__(self, store: RecordStore, engines: Engines, *, leads: Callable[[], bool]) -> None:
        self._store, self._engines, self._leads = store, engines, leads
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="index keeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends after the batch in hand; the next start goes on from there."""
        self._stopping.set()
        self._thread.join()

    def _keep(self) -> None:
        is_mended = False
        self._stopping.wait(_FIRST_LOOK_SECONDS)
        while not self._stopping.is_set():
            wait = _LOOK_SECONDS
            try:
                if self._leads() and self._store.documents.names():
                    is_mended = (is_mended and not self._engines.index.met_damage) or self._mend()
                    wait = 0.0 if self._has_more_to_do() else _LOOK_SECONDS
            except DondocError as error:
                _log.warning("the search index is not up to date: %s", error)
                wait = _RETRY_SECONDS
            except Exception:  # noqa: BLE001 - a worker loop must outlive a full disk or a locked database
                _log.exception("keeping the search index failed and is tried again")
                wait = _RETRY_SECONDS
            self._stopping.wait(wait)

    def _has_more_to_do(self) -> bool:
        """Takes a short step in each work that can wait; whether there is another one."""
        index = self._engines.index
        return any([index.reembedding.advance(), index.join_words()])

    def _mend(self) -> bool:
        if self._engines.index.mend():
            _log.warning("the search index was made again from the database")
        return True
