"""The annex: the table of tasks, and after it what bears each line out."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Length, Mm

from core.report import AnnexRow, ProofRow, Report
from service.reports.blanks import DOTS, blank
from service.reports.evidence import quote_line
from service.reports.profile import BodyType, UnitProfile
from service.reports.results import annex_result
from service.reports.word.head import issue_number_form
from service.reports.word.layout import Layout
from service.reports.word.parts import (
    add_rule,
    keep_row_whole,
    next_paragraph,
    restart_page_numbers,
    set_cell_margins,
    set_widths,
    write_text,
)
from service.reports.word.styles import Style
from service.reports.word.text_width import width_pt

ANNEX_TITLE = "TÌNH HÌNH, KẾT QUẢ THỰC HIỆN NHIỆM VỤ, CHỈ TIÊU"
PROOFS_TITLE = "CĂN CỨ, MINH CHỨNG CỦA TỪNG NHIỆM VỤ, CHỈ TIÊU"
_TASK_COLUMNS = (
    ("STT", 12.0, True),
    ("Nội dung nhiệm vụ, chỉ tiêu", 87.0, False),
    ("Đơn vị chủ trì", 43.0, False),
    ("Thời hạn", 26.0, True),
    ("Tình hình", 34.0, True),
    ("Kết quả", 50.0, False),
)
PROOF_COLUMNS = (
    ("Dòng", 14.0, True),
    ("Căn cứ trong văn bản", 94.0, False),
    ("Kết quả đã báo cáo, người cung cấp", 74.0, False),
    ("Minh chứng kèm theo", 70.0, False),
)

_Columns = tuple[tuple[str, float, bool], ...]
"""Name, width in millimetres, whether its cells are centred."""


def write_annex(
    document: Document, report: Report, profile: UnitProfile, layout: Layout, *, with_proofs: bool = False
) -> None:
    """A landscape section of its own, pages numbered from 1, with one row a task; then the evidence, when wanted."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.different_first_page_header_footer = True
    restart_page_numbers(section)
    write_text(document.add_paragraph(style=Style.ANNEX), "Phụ lục")
    write_text(document.add_paragraph(style=Style.ANNEX_TITLE), ANNEX_TITLE)
    write_text(document.add_paragraph(style=Style.ANNEX_SOURCE), _source_line(profile))
    if profile.body_type is not BodyType.PARTY:
        _write_rule(document, layout)
    write_annex_table(document, report.annex)
    if with_proofs and report.proofs:
        write_proofs(document, report)


def write_proofs(document: Document, report: Report) -> None:
    """The evidence of each line on pages that follow the table of tasks."""
    title = document.add_paragraph(style=Style.ANNEX_TITLE)
    title.paragraph_format.page_break_before = True
    write_text(title, PROOFS_TITLE)
    _write_table(document, PROOF_COLUMNS, [proof_cells(row) for row in report.proofs])


def write_annex_table(document: Document, rows: tuple[AnnexRow, ...]) -> None:
    """One row a task under a header that is repeated on each page."""
    _write_table(document, _TASK_COLUMNS, [_task_cells(row) for row in rows])


def proof_cells(row: ProofRow) -> tuple[str, ...]:
    """The texts of one line of evidence, in the order of `PROOF_COLUMNS`; lines of a cell parted by newlines."""
    section = f"Mục {row.section}. " if row.section else ""
    quotes = [section + quote_line(span) for span in row.spans]
    told = [row.told or blank("kết quả, số liệu"), *(f"{item.source}. {quote_line(item.span)}" for item in row.quotes)]
    proofs = row.proofs or (blank("văn bản, tệp hoặc đường dẫn minh chứng"),)
    return (row.number, "\n".join(quotes or [row.content]), "\n".join(told), "\n".join(proofs))


def _task_cells(row: AnnexRow) -> tuple[str, ...]:
    return (
        row.number,
        row.content,
        row.lead_units or "Văn bản không nêu",
        row.deadline or "Văn bản không nêu",
        row.status,
        annex_result(row) or DOTS,
    )


def _write_table(document: Document, columns: _Columns, lines: Sequence[tuple[str, ...]]) -> None:
    table = document.add_table(rows=1 + len(lines), cols=len(columns), style="Table Grid")
    set_cell_margins(table, 1.5)
    scale = min(1.0, _room_mm(document) / sum(width for _, width, _ in columns))
    set_widths(table, [width * scale for _, width, _ in columns])
    for cell, (name, _, _) in zip(table.rows[0].cells, columns, strict=True):
        write_text(next_paragraph(cell, Style.CELL_HEAD), name)
    keep_row_whole(table.rows[0], is_header=True)
    for line, texts in zip(table.rows[1:], lines, strict=True):
        keep_row_whole(line)
        for cell, text, (_, _, is_centred) in zip(line.cells, texts, columns, strict=True):
            for piece in filter(str.strip, text.split("\n")):
                write_text(next_paragraph(cell, Style.CELL_CENTRE if is_centred else Style.CELL), piece)


def _room_mm(document: Document) -> float:
    """Width between the margins of the last section."""
    section = document.sections[-1]
    sides = (section.page_width, section.left_margin, section.right_margin)
    page, left, right = (Length(side or 0).mm for side in sides)
    return page - left - right if page else sum(width for _, width, _ in _TASK_COLUMNS)


def _write_rule(document: Document, layout: Layout) -> None:
    width = 0.4 * width_pt(ANNEX_TITLE, size_pt=14, is_bold=True)
    across = Mm(297 - layout.left_mm - layout.right_mm).pt
    add_rule(document.add_paragraph(), width_pt=width, within_pt=across)


def _source_line(profile: UnitProfile) -> str:
    number = issue_number_form(profile)
    number = f"số{number.removeprefix('Số').removeprefix(':')}"
    comma = "," if profile.body_type is BodyType.PARTY else ""
    return f"(Kèm theo Báo cáo {number}{comma} ngày {DOTS} tháng {DOTS} năm {DOTS} của {profile.name})"
