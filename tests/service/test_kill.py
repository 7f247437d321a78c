"""A process killed at any moment loses no accepted file and repeats no finished page (law 3)."""

import collections
import multiprocessing
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from service.office import open_office
from service.records import DocumentStatus
from service.settings import Settings
from tests.kill_worker import ACCEPTED, DONE, work
from tests.office_fakes import FakeEngines

PAGES = 12

_FORKED = multiprocessing.get_context("forkserver")
_FORKED.set_forkserver_preload(
    ["service.jobs", "service.office", "service.tasks.extract", "index.passage_index", "chromadb.api.rust"]
)
"""Workers fork from a process that has imported all and done nothing: a fresh one, without the seconds of a start."""


@pytest.mark.parametrize("kills", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_killed_again_and_again_it_finishes_every_page_once(tmp_path: Path, kills: int) -> None:
    incoming, log = tmp_path / "incoming", tmp_path / "log"
    incoming.mkdir()
    for name in ("a", "b"):
        pages = "\f".join(f"Văn bản {name}, trang {page_no}" for page_no in range(1, PAGES + 1))
        (incoming / f"{name}.txt").write_text(pages, encoding="utf-8")
    for kill in range(kills):
        _run_and_kill(tmp_path / "data", incoming, log, after_seconds=0.1 + 0.37 * kill % 1)
    worker, told = _start(tmp_path / "data", incoming, log)
    assert (told.recv(), told.recv()) == (ACCEPTED, DONE)
    worker.join(20)
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


def _run_and_kill(data: Path, incoming: Path, log: Path, *, after_seconds: float) -> None:
    worker, told = _start(data, incoming, log)
    assert told.recv() == ACCEPTED
    time.sleep(after_seconds)
    worker.kill()
    worker.join()


def _start(data: Path, incoming: Path, log: Path) -> "tuple[multiprocessing.process.BaseProcess, Connection]":
    told, telling = _FORKED.Pipe(duplex=False)
    worker = _FORKED.Process(target=work, args=(data, incoming, log, telling))
    worker.start()
    telling.close()
    return worker, told
