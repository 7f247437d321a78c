"""PDFium in its own process: words, boxes, faults."""

import os
import signal
from pathlib import Path

import pytest

from core.errors import PageError, PageTimeout
from core.limits import Limits
from ingest.pdf.pdf_file import pdfium_pool, read_pdf_words, render_pdf_page
from ingest.pdf.pdf_messages import PdfFault, PdfOperation, PdfRequest
from ingest.pdf.pdf_process import PdfiumProcess
from tests.unit.ingest.files import write_picture_pdf, write_scan_with_layer, write_text_pdf


@pytest.fixture
def text_pdf(tmp_path: Path) -> Path:
    return write_text_pdf(
        tmp_path / "a.pdf", [[(72, 770, "Ke hoach 15"), (72, 740, "dong hai")], [(72, 700, "trang hai")]]
    )


def test_words_have_boxes_in_pixels_of_the_drawn_page(text_pdf: Path) -> None:
    answer = read_pdf_words(text_pdf, 1, dpi=144, limits=Limits())
    assert [word.text for word in answer.words] == ["Ke", "hoach", "15", "dong", "hai"]
    image = render_pdf_page(text_pdf, 1, dpi=144, limits=Limits())
    assert image.size == (answer.width, answer.height) == (1190, 1684)
    box = answer.words[0].box
    assert image.convert("L").crop(tuple(round(side) for side in box)).getextrema()[0] < 100
    assert box.x0 == pytest.approx(144, abs=3)


def test_a_page_of_one_picture_says_so(tmp_path: Path) -> None:
    answer = read_pdf_words(write_picture_pdf(tmp_path / "scan.pdf"), 1, dpi=72, limits=Limits())
    assert answer.words == ()
    assert answer.image_share > 0.95
    assert answer.picture_dpi == pytest.approx(100, abs=1)


def test_the_layer_of_a_scanner_is_known_for_what_it_is(tmp_path: Path) -> None:
    scan = read_pdf_words(write_scan_with_layer(tmp_path / "a.pdf", "Ke hoach"), 1, dpi=72, limits=Limits())
    assert (scan.hidden_share, scan.image_share) == (1.0, 1.0)
    printed = read_pdf_words(write_text_pdf(tmp_path / "b.pdf", [[(72, 700, "Ke")]]), 1, dpi=72, limits=Limits())
    assert printed.hidden_share == 0.0


def test_a_page_whose_text_runs_up_is_turned_upright(tmp_path: Path) -> None:
    texts = [(100, 200 + 30 * n, "mot dong chu chay doc trang giay") for n in range(5)]
    path = write_text_pdf(tmp_path / "a.pdf", [texts], turn=1)
    answer = read_pdf_words(path, 1, dpi=72, limits=Limits())
    assert (answer.width, answer.height) == (842, 595)
    boxes = [word.box for word in answer.words if word.text == "giay"]
    assert len(boxes) == 5
    assert all(box.x1 - box.x0 > box.bottom - box.top for box in boxes)


def test_pixels_are_kept_within_the_limit(text_pdf: Path) -> None:
    image = render_pdf_page(text_pdf, 1, dpi=300, limits=Limits(page_pixels=100_000))
    assert image.width * image.height <= 101_000


def test_a_page_that_is_not_there_is_an_error(text_pdf: Path) -> None:
    with pytest.raises(PageError):
        read_pdf_words(text_pdf, 3, dpi=72, limits=Limits())


def test_too_little_time_is_a_timeout_and_the_next_request_works(text_pdf: Path) -> None:
    with pytest.raises(PageTimeout):
        read_pdf_words(text_pdf, 1, dpi=72, limits=Limits(page_seconds=0.0))
    assert read_pdf_words(text_pdf, 2, dpi=72, limits=Limits()).words[0].text == "trang"


def test_a_killed_process_is_a_fault_and_is_replaced(text_pdf: Path) -> None:
    process = PdfiumProcess()
    request = PdfRequest(operation=PdfOperation.COUNT, path=str(text_pdf))
    assert process.ask(request, timeout_seconds=60).answer.pages == 2
    child = process._child
    assert child is not None
    os.kill(child.pid, signal.SIGKILL)
    answers = [process.ask(request, timeout_seconds=60).answer for _ in range(2)]
    assert answers[0].fault in (PdfFault.CRASH, None)
    assert answers[1].pages == 2
    process.close()


def test_a_process_that_hangs_is_ended_when_its_time_is_up(text_pdf: Path) -> None:
    process = PdfiumProcess()
    request = PdfRequest(operation=PdfOperation.COUNT, path=str(text_pdf))
    assert process.ask(request, timeout_seconds=60).answer.pages == 2
    child = process._child
    assert child is not None
    os.kill(child.pid, signal.SIGSTOP)
    assert process.ask(request, timeout_seconds=0.3).answer.fault is PdfFault.TIMEOUT
    assert child.poll() is not None
    assert process.ask(request, timeout_seconds=60).answer.pages == 2
    process.close()


def test_the_pool_is_one_for_the_process() -> None:
    assert pdfium_pool() is pdfium_pool()
