"""A file of 500 pages is read in the memory that its first pages took."""

import resource
from pathlib import Path

import pytest

from core.limits import Limits
from core.page import ReadingMethod
from ingest.intake import accept_file
from ingest.reader import read_page
from tests.unit.ingest.files import FakeOcr, line_of, tools, write_picture_pdf

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

_PAGES, _WARM = 500, 60
_MOST_GROWTH_KIB = 25 * 1024


def test_memory_stays_flat_over_five_hundred_scanned_pages(tmp_path: Path) -> None:
    path = write_picture_pdf(tmp_path / "long.pdf", _PAGES)
    source = accept_file(path, limits=Limits())
    used = tools(
        FakeOcr([line for row in range(40) for line in line_of("đơn vị báo cáo kết quả", 200, 300 + 30 * row)])
    )
    peaks = []
    for page_no in range(1, _PAGES + 1):
        assert read_page(path, source, page_no, tools=used).page.method is ReadingMethod.OCR
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    assert peaks[-1] - peaks[_WARM] < _MOST_GROWTH_KIB
