"""First page down to Kính gửi: letterhead, number and date, kind, trích yếu, addressee."""

from collections.abc import Sequence

from docx.document import Document
from docx.shared import Mm
from docx.table import _Cell
from docx.text.run import Run

from core.report import Report
from service.reports.blanks import DOTS, blank
from service.reports.kinds import kind_code
from service.reports.profile import BodyType, UnitProfile
from service.reports.word.layout import Layout
from service.reports.word.parts import add_rule, next_paragraph, set_cell_margins, set_widths, write_lines, write_text
from service.reports.word.styles import Style
from service.reports.word.text_width import even_lines, width_pt

_SHORT_RULE = 0.4
"""Rules under the issuer and the trích yếu, as a part of the line above: between 1/3 and 1/2."""

_KIND = "Báo cáo"


def write_letterhead(document: Document, profile: UnitProfile, layout: Layout) -> None:
    """The two-column head: issuer and number on the left, motto, place and date on the right."""
    table = document.add_table(rows=2, cols=2)
    set_cell_margins(table, 0)
    set_widths(table, (layout.left_column_mm, layout.text_mm - layout.left_column_mm))
    _write_issuer(table.cell(0, 0), profile, layout)
    _write_motto(table.cell(0, 1), layout)
    write_text(next_paragraph(table.cell(1, 0), Style.NUMBER), issue_number_form(profile))
    write_text(next_paragraph(table.cell(1, 1), Style.DATE), _date_line(profile, layout))


def issue_number_form(profile: UnitProfile) -> str:
    """Số, ký hiệu with the number left open.

    >>> issue_number_form(UnitProfile(name="Công đoàn Trường X", code="CĐX", body_type=BodyType.UNION))
    'Số:        /BC-CĐX'
    >>> issue_number_form(UnitProfile(name="Đảng ủy xã Y", code="ĐU", body_type=BodyType.PARTY))
    'Số        -BC/ĐU'
    """
    kind, code, gap = kind_code(_KIND), profile.code or DOTS, " " * 8
    return f"Số{gap}-{kind}/{code}" if profile.body_type is BodyType.PARTY else f"Số:{gap}/{kind}-{code}"


def _date_line(profile: UnitProfile, layout: Layout) -> str:
    """Địa danh and date with gaps as wide as one line has room for."""
    line = place_and_date_form(profile)
    room = Mm(layout.text_mm - layout.left_column_mm).pt - 4
    is_too_wide = width_pt(line, size_pt=layout.date_size_pt, is_bold=False) > room
    return line.replace(DOTS, "…") if is_too_wide else line


def place_and_date_form(profile: UnitProfile) -> str:
    """
    >>> place_and_date_form(UnitProfile(name="Sở Y tế", place="Hà Giang"))
    'Hà Giang, ngày …… tháng …… năm ……'
    """
    return f"{profile.place or DOTS * 2}, ngày {DOTS} tháng {DOTS} năm {DOTS}"


def _write_issuer(cell: _Cell, profile: UnitProfile, layout: Layout) -> None:
    size, widest = layout.issuer_size_pt, Mm(layout.left_column_mm).pt - 2
    if profile.parent_name is None:
        write_text(next_paragraph(cell, Style.PARENT), blank("cơ quan cấp trên"))
    elif profile.parent_name:
        parent = even_lines(profile.parent_name.upper(), size_pt=size, is_bold=False, widest_pt=widest)
        write_lines(next_paragraph(cell, Style.PARENT), parent)
    lines = even_lines(profile.name.upper(), size_pt=size, is_bold=True, widest_pt=widest)
    write_lines(next_paragraph(cell, Style.ISSUER), lines)
    if profile.body_type is BodyType.PARTY:
        write_text(next_paragraph(cell, Style.PARENT), "*")
        return
    add_rule(
        cell.add_paragraph(),
        width_pt=_SHORT_RULE * _longest(lines, size),
        within_pt=Mm(layout.left_column_mm).pt,
    )


def _write_motto(cell: _Cell, layout: Layout) -> None:
    for line, style in zip(layout.motto_lines, (Style.MOTTO, Style.MOTTO_LINE), strict=False):
        write_text(next_paragraph(cell, style), line)
    width = width_pt(layout.motto_lines[-1], size_pt=layout.motto_sizes_pt[-1], is_bold=True)
    add_rule(cell.add_paragraph(), width_pt=width, within_pt=Mm(layout.text_mm - layout.left_column_mm).pt)


def write_title(document: Document, report: Report, profile: UnitProfile, layout: Layout) -> tuple[Run, ...]:
    """Tên loại and trích yếu, with the rule (or the Party's five hyphens) below; the runs of the trích yếu."""
    write_text(document.add_paragraph(style=Style.KIND), _KIND.upper())
    is_party = profile.body_type is BodyType.PARTY
    title = report.title[:1].lower() + report.title[1:] if is_party else report.title
    lines = even_lines(title, size_pt=layout.title_size_pt, is_bold=True, widest_pt=Mm(layout.text_mm - 15).pt)
    runs = write_lines(document.add_paragraph(style=Style.TITLE), lines)
    if is_party:
        write_text(document.add_paragraph(style=Style.HYPHENS), "-----")
        return runs
    width = _SHORT_RULE * _longest(lines, layout.title_size_pt)
    add_rule(document.add_paragraph(), width_pt=width, within_pt=Mm(layout.text_mm).pt)
    return runs


def write_addressee(document: Document, report: Report) -> None:
    """Kính gửi: one addressee on the same line, several each on a line of its own."""
    addressees = [name.strip() for name in (report.recipient or "").split(";") if name.strip()]
    if len(addressees) < 2:
        name = addressees[0] if addressees else blank("cơ quan nhận báo cáo")
        write_text(document.add_paragraph(style=Style.ADDRESSEE), f"Kính gửi: {name}")
        return
    write_text(document.add_paragraph(style=Style.ADDRESSEE), "Kính gửi:")
    for number, name in enumerate(addressees, start=1):
        mark = "." if number == len(addressees) else ";"
        write_text(document.add_paragraph(style=Style.ADDRESSEE_LIST), f"- {name}{mark}")


def _longest(lines: Sequence[str], size_pt: float) -> float:
    return max(width_pt(line, size_pt=size_pt, is_bold=True) for line in lines)
