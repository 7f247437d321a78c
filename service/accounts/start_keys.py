"""Keys to a server without accounts: a link that opens it once, what a browser then keeps, keys for programs."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from service.store.start_keys import StartKeyStore

LINK_HOURS: Final = 24
_LINK, _BROWSER, _PROGRAM = "link", "browser", "program"


class StartKeys:
    """The keys of an office.

    Args:
        clock: tells the moment.
    """

    def __init__(self, store: StartKeyStore, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._store, self._clock = store, clock

    def make_link(self) -> str:
        """What a start link holds: it lets one browser in, once, within `LINK_HOURS`."""
        self._store.forget(_LINK, made_before=self._clock() - timedelta(hours=LINK_HOURS))
        return self._make(_LINK)

    def use_link(self, code: str) -> str | None:
        """What the cookie of the browser that came with the link is to hold; None when the link opens nothing."""
        oldest = self._clock() - timedelta(hours=LINK_HOURS)
        if not self._store.take(_hash(code), _LINK, made_after=oldest):
            return None
        return self._make(_BROWSER)

    def make_program_key(self) -> str:
        """A key that programs send as `Authorization: Bearer …`; good until it is taken back."""
        return self._make(_PROGRAM)

    def opens(self, key: str) -> bool:
        """Whether a browser's cookie or a program's key lets it in."""
        return self._store.has(_hash(key), _BROWSER, _PROGRAM)

    def take_back_all(self) -> None:
        """Nothing made before opens the server any more."""
        self._store.forget(_LINK, _BROWSER, _PROGRAM)

    def _make(self, kind: str) -> str:
        key = secrets.token_urlsafe(32)
        self._store.add(_hash(key), kind, self._clock())
        return key


def _hash(secret: str) -> str:
    """What is kept of a secret of 256 random bits: a plain hash is enough, nothing can be guessed."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
