"""Files made to harm: each is refused or read within bounds, fetches nothing, leaves nothing behind, and shows nothing
of the machine. What is refused is refused in words."""

import os
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import IntakeError
from core.limits import Limits
from ingest.intake import Taken, accept_files
from ingest.pipeline import default_tools
from ingest.reader import read_page
from ingest.understand import understand
from service.tasks.extract import extract_tasks
from tests.hostile_files import HOSTILE

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

LIMITS = Limits(
    file_bytes=50 << 20,
    pages=60,
    page_pixels=20_000_000,
    page_seconds=30.0,
    unpacked_bytes=100 << 20,
    members=50,
    conversion_seconds=60.0,
    parser_bytes=2 << 30,
)
PAGES_READ = 3
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
MOST_SECONDS = 150.0


@pytest.fixture(scope="module")
def canary() -> Iterator[socket.socket]:
    """One that listens, and must never be asked for anything."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


def _take_in(path: Path, folder: Path) -> list[Taken]:
    folder.mkdir()
    try:
        return list(accept_files(path, folder=folder, limits=LIMITS))
    except IntakeError as error:
        return [Taken(path, error)]


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_is_refused_or_read_and_does_nothing(name: str, tmp_path: Path, canary: socket.socket) -> None:
    address = f"http://127.0.0.1:{canary.getsockname()[1]}/canary"
    path, before = tmp_path / name, sorted(Path("/tmp").glob("ra-ngoai*"))
    path.write_bytes(HOSTILE[name](address))
    began = time.monotonic()
    tools, shown = default_tools(LIMITS), []
    for taken in _take_in(path, tmp_path / "unpacked"):
        if isinstance(taken.found, IntakeError):
            assert taken.found.what
            continue
        source = taken.found
        pages = [
            read_page(taken.path, source, no, tools=tools).page for no in range(1, min(source.pages, PAGES_READ) + 1)
        ]
        directive = understand(pages)
        extract_tasks(directive, document_id=source.id)
        shown.append(directive.text + source.file_name)
    assert time.monotonic() - began < MOST_SECONDS
    assert "root:" not in "".join(shown), "a file of this machine"
    assert not UNSEEN.search("".join(shown))
    with pytest.raises(BlockingIOError):
        canary.accept()
    assert sorted(Path("/tmp").glob("ra-ngoai*")) == before
    outside = [file for file in tmp_path.rglob("*") if file.is_symlink() or not file.is_relative_to(tmp_path)]
    assert outside == []
    assert not os.path.exists("/etc/ra-ngoai.txt")
