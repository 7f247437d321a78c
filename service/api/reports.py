"""Compliance reports, and checking the format of Word files."""

from datetime import date
from enum import StrEnum

from fastapi import APIRouter, UploadFile
from fastapi.responses import JSONResponse, Response
from pydantic import Field

from core.record import Record
from core.report import Report, ReportKind
from service.api.uploads import download, received, scratch_file
from service.office import Office
from service.reports.duty import ReportDuty
from service.reports.format_check.deviation import Deviation
from service.reports.order import ReportOrder

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class ReportFormat(StrEnum):
    DOCX = "docx"
    JSON = "json"


class WantedReport(Record):
    """Whose report on which directive, for which time and occasion; what is null follows from the report duty.

    Attributes:
        document: the directive: id, prefix or số/ký hiệu.
        unit: name of the reporting unit.
        units: for a synthesis, the units whose results are put together.
        period_start, period_end: first and last day reported on; in JSON `from` and `to`.
        duty: id of the report duty that is answered.
        as_of: the day the report is made; today by default.
    """

    document: str
    unit: str
    units: tuple[str, ...] = ()
    period_start: date | None = Field(default=None, alias="from")
    period_end: date | None = Field(default=None, alias="to")
    kind: ReportKind | None = None
    duty: str | None = None
    as_of: date | None = None

    def order(self) -> ReportOrder:
        """The same as the drafter takes it."""
        return ReportOrder(
            unit=self.unit,
            units=self.units,
            period_start=self.period_start,
            period_end=self.period_end,
            kind=self.kind,
            duty_id=self.duty,
            as_of=self.as_of or date.today(),
        )


class ReportRequest(WantedReport):
    """Which report to draft.

    Attributes:
        format: a Word file, or the draft with its evidence as JSON.
        with_evidence: the Word file carries its evidence as comments; false for the copy to be signed.
        with_proofs: the annex of evidence follows; by default where the comments are.
    """

    format: ReportFormat = ReportFormat.DOCX
    with_evidence: bool = True
    with_proofs: bool | None = None


class ReportDuties(Record):
    """The reports that a directive asks of a unit, the first due first."""

    duties: tuple[ReportDuty, ...]


class FormatCheck(Record):
    """All deviations; none when the file keeps to the format."""

    deviations: tuple[Deviation, ...]


def build_report_routes(office: Office) -> APIRouter:
    """Routes about reports."""
    router = APIRouter(tags=["Báo cáo"])

    @router.post(
        "/reports",
        summary="Soạn dự thảo báo cáo kết quả thực hiện một văn bản",
        response_class=Response,
        responses={200: {"model": Report, "content": {_DOCX: {}}}},
    )
    def draft(wanted: ReportRequest) -> Response:
        document = office.documents.find(wanted.document)
        report = office.reporting.draft(document.id, wanted.order())
        if wanted.format is ReportFormat.JSON:
            return JSONResponse(report.model_dump(mode="json"))
        with scratch_file(office.documents.incoming_folder, ".docx") as path:
            office.reporting.write(report, path, with_evidence=wanted.with_evidence, with_proofs=wanted.with_proofs)
            content = path.read_bytes()
        return Response(content, media_type=_DOCX, headers=download(f"bao-cao-{document.id[:8]}.docx"))

    @router.get("/reports/duties", summary="Các báo cáo mà một văn bản yêu cầu đơn vị nộp")
    def duties(document: str, unit: str, as_of: date | None = None) -> ReportDuties:
        found = office.reporting.duties(office.documents.find(document).id, unit, as_of=as_of or date.today())
        return ReportDuties(duties=found)

    @router.post("/check-format", summary="Kiểm tra thể thức của một tệp Word")
    def check_format(file: UploadFile) -> FormatCheck:
        from service.reports.format_check.checker import check_format as find_deviations

        with received(file, office.documents.incoming_folder, most_bytes=office.settings.limits.file_bytes) as path:
            return FormatCheck(deviations=tuple(find_deviations(path)))

    return router
