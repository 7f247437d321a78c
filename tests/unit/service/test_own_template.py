"""A unit's own Word template: its look stays, our words go in."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from core.errors import InvalidInput
from core.limits import Limits
from service.reports.word.copies import Copy
from service.reports.word.own_template import check_template
from service.reports.word.writer import write_docx
from service.review.claims import name_claims, walk_claims
from service.review.word_file import read_returned
from tests.unit.service.report_cases import UNION, draft


def template(*paragraphs: str) -> bytes:
    document = docx.Document()
    head = document.add_table(rows=1, cols=2)
    head.cell(0, 0).text = "CÔNG ĐOÀN TRƯỜNG X"
    head.cell(0, 1).text = "Kính gửi: {{KINH_GUI}}"
    for text in paragraphs:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_body_stands_where_the_template_says(tmp_path: Path) -> None:
    report = name_claims(draft())
    given = template("BÁO CÁO", "Về {{TRICH_YEU}}", "{{NOI_DUNG}}", "Nơi nhận:", "{{NOI_NHAN}}", "NGƯỜI KÝ")
    write_docx(report, path=tmp_path / "a.docx", profile=UNION, template=given, copy=Copy(identifier="r/1"))
    document = docx.Document(str(tmp_path / "a.docx"))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:2] == ["BÁO CÁO", f"Về {report.title}"]
    assert texts.index(report.lead.text) < texts.index(report.closing.text) < texts.index("Nơi nhận:")
    assert [text for text in texts if text.startswith("- Như trên")] == ["- Như trên"]
    assert document.tables[0].cell(0, 1).text == "Kính gửi: Liên đoàn Lao động tỉnh Hà Giang"
    assert not any("{{" in text for text in texts)
    assert all(claim.text in texts for claim in walk_claims(report))
    assert document.core_properties.identifier == "r/1"


def test_annex_goes_to_its_mark_or_behind(tmp_path: Path) -> None:
    for number, marks in enumerate((("{{NOI_DUNG}}", "{{PHU_LUC}}", "Hết"), ("{{NOI_DUNG}}", "Hết"))):
        path = tmp_path / f"{number}.docx"
        write_docx(draft(), path=path, profile=UNION, template=template(*marks))
        document = docx.Document(str(path))
        order = [element.tag.rsplit("}", 1)[1] for element in document.element.body]
        last_table = len(order) - 1 - order[::-1].index("tbl")
        end = list(document.element.body).index(next(one._p for one in document.paragraphs if one.text == "Hết"))
        assert (last_table < end) is (number == 0)


@pytest.mark.parametrize(
    "marks", [("không có chỗ nào",), ("{{NOI_DUNG}}", "{{NOI_DUNG}}"), ("{{NOI_DUNG}}", "{{GI_DO}}")]
)
def test_a_template_that_cannot_be_used_is_refused(marks: tuple[str, ...]) -> None:
    with pytest.raises(InvalidInput):
        check_template(template(*marks))


def with_places() -> bytes:
    """A template as offices make them: fields, controls, marks over several runs, a place in a table, a header."""
    document = docx.Document()
    table = document.add_table(rows=1, cols=1)
    table.cell(0, 0).text = "{{NOI_DUNG}}"
    split = document.add_paragraph()
    for piece, is_bold in (("Kính gửi: ", False), ("{{KINH", True), ("_GUI}}", True), (" (để báo cáo)", False)):
        split.add_run(piece).bold = is_bold
    document.element.body.insert(0, parse_xml(
        f'<w:p {nsdecls("w")}><w:r><w:t xml:space="preserve">Về </w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MERGEFIELD trich_yeu </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>«trich_yeu»</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    ))  # fmt: skip
    document.element.body.insert(1, parse_xml(
        f'<w:p {nsdecls("w")}><w:fldSimple w:instr=" MERGEFIELD NGUOI_KY "><w:r><w:t>«ký»</w:t></w:r></w:fldSimple>'
        "</w:p>"
    ))  # fmt: skip
    document.element.body.insert(2, parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="TEN_DON_VI"/></w:sdtPr><w:sdtContent><w:p><w:r>'
        "<w:t>Bấm để nhập</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    ))  # fmt: skip
    document.sections[0].header.paragraphs[0].text = "{{SO_KY_HIEU}}"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_fields_controls_and_split_marks_are_filled(tmp_path: Path) -> None:
    report = draft()
    check_template(with_places())
    write_docx(report, path=tmp_path / "a.docx", profile=UNION, template=with_places())
    document = docx.Document(str(tmp_path / "a.docx"))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:3] == [f"Về {report.title}", "Nguyễn Thị Hoa", "CÔNG ĐOÀN TRƯỜNG THPT CHU VĂN AN"]
    letter = next(one for one in document.paragraphs if one.text.startswith("Kính gửi"))
    assert letter.text == "Kính gửi: Liên đoàn Lao động tỉnh Hà Giang (để báo cáo)"
    assert [run.text for run in letter.runs if run.bold and run.text] == ["Liên đoàn Lao động tỉnh Hà Giang"]
    assert report.lead.text in document.tables[0].cell(0, 0).text
    assert "BC-CĐCVA" in document.sections[0].header.paragraphs[0].text


def test_a_table_of_tasks_fits_an_upright_page(tmp_path: Path) -> None:
    write_docx(draft(), path=tmp_path / "a.docx", profile=UNION, template=template("{{NOI_DUNG}}", "{{PHU_LUC}}"))
    document = docx.Document(str(tmp_path / "a.docx"))
    page = document.sections[-1]
    assert page.page_width is not None
    room = page.page_width - (page.left_margin or 0) - (page.right_margin or 0)
    assert sum(cell.width or 0 for cell in document.tables[-1].rows[0].cells) <= room * 1.001


def test_what_is_no_word_file_is_told() -> None:
    with pytest.raises(InvalidInput):
        check_template(b"PK not a document")


def test_headings_do_not_take_words_own_look_and_tables_have_lines(tmp_path: Path) -> None:
    bare = docx.Document()
    grid = bare.styles["Table Grid"]
    grid.element.getparent().remove(grid.element)
    bare.add_paragraph("{{NOI_DUNG}}")
    stream = io.BytesIO()
    bare.save(stream)
    write_docx(draft(), path=tmp_path / "a.docx", profile=UNION, template=stream.getvalue())
    document = docx.Document(str(tmp_path / "a.docx"))
    heading = next(one for one in document.paragraphs if one.text.startswith("I. "))
    assert heading.style is not None
    assert (heading.style.name, heading.style.font.name) == ("Đề mục 1", "Times New Roman")
    identities = [style.style_id for style in document.styles]
    assert len(identities) == len(set(identities))
    borders = document.styles["Table Grid"].element.xpath("./w:tblPr/w:tblBorders/w:insideH")
    assert borders


def test_a_body_kept_in_a_table_comes_back_from_word(tmp_path: Path) -> None:
    report = name_claims(draft())
    write_docx(report, path=tmp_path / "a.docx", profile=UNION, template=with_places(), copy=Copy(identifier="r/1"))
    returned = read_returned(tmp_path / "a.docx", limits=Limits())
    found = [claim_id for paragraph in returned.paragraphs for claim_id in paragraph.claim_ids]
    assert found == [claim.id for claim in walk_claims(report)]
