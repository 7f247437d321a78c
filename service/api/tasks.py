"""Tasks: lists with filters, what one task is, what people do to it, and every form of export."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from core.record import Record
from core.task import Task, TaskStatus
from service.api.task_query import TaskListQuery, TaskQuery
from service.api.uploads import download, scratch_file
from service.follow_up.conditions import TaskCondition, TaskCounts
from service.follow_up.task_form import TaskForm
from service.office import Office
from service.public_json import PublicTasks
from service.records import TaskChange
from service.tasks.exports import MEDIA_TYPE, SUFFIX, ExportForm, write_tasks


class TaskUpdate(TaskForm):
    """What to change; what is not given stays. An empty note takes the note away; `deadline` is a phrase."""

    status: TaskStatus | None = None
    note: str | None = None


class NewTask(TaskForm):
    """A task entered by hand, under a document (any key of it)."""

    document: str


class BulkUpdate(Record):
    """Many tasks changed at one stroke."""

    ids: tuple[str, ...]
    status: TaskStatus | None = None
    note: str | None = None


class Batch(Record):
    """What was done at one stroke; it can be undone by its name."""

    batch: str
    tasks: int


class Undone(Record):
    """How many tasks went back to what they were, and how many had changed since and stay."""

    undone: int
    changed_since: int


class Parts(Record):
    """The parts that a task is split into."""

    parts: tuple[str, ...]


class Merge(Record):
    """Tasks to be made one; `content` words it anew."""

    ids: tuple[str, ...]
    content: str | None = None


class TaskHistory(Record):
    """Changes of one task, oldest first."""

    changes: tuple[TaskChange, ...]


def build_task_routes(office: Office) -> APIRouter:
    """Routes about tasks."""
    router = APIRouter(tags=["Nhiệm vụ"])
    _add_lists(router, office)
    _add_changes(router, office)
    _add_joint_changes(router, office)
    return router


def _add_lists(router: APIRouter, office: Office) -> None:
    def asked(query: Annotated[TaskQuery, Query()]) -> TaskCondition:
        return query.condition(office)

    Asked = Annotated[TaskCondition, Depends(asked)]  # noqa: N806 a type, not a variable

    @router.get("/tasks", summary="Nhiệm vụ, lọc theo văn bản, hạn, đơn vị, tình trạng")
    def list_tasks(query: Annotated[TaskListQuery, Query()]) -> PublicTasks:
        page = office.follow_up.find(query.condition(office), order=query.order, offset=query.offset, limit=query.limit)
        return PublicTasks(tasks=page.tasks, found=page.found)

    @router.get("/tasks/counts", summary="Đếm nhiệm vụ theo tình trạng, hạn, tháng")
    def counts(condition: Asked) -> TaskCounts:
        return office.follow_up.counts(condition)

    def add_export(address: str, form: ExportForm, summary: str) -> None:
        @router.get(address, summary=summary, response_class=Response, name=f"export_{form.value}")
        def export(condition: Asked) -> Response:
            with scratch_file(office.documents.incoming_folder, f".{SUFFIX[form]}") as path:
                write_tasks(form, office.follow_up.find(condition).tasks, office.documents.all(), path)
                content = path.read_bytes()
            name = download(f"nhiem-vu.{SUFFIX[form]}")
            return Response(content, media_type=MEDIA_TYPE[SUFFIX[form]], headers=name)

    add_export("/tasks.xlsx", ExportForm.XLSX, "Bảng nhiệm vụ (Excel)")
    add_export("/tasks/national.xlsx", ExportForm.NATIONAL, "Bảng nhiệm vụ theo mẫu theo dõi chung (Excel, 7 cột)")
    add_export("/tasks.ics", ExportForm.ICS, "Lịch thời hạn (iCalendar)")
    add_export("/tasks.csv", ExportForm.CSV, "Bảng nhiệm vụ (CSV)")
    add_export("/tasks.json", ExportForm.JSON, "Bảng nhiệm vụ (JSON)")


def _add_changes(router: APIRouter, office: Office) -> None:
    @router.post("/tasks", status_code=201, summary="Nhập tay một nhiệm vụ")
    def enter(new: NewTask) -> Task:
        form = TaskForm.model_validate(new.model_dump(exclude={"document"}, exclude_unset=True))
        return office.follow_up.enter(office.documents.find(new.document).id, form)

    @router.get("/tasks/{task_id}", summary="Một nhiệm vụ")
    def show(task_id: str) -> Task:
        return office.follow_up.get(task_id)

    @router.patch("/tasks/{task_id}", summary="Đổi tình trạng, ghi chú, nội dung, đơn vị, thời hạn của một nhiệm vụ")
    def update_task(task_id: str, change: TaskUpdate) -> Task:
        form = change.model_dump(exclude={"status", "note"}, exclude_unset=True)
        if form:
            office.follow_up.edit(task_id, TaskForm.model_validate(form))
        office.follow_up.set_status((task_id,), status=change.status, note=change.note)
        return office.follow_up.get(task_id)

    @router.delete("/tasks/{task_id}", status_code=204, summary="Bỏ một nhiệm vụ đã nhập tay")
    def withdraw(task_id: str) -> None:
        office.follow_up.withdraw(task_id)

    @router.get("/tasks/{task_id}/history", summary="Lịch sử thay đổi của một nhiệm vụ")
    def history(task_id: str) -> TaskHistory:
        return TaskHistory(changes=office.follow_up.history(task_id))

    @router.post("/tasks/{task_id}/undo", summary="Hoàn tác thay đổi gần nhất của một nhiệm vụ")
    def undo(task_id: str) -> Task:
        office.follow_up.undo(task_id)
        return office.follow_up.get(task_id)


def _add_joint_changes(router: APIRouter, office: Office) -> None:
    @router.post("/tasks/bulk", summary="Đổi tình trạng, ghi chú của nhiều nhiệm vụ cùng lúc")
    def bulk(change: BulkUpdate) -> Batch:
        batch = office.follow_up.set_status(change.ids, status=change.status, note=change.note)
        return Batch(batch=batch, tasks=len(set(change.ids)))

    @router.post("/tasks/batches/{batch}/undo", summary="Hoàn tác một lần đổi nhiều nhiệm vụ")
    def undo_batch(batch: str) -> Undone:
        undone, changed_since = office.follow_up.undo_batch(batch)
        return Undone(undone=undone, changed_since=changed_since)

    @router.post("/tasks/{task_id}/split", summary="Tách một nhiệm vụ")
    def split(task_id: str, into: Parts) -> PublicTasks:
        parts = office.follow_up.split(task_id, into.parts)
        return PublicTasks(tasks=parts, found=len(parts))

    @router.post("/tasks/merge", summary="Gộp các nhiệm vụ của một văn bản")
    def merge(wanted: Merge) -> Task:
        return office.follow_up.merge(wanted.ids, content=wanted.content)
