"""Tesseract that crashes, hangs or talks nonsense costs one page, and that page can be read again."""

import time
from pathlib import Path

import pytest
from PIL import Image

from core.limits import Limits
from core.page import ReadingMethod
from ingest.intake import accept_file
from ingest.reader import read_page
from ingest.reading import ReadingTools
from ingest.scans.ocr import TesseractEngine
from tests.unit.ingest.files import tools, write_picture_pdf

_CRASHES = "#!/bin/sh\nkill -SEGV $$\n"
_HANGS = "#!/bin/sh\nexec sleep 600\n"
_BABBLES = '#!/bin/sh\n[ -z "$2" ] || printf \'no table at all\' > "$2.tsv"\n'


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    return write_picture_pdf(tmp_path / "scan.pdf", 2)


def _put_on_path(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program named tesseract that does as `script` says, found before the real one."""
    program = folder / "bin" / "tesseract"
    program.parent.mkdir(exist_ok=True)
    program.write_text(script)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")


def _tools(seconds: float) -> ReadingTools:
    return ReadingTools(ocr=TesseractEngine(), limits=Limits(page_seconds=seconds), load_restorer=tools().load_restorer)


@pytest.mark.parametrize(
    ("script", "code"),
    [(_CRASHES, "page"), pytest.param(_HANGS, "page_timeout", marks=pytest.mark.slow), (_BABBLES, "page")],
)
def test_a_faulty_engine_fails_the_page_and_no_more(
    script: str, code: str, scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = accept_file(scan, limits=Limits())
    _put_on_path(script, tmp_path, monkeypatch)
    started = time.monotonic()
    page = read_page(scan, source, 2, tools=_tools(3.0)).page
    assert (page.page_no, page.method, page.error) == (2, ReadingMethod.FAILED, code)
    assert time.monotonic() - started < 30
    monkeypatch.undo()
    assert read_page(scan, source, 2, tools=_tools(60.0)).page.method is ReadingMethod.OCR


def test_an_engine_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, scan: Path, tmp_path: Path) -> None:
    source = accept_file(scan, limits=Limits())
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_page(scan, source, 1, tools=_tools(3.0)).page.error == "ocr_unavailable"


def test_a_picture_of_too_many_pixels_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.png"
    Image.new("1", (4000, 4000)).save(path)
    with pytest.raises(Exception, match="điểm ảnh"):
        accept_file(path, limits=Limits(page_pixels=1_000_000))
