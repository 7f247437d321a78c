"""One page of each kind of file, well or badly read."""

from pathlib import Path

from PIL import Image

from core.limits import Limits
from core.page import AskedMethod, Page, ReadingMethod, TextJudgement
from ingest.intake import accept_file
from ingest.reader import PageReading, ReadingTools, read_page
from tests.unit.ingest.files import (
    FakeOcr,
    MissingOcr,
    SlowOcr,
    line_of,
    paragraph,
    tools,
    write_docx,
    write_picture_pdf,
    write_text_pdf,
)

_SENTENCE = "Công đoàn các cấp triển khai thực hiện kế hoạch, báo cáo kết quả trước ngày 15 tháng 12 năm 2025."
_OCR = FakeOcr([*line_of("Đôn đốc thực hiện kế hoạch", 200, 400), *line_of("của các đơn vị", 200, 440)])


def _read(path: Path, page_no: int = 1, given: ReadingTools | None = None) -> PageReading:
    source = accept_file(path, limits=Limits())
    return read_page(path, source, page_no, tools=given or tools())


def _holds_together(page: Page) -> bool:
    return all(page.text[word.start : word.end] == word.text for word in page.words)


def test_good_text_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{_SENTENCE}\n" * 5 + "\f" + f"trang hai {_SENTENCE}", encoding="utf-8")
    page = _read(path, 2).page
    assert (page.judgement, page.method) == (TextJudgement.GOOD, ReadingMethod.TEXT_LAYER)
    assert page.text == page.text_as_read == f"trang hai {_SENTENCE}\n"


def test_ruined_text_is_restored_with_as_many_lines(tmp_path: Path) -> None:
    ruined = Path("samples/004-ke-hoach-so-gddt-lam-dong-ocr-hong.txt").read_text(encoding="utf-8").split("\n")[:40]
    path = tmp_path / "a.txt"
    path.write_text("\n".join(ruined), encoding="utf-8")
    page = _read(path).page
    assert (page.judgement, page.method) == (TextJudgement.RUINED, ReadingMethod.RESTORED)
    assert page.text.count("\n") == page.text_as_read.count("\n")
    assert "lam PONG".lower() in page.text_as_read.lower()
    assert _holds_together(page)


def test_legacy_text_is_converted_and_kept_as_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    legacy = "ChØ thÞ vÒ viÖc t¨ng c­êng c«ng t¸c chØ ®¹o, ®iÒu hµnh vµ thùc hiÖn kÕ ho¹ch ph¸t triÓn kinh tÕ n¨m 2003. "
    path.write_bytes((legacy * 8).encode("cp1252"))
    page = _read(path).page
    assert (page.judgement, page.method) == (TextJudgement.LEGACY_ENCODING, ReadingMethod.CONVERTED)
    assert page.text.startswith("Chỉ thị về việc tăng cường công tác chỉ đạo, điều hành")
    assert page.text_as_read.startswith("ChØ thÞ")


def test_word_file(tmp_path: Path) -> None:
    reading = _read(write_docx(tmp_path / "a.docx", paragraph(_SENTENCE) * 3))
    assert reading.page.text.count(_SENTENCE) == 3
    assert reading.image is None


def test_a_picture_is_read_with_boxes_on_the_image_that_comes_back(tmp_path: Path) -> None:
    picture = Image.new("RGB", (2480, 3507), "white")
    picture.paste("black", (400, 400, 1900, 440))
    picture.save(tmp_path / "a.png")
    reading = _read(tmp_path / "a.png", given=tools(_OCR))
    page = reading.page
    assert page.method is ReadingMethod.OCR
    assert [line for line in page.text.split("\n") if line] == ["Đôn đốc thực hiện kế hoạch", "của các đơn vị"]
    assert reading.image is not None
    assert reading.image[:4] == b"RIFF"
    assert (page.width, page.height) == (1075, 1520)
    box = page.words[0].box
    assert box is not None
    assert box.x0 == round(200 * 1075 / 2480, 1)
    assert _holds_together(page)


def test_a_blank_picture_gives_an_empty_page_not_a_failure(tmp_path: Path) -> None:
    Image.new("L", (800, 1100), "white").save(tmp_path / "a.png")
    page = _read(tmp_path / "a.png", given=tools(SlowOcr())).page
    assert (page.text, page.error) == ("", None)


def test_a_scanned_pdf_page_is_read_by_ocr(tmp_path: Path) -> None:
    page = _read(write_picture_pdf(tmp_path / "a.pdf", 2), 2, tools(_OCR)).page
    assert (page.page_no, page.method) == (2, ReadingMethod.OCR)
    assert "Đôn đốc" in page.text


def test_a_page_that_takes_too_long_fails_with_its_code(tmp_path: Path) -> None:
    page = _read(write_picture_pdf(tmp_path / "a.pdf"), given=tools(SlowOcr())).page
    assert (page.method, page.error, page.text) == (ReadingMethod.FAILED, "page_timeout", "")


def test_without_tesseract_a_scan_fails_and_ruined_text_is_restored(tmp_path: Path) -> None:
    scan = _read(write_picture_pdf(tmp_path / "a.pdf"), given=tools(MissingOcr())).page
    assert (scan.method, scan.error) == (ReadingMethod.FAILED, "ocr_unavailable")
    ruined = [
        (72, 760 - 20 * n, "Trien khai thuc hien Nghi quyet s6 57-NQ/TW ngay 22/12/2024 cia Bo Chinh tri")
        for n in range(12)
    ]
    page = _read(write_text_pdf(tmp_path / "b.pdf", [ruined]), given=tools(MissingOcr())).page
    assert page.method is ReadingMethod.RESTORED
    assert "57-NQ/TW" in page.text
    assert "22/12/2024" in page.text


def test_ruined_pdf_text_is_read_again_from_the_drawn_page(tmp_path: Path) -> None:
    ruined = [
        (72, 760 - 20 * n, "Trien khai thuc hien Nghi quyet s6 57-NQ/TW ngay 22/12/2024 cia Bo Chinh tri")
        for n in range(12)
    ]
    page = _read(write_text_pdf(tmp_path / "b.pdf", [ruined]), given=tools(_OCR)).page
    assert (page.judgement, page.method) == (TextJudgement.RUINED, ReadingMethod.OCR)
    assert page.text.startswith("Đôn đốc")


def test_a_file_that_vanished_or_changed_gives_a_failed_page(tmp_path: Path) -> None:
    path = write_picture_pdf(tmp_path / "a.pdf")
    source = accept_file(path, limits=Limits())
    path.write_bytes(b"%PDF-1.4 nothing")
    assert read_page(path, source, 1, tools=tools()).page.error == "page"
    path.unlink()
    assert read_page(path, source, 1, tools=tools()).page.method is ReadingMethod.FAILED


def test_a_page_of_a_pdf_is_read_as_asked(tmp_path: Path) -> None:
    path = write_text_pdf(tmp_path / "a.pdf", [[(72, 700, "Ke hoach nam 2025 cua huyen")]])
    used = tools(FakeOcr(line_of("từ ảnh", 100, 100)))
    source = accept_file(path, limits=Limits())
    read = {method: read_page(path, source, 1, tools=used, method=method).page for method in AskedMethod}
    assert read[AskedMethod.OCR].text == "từ ảnh\n"
    assert read[AskedMethod.TEXT].text.strip() == "Ke hoach nam 2025 cua huyen"
    assert read[AskedMethod.TEXT].method is ReadingMethod.TEXT_LAYER
    assert read[AskedMethod.RESTORE].method is ReadingMethod.RESTORED
    assert all("theo yêu cầu" in page.reasons[-1] for page in read.values())
