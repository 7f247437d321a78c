"""Filed reports: drafted, edited, remarked on, submitted, returned, approved."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Form, Query, UploadFile
from fastapi.responses import Response
from pydantic import Field

from core.record import Record
from core.review import FiledReport, ReviewAction, ReviewComment
from core.source import MediaType
from service.api.numbers import RowNumber
from service.api.reports import WantedReport
from service.api.uploads import download, received, scratch_file
from service.office import Office
from service.reports.word.copies import Copy
from service.review.compare import Comparison
from service.review.view import FiledReportView, view_report
from service.review.word_return import Returned


class FileRequest(WantedReport):
    """Which report to draft and file, and who does it.

    Attributes:
        by: who does it.
        smooth: has the chat model that is set smooth the wording.
    """

    by: str
    smooth: bool = False


class Edit(Record):
    """New words for one sentence, or a new sentence after it.

    Attributes:
        text: the words; empty to take the sentence out.
        base_version: the version that the person saw.
        is_added: a new sentence after this one, not a change of it.
    """

    by: str
    text: str
    base_version: int
    is_added: bool = False


class Step(Record):
    """A step of the review.

    Attributes:
        accept_changes: approve although records changed after drafting.
    """

    by: str
    action: ReviewAction
    note: str = ""
    accept_changes: bool = False


class Remark(Record):
    """A remark; without `claim_id` it is about the whole report."""

    by: str
    text: str
    claim_id: str | None = None


class Resolution(Record):
    """Who dealt with a remark."""

    by: str


class FiledReports(Record):
    """Filed reports, the last changed first."""

    reports: tuple[FiledReport, ...]


class FileKind(StrEnum):
    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"


_MEDIA_TYPES = {
    FileKind.DOCX: MediaType.DOCX.value,
    FileKind.PDF: MediaType.PDF.value,
    FileKind.XLSX: MediaType.XLSX.value,
}


class FileOptions(Record):
    """Which version as a file, and what it carries.

    Attributes:
        version: the newest by default.
        compare_with: show the changes since this version as tracked changes (Word only).
        with_evidence: Word comments tell what each sentence rests on.
        with_proofs: the annex of evidence follows; by default where the comments are.
    """

    version: int | None = None
    compare_with: int | None = Field(default=None, ge=1)
    with_evidence: bool = True
    with_proofs: bool | None = None

    @property
    def copy_wanted(self) -> Copy:
        """What the Word file is to carry."""
        proofs = self.with_evidence if self.with_proofs is None else self.with_proofs
        return Copy(with_evidence=self.with_evidence, with_proofs=proofs)


class FileChoice(FileOptions):
    """The same with the kind of file."""

    kind: FileKind = FileKind.DOCX


def build_review_routes(office: Office) -> APIRouter:
    """Routes about filed reports."""
    router = APIRouter(prefix="/reviews", tags=["Trình duyệt báo cáo"])
    _add_text_routes(router, office)
    _add_review_routes(router, office)
    return router


def _add_text_routes(router: APIRouter, office: Office) -> None:
    """What the report says: file, show, compare, edit, take as a file, bring back."""

    @router.get("", summary="Các hồ sơ báo cáo")
    def list_reports(document: str | None = None) -> FiledReports:
        document_id = office.documents.find(document).id if document else None
        return FiledReports(reports=office.reporting.desk.records.list_reports(document_id))

    @router.post("", summary="Soạn dự thảo và lập hồ sơ", status_code=201)
    def file(wanted: FileRequest) -> FiledReport:
        document = office.documents.find(wanted.document)
        draft = office.reporting.draft(document.id, wanted.order())
        draft = office.reporting.smooth(draft) if wanted.smooth else draft
        return office.reporting.desk.file(draft, actor=wanted.by)

    @router.get("/{report_id}", summary="Một hồ sơ: văn bản, ý kiến, lịch sử, thay đổi của số liệu")
    def show(report_id: str, version: int | None = None) -> FiledReportView:
        return view_report(office.reporting.desk, report_id, version)

    @router.get("/{report_id}/compare", summary="So sánh hai phiên bản")
    def compare(report_id: str, older: int, newer: int) -> Comparison:
        return office.reporting.desk.compare(report_id, older, newer)

    @router.put("/{report_id}/claims/{claim_id}", summary="Sửa, bỏ hoặc thêm câu")
    def edit(report_id: str, claim_id: str, change: Edit) -> FiledReport:
        if change.is_added:
            return office.reporting.desk.add_sentence(report_id, claim_id, change.text, actor=change.by)
        return office.reporting.desk.edit(
            report_id, claim_id, change.text, base_version=change.base_version, actor=change.by
        )

    @router.post("/{report_id}/word", summary="Nhận lại tệp Word đã sửa")
    def import_word(report_id: str, file: UploadFile, by: Annotated[str, Form()]) -> Returned:
        with received(file, office.documents.incoming_folder, most_bytes=office.settings.limits.file_bytes) as path:
            return office.reporting.desk.import_word(report_id, path, actor=by)

    @router.get("/{report_id}/file.{kind}", summary="Báo cáo ra Word, PDF; phụ lục ra Excel", response_class=Response)
    def export(report_id: str, kind: FileKind, choice: Annotated[FileOptions, Query()]) -> Response:
        return report_file(office, report_id, FileChoice(kind=kind, **choice.model_dump()))


def _add_review_routes(router: APIRouter, office: Office) -> None:
    """What people say of it: steps and remarks."""

    @router.post("/{report_id}/steps", summary="Trình, rút lại, trả lại, duyệt, soạn lại")
    def step(report_id: str, wanted: Step) -> FiledReport:
        return office.reporting.take_step(
            report_id, wanted.action, actor=wanted.by, note=wanted.note, accept_changes=wanted.accept_changes
        )

    @router.post("/{report_id}/comments", summary="Cho ý kiến", status_code=201)
    def comment(report_id: str, remark: Remark) -> ReviewComment:
        return office.reporting.desk.comment(report_id, remark.text, actor=remark.by, claim_id=remark.claim_id)

    @router.post("/{report_id}/comments/{comment_id}/resolve", summary="Đánh dấu ý kiến đã xử lý", status_code=204)
    def resolve(report_id: str, comment_id: RowNumber, resolution: Resolution) -> None:
        office.reporting.desk.resolve(report_id, comment_id, actor=resolution.by)


def report_file(office: Office, report_id: str, choice: FileChoice) -> Response:
    """The file as a download.

    Raises:
        NotFound: no such report or version.
    """
    files = office.reporting.desk.files
    with scratch_file(office.documents.incoming_folder, f".{choice.kind.value}") as path:
        if choice.compare_with is not None and choice.kind is FileKind.DOCX:
            files.write_tracked(report_id, path, older=choice.compare_with, newer=choice.version)
        else:
            files.write(report_id, path, number=choice.version, copy=choice.copy_wanted)
        content = path.read_bytes()
    filed = office.reporting.desk.records.get(report_id)
    name = f"Báo cáo - {filed.unit} - {filed.period_end:%d-%m-%Y}.{choice.kind.value}".replace("/", "-")
    return Response(content, media_type=_MEDIA_TYPES[choice.kind], headers=download(name))
