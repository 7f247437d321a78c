"""What a page, a passage and a question cost this machine: processor seconds, room on the disk, memory.

    python -m eval.capacity_costs [--scans 6] [--documents 300 --documents 3000] > costs.json

Measured on a server as people start it. Processor time and not time by the wall, so that other work on the machine
hardly counts. A page of text is 1,800 characters, a full A4 page. What is read is measured at the first size alone;
what is asked at each, to tell how its cost grows.
"""

import os
import platform
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import httpx
import typer
from sqlalchemy import create_engine, text

from core.record import Record
from eval.asking_speed import QUESTIONS, SAMPLES, fill
from eval.degraded_pages import draw_pages
from eval.fault_check import wait_until_read
from eval.load_users import PAGES
from eval.process_use import use_of
from eval.program import Program, Running

_CHARACTERS_A_PAGE = 1_800
_COPIES, _ROUNDS = 4, 3
_SCAN, _DPI, _SEED = "scan 300 dpi", 300, 5
_DOCUMENTS, _OPENED = 300, 10
_WAIT_SECONDS = 3_600.0
_SETTLE_SECONDS = 5.0


class Asking(Record):
    """Processor seconds of what people do, with `passages` of `documents` held.

    Attributes:
        view_seconds: opening a page: lists, charts, documents, as in `eval.load_users`.
        server_bytes: memory of the server.
    """

    documents: int
    passages: int
    question_seconds: float
    search_seconds: float
    view_seconds: float
    server_bytes: int


class Costs(Record):
    """Seconds are of one processor core; bytes as they lie on the disk.

    Attributes:
        machine: what it was measured on. measured_on: the day.
        text_page_seconds, scan_page_seconds: from the file to the last of its index.
        text_page_bytes, scan_page_bytes: of everything that is kept of it, the original among it.
        passages_a_page: of text.
        reader_bytes: memory of the server with all that it started while it read.
        asking: smallest office first.
    """

    machine: str
    measured_on: date
    text_page_seconds: float
    scan_page_seconds: float
    text_page_bytes: float
    scan_page_bytes: float
    passages_a_page: float
    reader_bytes: int
    asking: tuple[Asking, ...]


class _Running:
    """A server, and what it has taken so far."""

    def __init__(self, place: Path) -> None:
        self.program = Program(place / "data", log=place / "log", settings={"READING_NICENESS": "0"})
        self.process: Running = self.program.serve()
        self.program.wait_until_ready(self.process)
        listed = httpx.get(f"{self.program.address}/api/v1/documents", params={"limit": _OPENED}, timeout=300).json()
        self.pages = [*PAGES, *(f"/van-ban/{document['id']}" for document in listed["documents"])]
        for do, given in ((self.ask, QUESTIONS), (self.search, QUESTIONS), (self.view, self.pages)):
            for one in given:
                do(one)
        time.sleep(_SETTLE_SECONDS)

    @property
    def cpu_seconds(self) -> float:
        return use_of(self.process.pid).cpu_seconds

    def ask(self, question: str) -> None:
        httpx.post(f"{self.program.address}/api/v1/ask", json={"question": question}, timeout=300).raise_for_status()

    def search(self, words: str) -> None:
        httpx.get(f"{self.program.address}/api/v1/search", params={"q": words}, timeout=300).raise_for_status()

    def view(self, page: str) -> None:
        httpx.get(f"{self.program.address}{page}", timeout=300).raise_for_status()

    def asking(self, documents: int) -> Asking:
        """The costs of what people do with so many documents held."""
        return Asking(
            documents=documents,
            passages=self.passages(),
            question_seconds=self._each(self.ask, QUESTIONS),
            search_seconds=self._each(self.search, QUESTIONS),
            view_seconds=self._each(self.view, self.pages),
            server_bytes=use_of(self.process.pid).own_bytes,
        )

    def _each(self, do: Callable[[str], None], given: Sequence[str]) -> float:
        """Processor seconds of one, each done several times."""
        started = self.cpu_seconds
        for one in _ROUNDS * list(given):
            do(one)
        return (self.cpu_seconds - started) / (_ROUNDS * len(given))

    def read(self, files: Sequence[Path]) -> tuple[float, float]:
        """Processor seconds and bytes that reading these files takes."""
        seconds, size = self.cpu_seconds, _size(self.program.data_dir)
        for file in files:
            sent = {"files": (file.name, file.read_bytes())}
            httpx.post(f"{self.program.address}/api/v1/documents", files=sent, timeout=300).raise_for_status()
        wait_until_read(self.program.address, seconds=_WAIT_SECONDS)
        return self.cpu_seconds - seconds, _size(self.program.data_dir) - size

    def passages(self) -> int:
        engine = create_engine(f"sqlite:///{self.program.data_dir / 'dondoc.sqlite'}")
        with engine.connect() as connection:
            count: int = connection.execute(text("SELECT count(*) FROM passages")).scalar_one()
        engine.dispose()
        return count


def measure_costs(*, scans: int, documents: Sequence[int]) -> Costs:
    """The costs here and now, with so many documents held, and what is asked with more of them."""
    first, *more = sorted(documents)
    with _served(first) as (place, running):
        asking = running.asking(first)
        texts, pages = _text_files(place)
        text_seconds, text_bytes = running.read(texts)
        passages = running.passages() - asking.passages
        scan_seconds, scan_bytes = running.read([_scan_file(place, scans)])
        reader_bytes = use_of(running.process.pid).all_bytes
    return Costs(
        machine=_machine(),
        measured_on=date.today(),
        text_page_seconds=text_seconds / pages,
        scan_page_seconds=scan_seconds / scans,
        text_page_bytes=text_bytes / pages,
        scan_page_bytes=scan_bytes / scans,
        passages_a_page=passages / pages,
        reader_bytes=reader_bytes,
        asking=(asking, *map(_asking_of, more)),
    )


def _asking_of(documents: int) -> Asking:
    with _served(documents) as (_, running):
        return running.asking(documents)


@contextmanager
def _served(documents: int) -> Iterator[tuple[Path, _Running]]:
    """A folder, and a server that holds so many documents."""
    with tempfile.TemporaryDirectory(prefix="dondoc-capacity-") as name:
        place = Path(name)
        fill(place / "data", documents)
        running = _Running(place)
        try:
            yield place, running
        finally:
            running.process.end()


def _machine() -> str:
    """The processor, as Linux names it, and how many of its cores are there."""
    named = re.search(r"(?m)^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return f"{named[1] if named else platform.machine()}, {os.cpu_count()} cores"


def _text_files(place: Path) -> tuple[list[Path], float]:
    """The samples several times, each copy a file of its own; and how many full pages they are."""
    files, characters = [], 0
    for copy in range(_COPIES):
        for sample in sorted(SAMPLES.glob("*.txt")):
            words = sample.read_text(encoding="utf-8")
            path = place / f"{copy}-{sample.name}"
            path.write_text(f"{words}\nBản sao số {copy}.\n", encoding="utf-8")
            files.append(path)
            characters += len(words)
    return files, characters / _CHARACTERS_A_PAGE


def _scan_file(place: Path, pages: int) -> Path:
    path = place / "scan.pdf"
    images = [page.image.convert("L") for page in draw_pages(_SCAN, pages=pages, seed=_SEED)]
    images[0].save(path, format="PDF", resolution=_DPI, save_all=True, append_images=images[1:], quality=85)
    return path


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main(
    scans: Annotated[int, typer.Option(help="Số trang quét.")] = 6,
    documents: Annotated[list[int] | None, typer.Option(help="Số văn bản có sẵn; nêu nhiều lần.")] = None,
) -> None:
    """Đo chi phí mỗi trang, mỗi đoạn, mỗi câu hỏi trên máy này."""
    typer.echo(measure_costs(scans=scans, documents=documents or [_DOCUMENTS]).model_dump_json(indent=2))


if __name__ == "__main__":
    typer.run(main)
