"""Last page: Nơi nhận and signature; and the annex with the table of tasks."""

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm
from docx.table import _Cell

from core.report import AnnexRow, Report
from service.reports.blanks import DOTS, blank
from service.reports.docx_head import issue_number_form
from service.reports.docx_parts import (
    add_rule,
    keep_row_whole,
    next_paragraph,
    restart_page_numbers,
    set_cell_margins,
    set_widths,
    write_text,
)
from service.reports.docx_styles import Style
from service.reports.layout import Layout
from service.reports.profile import BodyType, UnitProfile
from service.reports.text_width import width_pt

_ANNEX_TITLE = "TÌNH HÌNH, KẾT QUẢ THỰC HIỆN NHIỆM VỤ, CHỈ TIÊU"
_COLUMNS = (
    ("STT", 12.0),
    ("Nội dung nhiệm vụ, chỉ tiêu", 87.0),
    ("Đơn vị chủ trì", 43.0),
    ("Thời hạn", 26.0),
    ("Tình hình", 34.0),
    ("Kết quả", 50.0),
)


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


def write_annex(document: Document, report: Report, profile: UnitProfile, layout: Layout) -> None:
    """A landscape section of its own, pages numbered from 1, with one row a task."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.different_first_page_header_footer = True
    restart_page_numbers(section)
    write_text(document.add_paragraph(style=Style.ANNEX), "Phụ lục")
    write_text(document.add_paragraph(style=Style.ANNEX_TITLE), _ANNEX_TITLE)
    write_text(document.add_paragraph(style=Style.ANNEX_SOURCE), _source_line(profile))
    if profile.body_type is not BodyType.PARTY:
        _write_rule(document, layout)
    write_annex_table(document, report.annex)


def _write_rule(document: Document, layout: Layout) -> None:
    width = 0.4 * width_pt(_ANNEX_TITLE, size_pt=14, is_bold=True)
    across = Mm(297 - layout.left_mm - layout.right_mm).pt
    add_rule(document.add_paragraph(), width_pt=width, within_pt=across)


def _source_line(profile: UnitProfile) -> str:
    number = issue_number_form(profile)
    number = f"số{number.removeprefix('Số').removeprefix(':')}"
    comma = "," if profile.body_type is BodyType.PARTY else ""
    return f"(Kèm theo Báo cáo {number}{comma} ngày {DOTS} tháng {DOTS} năm {DOTS} của {profile.name})"


def write_annex_table(document: Document, rows: tuple[AnnexRow, ...]) -> None:
    """One row a task under a header that is repeated on each page."""
    table = document.add_table(rows=1 + len(rows), cols=len(_COLUMNS), style="Table Grid")
    set_cell_margins(table, 1.5)
    set_widths(table, [width for _, width in _COLUMNS])
    for cell, (name, _) in zip(table.rows[0].cells, _COLUMNS, strict=True):
        write_text(next_paragraph(cell, Style.CELL_HEAD), name)
    keep_row_whole(table.rows[0], is_header=True)
    for line, row in zip(table.rows[1:], rows, strict=True):
        keep_row_whole(line)
        texts = (row.number, row.content, row.lead_units, row.deadline, row.status, row.result)
        centred = (True, False, False, True, True, False)
        for cell, text, is_centred in zip(line.cells, texts, centred, strict=True):
            style = Style.CELL_CENTRE if is_centred else Style.CELL
            write_text(next_paragraph(cell, style), text or DOTS)
