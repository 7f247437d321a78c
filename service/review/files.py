"""Versions of filed reports as files: Word to edit, compare and sign, PDF to look at, the annex as a workbook."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from core.errors import InvalidInput
from core.report import Report
from service.reports.annex_xlsx import write_annex
from service.reports.docx_copy import Copy
from service.reports.docx_writer import write_docx
from service.reports.profile import UnitProfile
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

    def write(self, report_id: str, path: Path, *, number: int | None = None, with_evidence: bool = True) -> None:
        """Writes a version, the newest by default, as the ending of `path` says: `.docx`, `.pdf`, or its annex `.xlsx`.

        Raises:
            NotFound: no such report or version.
            InvalidInput: another ending.
            ConverterMissing: PDF is wanted, and there is no LibreOffice.
        """
        match path.suffix.lower():
            case ".docx":
                self._write_word(report_id, path, number, with_evidence=with_evidence)
            case ".pdf":
                with TemporaryDirectory() as folder:
                    word = Path(folder) / "report.docx"
                    self._write_word(report_id, word, number, with_evidence=False)
                    self._make_pdf(word, path)
            case ".xlsx":
                write_annex(self._records.version(report_id, number).report, path)
            case other:
                raise InvalidInput(f"không ghi được tệp {other or 'không đuôi'}", advice="dùng .docx, .pdf hoặc .xlsx")

    def write_tracked(self, report_id: str, path: Path, *, older: int, newer: int | None = None) -> None:
        """Writes the newer version as Word with its differences from the older one as tracked changes.

        Raises:
            NotFound: no such report or version.
        """
        after = self._records.version(report_id, newer)
        report, revisions = tracked_report(self._records.version(report_id, older), after)
        write_docx(
            report,
            path=path,
            profile=self._profile_of(report.unit),
            template=self._template_of(report.unit),
            copy=Copy(revisions=revisions, identifier=f"{report_id}/{after.number}"),
        )

    def signing_copy(self, report: Report) -> bytes:
        """The Word file to be signed: no evidence, no marks."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "report.docx"
            write_docx(
                report,
                path=path,
                profile=self._profile_of(report.unit),
                template=self._template_of(report.unit),
                copy=Copy(with_evidence=False),
            )
            return path.read_bytes()

    def _write_word(self, report_id: str, path: Path, number: int | None, *, with_evidence: bool) -> None:
        """A file that can come back edited; without evidence, an approved version is the very file approved."""
        filed = self._records.get(report_id)
        is_approved_one = filed.approved_version is not None and number in (None, filed.approved_version)
        signed_copy = self._records.signed_copy(report_id) if is_approved_one and not with_evidence else None
        if signed_copy is not None:
            path.write_bytes(signed_copy)
            return
        version = self._records.version(report_id, number)
        write_docx(
            version.report,
            path=path,
            profile=self._profile_of(version.report.unit),
            template=self._template_of(version.report.unit),
            copy=Copy(with_evidence=with_evidence, identifier=f"{report_id}/{version.number}"),
        )
