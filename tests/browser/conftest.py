"""A server with two sample directives and a scanned letter, and a browser that must stay at home and without errors."""

import shutil
import urllib.request
from collections.abc import Iterator
from json import load
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.browser.chromium import DESKTOP, console_errors, hosts_asked, open_chromium, set_size
from tests.browser.live_server import serve
from tests.browser.scan import draw_letter
from tests.office_fakes import wait_until

SAMPLES = Path(__file__).parents[2] / "samples"
_READING_SECONDS = 240


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("office")
    (folder / "samples").mkdir()
    for number in ("000", "003"):
        (sample,) = SAMPLES.glob(f"{number}-*")
        shutil.copy(sample, folder / "samples")
    draw_letter(folder / "samples" / "cong-van-quet.png")
    with serve(folder / "data", samples_dir=folder / "samples") as address:
        wait_until(lambda: _finished(address, 3), seconds=_READING_SECONDS)
        yield address


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="session")
def chromium(downloads: Path) -> Iterator[Chrome]:
    with open_chromium(download_folder=str(downloads)) as chrome:
        yield chrome


@pytest.fixture
def chrome(chromium: Chrome, server: str) -> Iterator[Chrome]:
    """A browser that knows nobody yet; afterwards no script failed and nothing was asked of another host."""
    set_size(chromium, DESKTOP)
    chromium.execute_cdp_cmd("Network.clearBrowserCookies", {})
    console_errors(chromium), hosts_asked(chromium)
    yield chromium
    assert console_errors(chromium) == []
    assert hosts_asked(chromium) <= {server.removeprefix("http://")}


@pytest.fixture
def documents(server: str) -> dict[str, str]:
    """Id of each sample by the start of its file name."""
    return {document["file_name"][:3]: document["id"] for document in _listed(server)}


@pytest.fixture
def task_id(server: str, documents: dict[str, str]) -> str:
    """A task of the first sample."""
    with urllib.request.urlopen(f"{server}/api/v1/tasks?document={documents['000']}&limit=1") as answer:
        found: str = load(answer)["tasks"][0]["id"]
        return found


def _listed(server: str) -> list[dict[str, str]]:
    with urllib.request.urlopen(f"{server}/api/v1/documents") as answer:
        documents: list[dict[str, str]] = load(answer)["documents"]
        return documents


def _finished(server: str, count: int) -> bool:
    return sum(document["status"] in ("ready", "partial") for document in _listed(server)) == count
