"""How fast a scanned PDF is read, beside bare Tesseract and OCRmyPDF on the same pages in the same run.

CPU counts this process and all that it started. What is loaded once, for however many pages, is not counted: language
parts are loaded before the clock starts, and what the start of the processes of PDFium takes is measured and taken off.
"""

import os
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from PIL import Image

from core.errors import PageError
from core.limits import Limits
from core.record import Record
from core.source import Source
from eval.degraded_pages import draw_pages, missing_fonts
from eval.figures import Figure, SuiteResult
from ingest.intake import accept_file
from ingest.pdf.pdf_file import count_pdf_pages, pdfium_pool, render_pdf_page
from ingest.pipeline import default_tools
from ingest.reader import ReadingTools, read_page

_KIND, _DPI, _PAGES, _SEED = "scan 300 dpi", 300, 12, 5
_MOST_CPU_RATIO, _LEAST_SPEED_RATIO = 1.25, 1.5
_PEER_SECONDS = 1200

Item = TypeVar("Item")


class Cost(Record):
    """What reading the whole file took, seconds."""

    wall_seconds: float
    cpu_seconds: float


def run_throughput_suite() -> SuiteResult:
    """CPU against bare Tesseract, pages a second against OCRmyPDF where it is installed."""
    started = time.monotonic()
    if missing_fonts():
        return SuiteResult(suite="throughput", figures=())
    with tempfile.TemporaryDirectory(prefix="dondoc-") as folder:
        figures = _measure(Path(folder))
    return SuiteResult(suite="throughput", figures=figures, seconds=time.monotonic() - started)


def _measure(folder: Path) -> tuple[Figure, ...]:
    path = _write_scan(folder / "scan.pdf")
    tools = default_tools(Limits())
    source = accept_file(path, limits=tools.limits)
    workers = os.cpu_count() or 1
    _read(path, source, 1, tools=tools)
    pictures = [_save_page(path, page_no, folder) for page_no in range(1, _PAGES + 1)]
    start = _cost(lambda: _on_all_cores(lambda _: count_pdf_pages(path, tools.limits, path.name), pictures, workers))
    ours = _cost(lambda: _on_all_cores(partial(_read, path, source, tools=tools), range(1, _PAGES + 1), workers))
    bare = _cost(lambda: _on_all_cores(_read_bare, pictures, workers))
    cpu_seconds = ours.cpu_seconds - start.cpu_seconds
    figures = [
        _figure("CPU over bare Tesseract", cpu_seconds / bare.cpu_seconds, "×", goal=_MOST_CPU_RATIO, lower=True),
        _figure("CPU a page", cpu_seconds / _PAGES, "s", lower=True),
        _figure("CPU a page", bare.cpu_seconds / _PAGES, "s", lower=True, system="tesseract vie"),
        _figure("pages a second", _PAGES / ours.wall_seconds, "/s"),
        _figure("pages a second", _PAGES / bare.wall_seconds, "/s", system="tesseract vie"),
    ]
    peer = _ocrmypdf(path, folder / "peer.pdf")
    if peer is not None:
        speed = peer.wall_seconds / ours.wall_seconds
        figures += [
            _figure("throughput over OCRmyPDF", speed, "×", goal=_LEAST_SPEED_RATIO),
            _figure("CPU a page", peer.cpu_seconds / _PAGES, "s", lower=True, system="ocrmypdf -l vie"),
            _figure("pages a second", _PAGES / peer.wall_seconds, "/s", system="ocrmypdf -l vie"),
        ]
    return tuple(figures)


def _write_scan(path: Path) -> Path:
    """A PDF of pages as a good office scanner makes them."""
    images = [page.image.convert("L") for page in draw_pages(_KIND, pages=_PAGES, seed=_SEED)]
    images[0].save(path, format="PDF", resolution=_DPI, save_all=True, append_images=images[1:], quality=85)
    return path


def _save_page(path: Path, page_no: int, folder: Path) -> Path:
    picture = folder / f"{page_no}.pgm"
    image: Image.Image = render_pdf_page(path, page_no, dpi=_DPI, limits=Limits())
    image.convert("L").save(picture, format="PPM")
    return picture


def _read(path: Path, source: Source, page_no: int, *, tools: ReadingTools) -> None:
    page = read_page(path, source, page_no, tools=tools).page
    if page.error is not None:
        raise PageError(f"the page was not read: {page.error}", where=f"page {page_no}")


def _read_bare(picture: Path) -> None:
    _run(["tesseract", str(picture), str(picture), "-l", "vie", "--dpi", str(_DPI), "tsv"], threads="1")


def _ocrmypdf(path: Path, output: Path) -> Cost | None:
    """Cost of OCRmyPDF with its own settings; None where it is not installed."""
    program = shutil.which("ocrmypdf")
    if program is None:
        return None
    return _cost(lambda: _run([program, "-q", "-l", "vie", str(path), str(output)]))


def _run(command: list[str], *, threads: str | None = None) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "OMP_THREAD_LIMIT"}
    if threads is not None:
        environment["OMP_THREAD_LIMIT"] = threads
    subprocess.run(command, check=True, capture_output=True, timeout=_PEER_SECONDS, env=environment)


def _on_all_cores(read: Callable[[Item], object], items: Iterable[Item], workers: int) -> None:
    with ThreadPoolExecutor(workers) as threads:
        list(threads.map(read, items))


def _cost(work: Callable[[], None]) -> Cost:
    """What `work` takes; the processes of PDFium are ended, for only then is their time known."""
    with _fresh_pdfium():
        before, started = _cpu_seconds(), time.monotonic()
        work()
        wall = time.monotonic() - started
    return Cost(wall_seconds=wall, cpu_seconds=_cpu_seconds() - before)


@contextmanager
def _fresh_pdfium() -> Iterator[None]:
    pdfium_pool().close()
    yield
    pdfium_pool().close()


def _cpu_seconds() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _figure(
    name: str, value: float, unit: str, *, goal: float | None = None, lower: bool = False, system: str = "dondoc"
) -> Figure:
    return Figure(
        data="rendered 300 dpi",
        name=name,
        value=value,
        unit=unit,
        goal=goal,
        lower_is_better=lower,
        system=system,
        count=_PAGES,
    )
