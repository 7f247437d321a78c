"""What a page, a passage and a question cost this machine: processor seconds, room on the disk, memory.

    python -m eval.capacity_costs [--scans 6] [--documents 300]

Measured on a server as people start it. Processor time and not time by the wall, so that other work on the machine
hardly counts. A page of text is 1,800 characters, a full A4 page.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import httpx
import typer
from sqlalchemy import create_engine, text

from core.record import Record
from eval.asking_speed import QUESTIONS, SAMPLES, fill
from eval.degraded_pages import draw_pages
from eval.fault_check import wait_until_read
from eval.process_use import use_of
from eval.program import Program, Running

_CHARACTERS_A_PAGE = 1_800
_COPIES, _ROUNDS = 4, 3
_SCAN, _DPI, _SEED = "scan 300 dpi", 300, 5
_WAIT_SECONDS = 3_600.0
_SETTLE_SECONDS = 5.0


class Costs(Record):
    """Seconds are of one processor core; bytes as they lie on the disk.

    Attributes:
        text_page_seconds, scan_page_seconds: from the file to the last of its index.
        text_page_bytes, scan_page_bytes: of everything that is kept of it, the original among it.
        passages_a_page: of text.
        question_seconds, search_seconds: with `held_passages` in the index.
        server_bytes: memory of the server alone; `reader_bytes`: with all that it started while it read.
    """

    text_page_seconds: float
    scan_page_seconds: float
    text_page_bytes: float
    scan_page_bytes: float
    passages_a_page: float
    question_seconds: float
    search_seconds: float
    held_passages: int
    server_bytes: int
    reader_bytes: int


class _Running:
    """A server, and what it has taken so far."""

    def __init__(self, place: Path) -> None:
        self.program = Program(place / "data", log=place / "log", settings={"READING_NICENESS": "0"})
        self.process: Running = self.program.serve()
        self.program.wait_until_ready(self.process)
        for question in QUESTIONS:
            self.ask(question)
            self.search(question)
        time.sleep(_SETTLE_SECONDS)

    @property
    def cpu_seconds(self) -> float:
        return use_of(self.process.pid).cpu_seconds

    def ask(self, question: str) -> None:
        httpx.post(f"{self.program.address}/api/v1/ask", json={"question": question}, timeout=300).raise_for_status()

    def search(self, words: str) -> None:
        httpx.get(f"{self.program.address}/api/v1/search", params={"q": words}, timeout=300).raise_for_status()

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


def measure_costs(*, scans: int, documents: int) -> Costs:
    """The costs here and now."""
    with tempfile.TemporaryDirectory(prefix="dondoc-capacity-") as name:
        place = Path(name)
        texts, pages = _text_files(place)
        fill(place / "data", documents)
        running = _Running(place)
        try:
            held = running.passages()
            asked, searched = _each(running, running.ask), _each(running, running.search)
            text_seconds, text_bytes = running.read(texts)
            passages = running.passages() - held
            scan_seconds, scan_bytes = running.read([_scan_file(place, scans)])
            use = use_of(running.process.pid)
        finally:
            running.process.end()
    return Costs(
        text_page_seconds=text_seconds / pages,
        scan_page_seconds=scan_seconds / scans,
        text_page_bytes=text_bytes / pages,
        scan_page_bytes=scan_bytes / scans,
        passages_a_page=passages / pages,
        question_seconds=asked,
        search_seconds=searched,
        held_passages=held,
        server_bytes=use.own_bytes,
        reader_bytes=use.all_bytes,
    )


def _each(running: _Running, do: Callable[[str], None]) -> float:
    """Processor seconds of one question, each asked several times."""
    started = running.cpu_seconds
    for _ in range(_ROUNDS):
        for question in QUESTIONS:
            do(question)
    return (running.cpu_seconds - started) / (_ROUNDS * len(QUESTIONS))


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
    documents: Annotated[int, typer.Option(help="Số văn bản có sẵn.")] = 300,
) -> None:
    """Đo chi phí mỗi trang, mỗi đoạn, mỗi câu hỏi trên máy này."""
    typer.echo(measure_costs(scans=scans, documents=documents).model_dump_json(indent=2))


if __name__ == "__main__":
    typer.run(main)
