"""LibreOffice at work: formats come out alike, and nothing in a file runs, calls out or outlives its time."""

import http.server
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from core.errors import ConverterMissing, FileTooLarge, IntakeError
from core.limits import Limits
from core.source import MediaType
from ingest.files import office_conversion
from ingest.files.office_conversion import converted_file
from ingest.formats.document_pages import DocumentPages
from ingest.intake import accept_file
from ingest.pipeline import default_tools
from ingest.reader import read_page

pytestmark = pytest.mark.slow
_REMOTE_PICTURE = (
    "{\\rtf1\\ansi Ke hoach so 15/KH-CDN\\par "
    '{{\\field{{\\*\\fldinst INCLUDEPICTURE "http://127.0.0.1:{port}/a.png" \\\\d }}{{\\fldrslt }}}}\\par }}'
)
_REMOTE_ODT = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" office:version="1.2" '
    'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>Kế hoạch'
    '<draw:frame><draw:image xlink:href="http://127.0.0.1:{port}/b.png" xlink:actuate="onLoad"/></draw:frame>'
    "</text:p></office:text></office:body></office:document>"
)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with a task table, as DOCX."""
    document = docx.Document()
    document.add_paragraph("Số: 15/KH-CĐN")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table._cells, ["TT", "Nhiệm vụ", "Thời gian", "1", "Tập huấn", "Quý II/2025"], strict=True):
        cell.text = text
    document.add_paragraph("Nơi nhận: như trên")
    path = tmp_path_factory.mktemp("plan") / "kh.docx"
    document.save(str(path))
    return path


@pytest.fixture(scope="module")
def long_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty table rows after some running text, as DOCX without a note of where its pages end."""
    document = docx.Document()
    for number in range(12):
        document.add_paragraph(f"Điểm {number}: các đơn vị trực thuộc thực hiện nghiêm túc nội dung số {number}. " * 3)
    table = document.add_table(rows=60, cols=3)
    for number, cell in enumerate(table._cells):
        texts = (str(number // 3 + 1), f"Việc thứ {number // 3 + 1} giao phòng chuyên môn", f"Quý {number % 4 + 1}")
        cell.text = texts[number % 3]
    path = tmp_path_factory.mktemp("dai") / "dai.docx"
    document.save(str(path))
    return path


@pytest.fixture
def visits() -> Iterator[tuple[int, list[str]]]:
    """Port of a web server on this machine, and the paths that were asked of it."""
    seen: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1], seen
    server.shutdown()
    server.server_close()
    thread.join()


def _text(path: Path, media_type: MediaType) -> list[str]:
    pages = DocumentPages(Limits(), libreoffice="soffice").read(path, media_type, sha256=path.name, where=path.name)
    return [line for page in pages for line in page.text.split("\n") if line]


@pytest.mark.parametrize("ending", ["doc", "rtf", "odt"])
def test_old_formats_read_as_the_docx_does(plan: Path, tmp_path: Path, ending: str) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path), str(plan)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    source = accept_file(tmp_path / f"kh.{ending}", limits=Limits(), file_name="không.đuôi")
    assert source.media_type.name.lower() == ending
    assert _text(tmp_path / f"kh.{ending}", source.media_type) == _text(plan, MediaType.DOCX)


@pytest.mark.parametrize("ending", ["docx", "rtf", "odt"])
def test_a_long_file_has_the_pages_that_paper_has(long_plan: Path, tmp_path: Path, ending: str) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path), str(long_plan)]
    path = long_plan
    if ending != "docx":
        subprocess.run(command, check=True, capture_output=True, timeout=100)
        path = tmp_path / f"dai.{ending}"
    tools = default_tools(Limits())
    source = accept_file(path, limits=tools.limits)
    readings = [read_page(path, source, page_no, tools=tools) for page_no in range(1, source.pages + 1)]
    assert 2 <= source.pages <= 8
    assert all(reading.image is not None and reading.page.text for reading in readings)
    lines = [line for reading in readings for line in reading.page.text.split("\n") if line]
    assert sum(line.count("Việc thứ") for line in lines) == 60
    assert [line.split("\t")[0] for line in lines if line.count("\t") == 2] == [str(number) for number in range(1, 61)]


def test_a_docx_is_read_without_libreoffice(long_plan: Path) -> None:
    pages = DocumentPages(Limits(), libreoffice="không-có").read(
        long_plan, MediaType.DOCX, sha256="không-có", where="dai.docx"
    )
    assert len(pages) == 1


@pytest.mark.parametrize("has_network", [True, False])
@pytest.mark.parametrize(("content", "kind"), [(_REMOTE_PICTURE, MediaType.RTF), (_REMOTE_ODT, MediaType.ODT)])
def test_nothing_is_fetched(
    tmp_path: Path,
    visits: tuple[int, list[str]],
    monkeypatch: pytest.MonkeyPatch,
    *,
    content: str,
    kind: MediaType,
    has_network: bool,
) -> None:
    port, seen = visits
    if has_network:
        monkeypatch.setattr(office_conversion, "_WITHOUT_NETWORK", ())
    (tmp_path / "a").write_text(content.replace("{{", "{").replace("}}", "}").replace("{port}", str(port)), "utf-8")
    with converted_file(tmp_path / "a", kind, program="soffice", limits=Limits(), where="a"):
        pass
    assert seen == []


def test_without_libreoffice_the_error_says_so(plan: Path) -> None:
    with (
        pytest.raises(ConverterMissing),
        converted_file(plan, MediaType.DOC, program="không-có", limits=Limits(), where="a"),
    ):
        pass


def test_a_conversion_ends_with_its_time(plan: Path) -> None:
    limits = Limits(conversion_seconds=0.3)
    with (
        pytest.raises(FileTooLarge),
        converted_file(plan, MediaType.DOC, program="soffice", limits=limits, where="a"),
    ):
        pass


def test_a_truncated_file_is_an_intake_error(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000))
    with pytest.raises(IntakeError):
        accept_file(tmp_path / "a.doc", limits=Limits())
