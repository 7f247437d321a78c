"""Sections and claims of a report as paragraphs, with the evidence of each claim as a Word comment."""

from docx.document import Document
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from core.report import Claim, Report, ReportSection
from service.reports.evidence import evidence_text
from service.reports.word.copies import Copy
from service.reports.word.parts import printable, write_text
from service.reports.word.revisions import mark_claim, write_revised
from service.reports.word.styles import HEADINGS, Style
from service.reports.word.units_table import write_units_table

_AUTHOR, _INITIALS = "Đôn Đốc", "ĐĐ"


class BodyWriter:
    """Writes claims into a document, with what the copy is to carry besides.

    Args:
        headings: styles of headings by depth.
    """

    def __init__(
        self, document: Document, report: Report, copy: Copy, *, headings: tuple[Style, ...] = HEADINGS
    ) -> None:
        self._document = document
        self._headings = headings
        self._report = report
        self._copy = copy
        self._bookmarks = 0

    def write(self) -> None:
        """Lead sentence, sections (in a synthesis the table of units behind the first), closing."""
        self.write_claim(self._report.lead)
        for number, section in enumerate(self._report.sections):
            self._write_section(section, depth=0)
            if number == 0 and self._report.units:
                write_units_table(self._document, self._report.units)
        self.write_claim(self._report.closing).paragraph_format.keep_with_next = True

    def write_claim(self, claim: Claim) -> Paragraph:
        paragraph = self._document.add_paragraph(style=Style.BODY)
        self.comment(self._write_words(paragraph, claim), evidence_text(claim, self._report))
        if claim.id:
            self._bookmarks += 1
            mark_claim(paragraph, claim.id, number=self._bookmarks)
        return paragraph

    def _write_words(self, paragraph: Paragraph, claim: Claim) -> tuple[Run, ...]:
        revisions = self._copy.revisions
        if revisions is None or claim.id not in revisions.pieces:
            return write_text(paragraph, claim.text)
        return write_revised(paragraph, revisions.pieces[claim.id], revisions)

    def _write_section(self, section: ReportSection, *, depth: int) -> None:
        style = self._headings[min(depth, len(self._headings) - 1)]
        write_text(self._document.add_paragraph(style=style), section.heading)
        for claim in section.claims:
            self.write_claim(claim)
        for child in section.children:
            self._write_section(child, depth=depth + 1)

    def comment(self, runs: tuple[Run, ...], text: str) -> None:
        """Hangs `text` on the runs, when evidence is wanted."""
        if self._copy.with_evidence and text and runs:
            self._document.add_comment(runs, text=printable(text), author=_AUTHOR, initials=_INITIALS)
