"""A server with two sample directives and a scanned letter, and a browser that must stay at home and without errors."""

import shutil
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from json import load
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from service.upkeep.quality import Quality, QualityFigure, QualitySuite
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
    quality_file = _measured(folder / "quality.json")
    with serve(folder / "data", samples_dir=folder / "samples", quality_file=quality_file) as address:
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


def _measured(path: Path) -> Path:
    """A file of figures, one of them on a file with a long name."""
    data = "2006-19412_QD115.04TTg_BLTch_DNNVV.pdf"
    figure = QualityFigure(data=data, name="words right, case too", value=98.15, unit="%", goal=98.5, system="dondoc")
    suites = (QualitySuite(suite="legacy", figures=(figure,)),)
    measured = Quality(version="0.1.0", measured_at=datetime(2026, 1, 5, 8, tzinfo=UTC), suites=suites)
    path.write_text(measured.model_dump_json(), encoding="utf-8")
    return path


def _listed(server: str) -> list[dict[str, str]]:
    with urllib.request.urlopen(f"{server}/api/v1/documents") as answer:
        documents: list[dict[str, str]] = load(answer)["documents"]
        return documents


def _finished(server: str, count: int) -> bool:
    return sum(document["status"] in ("ready", "partial") for document in _listed(server)) == count
