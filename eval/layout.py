"""The suite `layout`: tables of text PDFs, Word files and scans, cell by cell."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from core.directive import Directive, Table
from core.limits import Limits
from core.page import Page
from eval.figures import Figure, Miss, SuiteResult
from eval.layout_gold import GOLD, TableGold, read_table_golds
from eval.table_metrics import TableScore, score_rows
from ingest.intake import accept_file
from ingest.pdf.pdf_file import render_pdf_page
from ingest.pipeline import default_tools
from ingest.reader import ReadingTools, read_page
from ingest.scans.image_page import read_image
from ingest.understand import understand

_SCAN_DPI = 200
_SKEW_DEGREES = 0.4
_SEED = 5
_SCAN_TOLERANCE = 0.1


def run_layout_suite() -> SuiteResult:
    """Share of table cells read right, from each kind of file."""
    started = time.monotonic()
    tools = default_tools(Limits())
    figures: list[Figure] = []
    misses: list[Miss] = []
    for kind, read, tolerance, goal in _KINDS:
        scores = []
        for gold in read_table_golds():
            score = score_table(gold, read(gold, tools), tolerance=tolerance)
            scores.append(score)
            misses += [Miss(data=kind, case=gold.name, expected=one, got=other) for one, other in score.wrong]
        cells = sum(score.cells for score in scores)
        share = 100 * sum(score.right for score in scores) / cells
        figures.append(Figure(data=kind, name="table cells right", value=share, goal=goal, count=cells))
    return SuiteResult(suite="layout", figures=tuple(figures), misses=tuple(misses), seconds=time.monotonic() - started)


def score_table(gold: TableGold, directive: Directive, *, tolerance: float) -> TableScore:
    """Header and rows of all tables of `directive` against the one table that should be there."""
    header = directive.tables[0].header if directive.tables else ()
    rows = [row for table in directive.tables for row in _with_header(table, header)]
    return score_rows((gold.columns, *gold.values), (header, *rows), tolerance=tolerance)


def _with_header(table: Table, first: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Rows of a table; a header other than the `first` one counts as a row that should not be there."""
    return table.rows if table.header == first else (table.header, *table.rows)


def read_file(path: Path, tools: ReadingTools) -> Directive:
    """The directive in the file at `path`."""
    source = accept_file(path, limits=tools.limits)
    return understand([read_page(path, source, number, tools=tools).page for number in range(1, source.pages + 1)])


def _read_pdf(gold: TableGold, tools: ReadingTools) -> Directive:
    return read_file(GOLD / f"{gold.name}.pdf", tools)


def _read_docx(gold: TableGold, tools: ReadingTools) -> Directive:
    return read_file(GOLD / f"{gold.name}.docx", tools)


def _read_scan(gold: TableGold, tools: ReadingTools) -> Directive:
    """The PDF drawn and made like a scan, read by OCR."""
    path = GOLD / f"{gold.name}.pdf"
    grain = np.random.default_rng(_SEED)
    pages: list[Page] = []
    for number in range(1, accept_file(path, limits=tools.limits).pages + 1):
        drawn = render_pdf_page(path, number, dpi=_SCAN_DPI, limits=tools.limits)
        pages.append(read_image(scanned(drawn, grain, crooked=number % 2 == 0), number, tools=tools).page)
    return understand(pages)


def scanned(page: Image.Image, grain: np.random.Generator, *, crooked: bool) -> Image.Image:
    """The page as an office scanner would give it: a little crooked to one side or the other, grey, grainy."""
    degrees = _SKEW_DEGREES if crooked else -_SKEW_DEGREES
    turned = page.convert("L").rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=250)
    noisy = np.asarray(turned, dtype=np.float32) * 0.92 + 14 + grain.normal(0, 5, turned.size[::-1])
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))


_Reader = Callable[[TableGold, ReadingTools], Directive]
_KINDS: tuple[tuple[str, _Reader, float, float], ...] = (
    ("layout/pdf", _read_pdf, 0.0, 99.0),
    ("layout/docx", _read_docx, 0.0, 99.0),
    ("layout/scan", _read_scan, _SCAN_TOLERANCE, 95.0),
)
"""Data set, how to read it, character error rate allowed in a cell, goal in per cent."""
