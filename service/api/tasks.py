"""Tasks: list with filters, change, export to Excel, calendar and CSV."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from core.record import Record
from core.task import Task, TaskStatus
from service.api.uploads import download, scratch_file
from service.office import Office
from service.public_json import PublicTasks
from service.records import DocumentRecord, TaskChange
from service.tasks.export_csv import write_csv
from service.tasks.export_ics import write_ics
from service.tasks.export_xlsx import write_xlsx

_Writer = Callable[[Sequence[Task], Sequence[DocumentRecord], Path], None]
_EXPORTS: tuple[tuple[str, _Writer, str, str], ...] = (
    ("xlsx", write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Bảng nhiệm vụ (Excel)"),
    ("ics", write_ics, "text/calendar", "Lịch thời hạn (iCalendar)"),
    ("csv", write_csv, "text/csv", "Bảng nhiệm vụ (CSV)"),
)


class TaskFilter(Record):
    """Conditions on tasks; a task must fit all that are given.

    Attributes:
        document: id, prefix or số/ký hiệu of a document.
        due_before: falls due before this day.
        unit: part of the name of a leading or coordinating unit.
    """

    document: str | None = None
    due_before: date | None = None
    unit: str | None = None
    status: TaskStatus | None = None


class TaskUpdate(Record):
    """What to change; what is not given stays. An empty note takes the note away."""

    status: TaskStatus | None = None
    note: str | None = None


class TaskHistory(Record):
    """Changes of one task, oldest first."""

    changes: tuple[TaskChange, ...]


def build_task_routes(office: Office) -> APIRouter:
    """Routes about tasks."""
    router = APIRouter(tags=["Nhiệm vụ"])

    def selected(wanted: Annotated[TaskFilter, Query()]) -> tuple[Task, ...]:
        document_id = office.find_document(wanted.document).id if wanted.document else None
        return office.list_tasks(document_id, due_before=wanted.due_before, unit=wanted.unit, status=wanted.status)

    @router.get("/tasks", summary="Nhiệm vụ, lọc theo văn bản, hạn, đơn vị, tình trạng")
    def list_tasks(tasks: Annotated[tuple[Task, ...], Depends(selected)]) -> PublicTasks:
        return PublicTasks(tasks=tasks)

    for suffix, write, media_type, summary in _EXPORTS:
        _add_export(router, office, selected, (suffix, write, media_type, summary))

    @router.patch("/tasks/{task_id}", summary="Đổi tình trạng hoặc ghi chú của một nhiệm vụ")
    def update_task(task_id: str, change: TaskUpdate) -> Task:
        return office.update_task(task_id, status=change.status, note=change.note)

    @router.get("/tasks/{task_id}/history", summary="Lịch sử thay đổi của một nhiệm vụ")
    def history(task_id: str) -> TaskHistory:
        office.get_task(task_id)
        return TaskHistory(changes=office.task_history(task_id))

    return router


def _add_export(
    router: APIRouter,
    office: Office,
    selected: Callable[[TaskFilter], tuple[Task, ...]],
    export: tuple[str, _Writer, str, str],
) -> None:
    suffix, write, media_type, summary = export

    @router.get(f"/tasks.{suffix}", summary=summary, response_class=Response, name=f"tasks_{suffix}")
    def export_tasks(tasks: Annotated[tuple[Task, ...], Depends(selected)]) -> Response:
        with scratch_file(office.incoming_folder, f".{suffix}") as path:
            write(tasks, office.list_documents(), path)
            content = path.read_bytes()
        return Response(content, media_type=media_type, headers=download(f"nhiem-vu.{suffix}"))
