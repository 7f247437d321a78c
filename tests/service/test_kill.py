"""A process killed at any moment loses no accepted file and repeats no finished page (law 3)."""

import collections
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from service.office import open_office
from service.records import DocumentStatus
from service.settings import Settings
from tests.office_fakes import FakeEngines

PAGES = 30

WORKER = """
import sys, time
from pathlib import Path
from service.office import open_office
from service.settings import Settings
from tests.office_fakes import engines_reading, read_text_page

data, incoming, log = map(Path, sys.argv[1:])

def read(path, page_no):
    page = read_text_page(path, page_no)
    time.sleep(0.05)
    return page

class Logged:
    def __init__(self, store): self.store = store
    def __call__(self, order, page):
        self.store(order, page)
        with log.open("a") as stream:
            stream.write(f"{order.document_id} {page.page_no}\\n")

with open_office(Settings(data_dir=data, page_attempts=50), writer=True, build_engines=engines_reading(read)) as office:
    readings = office._store.readings
    readings.store_page = Logged(readings.store_page)
    ids = [office.documents.add(path).document.id for path in sorted(incoming.iterdir())]
    print("accepted", flush=True)
    for document_id in ids:
        office.documents.wait(document_id)
    print("done", flush=True)
"""


@pytest.mark.parametrize("kills", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_killed_again_and_again_it_finishes_every_page_once(tmp_path: Path, kills: int) -> None:
    incoming, log = tmp_path / "incoming", tmp_path / "log"
    incoming.mkdir()
    for name in ("a", "b"):
        pages = "\f".join(f"Văn bản {name}, trang {page_no}" for page_no in range(1, PAGES + 1))
        (incoming / f"{name}.txt").write_text(pages, encoding="utf-8")
    arguments = [str(tmp_path / "data"), str(incoming), str(log)]
    for kill in range(kills):
        _run_and_kill(arguments, after_seconds=0.1 + 0.37 * kill % 2)
    assert _start(arguments).communicate(timeout=60)[0].split() == ["accepted", "done"]
    _check(tmp_path / "data", log, kills)


def _check(data_dir: Path, log: Path, kills: int) -> None:
    with open_office(Settings(data_dir=data_dir), writer=False, build_engines=FakeEngines) as office:
        documents = office.documents.all()
        assert [document.status for document in documents] == [DocumentStatus.READY] * 2
        for document in documents:
            directive = office.documents.directive(document.id)
            name = Path(document.file_name).stem
            expected = [f"Văn bản {name}, trang {page_no}\n" for page_no in range(1, PAGES + 1)]
            assert [page.text for page in directive.pages] == expected
            passages = office.engines.index.list_passages(document.id)
            assert len({passage.id for passage in passages}) == len(passages) > 0
        office.engines.index.check()
    stored = collections.Counter(log.read_text().split("\n")[:-1])
    assert len(stored) >= 2 * PAGES - 2 * kills  # a kill may fall between storing a page and logging it
    assert set(stored.values()) == {1}


def _run_and_kill(arguments: list[str], *, after_seconds: float) -> None:
    process = _start(arguments)
    assert process.stdout is not None
    assert process.stdout.readline() == "accepted\n"
    time.sleep(after_seconds)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()


def _start(arguments: list[str]) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", WORKER, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."})
