"""One task: what it says and what the text gives, its proofs, its history, splitting it, and what it waits for."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, UploadFile
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse

from core.task import Task, TaskKind, TaskOrigin, TaskStatus
from service.api.follow_up import send_proof
from service.api.numbers import RowNumber
from service.api.uploads import received
from service.follow_up.evidence import EvidenceKind
from service.follow_up.task_form import TaskForm
from service.labels import TASK_KIND, TASK_STATUS
from service.office import Office
from service.web.document_labels import chosen_document, document_labels
from service.web.rendering import PageRenderer
from service.web.task_rows import task_row, task_rows
from service.web.task_view import can_undo, differences, history_lines, proof_views

Words = Annotated[str, Form()]


def add_task(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    """The pages under `/nhiem-vu/viec` and `/nhiem-vu/moi`."""
    _add_pages(router, office, pages, today=today)
    _add_changes(router, office)
    _add_proofs(router, office)


def _add_pages(router: APIRouter, office: Office, pages: PageRenderer, *, today: Callable[[], date]) -> None:
    @router.get("/nhiem-vu/viec/{task_id}", response_class=HTMLResponse)
    def show(request: Request, task_id: str) -> HTMLResponse:
        register = office.follow_up
        task, changes = register.get(task_id), register.history(task_id)
        names = document_labels(office)
        sources = [register.get(source) for source in task.made_from]
        return pages.page(
            request,
            "task.html",
            row=task_row(task, document_name=names[task.document_id], today=today()),
            task=task,
            hidden=register.why_hidden(task_id),
            became=task_rows(register.made_of(task), names=names, today=today()),
            sources=task_rows(sources, names=names, today=today()),
            differences=differences(task),
            is_entered=task.origin is TaskOrigin.ENTERED,
            history=history_lines(changes),
            can_undo=can_undo(changes),
            proofs=proof_views(office.proofs.of((task_id,))),
            plan=office.plans.plan(task_id, today=today()) if task.kind is TaskKind.REPORT else None,
            statuses=TASK_STATUS,
            names=names,
            units=register.units(leading=False),
        )

    @router.get("/nhiem-vu/moi", response_class=HTMLResponse)
    def new(request: Request, van_ban: Annotated[str, Query(alias="van-ban")] = "") -> HTMLResponse:
        names = document_labels(office)
        units = office.follow_up.units(leading=False)
        return pages.page(request, "task_new.html", names=names, chosen=van_ban, kinds=TASK_KIND, units=units)

    @router.post("/nhiem-vu/moi")
    def enter(
        van_ban: Words,
        noi_dung: Words = "",
        chu_tri: Words = "",
        phoi_hop: Words = "",
        thoi_han: Words = "",
        loai: Annotated[TaskKind, Form()] = TaskKind.DUTY,
    ) -> RedirectResponse:
        given = {"content": noi_dung, "lead_units": chu_tri, "coordinating_units": phoi_hop, "deadline": thoi_han}
        task = office.follow_up.enter(
            chosen_document(office, van_ban), TaskForm.model_validate({**given, "kind": loai})
        )
        return _to(task)


def _add_changes(router: APIRouter, office: Office) -> None:
    @router.post("/nhiem-vu/viec/{task_id}")
    def change(
        task_id: str,
        tinh_trang: Annotated[TaskStatus | None, Form()] = None,
        ghi_chu: Annotated[str | None, Form()] = None,
    ) -> RedirectResponse:
        office.follow_up.set_status((task_id,), status=tinh_trang, note=ghi_chu)
        return _to_id(task_id)

    @router.post("/nhiem-vu/viec/{task_id}/sua")
    def edit(
        task_id: str,
        noi_dung: Words = "",
        chu_tri: Words = "",
        phoi_hop: Words = "",
        bao_cao_ve: Words = "",
        thoi_han: Words = "",
    ) -> RedirectResponse:
        given = {"content": noi_dung, "lead_units": chu_tri, "coordinating_units": phoi_hop}
        form = TaskForm.model_validate({**given, "report_to": bao_cao_ve, "deadline": thoi_han})
        office.follow_up.edit(task_id, form)
        return _to_id(task_id)

    @router.post("/nhiem-vu/viec/{task_id}/tach")
    def split(task_id: str, phan: Words = "") -> RedirectResponse:
        office.follow_up.split(task_id, phan.splitlines())
        return _to_id(task_id)

    @router.post("/nhiem-vu/viec/{task_id}/hoan-tac")
    def undo(task_id: str) -> RedirectResponse:
        office.follow_up.undo(task_id)
        return _to_id(task_id)

    @router.post("/nhiem-vu/viec/{task_id}/bo")
    def withdraw(task_id: str) -> RedirectResponse:
        office.follow_up.withdraw(task_id)
        return _to_id(task_id)


def _add_proofs(router: APIRouter, office: Office) -> None:
    @router.post("/nhiem-vu/viec/{task_id}/minh-chung")
    def attach(
        task_id: str,
        van_ban: Words = "",
        loi: Words = "",
        tep: Annotated[UploadFile | None, Form()] = None,
    ) -> RedirectResponse:
        if tep is not None and tep.filename:
            with received(tep, office.documents.incoming_folder, most_bytes=office.settings.limits.file_bytes) as path:
                office.proofs.attach_file(task_id, path, name=tep.filename)
        if van_ban:
            office.proofs.attach(task_id, EvidenceKind.DOCUMENT, chosen_document(office, van_ban))
        if loi.strip() or not (van_ban or (tep is not None and tep.filename)):
            is_link = loi.strip().startswith(("http://", "https://")) and " " not in loi.strip()
            office.proofs.attach(task_id, EvidenceKind.LINK if is_link else EvidenceKind.TEXT, loi)
        return _to_id(task_id, "minh-chung")

    @router.get("/nhiem-vu/viec/{task_id}/minh-chung/{evidence_id}")
    def proof_file(task_id: str, evidence_id: RowNumber) -> FileResponse:
        return send_proof(office, task_id, evidence_id)

    @router.post("/nhiem-vu/viec/{task_id}/minh-chung/{evidence_id}/go")
    def detach(task_id: str, evidence_id: RowNumber) -> RedirectResponse:
        office.proofs.detach(evidence_id)
        return _to_id(task_id, "minh-chung")


def _to(task: Task) -> RedirectResponse:
    return _to_id(task.id)


def _to_id(task_id: str, part: str = "") -> RedirectResponse:
    return RedirectResponse(f"/nhiem-vu/viec/{task_id}" + (f"#{part}" if part else ""), status_code=303)
