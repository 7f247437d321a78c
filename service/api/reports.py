"""Compliance reports, and checking the format of Word files."""

from datetime import date
from enum import StrEnum

from fastapi import APIRouter, UploadFile
from fastapi.responses import JSONResponse, Response
from pydantic import Field

from core.record import Record
from core.report import Report
from service.api.uploads import download, received, scratch_file
from service.office import Office

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class ReportFormat(StrEnum):
    DOCX = "docx"
    JSON = "json"


class ReportPeriod(Record):
    """Whose report on which directive, for which time.

    Attributes:
        document: the directive: id, prefix or số/ký hiệu.
        unit: name of the reporting unit.
        period_start, period_end: first and last day reported on; in JSON `from` and `to`.
    """

    document: str
    unit: str
    period_start: date = Field(alias="from")
    period_end: date = Field(alias="to")


class ReportRequest(ReportPeriod):
    """Which report to draft.

    Attributes:
        format: a Word file, or the draft with its evidence as JSON.
        with_evidence: the Word file carries its evidence as comments; false for the copy to be signed.
    """

    format: ReportFormat = ReportFormat.DOCX
    with_evidence: bool = True


class Deviation(Record):
    """One deviation of a Word file from the official format."""

    code: str
    message: str
    where: str


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
        responses={200: {"content": {_DOCX: {}, "application/json": {"schema": Report.model_json_schema()}}}},
    )
    def draft(wanted: ReportRequest) -> Response:
        document = office.find_document(wanted.document)
        report = office.reporting.draft(
            document.id, unit=wanted.unit, period_start=wanted.period_start, period_end=wanted.period_end
        )
        if wanted.format is ReportFormat.JSON:
            return JSONResponse(report.model_dump(mode="json"))
        with scratch_file(office.incoming_folder, ".docx") as path:
            office.reporting.write(report, path, with_evidence=wanted.with_evidence)
            content = path.read_bytes()
        return Response(content, media_type=_DOCX, headers=download(f"bao-cao-{document.id[:8]}.docx"))

    @router.post("/check-format", summary="Kiểm tra thể thức của một tệp Word")
    def check_format(file: UploadFile) -> FormatCheck:
        from service.reports.format_check import check_format as find_deviations

        with received(file, office.incoming_folder, most_bytes=office.settings.limits.file_bytes) as path:
            return FormatCheck(deviations=tuple(find_deviations(path)))

    return router
