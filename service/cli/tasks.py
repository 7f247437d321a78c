"""`dondoc tasks`: who does what by when, on the screen or as a file to send on."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.task import Task, TaskKind, TaskOrigin, TaskStatus
from service.cli.arguments import AsJson, parse_optional_date
from service.cli.output import log, print_json, print_table, reported_errors
from service.cli.session import reading_office
from service.follow_up.conditions import TaskCondition, TaskOrder
from service.follow_up.due import DueState
from service.follow_up.own_unit import OwnRole
from service.labels import TASK_KIND, TASK_STATUS
from service.tasks.exports import ExportForm, write_tasks
from service.tasks.table_row import term_words

if TYPE_CHECKING:
    from service.office import Office

TASK_HEADINGS = ("Mã", "Mục", "Loại", "Nội dung", "Chủ trì", "Thời hạn", "Tình trạng")
_LONGEST_CONTENT = 160
ToFile = Path | None


def tasks(
    context: typer.Context,
    key: Annotated[str | None, typer.Argument(metavar="[DOC]", help="Chỉ của văn bản này.")] = None,
    due_before: Annotated[str | None, typer.Option("--due-before", metavar="D", help="Đến hạn trước ngày này.")] = None,
    due: Annotated[DueState | None, typer.Option("--due", help="Quá hạn, sắp đến hạn …")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="Chỉ của đơn vị này.")] = None,
    mine: Annotated[bool, typer.Option("--mine", help="Chỉ việc của đơn vị tôi (xem `dondoc task own-unit`).")] = False,
    status: Annotated[TaskStatus | None, typer.Option("--status", help="Chỉ việc ở tình trạng này.")] = None,
    kind: Annotated[TaskKind | None, typer.Option("--kind", help="Chỉ loại việc này.")] = None,
    words: Annotated[str, typer.Option("--find", metavar="CHỮ", help="Có những chữ này, gõ không dấu cũng được.")] = "",
    order: Annotated[TaskOrder, typer.Option("--order", help="Thứ tự.")] = TaskOrder.TEXT,
    compare_with: Annotated[
        str | None, typer.Option("--compare-with", metavar="DOC2", help="Văn bản DOC2 đổi gì trong việc của DOC.")
    ] = None,
    xlsx: Annotated[ToFile, typer.Option("--xlsx", metavar="F", help="Ghi bảng Excel.")] = None,
    national: Annotated[ToFile, typer.Option("--national", metavar="F", help="Ghi Excel theo mẫu chung 7 cột.")] = None,
    ics: Annotated[ToFile, typer.Option("--ics", metavar="F", help="Ghi lịch.")] = None,
    csv: Annotated[ToFile, typer.Option("--csv", metavar="F", help="Ghi CSV.")] = None,
    as_json: AsJson = False,
) -> None:
    """Bảng nhiệm vụ: việc gì, ai làm, bao giờ xong."""
    with reported_errors(as_json), reading_office(context) as office:
        document_id = office.documents.find(key).id if key else ""
        if compare_with is not None:
            from service.cli.comparison import show_comparison

            show_comparison(office, document_id, office.documents.find(compare_with).id, as_json=as_json)
            return
        condition = TaskCondition(
            document_id=document_id,
            due_before=parse_optional_date(due_before, option="--due-before"),
            due=due,
            unit=unit or "",
            own_roles=tuple(OwnRole) if mine else (),
            status=status,
            kind=kind,
            words=words,
        )
        found = office.follow_up.find(condition, order=order).tasks
        wanted = {ExportForm.XLSX: xlsx, ExportForm.NATIONAL: national, ExportForm.ICS: ics, ExportForm.CSV: csv}
        files = {form: path for form, path in wanted.items() if path is not None}
        _export(office, found, files)
        if as_json:
            print_json({"tasks": list(found)})
        elif not files:
            print_tasks(found)


def print_tasks(found: Sequence[Task]) -> None:
    """Writes a table of tasks to stdout."""
    print_table(TASK_HEADINGS, [_row(task) for task in found])


def _export(office: "Office", found: Sequence[Task], files: dict[ExportForm, Path]) -> None:
    for form, path in files.items():
        write_tasks(form, found, office.documents.all(), path)
        log(f"Đã ghi {path}")


def _row(task: Task) -> tuple[str, ...]:
    content = task.content if len(task.content) <= _LONGEST_CONTENT else task.content[: _LONGEST_CONTENT - 1] + "…"
    marks = ["nhập tay"] if task.origin is TaskOrigin.ENTERED else []
    marks += ["do mô hình ngôn ngữ đề xuất"] if task.proposed_by else []
    marks += ["không còn thấy sau khi đọc lại"] if task.is_gone else []
    return (
        task.id,
        task.section,
        TASK_KIND[task.kind],
        content + (f" [{'; '.join(marks)}]" if marks else ""),
        "; ".join(task.lead_units),
        term_words(task.deadline),
        TASK_STATUS[task.status],
    )
