"""The checker finds nothing wrong with our own drafts, and every fault that is put into them."""

import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Mm, Pt, RGBColor

from core.errors import DamagedFile, EmptyFile, FileNotReadable, FileTooLarge, UnsupportedFile
from core.limits import Limits
from core.task import TaskStatus
from service.reports.format_check.checker import check_format
from service.reports.profile import UnitProfile
from service.reports.word.writer import write_docx
from tests.unit.service.report_cases import PARTY, STATE, UNION, draft, with_state


@cache
def right_file(profile: UnitProfile) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.docx"
        write_docx(draft(with_state("kham", TaskStatus.DONE, "100%"), unit=profile), profile=profile, path=file)
        return file.read_bytes()


def write(path: Path, profile: UnitProfile = UNION) -> Path:
    file = path / "bao-cao.docx"
    file.write_bytes(right_file(profile))
    return file


def codes_after(path: Path, change: Callable[[Document], None], profile: UnitProfile = UNION) -> set[str]:
    """Codes of the deviations after `change` was made to a right file."""
    file = write(path, profile)
    document = docx.Document(str(file))
    change(document)
    document.save(str(file))
    return {deviation.code for deviation in check_format(file)}


@pytest.mark.parametrize("profile", [UNION, STATE, PARTY, UnitProfile(name="Trường THCS A")])
def test_our_own_drafts_have_none(tmp_path: Path, profile: UnitProfile) -> None:
    assert check_format(write(tmp_path, profile)) == ()


def style(name: str, **fields: object) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        for key, value in fields.items():
            owner = document.styles[name]
            if key in ("size", "bold", "italic", "name"):
                setattr(owner.font, key, value)
            else:
                setattr(owner.paragraph_format, key, value)

    return change


def retype(start: str, words: str) -> Callable[[Document], None]:
    """Replaces the text of the paragraph that begins with `start`."""

    def change(document: Document) -> None:
        cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
        paragraphs = [*document.paragraphs, *(item for cell in cells for item in cell.paragraphs)]
        paragraph = next(item for item in paragraphs if item.text.startswith(start))
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = words

    return change


def margins(document: Document) -> None:
    document.sections[0].left_margin, document.sections[0].top_margin = Mm(25), Mm(15)


def letter_paper(document: Document) -> None:
    document.sections[0].page_width, document.sections[0].page_height = Mm(216), Mm(279)


def page_numbers_off(document: Document) -> None:
    for section in document.sections:
        for paragraph in section.header.paragraphs:
            paragraph.clear()
    for _ in range(60):
        document.add_paragraph("Một đoạn dài thêm vào để văn bản có nhiều trang, đủ để phải đánh số.", style="Nội dung")


def number_on_first_page(document: Document) -> None:
    document.sections[0].different_first_page_header_footer = False


def arial(document: Document) -> None:
    document.paragraphs[5].runs[0].font.name = "Arial"


def red(document: Document) -> None:
    document.paragraphs[5].runs[0].font.color.rgb = RGBColor(255, 0, 0)


def no_rules(document: Document) -> None:
    cells = document.tables[0].rows[0].cells
    for paragraph in [*document.paragraphs, *(item for cell in cells for item in cell.paragraphs)]:
        if paragraph.style is not None and paragraph.style.name == "Đường kẻ":
            paragraph._p.getparent().remove(paragraph._p)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (margins, "margin_left"),
        (margins, "margin_top"),
        (letter_paper, "paper"),
        (page_numbers_off, "page_number_missing"),
        (number_on_first_page, "page_number_first"),
        (style("Số trang", size=Pt(10)), "page_number_size"),
        (style("Số trang", alignment=WD_ALIGN_PARAGRAPH.RIGHT), "page_number_align"),
        (arial, "font"),
        (red, "color"),
        (no_rules, "rule_missing"),
        (style("Quốc hiệu", size=Pt(15)), "motto_size"),
        (style("Tiêu ngữ", bold=False), "motto_line_bold"),
        (retype("Độc lập", "Độc lập – Tự do – Hạnh phúc"), "motto_text"),
        (retype("CỘNG HÒA", "Cộng hòa xã hội chủ nghĩa Việt Nam"), "motto_text"),
        (style("Cơ quan ban hành", bold=False), "issuer_bold"),
        (style("Số, ký hiệu", size=Pt(14)), "number_size"),
        (retype("Số:", "Số: 5/BC-CĐCVA"), "number_form"),
        (retype("Số:", "Số: 15 / BC - CĐCVA"), "number_form"),
        (style("Địa danh, ngày tháng", italic=False), "date_italic"),
        (retype("Hà Giang,", "Hà Giang, ngày 5 tháng 6 năm 2025"), "date_form"),
        (retype("Hà Giang,", "Hà Giang ngày 05 tháng 6 năm 2025"), "date_form"),
        (style("Tên loại văn bản", size=Pt(16)), "kind_size"),
        (style("Trích yếu", bold=False), "title_bold"),
        (retype("Kính gửi", "Kính gửi Liên đoàn Lao động tỉnh"), "addressee_form"),
        (retype("I. TÌNH HÌNH", "I. Tình hình chỉ đạo, triển khai"), "heading_case"),
        (style("Heading 1", bold=False), "heading_bold"),
        (retype("Thực hiện Kế hoạch", "Căn cứ Luật Công đoàn ngày 27 tháng 11 năm 2024;"), "basis_italic"),
        (style("Nội dung", size=Pt(12)), "body_size"),
        (style("Nội dung", alignment=WD_ALIGN_PARAGRAPH.LEFT), "body_align"),
        (style("Nội dung", first_line_indent=Cm(2)), "body_indent"),
        (style("Nội dung", line_spacing=2.0), "body_line"),
        (style("Nội dung", space_after=Pt(0)), "body_gap"),
        (retype("Trên đây là", "Trên đây là báo cáo của đơn vị, trân trọng báo cáo."), "ending"),
        (style("Nơi nhận", italic=False), "recipients_label_italic"),
        (style("Danh sách nơi nhận", size=Pt(14)), "recipients_size"),
        (retype("- Như trên", "- Như trên."), "recipients_form"),
        (retype("- Lưu", "- Lưu VP."), "recipients_form"),
        (retype("TM. BAN", "T/M BAN CHẤP HÀNH"), "signature_form"),
        (style("Họ tên người ký", bold=False), "signer_bold"),
        (retype("Nguyễn Thị Hoa", "ThS. Nguyễn Thị Hoa"), "signer_degree"),
        (style("Phụ lục", size=Pt(12)), "annex_size"),
        (retype("Phụ lục", "Phụ lục 2"), "annex_number"),
    ],
)
def test_each_fault_is_found(tmp_path: Path, change: Callable[[Document], None], code: str) -> None:
    assert code in codes_after(tmp_path, change)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (retype("Số", "Số: 05-BC/ĐU"), "number_form"),
        (style("Nội dung", line_spacing=1.5), "body_line"),
        (retype("T/M", "TM. ĐẢNG ỦY"), "signature_form"),
        (retype("*", "***"), "party_star"),
        (retype("-----", "_____"), "party_hyphens"),
        (retype("Trên đây là", "Trên đây là báo cáo của Đảng ủy./."), "ending"),
    ],
)
def test_party_rules_are_its_own(tmp_path: Path, change: Callable[[Document], None], code: str) -> None:
    assert code in codes_after(tmp_path, change, PARTY)


def test_a_number_is_given_back_in_the_right_form(tmp_path: Path) -> None:
    file = write(tmp_path)
    document = docx.Document(str(file))
    retype("Số:", "Số : 5 /BC- CĐCVA")(document)
    document.save(str(file))
    deviation = next(item for item in check_format(file) if item.code == "number_form")
    assert deviation.expected == "“Số: 05/BC-CĐCVA”"
    assert deviation.rule == "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, II.3c"
    assert deviation.advice


def test_equal_faults_of_many_paragraphs_are_told_once(tmp_path: Path) -> None:
    file = write(tmp_path)
    document = docx.Document(str(file))
    document.styles["Nội dung"].font.size = Pt(12)
    document.save(str(file))
    found = [item for item in check_format(file) if item.code == "body_size"]
    assert len(found) == 1
    assert "đoạn, bắt đầu từ đoạn" in found[0].place


def test_two_columns_on_one_line_are_told_apart(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("UBND TỈNH HÀ GIANG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    document.add_paragraph("SỞ Y TẾ\tĐộc lập - Tự do - Hạnh phúc")
    document.add_paragraph("Số: 12/BC-SYT\tHà Giang, ngày 05 tháng 02 năm 2026")
    file = tmp_path / "tab.docx"
    document.save(str(file))
    codes = {item.code for item in check_format(file)}
    assert not codes & {"motto_missing", "motto_text", "number_missing", "number_form", "date_missing", "date_form"}


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"", EmptyFile), (b"%PDF-1.4 not a word file", UnsupportedFile)],
)
def test_what_is_no_word_file_is_refused(tmp_path: Path, content: bytes, error: type[Exception]) -> None:
    file = tmp_path / "x.docx"
    file.write_bytes(content)
    with pytest.raises(error):
        check_format(file)


def test_hostile_and_broken_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotReadable):
        check_format(tmp_path / "missing.docx")
    whole = write(tmp_path)
    with pytest.raises(FileTooLarge):
        check_format(whole, limits=Limits(file_bytes=1000))
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
    with pytest.raises(FileTooLarge):
        check_format(bomb)
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("word/document.xml", "<w:document>")
    with pytest.raises(DamagedFile):
        check_format(broken)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "lol">{lol}]><d>&l9;</d>'
    file = tmp_path / "lol.docx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", body)
    with pytest.raises(DamagedFile):
        check_format(file)


def test_a_signature_set_apart_by_tabs_is_not_among_the_recipients(tmp_path: Path) -> None:
    def change(document: Document) -> None:
        body = document.element.body
        ending = next(table for table in document.tables if table.cell(0, 0).text.startswith("Nơi nhận"))
        for text in ("Nơi nhận:\t\t\tTM. BAN CHẤP HÀNH", "- Như trên;\t\t\tCHỦ TỊCH", "- Lưu: VT, VP."):
            paragraph = document.add_paragraph()
            for piece, size in zip(text.partition("\t\t\t"), (11, 11, 14), strict=True):
                run = paragraph.add_run(piece)
                run.font.size, run.bold = Pt(size), size == 14
            ending._tbl.addprevious(paragraph._p)
        body.remove(ending._tbl)

    assert not {
        code for code in codes_after(tmp_path, change) if code.startswith("recipients_") and "label" not in code
    }
