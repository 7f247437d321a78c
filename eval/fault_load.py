"""Hands files in while the program is harmed: what a server said it accepted is what must be there afterwards."""

import threading
import time
from collections.abc import Sequence

import httpx

from eval.fault_files import FaultFile

_RETRY_SECONDS = 0.2
_ANSWER_SECONDS = 30.0
_REFUSED_FOR_NOW = {httpx.codes.SERVICE_UNAVAILABLE, httpx.codes.INTERNAL_SERVER_ERROR}


class HandingIn:
    """A thread that hands files in one after the other, each until a server says that it has it.

    Attributes:
        accepted: the files that a server said it accepted, with the id it gave.
        refused: times that the server said it could take nothing at that moment.
    """

    def __init__(self, address: str, files: Sequence[FaultFile]) -> None:
        self._address, self._files = address, files
        self.accepted: dict[str, str] = {}
        self.refused = 0
        self._allowed = 0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._hand_in_all, name="handing in", daemon=True)

    def start(self, *, allowed: int) -> None:
        """Begins with the first `allowed` files."""
        self._allowed = allowed
        self._thread.start()

    def allow(self, count: int) -> None:
        """Lets it go on as far as the `count`-th file."""
        self._allowed = max(self._allowed, count)

    def finish(self, *, seconds: float) -> None:
        """Returns when every file was accepted.

        Raises:
            TimeoutError: they were not in time.
        """
        self.allow(len(self._files))
        self._thread.join(seconds)
        self._stopping.set()
        if self._thread.is_alive():
            raise TimeoutError(f"only {len(self.accepted)} of {len(self._files)} files were accepted")

    def _hand_in_all(self) -> None:
        for number, file in enumerate(self._files):
            while not self._stopping.is_set() and (number >= self._allowed or not self._hand_in(file)):
                time.sleep(_RETRY_SECONDS)

    def _hand_in(self, file: FaultFile) -> bool:
        """Whether a server accepted the file; a server that dies in between may or may not have it."""
        try:
            with file.path.open("rb") as stream:
                answer = httpx.post(
                    f"{self._address}/api/v1/documents",
                    files={"files": (file.path.name, stream)},
                    data={"so_tep": "1"},
                    timeout=_ANSWER_SECONDS,
                )
        except httpx.HTTPError:
            return False
        if answer.status_code in _REFUSED_FOR_NOW:
            self.refused += 1
            return False
        answer.raise_for_status()
        self.accepted[file.sha256] = answer.json()["documents"][0]["id"]
        return True
