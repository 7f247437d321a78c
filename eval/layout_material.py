"""Makes the files of the layout gold set from their specifications: DOCX, and PDF by LibreOffice.

A specification (`eval/gold/layout/*.json`) is the truth that reading is measured against; the files are set from it as
offices set them. Run by hand when a specification changes: `python -m eval.layout_material`.
"""

import subprocess
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from eval.layout_gold import GOLD, TableGold, read_table_golds

_A4_MM = (210, 297)
_FONT = "Liberation Serif"


def main() -> None:
    """Writes `NAME.docx` and `NAME.pdf` beside each specification."""
    for gold in read_table_golds():
        path = GOLD / f"{gold.name}.docx"
        write_docx(gold, path)
        run = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(GOLD), str(path)]
        subprocess.run(run, check=True, capture_output=True)


def write_docx(gold: TableGold, path: Path) -> None:
    """A Word file with the lines before the table and the table, as an office would set them."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(gold.font_pt)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    _set_page(document, landscape=gold.landscape)
    for text in gold.before:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text).bold = text.isupper()
    _add_table(document, gold)
    document.save(str(path))


def _set_page(document: Document, *, landscape: bool) -> None:
    section = document.sections[0]
    short, long = (Mm(side) for side in _A4_MM)
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin, section.right_margin = Mm(20), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _add_table(document: Document, gold: TableGold) -> None:
    paths = [column.split(" / ") for column in gold.columns]
    depth = max(map(len, paths))
    table = document.add_table(rows=depth + len(gold.rows), cols=len(paths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    if gold.ruled:
        table.style = "Table Grid"
    for column, width in zip(table.columns, gold.widths_mm, strict=True):
        column.width = Mm(width)
    _fill_header(table, paths, depth)
    if gold.repeat_header:
        for row in table.rows[:depth]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for at, written in enumerate(gold.rows, start=depth):
        _fill_row(table, at, written.cells, is_span=written.span)


def _fill_header(table: Table, paths: Sequence[Sequence[str]], depth: int) -> None:
    for level in range(depth):
        named = [(tuple(path[: level + 1]), at) for at, path in enumerate(paths) if len(path) > level]
        for key, group in groupby(named, key=lambda pair: pair[0]):
            columns = [at for _, at in group]
            bottom = depth - 1 if len(paths[columns[0]]) == level + 1 else level
            cell = table.cell(level, columns[0]).merge(table.cell(bottom, columns[-1]))
            _write(cell, key[-1], bold=True, centred=True)


def _fill_row(table: Table, at: int, cells: Sequence[str | None], *, is_span: bool) -> None:
    if is_span:
        table.cell(at, 1).merge(table.cell(at, len(cells) - 1))
    for column, text in enumerate(cells):
        if text is None:
            table.cell(at - 1, column).merge(table.cell(at, column))
        elif text:
            _write(table.cell(at, column), text, bold=is_span, centred=column == 0)


def _write(cell: _Cell, text: str, *, bold: bool, centred: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.add_run(text).bold = bold
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


if __name__ == "__main__":
    main()
