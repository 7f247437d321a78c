"""DOCX bodies as text: order, list marks, tables, page breaks, tracked changes."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from core.errors import DamagedFile
from core.limits import Limits
from ingest.docx_pages import read_docx_pages
from tests.unit.ingest.files import paragraph, write_docx


def _pages(path: Path) -> tuple[str, ...]:
    return tuple(page.text for page in read_docx_pages(path, limits=Limits(), where=path.name))


def _lines(path: Path) -> list[str]:
    return [line for page in _pages(path) for line in page.split("\n") if line.strip()]


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_paragraphs_and_tables_keep_the_order_of_the_body(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Trước bảng")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table._cells, ["TT", "Nhiệm vụ", "Thời gian", "1", "Xây dựng\nkế hoạch", ""], strict=True):
        cell.text = text
    document.add_paragraph("Sau bảng")
    document.save(tmp_path / "a.docx")
    assert _lines(tmp_path / "a.docx") == [
        "Trước bảng",
        "TT\tNhiệm vụ\tThời gian",
        "1\tXây dựng kế hoạch\t",
        "Sau bảng",
    ]


def test_headers_and_footers_stay_out(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "đầu trang"
    document.sections[0].footer.paragraphs[0].text = "chân trang"
    document.add_paragraph("Thân")
    document.save(tmp_path / "a.docx")
    assert _lines(tmp_path / "a.docx") == ["Thân"]


def test_automatic_numbers_are_written(tmp_path: Path) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{mark}"/></w:lvl>'
        for at, (kind, mark) in enumerate(
            [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "\uf0b7")]
        )
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>')
    numbering.insert(0, abstract)
    num = f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
    numbering.append(parse_xml(num))
    for level, text in ((0, "Mục đích"), (1, "Yêu cầu"), (2, "điểm"), (3, "gạch"), (0, "Nội dung"), (1, "Một")):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        mark = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
        properties.append(parse_xml(mark))
    document.save(tmp_path / "a.docx")
    expected = ["I. Mục đích", "1. Yêu cầu", "a) điểm", "- gạch", "II. Nội dung", "1. Một"]
    assert _lines(tmp_path / "a.docx") == expected


def test_numbers_of_a_style_are_written(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("một", style="List Number")
    document.add_paragraph("hai", style="List Number")
    document.add_paragraph("ba", style="List Bullet")
    document.save(tmp_path / "a.docx")
    assert _lines(tmp_path / "a.docx") == ["1. một", "2. hai", "- ba"]


def test_merged_cells_are_not_repeated(tmp_path: Path) -> None:
    wide, top, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        f"<w:tr>{_cell('1')}{_cell('Nhóm', wide)}</w:tr>"
        f"<w:tr>{_cell('a', top)}{_cell('b')}{_cell('c')}</w:tr>"
        f"<w:tr>{_cell('', below)}{_cell('d')}{_cell('e')}</w:tr>"
    )
    path = write_docx(tmp_path / "a.docx", f"<w:tbl>{rows}</w:tbl>")
    assert _lines(path) == ["1\tNhóm\t", "a\tb\tc", "\td\te"]


def test_a_letterhead_table_gives_left_block_then_right_block(tmp_path: Path) -> None:
    left = "<w:tc>" + paragraph("CÔNG ĐOÀN GIÁO DỤC") + paragraph("Số: 15/KH-CĐN") + "</w:tc>"
    right = (
        "<w:tc>" + paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + paragraph("Hà Nội, ngày 20/01/2025") + "</w:tc>"
    )
    path = write_docx(tmp_path / "a.docx", f"<w:tbl><w:tr>{left}{right}</w:tr></w:tbl>")
    assert _lines(path) == [
        "CÔNG ĐOÀN GIÁO DỤC",
        "Số: 15/KH-CĐN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Hà Nội, ngày 20/01/2025",
    ]


def test_deleted_and_hidden_text_is_left_out_and_inserted_text_kept(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>trước ngày </w:t></w:r>"
        "<w:del><w:r><w:delText>01</w:delText></w:r></w:del><w:ins><w:r><w:t>15</w:t></w:r></w:ins>"
        "<w:r><w:t>/12</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>"
    )
    assert _lines(write_docx(tmp_path / "a.docx", body)) == ["trước ngày 15/12"]


def test_pages_end_where_word_broke_them(tmp_path: Path) -> None:
    body = (
        paragraph("một")
        + "<w:p><w:r><w:br w:type='page'/></w:r></w:p>"
        + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>hai</w:t></w:r></w:p>"
        + "<w:p><w:r><w:t>ba</w:t><w:lastRenderedPageBreak/><w:t>bốn</w:t></w:r></w:p>"
    )
    pages = _pages(write_docx(tmp_path / "a.docx", body))
    assert [page.split() for page in pages] == [["một"], ["hai", "ba"], ["bốn"]]


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('trong khung')}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        f"<w:p><w:r><mc:AlternateContent xmlns:mc='{mc}'><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent><w:t>ngoài khung</w:t></w:r></w:p>"
    )
    assert _lines(write_docx(tmp_path / "a.docx", body)) == ["ngoài khung", "trong khung"]


def test_a_body_that_is_no_xml_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document>")
    with pytest.raises(DamagedFile):
        _pages(path)
