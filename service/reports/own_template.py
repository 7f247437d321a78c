"""A report written into a unit's own Word template: its letterhead, signature and page stay, our words go in.

The template marks where: `{{NOI_DUNG}}` alone in a paragraph is where the body goes (it must be there),
`{{TRICH_YEU}}`, `{{KINH_GUI}}` and `{{NOI_NHAN}}` anywhere; `{{PHU_LUC}}` alone in a paragraph is where the table of
tasks goes, else it follows as a landscape annex. Styles of ours that the template lacks are added; those it has keep
its look.
"""

import io
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Final

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from core.errors import InvalidInput
from core.report import Report
from service.reports.docx_annex import write_annex, write_annex_table
from service.reports.docx_body import BodyWriter
from service.reports.docx_copy import Copy
from service.reports.docx_parts import printable
from service.reports.docx_styles import add_styles
from service.reports.layout import layout_for
from service.reports.profile import BodyType, UnitProfile

BODY_MARK: Final = "{{NOI_DUNG}}"
_ANNEX_MARK: Final = "{{PHU_LUC}}"
_MARK: Final = re.compile(r"\{\{[A-Z_]+\}\}")


def check_template(template: bytes) -> None:
    """Returns when a report can be written into the template.

    Raises:
        InvalidInput: no place for the body, or a mark that means nothing.
    """
    document = docx.Document(io.BytesIO(template))
    texts = [paragraph.text.strip() for paragraph in document.paragraphs]
    if texts.count(BODY_MARK) != 1:
        raise InvalidInput(
            f"mẫu phải có đúng một đoạn chỉ gồm {BODY_MARK}", where="tệp mẫu", advice="thêm đoạn đó vào chỗ nội dung"
        )
    known = {BODY_MARK, _ANNEX_MARK, *_words(None)}
    strange = {mark for paragraph in _paragraphs(document) for mark in _MARK.findall(paragraph.text)} - known
    if strange:
        raise InvalidInput(
            f"mẫu có chỗ giữ không hiểu: {', '.join(sorted(strange))}", where="tệp mẫu", advice="xem các tên dùng được"
        )


def write_into_template(report: Report, *, template: bytes, path: Path, profile: UnitProfile, copy: Copy) -> None:
    """The report at `path` in the look of the template.

    Raises:
        InvalidInput: the template has no place for the body.
    """
    check_template(template)
    document = docx.Document(io.BytesIO(template))
    layout = layout_for(profile.body_type)
    add_styles(document, layout, is_party=profile.body_type is BodyType.PARTY)
    for paragraph in list(_paragraphs(document)):
        _fill(paragraph, _words(report))
    body = BodyWriter(document, report, copy)
    _write_at(document, BODY_MARK, body.write)
    if not _write_at(document, _ANNEX_MARK, lambda: write_annex_table(document, report.annex)) and report.annex:
        write_annex(document, report, profile, layout)
    document.core_properties.identifier = copy.identifier
    document.save(str(path))


def _words(report: Report | None) -> dict[str, tuple[str, ...]]:
    """What goes in for each mark, a paragraph each; empty when only the marks are asked for."""
    return {
        "{{TRICH_YEU}}": (report.title,) if report else (),
        "{{KINH_GUI}}": (report.recipient or "",) if report else (),
        "{{NOI_NHAN}}": tuple(f"- {line}" for line in report.recipients) if report else (),
    }


def _fill(paragraph: Paragraph, words: dict[str, tuple[str, ...]]) -> None:
    """Puts words in place of the marks of a paragraph, in the look of its first run; more lines are more paragraphs."""
    found = [mark for mark in words if mark in paragraph.text]
    if not found:
        return
    lines = words[found[0]] or ("",)
    template, text = deepcopy(paragraph._p), paragraph.text
    last = paragraph
    for number, line in enumerate(lines):
        if number:
            element = deepcopy(template)
            last._p.addnext(element)
            last = Paragraph(element, paragraph._parent)
        _set_text(last, printable(text.replace(found[0], line)))


def _set_text(paragraph: Paragraph, text: str) -> None:
    runs = paragraph.runs
    runs[0].text = text
    for run in runs[1:]:
        run.text = ""


def _write_at(document: Document, mark: str, write: Callable[[], None]) -> bool:
    """Runs `write`, which appends to the document, and moves what it wrote to the paragraph of the mark, which goes.

    False when there is no such paragraph; then nothing is written.
    """
    place = next((paragraph for paragraph in document.paragraphs if paragraph.text.strip() == mark), None)
    if place is None:
        return False
    body = document.element.body
    before = set(body)
    write()
    for element in [element for element in body if element not in before]:
        place._p.addprevious(element)
    body.remove(place._p)
    return True


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """Paragraphs of the body and of its tables."""
    yield from document.paragraphs
    for table in document.tables:
        yield from _table_paragraphs(table)


def _table_paragraphs(table: Table) -> Iterator[Paragraph]:
    for row in table.rows:
        for cell in row.cells:
            yield from cell.paragraphs
            for inner in cell.tables:
                yield from _table_paragraphs(inner)
