"""DOCX bodies as text: order, list marks, tables, page breaks, tracked changes."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from core.errors import DamagedFile
from core.limits import Limits
from ingest.formats.docx_pages import read_docx_pages
from ingest.tables.merge_marks import without_marks
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
    assert [without_marks(line) for line in _lines(path)] == ["1\tNhóm\t", "a\tb\tc", "\td\te"]


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


_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def _write_parts(path: Path, body: str, **parts: str) -> Path:
    """A DOCX file whose parts besides the body are given as XML without the root's namespaces."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(f'<Relationship Id="r{name}" Type="{kind}/{name}" Target="{name}.xml"/>' for name in parts)
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>")
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{package}">{relations}</Relationships>'
        )
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", xml.replace("NAMES", _NAMES))
    return path


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def test_notes_stand_at_the_end_of_their_page(tmp_path: Path) -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = (
        f"<w:p>{_run('Kế hoạch số 15')}{reference}</w:p>{paragraph('Sau')}<w:p><w:r><w:br w:type='page'/></w:r></w:p>"
    )
    notes = f'<w:footnotes NAMES><w:footnote w:id="2">{paragraph("Ngày 20/01/2025")}</w:footnote></w:footnotes>'
    pages = _pages(_write_parts(tmp_path / "a.docx", body + paragraph("Trang hai"), footnotes=notes))
    assert [page.split("\n\n") for page in pages] == [["Kế hoạch số 15", "Sau", "[1] Ngày 20/01/2025"], ["Trang hai"]]


def test_a_letterhead_in_a_header_is_read_when_the_body_has_none(tmp_path: Path) -> None:
    header = f"<w:hdr NAMES>{paragraph('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')}</w:hdr>"
    path = _write_parts(tmp_path / "a.docx", paragraph("KẾ HOẠCH"), header=header)
    assert _lines(path) == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "KẾ HOẠCH"]


def test_capitals_hidden_text_and_old_fonts_of_a_style(tmp_path: Path) -> None:
    styles = (
        "<w:styles NAMES><w:style w:type='paragraph' w:default='1' w:styleId='N'><w:rPr>"
        "<w:rFonts w:ascii='.VnTime' w:hAnsi='.VnTime'/></w:rPr></w:style>"
        "<w:style w:styleId='C'><w:basedOn w:val='N'/><w:rPr><w:caps/></w:rPr></w:style>"
        "<w:style w:styleId='H'><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
    )
    body = (
        f"<w:p><w:pPr><w:pStyle w:val='C'/></w:pPr>{_run('KÕ ho¹ch')}</w:p>"
        f"<w:p>{_run('tr')}<w:r><w:softHyphen/></w:r>{_run('íc ngµy')}{_run('Èn', '<w:rStyle w:val=#H#/>')}</w:p>"
        f"<w:p>{_run('céng hoµ', '<w:rFonts w:ascii=#.VnTimeH# w:hAnsi=#.VnTimeH#/>')}</w:p>"
    ).replace("#", '"')
    (page,) = read_docx_pages(_write_parts(tmp_path / "a.docx", body, styles=styles), limits=Limits(), where="a")
    assert page.text.split("\n\n") == ["KẾ HOẠCH", "trước ngày", "CỘNG HOÀ"]
    assert page.text_as_read.split("\n\n")[0] == "KÕ ho¹ch"
    assert page.encodings == ("TCVN3",)


def test_unicode_text_in_an_old_font_is_kept(tmp_path: Path) -> None:
    font = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    body = f"<w:p>{_run('Kế hoạch của Công đoàn về lòng yêu nước', font)}</w:p><w:p>{_run('lòng tốt', font)}</w:p>"
    assert _lines(write_docx(tmp_path / "a.docx", body)) == ["Kế hoạch của Công đoàn về lòng yêu nước", "lòng tốt"]


def test_vni_letters_that_lie_across_two_runs_are_one(tmp_path: Path) -> None:
    font = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'
    body = f"<w:p>{_run('Ñoä', font)}{_run('c laä', font)}{_run('p', font)}</w:p>"
    assert _lines(write_docx(tmp_path / "a.docx", body)) == ["Độc lập"]


def test_empty_controls_contents_and_field_codes_stay_out(tmp_path: Path) -> None:
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{_run('Bấm để nhập')}</w:sdtContent></w:sdt>"
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{_run('Hà Nội')}</w:sdtContent></w:sdt>"
    field = "<w:fldSimple w:instr='DATE'><w:r><w:t>, ngày 20</w:t></w:r></w:fldSimple>"
    field += "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    contents = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{paragraph('I. MỤC ĐÍCH 1')}</w:sdtContent></w:sdt>"
    )
    path = write_docx(tmp_path / "a.docx", f"{contents}<w:p>{prompt}{filled}{field}</w:p>{paragraph('I. MỤC ĐÍCH')}")
    assert _lines(path) == ["Hà Nội, ngày 20", "I. MỤC ĐÍCH"]


def test_a_table_inside_a_cell_and_a_frame_of_one_column(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr>{_cell('a')}{_cell('b')}</w:tr></w:tbl>"
    rows = f"<w:tr>{_cell('1')}<w:tc>{inner}{paragraph('c')}</w:tc></w:tr><w:tr>{_cell('2')}{_cell('d')}</w:tr>"
    grid = f"<w:tbl>{rows}</w:tbl>"
    frame = f"<w:tbl><w:tr><w:tc>{paragraph('Điều 1. Một')}{paragraph('Điều 2. Hai')}</w:tc></w:tr></w:tbl>"
    assert _lines(write_docx(tmp_path / "a.docx", grid + frame)) == ["1\ta b c", "2\td", "Điều 1. Một", "Điều 2. Hai"]


def test_a_deleted_end_of_paragraph_joins_two(tmp_path: Path) -> None:
    body = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{_run('trước ')}</w:p>{paragraph('ngày 15/12')}"
    assert _lines(write_docx(tmp_path / "a.docx", body)) == ["trước ngày 15/12"]


def test_blocks_set_apart_by_tabs_keep_their_gap(tmp_path: Path) -> None:
    tab = "<w:r><w:tab/></w:r>"
    body = f"<w:p>{_run('UBND TỈNH A')}{tab}{_run('CỘNG HÒA')}</w:p><w:p>{_run('1.')}{tab}{_run('Mục đích')}</w:p>"
    assert _lines(write_docx(tmp_path / "a.docx", body)) == ["UBND TỈNH A    CỘNG HÒA", "1. Mục đích"]


def test_the_main_part_may_have_any_name(tmp_path: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        relation = f'<Relationship Id="r" Type="{kind}" Target="/word/document2.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{package}">{relation}</Relationships>')
        archive.writestr(
            "word/document2.xml", f"<w:document {_NAMES}><w:body>{paragraph('Thân')}</w:body></w:document>"
        )
    assert _lines(tmp_path / "a.docx") == ["Thân"]


def test_comments_are_kept_beside_the_text_of_their_page(tmp_path: Path) -> None:
    referred = '<w:r><w:commentReference w:id="4"/></w:r>'
    comment = f'<w:comment w:id="4" w:author="Chánh Văn phòng">{paragraph("Giao đ/c Nam chủ trì")}</w:comment>'
    path = _write_parts(
        tmp_path / "a.docx",
        f"<w:p>{_run('Báo cáo')}{referred}{_run(' trước 10/7')}</w:p>",
        comments=f"<w:comments NAMES>{comment}</w:comments>",
    )
    (page,) = read_docx_pages(path, limits=Limits(), where="a.docx")
    assert page.text == "Báo cáo trước 10/7"
    assert [aside.text for aside in page.asides] == ["Chánh Văn phòng: Giao đ/c Nam chủ trì"]
