"""Versions of filed reports as files: Word to edit, compare and sign, PDF to look at, the annex as a workbook."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from core.errors import InvalidInput
from core.report import Report
from service.reports.profile import UnitProfile
from service.reports.word.annex_xlsx import write_annex
from service.reports.word.copies import SIGNING_COPY, WORKING_COPY, Copy
from service.reports.word.writer import write_docx
from service.review.tracked import tracked_report
from service.store.reviews import ReviewStore

FindProfile = Callable[[str], UnitProfile]
"""The profile of a unit, by its name."""

FindTemplate = Callable[[str], bytes | None]
"""The Word template of a unit, by its name; None when it uses ours."""

MakePdf = Callable[[Path, Path], None]
"""Writes the Word file at the first path as PDF to the second."""


class ReportFiles:
    """Writes versions in the official layout of their unit.

    Args:
        profile_of, template_of: tell how a unit's documents look.
        make_pdf: converts Word to PDF.
    """

    def __init__(
        self, records: ReviewStore, *, profile_of: FindProfile, template_of: FindTemplate, make_pdf: MakePdf
    ) -> None:
        self._records = records
        self._template_of = template_of
        self._profile_of = profile_of
        self._make_pdf = make_pdf

    def write(self, report_id: str, path: Path, *, number: int | None = None, copy: Copy = WORKING_COPY) -> None:
        """Writes a version, the newest by default, as `write_report` does; Word files can come back edited.

        Without evidence, an approved version is the very file that was approved.

        Raises:
            NotFound: no such report or version.
        """
        signed = self._signed_copy(report_id, number) if not copy.with_evidence and not copy.with_proofs else None
        if signed is not None and path.suffix.lower() == ".docx":
            path.write_bytes(signed)
            return
        version = self._records.version(report_id, number)
        identified = copy.model_copy(update={"identifier": f"{report_id}/{version.number}"})
        self.write_report(version.report, path, identified)

    def write_report(self, report: Report, path: Path, copy: Copy) -> None:
        """Writes a report as the ending of `path` says: `.docx`, `.pdf` (without comments), or its annex `.xlsx`.

        Raises:
            InvalidInput: another ending.
            ConverterMissing: PDF is wanted, and there is no LibreOffice.
        """
        match path.suffix.lower():
            case ".docx":
                self._write_word(report, path, copy)
            case ".pdf":
                with TemporaryDirectory() as folder:
                    word = Path(folder) / "report.docx"
                    self._write_word(report, word, copy.model_copy(update={"with_evidence": False}))
                    self._make_pdf(word, path)
            case ".xlsx":
                write_annex(report, path)
            case other:
                raise InvalidInput(f"không ghi được tệp {other or 'không đuôi'}", advice="dùng .docx, .pdf hoặc .xlsx")

    def write_tracked(self, report_id: str, path: Path, *, older: int, newer: int | None = None) -> None:
        """Writes the newer version as Word with its differences from the older one as tracked changes.

        Raises:
            NotFound: no such report or version.
        """
        after = self._records.version(report_id, newer)
        report, revisions = tracked_report(self._records.version(report_id, older), after)
        self._write_word(report, path, Copy(revisions=revisions, identifier=f"{report_id}/{after.number}"))

    def signing_copy(self, report: Report) -> bytes:
        """The Word file to be signed: no evidence, no marks."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "report.docx"
            self._write_word(report, path, SIGNING_COPY)
            return path.read_bytes()

    def _signed_copy(self, report_id: str, number: int | None) -> bytes | None:
        """The file that was approved, when `number` is the approved version."""
        approved = self._records.get(report_id).approved_version
        return self._records.signed_copy(report_id) if approved is not None and number in (None, approved) else None

    def _write_word(self, report: Report, path: Path, copy: Copy) -> None:
        write_docx(
            report,
            path=path,
            profile=self._profile_of(report.unit),
            template=self._template_of(report.unit),
            copy=copy,
        )
