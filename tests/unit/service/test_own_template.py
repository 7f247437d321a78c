"""A unit's own Word template: its look stays, our words go in."""

import io
from pathlib import Path

import docx
import pytest

from core.errors import InvalidInput
from service.reports.docx_copy import Copy
from service.reports.docx_writer import write_docx
from service.reports.own_template import check_template
from service.review.claims import name_claims, walk_claims
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
