"""A headless Chromium, and what it tells about a visit: errors, requests, width."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

DESKTOP, PHONE, NARROW = (1366, 768), (390, 844), (360, 740)
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--lang=vi",
    "--force-prefers-reduced-motion",
)


@contextmanager
def open_chromium(*, download_folder: str | None = None) -> Iterator[Chrome]:
    """Debian's Chromium with a profile of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for flag in (*_FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.add_experimental_option("prefs", {"download.default_directory": download_folder or profile})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        chrome = Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        try:
            yield chrome
        finally:
            chrome.quit()


def set_size(chrome: Chrome, size: tuple[int, int], *, dark: bool = False) -> None:
    """The size of the window, and whether the system asks for dark pages."""
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})


def page_width(chrome: Chrome) -> int:
    """Width of the whole page, past the window when it scrolls sideways."""
    width: int = chrome.execute_script("return document.documentElement.scrollWidth")
    return width


def console_errors(chrome: Chrome) -> list[str]:
    """Errors of scripts, policy and loading since the last look."""
    return [entry["message"] for entry in chrome.get_log("browser") if entry["level"] == "SEVERE"]


def hosts_asked(chrome: Chrome) -> set[str]:
    """Hosts that pages of the browser sent requests to since the last look."""
    hosts = set()
    for entry in chrome.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            address = urlsplit(message["params"]["request"]["url"])
            if address.scheme in ("http", "https", "ws", "wss"):
                hosts.add(address.netloc)
    return hosts
