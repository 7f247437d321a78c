"""Writes a drafted report as a Word file in the official layout."""

from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from core.report import Report
from service.reports.evidence import draft_note
from service.reports.profile import BodyType, UnitProfile, profile_for
from service.reports.word.annex import write_annex
from service.reports.word.body import BodyWriter
from service.reports.word.copies import WORKING_COPY, Copy
from service.reports.word.ending import write_ending
from service.reports.word.head import write_addressee, write_letterhead, write_title
from service.reports.word.layout import Layout, layout_for
from service.reports.word.own_template import write_into_template
from service.reports.word.parts import add_page_number, printable
from service.reports.word.styles import Style, define_styles


def write_docx(
    report: Report,
    *,
    path: Path,
    profile: UnitProfile | None = None,
    template: bytes | None = None,
    copy: Copy = WORKING_COPY,
) -> None:
    """The report as a DOCX at `path`, laid out as NĐ 30/2020/NĐ-CP or, for the Party, 05-HD/VPTW prescribes.

    Args:
        profile: the unit; when None, what follows from its name alone, the rest left blank.
        template: the unit's own Word file to write into, in its look instead.
        copy: what the file carries besides the text.
    """
    profile = profile or profile_for(report.unit)
    if template is not None:
        write_into_template(report, template=template, path=path, profile=profile, copy=copy)
        return
    layout = layout_for(profile.body_type)
    is_party = profile.body_type is BodyType.PARTY
    document = docx.Document()
    define_styles(document, layout, is_party=is_party)
    _set_page(document, layout)
    _set_properties(document, report)
    document.core_properties.identifier = copy.identifier
    write_letterhead(document, profile, layout)
    body = BodyWriter(document, report, copy)
    body.comment(write_title(document, report, profile, layout), draft_note(report))
    if not is_party:
        write_addressee(document, report)
    body.write()
    write_ending(document, report, profile, layout)
    if report.annex:
        write_annex(document, report, profile, layout, with_proofs=copy.with_proofs)
    document.save(str(path))


def _set_page(document: Document, layout: Layout) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(layout.top_mm), Mm(layout.bottom_mm)
    section.left_margin, section.right_margin = Mm(layout.left_mm), Mm(layout.right_mm)
    section.header_distance = section.footer_distance = Mm(layout.header_mm)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.style = Style.PAGE_NUMBER
    add_page_number(number)


def _set_properties(document: Document, report: Report) -> None:
    properties = document.core_properties
    properties.title = printable(f"Báo cáo {report.title[:1].lower()}{report.title[1:]}")[:255]
    properties.subject = "Báo cáo"
    properties.author = properties.last_modified_by = printable(report.unit)[:255]
    properties.language = "vi-VN"
    properties.comments, properties.keywords = "", ""
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
