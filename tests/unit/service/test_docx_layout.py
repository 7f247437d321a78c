"""The written file, measured in its XML."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from docx.document import Document

from core.task import TaskStatus
from ingest.formats.docx_parts import W
from service.reports.profile import UnitProfile
from service.reports.word.copies import Copy
from service.reports.word.text_width import even_lines, width_pt
from service.reports.word.writer import write_docx
from tests.unit.service.report_cases import PARTY, STATE, UNION, draft, with_state


def written(path: Path, profile: UnitProfile = UNION, *, with_evidence: bool = True) -> Document:
    items = with_state("hoi-nghi", TaskStatus.DONE, "Đã tổ chức 02 hội nghị")
    write_docx(
        draft(items, unit=profile), profile=profile, path=path / "bao-cao.docx", copy=Copy(with_evidence=with_evidence)
    )
    return docx.Document(str(path / "bao-cao.docx"))


def part(path: Path, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(path / "bao-cao.docx") as archive:
        return ElementTree.fromstring(archive.read(name))


def texts(document: Document) -> list[str]:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_page_is_a4_with_the_prescribed_margins(tmp_path: Path) -> None:
    section = written(tmp_path).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin.mm, section.bottom_margin.mm, section.left_margin.mm, section.right_margin.mm)
    assert [round(margin) for margin in margins] == [20, 20, 30, 15]
    assert section.different_first_page_header_footer
    assert "PAGE" in "".join(element.text or "" for element in section.header._element.iter(f"{W}instrText"))


def test_every_style_is_times_new_roman_in_black(tmp_path: Path) -> None:
    document = written(tmp_path)
    used = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None}
    for name in used:
        style = document.styles[name]
        fonts = style.element.rPr.rFonts
        assert fonts.get(f"{W}ascii") == fonts.get(f"{W}hAnsi") == fonts.get(f"{W}cs") == "Times New Roman"
        assert not any("Theme" in key for key in fonts.attrib)
        assert str(style.font.color.rgb) == "000000"


def test_style_ids_are_plain_letters(tmp_path: Path) -> None:
    written(tmp_path)
    identities = [style.get(f"{W}styleId", "") for style in part(tmp_path, "word/styles.xml").iter(f"{W}style")]
    assert all(identity.isascii() and identity for identity in identities)
    assert len(identities) == len(set(identities))


def test_no_run_is_formatted_by_hand(tmp_path: Path) -> None:
    written(tmp_path)
    allowed = {f"{W}rStyle"}
    for run in part(tmp_path, "word/document.xml").iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        assert properties is None or {child.tag for child in properties} <= allowed


def test_letterhead_of_a_union(tmp_path: Path) -> None:
    head = written(tmp_path).tables[0]
    left, right = (cell.text.split("\n") for cell in head.rows[0].cells)
    assert " ".join(left).strip() == "LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ GIANG CÔNG ĐOÀN TRƯỜNG THPT CHU VĂN AN"
    assert right[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert head.cell(1, 0).text == "Số:        /BC-CĐCVA"
    assert head.cell(1, 1).text == "Hà Giang, ngày …… tháng …… năm ……"


def test_rules_have_the_prescribed_lengths(tmp_path: Path) -> None:
    document = written(tmp_path)
    left, right = document.tables[0].rows[0].cells
    for cell, line, size, shares in (
        (right, "Độc lập - Tự do - Hạnh phúc", 13, (0.97, 1.03)),
        (left, "CÔNG ĐOÀN TRƯỜNG", 12, (1 / 3, 1 / 2)),
    ):
        rule = next(paragraph for paragraph in cell.paragraphs if paragraph.style.name == "Đường kẻ")
        across = cell.width.pt - rule.paragraph_format.left_indent.pt - rule.paragraph_format.right_indent.pt
        assert shares[0] <= across / width_pt(line, size_pt=size, is_bold=True) <= shares[1]
        assert rule._p.find(f".//{W}pBdr/{W}top").get(f"{W}val") == "single"


def test_party_layout(tmp_path: Path) -> None:
    document = written(tmp_path, PARTY)
    head = document.tables[0]
    assert head.cell(0, 1).text.strip() == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert head.cell(0, 0).text.endswith("*")
    assert head.cell(1, 0).text == "Số        -BC/ĐU"
    joined = texts(document)
    assert "-----" in joined
    assert not any(text.startswith("Kính gửi") for text in joined)
    assert any(text.startswith("I- TÌNH HÌNH") for text in joined)
    assert document.styles["Nội dung"].paragraph_format.line_spacing.pt == 20
    assert not any(text.endswith("./.") for text in joined)


def test_signature_and_recipients(tmp_path: Path) -> None:
    table = written(tmp_path, STATE).tables[1]
    assert table.cell(0, 0).text.split("\n") == ["Nơi nhận:", "- Như trên;", "- Lưu: VT, VP."]
    assert table.cell(0, 1).text.split("\n") == ["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "Trần Văn Nam"]


def test_several_addressees_stand_on_lines_of_their_own(tmp_path: Path) -> None:
    report = draft(unit=STATE).model_copy(update={"recipient": "Sở Nội vụ; Ủy ban nhân dân tỉnh Hà Giang"})
    write_docx(report, profile=STATE, path=tmp_path / "bao-cao.docx")
    joined = texts(docx.Document(str(tmp_path / "bao-cao.docx")))
    start = joined.index("Kính gửi:")
    assert joined[start + 1 : start + 3] == ["- Sở Nội vụ;", "- Ủy ban nhân dân tỉnh Hà Giang."]


def test_a_unit_known_by_name_alone_has_visible_blanks(tmp_path: Path) -> None:
    joined = "\n".join(texts(written(tmp_path, UnitProfile(name="Trường THCS A"))))
    for expected in (
        "[điền: cơ quan cấp trên]",
        "Số:        /BC-……",
        "…………, ngày …… tháng …… năm ……",
        "[điền: quyền hạn, chức vụ]",
        "[điền: họ và tên người ký]",
        "[điền: đơn vị soạn thảo]",
    ):
        assert expected in joined


def test_characters_that_a_word_file_cannot_hold_are_left_out(tmp_path: Path) -> None:
    items = with_state("hoi-nghi", TaskStatus.DONE, "Đã xong\x00\x0b \ud800 rồi")
    write_docx(draft(items), profile=UNION, path=tmp_path / "bao-cao.docx")
    assert any("Đã xong" in text and "rồi" in text for text in texts(docx.Document(str(tmp_path / "bao-cao.docx"))))


def test_blanks_are_marked(tmp_path: Path) -> None:
    document = written(tmp_path)
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if run.text.startswith("[điền:")]
    assert runs
    assert all(run.style.name == "Chỗ trống" for run in runs)


def test_annex_is_a_landscape_section_with_pages_of_its_own(tmp_path: Path) -> None:
    document = written(tmp_path)
    annex = document.sections[1]
    assert round(annex.page_width.mm) == 297
    assert annex._sectPr.find(f"{W}pgNumType").get(f"{W}start") == "1"
    table = document.tables[-1]
    assert [cell.text for cell in table.rows[0].cells][:2] == ["STT", "Nội dung nhiệm vụ, chỉ tiêu"]
    assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    assert all(row._tr.trPr.find(f"{W}cantSplit") is not None for row in table.rows)
    assert table.rows[1].cells[5].text == "Đã tổ chức 02 hội nghị."
    assert table.rows[2].cells[5].text == "[điền: kết quả, số liệu]"


def test_evidence_is_a_comment_that_can_be_left_out(tmp_path: Path) -> None:
    commented = [comment.text for comment in written(tmp_path).comments]
    assert any("Tổ chức 02 hội nghị tuyên truyền về Tháng Công nhân" in text for text in commented)
    assert any("Dòng 1 Phụ lục: đã hoàn thành" in text for text in commented)
    assert any("Lấy 4/5 nhiệm vụ đọc được" in text for text in commented)
    assert list(written(tmp_path, with_evidence=False).comments) == []


def test_properties_name_the_report_and_its_language(tmp_path: Path) -> None:
    document = written(tmp_path)
    assert document.core_properties.title == "Báo cáo kết quả thực hiện Kế hoạch số 12/KH-LĐLĐ tháng 5 năm 2025"
    assert document.core_properties.language == "vi-VN"
    assert part(tmp_path, "word/styles.xml").find(f".//{W}rPr/{W}lang").get(f"{W}val") == "vi-VN"


@pytest.mark.parametrize("widest", [80, 150, 300])
def test_even_lines_keep_all_words_and_fit(widest: float) -> None:
    name = "CÔNG ĐOÀN TRƯỜNG TRUNG HỌC PHỔ THÔNG CHU VĂN AN"
    lines = even_lines(name, size_pt=12, is_bold=True, widest_pt=widest)
    assert " ".join(lines) == name
    assert all(width_pt(line, size_pt=12, is_bold=True) <= widest for line in lines if " " in line and widest > 100)
