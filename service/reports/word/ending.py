"""Last page: Nơi nhận and signature."""

from docx.document import Document
from docx.table import _Cell

from core.report import Report
from service.reports.blanks import blank
from service.reports.profile import UnitProfile
from service.reports.word.layout import Layout
from service.reports.word.parts import (
    keep_row_whole,
    next_paragraph,
    set_cell_margins,
    set_widths,
    write_text,
)
from service.reports.word.styles import Style


def write_ending(document: Document, report: Report, profile: UnitProfile, layout: Layout) -> None:
    """Nơi nhận on the left, signature on the right, on one page together."""
    table = document.add_table(rows=1, cols=2)
    set_cell_margins(table, 0)
    set_widths(table, (layout.text_mm / 2, layout.text_mm / 2))
    keep_row_whole(table.rows[0])
    _write_recipients(table.cell(0, 0), report.recipients)
    _write_signature(table.cell(0, 1), profile)


def _write_recipients(cell: _Cell, recipients: tuple[str, ...]) -> None:
    write_text(next_paragraph(cell, Style.RECIPIENTS), "Nơi nhận:")
    for number, line in enumerate(recipients, start=1):
        mark = "." if number == len(recipients) else ";"
        write_text(next_paragraph(cell, Style.RECIPIENT), f"- {line}{mark}")


def _write_signature(cell: _Cell, profile: UnitProfile) -> None:
    if profile.signer_capacity is None and profile.signer_role is None:
        write_text(next_paragraph(cell, Style.CAPACITY), blank("quyền hạn, chức vụ"))
    else:
        for line in (profile.signer_capacity, profile.signer_role or blank("chức vụ của người ký")):
            if line:
                write_text(next_paragraph(cell, Style.CAPACITY), line if line.startswith("[") else line.upper())
    write_text(next_paragraph(cell, Style.SIGNER), profile.signer_name or blank("họ và tên người ký"))
