"""Small pieces of WordprocessingML that python-docx has no call for."""

import re
from collections.abc import Sequence
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from service.reports.blanks import split_blanks
from service.reports.word.styles import Style

_RULE_EIGHTHS: Final = 6
"""Thickness of a drawn rule in eighths of a point."""


_UNPRINTABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow; the library refuses them."""


def printable(text: str) -> str:
    """`text` without characters that a Word file cannot hold."""
    return _UNPRINTABLE.sub("", text)


def write_text(paragraph: Paragraph, text: str) -> tuple[Run, ...]:
    """Appends `text`, its blanks in the style of blanks; the runs, for a comment to hang on."""
    runs = []
    for piece, is_blank in split_blanks(printable(text)):
        run = paragraph.add_run(piece)
        if is_blank:
            run.style = Style.BLANK
        runs.append(run)
    return tuple(runs)


def write_lines(paragraph: Paragraph, lines: Sequence[str]) -> tuple[Run, ...]:
    """Appends lines with breaks between them inside the one paragraph."""
    runs: list[Run] = []
    for number, line in enumerate(lines):
        if number:
            runs[-1].add_break()
        runs += write_text(paragraph, line)
    return tuple(runs)


def add_rule(paragraph: Paragraph, *, width_pt: float, within_pt: float) -> None:
    """Makes the empty paragraph a drawn line of the given width, centred in `within_pt`."""
    side = max(0.0, (within_pt - width_pt) / 2)
    paragraph.style = Style.RULE
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(round(side, 1))
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", str(_RULE_EIGHTHS)), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def add_page_number(paragraph: Paragraph) -> None:
    """A PAGE field."""
    for kind, text in (("begin", None), (None, " PAGE "), ("separate", None), ("text", "2"), ("end", None)):
        run = paragraph.add_run()
        if kind == "text":
            run.text = text or ""
        elif text is not None:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = text
            run._r.append(instruction)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def restart_page_numbers(section: Any) -> None:
    """Numbers the pages of the section from 1."""
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    section._sectPr.insert_element_before(numbering, "w:cols", "w:titlePg", "w:textDirection", "w:docGrid")


def set_widths(table: Table, widths_mm: Sequence[float]) -> None:
    """Fixed column widths, no padding left and right of the text."""
    table.autofit = False
    layout = table._tbl.tblPr
    width = layout.find(qn("w:tblW"))
    if width is None:
        width = OxmlElement("w:tblW")
        layout.append(width)
    width.set(qn("w:type"), "dxa")
    width.set(qn("w:w"), str(round(sum(widths_mm) / 25.4 * 1440)))
    for column, millimetres in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(millimetres)
    for row in table.rows:
        for cell, millimetres in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(millimetres)


def set_cell_margins(table: Table, left_right_mm: float) -> None:
    """Padding at the left and right of every cell."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(left_right_mm / 25.4 * 1440)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    properties.insert(len(properties) if look is None else properties.index(look), margins)


def keep_row_whole(row: _Row, *, is_header: bool = False) -> None:
    """The row is not split over pages; a header row is repeated on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_header:
        properties.append(OxmlElement("w:tblHeader"))


def first_paragraph(cell: _Cell, style: Style) -> Paragraph:
    """The paragraph that every cell starts with, in `style`."""
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.style = style
    return paragraph


def next_paragraph(cell: _Cell, style: Style) -> Paragraph:
    """The cell's empty first paragraph if nothing is in it yet, else a new one."""
    if len(cell.paragraphs) == 1 and not cell.paragraphs[0].runs and cell.paragraphs[0]._p.pPr is None:
        return first_paragraph(cell, style)
    added: Paragraph = cell.add_paragraph(style=style)
    return added
