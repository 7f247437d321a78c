"""Pictures of the pages for README and docs: `python -m tests.browser.screenshots [FOLDER]`.

Serves the sample directives and a drawn scan from a temporary folder and visits the pages that a newcomer sees first.
"""

import shutil
import sys
import tempfile
import time
import urllib.request
from collections.abc import Mapping
from io import BytesIO
from json import dumps, load
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from PIL import Image
from selenium.webdriver import Chrome

from tests.browser.chromium import DESKTOP, PHONE, open_chromium, set_size
from tests.browser.live_server import serve
from tests.browser.scan import draw_letter
from tests.office_fakes import wait_until

ROOT = Path(__file__).parents[2]
_QUESTION = quote("Công đoàn các đơn vị báo cáo kết quả thực hiện trước ngày nào?")
_UNIT = quote("Công đoàn các đơn vị")
_READING_SECONDS = 300
_COLOURS = 128
_STATUSES = ("proposed", "confirmed", "in_progress", "done", "confirmed", "in_progress")


class Shot(NamedTuple):
    """One picture; in the address `{s000}` is the id of the sample that starts with 000, `{task}` that of a report."""

    name: str
    address: str
    click: str = ""
    dark: bool = False
    language: str = "vi"


_SHOTS = (
    Shot("trang-chinh", "/"),
    Shot("van-ban", "/van-ban"),
    Shot("mot-van-ban", "/van-ban/{s000}#nhiem-vu", click="#nhiem-vu a[data-range]"),
    Shot("ban-quet", "/van-ban/{scon}", click="#thong-tin a[data-boxes]"),
    Shot("chu-phuc-hoi", "/van-ban/{s004}#chu-ngo"),
    Shot("hoi-dap", f"/hoi-dap?cau-hoi={_QUESTION}"),
    Shot("khong-tim-thay", f"/hoi-dap?cau-hoi={quote('Giá vàng thế giới hôm nay là bao nhiêu?')}"),
    Shot("nhiem-vu", "/nhiem-vu?xep=van-ban"),
    Shot("nhiem-vu-tinh-trang", "/nhiem-vu?xem=cot"),
    Shot("nhiem-vu-lich", "/nhiem-vu?xem=lich&thang=2025-12"),
    Shot("nhiem-vu-thoi-gian", "/nhiem-vu?xem=thoi-gian"),
    Shot("mot-nhiem-vu", "/nhiem-vu/viec/{task}"),
    Shot("bao-cao", f"/bao-cao?van-ban={{s000}}&don-vi={_UNIT}"),
    Shot("quan-tri", "/quan-tri"),
    Shot("nen-toi", "/van-ban/{s000}", dark=True),
    Shot("tieng-anh", "/nhiem-vu?xem=cot", language="en"),
)


def main(folder: Path) -> None:
    """Writes all pictures, each as desktop and as phone, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        samples = Path(name) / "samples"
        shutil.copytree(ROOT / "samples", samples)
        draw_letter(samples / "cong-van-quet.png")
        expected = len(list(samples.iterdir()))
        quality_file = ROOT / "eval" / "results" / "quality.json"
        serving = serve(Path(name) / "data", samples_dir=samples, quality_file=quality_file)
        with serving as address, open_chromium() as chrome:
            wait_until(lambda: _read(address) == expected, seconds=_READING_SECONDS)
            ids = {"s" + document["file_name"][:3]: document["id"] for document in _documents(address)}
            ids["task"] = _work_on_tasks(address, ids["s000"])
            for shot in _SHOTS:
                _take(chrome, address, shot, ids, folder)


def _take(chrome: Chrome, address: str, shot: Shot, ids: Mapping[str, str], folder: Path) -> None:
    for suffix, size in (("", DESKTOP), ("-dien-thoai", PHONE)):
        set_size(chrome, size, dark=shot.dark)
        chrome.get(f"{address}/static/icon.svg")
        chrome.add_cookie({"name": "ngon-ngu", "value": shot.language})
        chrome.get(address + shot.address.format_map(ids))
        if shot.click:
            chrome.execute_script("document.querySelector(arguments[0]).click()", shot.click)
        time.sleep(0.8)
        picture = Image.open(BytesIO(chrome.get_screenshot_as_png())).convert("RGB")
        picture.quantize(_COLOURS).save(folder / f"{shot.name}{suffix}.png", optimize=True)


def _work_on_tasks(address: str, document_id: str) -> str:
    """Gives some tasks a status, as an office at work would; returns the id of a report of the document."""
    with urllib.request.urlopen(f"{address}/api/v1/tasks?order=due") as answer:
        tasks = load(answer)["tasks"]
    for number, task in enumerate(tasks[: len(_STATUSES) * 6]):
        change = dumps({"status": _STATUSES[number % len(_STATUSES)]}).encode()
        kind = {"Content-Type": "application/json"}
        request = urllib.request.Request(
            f"{address}/api/v1/tasks/{task['id']}", data=change, headers=kind, method="PATCH"
        )
        urllib.request.urlopen(request).close()
    return next(str(one["id"]) for one in tasks if one["document_id"] == document_id and one["kind"] == "report")


def _documents(address: str) -> list[dict[str, str]]:
    with urllib.request.urlopen(f"{address}/api/v1/documents") as answer:
        documents: list[dict[str, str]] = load(answer)["documents"]
        return documents


def _read(address: str) -> int:
    return sum(document["status"] not in ("queued", "reading") for document in _documents(address))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots")
