"""Tasks: list with filters, change, export to Excel, calendar and CSV."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from core.record import Record
from core.task import Task, TaskStatus
from service.api.uploads import download, scratch_file
from service.office import Office
from service.public_json import PublicTasks
from service.records import TaskChange

_MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar",
    "csv": "text/csv",
}


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

    @router.get("/tasks.xlsx", summary="Bảng nhiệm vụ (Excel)", response_class=Response)
    def export_xlsx(tasks: Annotated[tuple[Task, ...], Depends(selected)]) -> Response:
        return _export(office, tasks, "xlsx")

    @router.get("/tasks.ics", summary="Lịch thời hạn (iCalendar)", response_class=Response)
    def export_ics(tasks: Annotated[tuple[Task, ...], Depends(selected)]) -> Response:
        return _export(office, tasks, "ics")

    @router.get("/tasks.csv", summary="Bảng nhiệm vụ (CSV)", response_class=Response)
    def export_csv(tasks: Annotated[tuple[Task, ...], Depends(selected)]) -> Response:
        return _export(office, tasks, "csv")

    @router.patch("/tasks/{task_id}", summary="Đổi tình trạng hoặc ghi chú của một nhiệm vụ")
    def update_task(task_id: str, change: TaskUpdate) -> Task:
        office.follow_up.set_status((task_id,), status=change.status, note=change.note)
        return office.follow_up.get(task_id)

    @router.get("/tasks/{task_id}/history", summary="Lịch sử thay đổi của một nhiệm vụ")
    def history(task_id: str) -> TaskHistory:
        return TaskHistory(changes=office.follow_up.history(task_id))

    return router


def _export(office: Office, tasks: Sequence[Task], suffix: str) -> Response:
    """The tasks as a file; what writes it is imported only now, so that the server starts quickly."""
    from service.tasks.export_csv import write_csv
    from service.tasks.export_ics import write_ics
    from service.tasks.export_xlsx import write_xlsx

    write = {"xlsx": write_xlsx, "ics": write_ics, "csv": write_csv}[suffix]
    with scratch_file(office.incoming_folder, f".{suffix}") as path:
        write(tasks, office.list_documents(), path)
        content = path.read_bytes()
    return Response(content, media_type=_MEDIA_TYPES[suffix], headers=download(f"nhiem-vu.{suffix}"))
