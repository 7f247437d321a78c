"""Following up: proofs, reporting chain, versions compared, own unit, progress that comes back in workbooks."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, UploadFile
from fastapi.responses import FileResponse

from core.errors import NotFound
from core.record import Record
from service.api.numbers import RowNumber
from service.api.uploads import download, received
from service.follow_up.comparison import Comparison
from service.follow_up.evidence import EvidenceKind, TaskEvidence
from service.follow_up.own_unit import OwnRole, OwnUnit
from service.follow_up.plan import PlanStep, ReportPlan
from service.follow_up.sheet_desk import ChosenChange
from service.follow_up.sheet_import import ImportedRow
from service.office import Office


class Proof(Record):
    """A proof that is no file: a held document (any key of it), an address, or words."""

    kind: EvidenceKind
    value: str


class Proofs(Record):
    """What is attached to a task."""

    evidence: tuple[TaskEvidence, ...]


class Chain(Record):
    """The reports of a directive, earliest first; the internal days are suggestions, not the directive's."""

    reports: tuple[ReportPlan, ...]
    steps: tuple[PlanStep, ...]


class Steps(Record):
    """What is to be done before a report goes out."""

    steps: tuple[PlanStep, ...]


class CarryOver(Record):
    """Pairs of a former and a new task whose status and note are to be carried over."""

    pairs: tuple[tuple[str, str], ...]


class Count(Record):
    """How many were changed, and how many were left alone."""

    changed: int
    left_alone: int = 0


class Own(Record):
    """The own unit and how many tasks reach it in which way; null when none is set."""

    unit: OwnUnit | None
    tasks: dict[OwnRole, int]


class Imported(Record):
    """What each row of a workbook means; nothing is changed yet."""

    rows: tuple[ImportedRow, ...]


class Chosen(Record):
    """Changes that a person chose among those that a workbook brings."""

    changes: tuple[ChosenChange, ...]


def build_follow_up_routes(office: Office) -> APIRouter:
    """Routes about following up. They must come before those whose `{doc}` takes slashes."""
    router = APIRouter(tags=["Theo dõi"])
    _add_proofs(router, office)
    _add_chain(router, office)
    _add_own_unit(router, office)
    _add_sheets(router, office)
    return router


def _add_proofs(router: APIRouter, office: Office) -> None:
    @router.get("/tasks/{task_id}/evidence", summary="Minh chứng của một nhiệm vụ")
    def list_proofs(task_id: str) -> Proofs:
        office.follow_up.get(task_id)
        return Proofs(evidence=office.proofs.of((task_id,)))

    @router.post("/tasks/{task_id}/evidence", status_code=201, summary="Gắn văn bản đang giữ, đường dẫn hoặc nội dung")
    def attach(task_id: str, proof: Proof) -> TaskEvidence:
        return office.proofs.attach(task_id, proof.kind, proof.value)

    @router.post("/tasks/{task_id}/evidence/file", status_code=201, summary="Gắn một tệp")
    def attach_file(task_id: str, file: UploadFile) -> TaskEvidence:
        with received(file, office.documents.incoming_folder, most_bytes=office.settings.limits.file_bytes) as path:
            return office.proofs.attach_file(task_id, path, name=file.filename or "tệp")

    @router.get("/tasks/{task_id}/evidence/{evidence_id}/file", summary="Tệp đã gắn")
    def proof_file(task_id: str, evidence_id: RowNumber) -> FileResponse:
        return send_proof(office, task_id, evidence_id)

    @router.delete("/tasks/{task_id}/evidence/{evidence_id}", status_code=204, summary="Gỡ minh chứng")
    def detach(task_id: str, evidence_id: RowNumber) -> None:
        _proof(office, task_id, evidence_id)
        office.proofs.detach(evidence_id)


def send_proof(office: Office, task_id: str, evidence_id: int) -> FileResponse:
    """The attached file, to be saved, never opened in place.

    Raises:
        NotFound: no such proof, or it is no file.
    """
    proof = _proof(office, task_id, evidence_id)
    if proof.kind is not EvidenceKind.FILE:
        raise NotFound("this evidence is no file", where=str(evidence_id))
    return FileResponse(
        office.proofs.attached_file(proof), media_type="application/octet-stream", headers=download(proof.name)
    )


def _proof(office: Office, task_id: str, evidence_id: int) -> TaskEvidence:
    found = next((proof for proof in office.proofs.of((task_id,)) if proof.id == evidence_id), None)
    if found is None:
        raise NotFound("no such evidence", where=str(evidence_id))
    return found


def _add_chain(router: APIRouter, office: Office) -> None:
    @router.get("/reporting-chain", summary="Chuỗi báo cáo của một văn bản, với ngày nội bộ gợi ý")
    def chain(document: str) -> Chain:
        return Chain(reports=office.plans.chain(office.documents.find(document).id), steps=office.plans.steps())

    @router.put("/reporting-chain/steps", summary="Đặt các bước nội bộ trước khi gửi báo cáo")
    def set_steps(wanted: Steps) -> Steps:
        office.plans.set_steps(wanted.steps)
        return Steps(steps=office.plans.steps())

    @router.get("/task-changes", summary="Văn bản mới đổi gì trong nhiệm vụ của văn bản cũ")
    def compare(former: str, new: str) -> Comparison:
        return office.versions.compare(office.documents.find(former).id, office.documents.find(new).id)

    @router.post("/task-changes/carry-over", summary="Chuyển tình trạng, ghi chú sang nhiệm vụ mới")
    def carry_over(wanted: CarryOver) -> Count:
        return Count(changed=office.versions.carry_over(wanted.pairs))


def _add_own_unit(router: APIRouter, office: Office) -> None:
    @router.get("/own-unit", summary="Đơn vị của tôi và số nhiệm vụ liên quan")
    def own_unit(document: Annotated[str | None, Query()] = None) -> Own:
        document_id = office.documents.find(document).id if document else ""
        return Own(unit=office.follow_up.own_unit(), tasks=office.follow_up.own_counts(document_id))

    @router.put("/own-unit", summary="Đặt đơn vị của tôi")
    def set_own_unit(unit: OwnUnit) -> Own:
        office.follow_up.set_own_unit(unit)
        return own_unit()

    @router.delete("/own-unit", status_code=204, summary="Bỏ đơn vị của tôi")
    def forget_own_unit() -> None:
        office.follow_up.set_own_unit(None)


def _add_sheets(router: APIRouter, office: Office) -> None:
    @router.post("/tasks/import", summary="Xem tiến độ trong bảng Excel gửi lại; chưa đổi gì")
    def look(file: UploadFile, document: Annotated[str | None, Form()] = None) -> Imported:
        document_id = office.documents.find(document).id if document else ""
        with received(file, office.documents.incoming_folder, most_bytes=office.settings.limits.file_bytes) as path:
            return Imported(rows=office.sheets.look(path, document_id=document_id))

    @router.post("/tasks/import/apply", summary="Ghi các thay đổi đã chọn từ bảng Excel")
    def apply(chosen: Chosen) -> Count:
        changed, left_alone = office.sheets.apply(chosen.changes)
        return Count(changed=changed, left_alone=left_alone)
