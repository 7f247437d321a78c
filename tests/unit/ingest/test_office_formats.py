"""Workbooks, slides, web pages and messages as pages of text."""

import datetime
import zipfile
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from pptx import Presentation
from pptx.util import Inches

from core.errors import DamagedFile, IntakeError
from core.limits import Limits
from core.source import MediaType
from ingest.files.media_type import detect_media_type
from ingest.formats.email_file import read_email_pages
from ingest.formats.html_pages import html_page
from ingest.formats.raw_page import RawPage
from ingest.formats.slide_pages import read_slide_pages
from ingest.formats.workbook_pages import read_workbook_pages
from ingest.tables.merge_marks import merged_cells, without_marks

ROWS = [
    ["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian"],
    ["1", "Tập huấn kỹ năng số", "Văn phòng", "31/3/2025"],
    ["2", "Tổng kết", "", "Tháng 12/2025"],
]


def _workbook(path: Path) -> tuple[RawPage, ...]:
    return read_workbook_pages(path, limits=Limits(), where=path.name)


def _html(source: str) -> list[str]:
    return [line for line in without_marks(html_page(source, where="a.html").text).split("\n") if line]


def test_a_sheet_has_its_letterhead_above_and_its_table_as_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for cell, value in (
        ("A1", "UBND TỈNH A"),
        ("D1", "CỘNG HÒA XÃ HỘI"),
        ("A2", "Số: 1/KH"),
        ("D2", "A, ngày 2/3/2025"),
    ):
        sheet[cell] = value
    sheet["A4"] = "KẾ HOẠCH"
    for at, row in enumerate(ROWS):
        for column, value in enumerate(row):
            sheet.cell(6 + at, 1 + column, value)
    sheet["D7"].value, sheet["D7"].number_format = datetime.datetime(2025, 3, 31), "dd/mm/yyyy"
    sheet["A10"], sheet["D10"] = "Nơi nhận:", "CHỦ TỊCH"
    book.save(tmp_path / "a.xlsx")
    (page,) = _workbook(tmp_path / "a.xlsx")
    assert [line for line in page.text.split("\n") if line] == [
        *("UBND TỈNH A", "Số: 1/KH", "CỘNG HÒA XÃ HỘI", "A, ngày 2/3/2025", "KẾ HOẠCH"),
        *("TT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian", "1\tTập huấn kỹ năng số\tVăn phòng\t31/03/2025"),
        *("2\tTổng kết\t\tTháng 12/2025", "Nơi nhận:", "CHỦ TỊCH"),
    ]


def test_sheets_are_pages_and_hidden_ones_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "một"
    book.create_sheet("Trống")
    hidden = book.create_sheet("Nguồn")
    hidden["A1"], hidden.sheet_state = "hai", "hidden"
    book.save(tmp_path / "a.xlsx")
    assert [page.text.split() for page in _workbook(tmp_path / "a.xlsx")] == [
        ["Trang", "tính:", "Sheet", "một"],
        ["Trang", "tính", "ẩn:", "Nguồn", "hai"],
    ]


def test_cells_in_old_fonts_are_converted_and_capital_faces_shown_in_capitals(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A1"].font = "danh môc bÖnh", Font(name=".VnTimeH")
    sheet["A2"], sheet["A2"].font = "ChËm ph¸t triÓn", Font(name=".VnTime")
    sheet["A3"] = "Chậm phát triển"
    book.save(tmp_path / "a.xlsx")
    (page,) = _workbook(tmp_path / "a.xlsx")
    assert page.text.split("\n")[:3] == ["DANH MỤC BỆNH", "Chậm phát triển", "Chậm phát triển"]
    assert page.encodings == ("TCVN3",)
    assert "danh môc bÖnh" in page.text_as_read


def test_slides_give_title_table_and_notes(tmp_path: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    table = slide.shapes.add_table(3, 4, Inches(1), Inches(2), Inches(6), Inches(2)).table
    for at, row in enumerate(ROWS):
        for column, value in enumerate(row):
            table.cell(at, column).text = value
    slide.shapes.title.text = "Kế hoạch"
    slide.notes_slide.notes_text_frame.text = "Nhắc nộp báo cáo"
    deck.save(str(tmp_path / "a.pptx"))
    (page,) = read_slide_pages(tmp_path / "a.pptx", limits=Limits(), where="a.pptx")
    lines = [line for line in page.text.split("\n") if line]
    assert lines == ["Kế hoạch", *map("\t".join, ROWS), "Ghi chú của người trình bày:", "Nhắc nộp báo cáo"]


def test_a_web_page_shows_what_a_reader_sees() -> None:
    source = """<html><head><title>x</title><style>p{}</style></head><body><script>alert(1)</script>
      <p>Một <b>đoạn</b><br>hai dòng</p><div style="display:none">ẩn</div><ul><li>- mục</li></ul>
      <table><tr><th rowspan=2>TT</th><th colspan=2>Thời gian</th></tr><tr><td>từ</td><td>đến</td></tr></table>"""
    assert _html(source) == ["Một đoạn", "hai dòng", "- mục", "TT\tThời gian\t", "\ttừ\tđến"]


def test_a_web_page_in_old_fonts_is_converted() -> None:
    page = html_page('<p><font face=".VnTimeH">céng hoµ</font> <font face="Arial">Hà Nội</font></p>', where="a")
    assert page.text == "CỘNG HOÀ Hà Nội"


def test_entities_of_a_web_page_fetch_and_grow_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("bí mật", encoding="utf-8")
    source = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]><html><p>Kế hoạch &x;</p></html>'
    assert "bí mật" not in html_page(source, where="a.html").text


def _message() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Văn thư <vt@a.vn>", "b@a.vn"
    message["Date"], message["Subject"] = "Mon, 20 Jan 2025 08:30:00 +0700", "Gửi Kế hoạch số 15/KH-CĐN"
    message.set_content("Đề nghị các đơn vị báo cáo trước ngày 15/12/2025.\n")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="Kế hoạch.pdf")
    return message


def test_an_email_is_a_page_with_headers_body_and_names_of_attachments(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(_message()))
    assert detect_media_type(path, limits=Limits(), where="a.txt") is MediaType.EMAIL
    (page,) = read_email_pages(path, limits=Limits(), where="a.txt")
    assert page.text.split("\n") == [
        *("Từ: Văn thư <vt@a.vn>", "Đến: b@a.vn", "Ngày gửi: 20/01/2025 08:30", "Tiêu đề: Gửi Kế hoạch số 15/KH-CĐN"),
        *("", "Đề nghị các đơn vị báo cáo trước ngày 15/12/2025.", "", "Tệp kèm theo: Kế hoạch.pdf"),
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", MediaType.WEBP),
        (b"BM\x3a\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00", MediaType.BMP),
        (b"{\\rtf1\\ansi K}", MediaType.RTF),
        ("<table><tr><td><b>Kế hoạch</b></td></tr></table>".encode(), MediaType.HTML),
        ("Số: 15/KH\nNgày: 20/01/2025\n\nFrom: đâu".encode(), MediaType.TEXT),
        ("# Kế hoạch\n\n<b>đậm</b> **đậm**".encode(), MediaType.MARKDOWN),
    ],
)
def test_kinds_told_by_content(tmp_path: Path, content: bytes, expected: MediaType) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    assert detect_media_type(tmp_path / "a.pdf", limits=Limits(), where="a.pdf") is expected


@pytest.mark.parametrize("part", ["word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"])
def test_entities_in_office_files_are_refused(tmp_path: Path, part: str) -> None:
    from ingest.formats.document_pages import PagesRequest, read_pages

    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with zipfile.ZipFile(tmp_path / "a", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, bomb)
    kind = detect_media_type(tmp_path / "a", limits=Limits(), where="a")
    with pytest.raises(IntakeError) as caught:
        read_pages(PagesRequest(path=str(tmp_path / "a"), media_type=kind, limits=Limits(), where="a"))
    assert isinstance(caught.value, DamagedFile)


def test_menus_of_a_portal_stay_out_and_numbers_of_lists_are_written() -> None:
    source = """<body><nav><ul><li>Trang chủ</li></ul></nav><div class="left-menu"><p>Tin mới</p></div>
      <div class="menu-content"><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p></div>
      <ol start=3><li>Kiện toàn Ban Chỉ huy</li><li>Trực 24/24</li></ol><footer>Lượt truy cập: 12</footer>cuối</body>"""
    assert _html(source) == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        *("3. Kiện toàn Ban Chỉ huy", "4. Trực 24/24", "cuối"),
    ]


def test_a_total_right_under_a_table_is_a_row_of_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [("TT", "Hạng mục", "Số tiền"), (1, "Tập huấn", 12_500_000), (None, "Tổng cộng", 12_500_000)]:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    (page,) = _workbook(tmp_path / "a.xlsx")
    assert page.text.splitlines()[-1].startswith("\tTổng cộng\t12")


def test_a_row_whose_last_cell_is_merged_with_the_one_above_is_of_the_table(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (("TT", "Nhiệm vụ", "Đơn vị"), (1, "Tập huấn", "Phòng A"), (2, "Báo cáo")):
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    workbook.save(tmp_path / "gop.xlsx")
    (page,) = read_workbook_pages(tmp_path / "gop.xlsx", limits=Limits(), where="gop.xlsx")
    assert without_marks(page.text) == "TT\tNhiệm vụ\tĐơn vị\n1\tTập huấn\tPhòng A\n2\tBáo cáo\t\n"
    assert [(cell.rows, cell.columns) for cell in merged_cells(page.text)] == [(2, 1)]
