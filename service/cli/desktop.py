"""The desktop in front of which the program may have been started."""

import os
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from typing import Final

_DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY")
_LOOK_SECONDS: Final = 0.2
_GIVE_UP_SECONDS: Final = 60.0


def has_desktop() -> bool:
    """Somebody started the program by hand, on a desktop of this machine: a browser may be opened for them."""
    return sys.stderr.isatty() and any(os.environ.get(name) for name in _DISPLAYS) and not os.environ.get("CI")


def open_browser_when(is_ready: Callable[[], bool], address: str) -> None:
    """Opens `address` in the person's browser as soon as the server is ready; what goes wrong there is no harm here."""

    def wait_and_open() -> None:
        until = time.monotonic() + _GIVE_UP_SECONDS
        while not is_ready() and time.monotonic() < until:
            time.sleep(_LOOK_SECONDS)
        if is_ready():
            webbrowser.open(address)

    threading.Thread(target=wait_and_open, name="browser", daemon=True).start()
