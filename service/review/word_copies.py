"""Versions of filed reports as Word files: to be edited, to be compared, to be signed."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from core.report import Report
from service.reports.docx_writer import write_docx
from service.reports.profile import UnitProfile
from service.review.tracked import tracked_report
from service.store.reviews import ReviewStore

FindProfile = Callable[[str], UnitProfile]
"""The profile of a unit, by its name."""


class WordCopies:
    """Writes versions in the official layout of their unit.

    Args:
        profile_of: tells how a unit's documents look.
    """

    def __init__(self, records: ReviewStore, *, profile_of: FindProfile) -> None:
        self._records = records
        self._profile_of = profile_of

    def write(self, report_id: str, path: Path, *, number: int | None = None, with_evidence: bool = True) -> None:
        """Writes a version, the newest by default, as a file that can come back edited.

        Without evidence, an approved version is the very file that was approved.

        Raises:
            NotFound: no such report or version.
        """
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
            with_evidence=with_evidence,
            identifier=f"{report_id}/{version.number}",
        )

    def write_tracked(self, report_id: str, path: Path, *, older: int, newer: int) -> None:
        """Writes the newer version with its differences from the older one as tracked changes.

        Raises:
            NotFound: no such report or version.
        """
        after = self._records.version(report_id, newer)
        report, revisions = tracked_report(self._records.version(report_id, older), after)
        write_docx(
            report,
            path=path,
            profile=self._profile_of(report.unit),
            revisions=revisions,
            identifier=f"{report_id}/{after.number}",
        )

    def signing_copy(self, report: Report) -> bytes:
        """The Word file to be signed: no evidence, no marks."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "report.docx"
            write_docx(report, path=path, profile=self._profile_of(report.unit), with_evidence=False)
            return path.read_bytes()
