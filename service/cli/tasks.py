"""`dondoc tasks`: who does what by when, on the screen or as a file to send on."""

from pathlib import Path
from typing import Annotated

import typer

from core.task import Deadline, Task
from service.cli.arguments import AsJson, parse_optional_date
from service.cli.output import log, print_json, print_table, reported_errors
from service.cli.session import reading_office
from service.public_json import task_json
from service.tasks.export_csv import write_csv
from service.tasks.export_ics import write_ics
from service.tasks.export_xlsx import write_xlsx
from service.wording import task_kind_label, task_status_label


def tasks(
    context: typer.Context,
    key: Annotated[str | None, typer.Argument(metavar="[DOC]", help="Chỉ của văn bản này.")] = None,
    due_before: Annotated[str | None, typer.Option("--due-before", metavar="D", help="Đến hạn trước ngày này.")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="Chỉ của đơn vị này.")] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="F", help="Ghi bảng Excel.")] = None,
    ics: Annotated[Path | None, typer.Option("--ics", metavar="F", help="Ghi lịch.")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", metavar="F", help="Ghi CSV.")] = None,
    as_json: AsJson = False,
) -> None:
    """Bảng nhiệm vụ: việc gì, ai làm, bao giờ xong."""
    with reported_errors(as_json), reading_office(context) as office:
        document_id = office.find_document(key).id if key else None
        limit = parse_optional_date(due_before, option="--due-before")
        found = office.list_tasks(document_id, due_before=limit, unit=unit)
        documents = office.list_documents()
        for path, write in ((xlsx, write_xlsx), (ics, write_ics), (csv, write_csv)):
            if path is not None:
                write(found, documents, path)
                log(f"Đã ghi {path}")
        if as_json:
            print_json({"tasks": [task_json(task) for task in found]})
        elif not (xlsx or ics or csv):
            print_table(
                ("Mục", "Loại", "Nội dung", "Chủ trì", "Thời hạn", "Tình trạng"), [_row(task) for task in found]
            )


def _row(task: Task) -> tuple[str, ...]:
    content = task.content if len(task.content) <= 160 else task.content[:159] + "…"
    return (
        task.section,
        task_kind_label(task.kind),
        content,
        "; ".join(task.lead_units),
        _when(task.deadline),
        task_status_label(task.status),
    )


def _when(deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    return deadline.raw if deadline.date is None else f"{deadline.raw} (đến {deadline.date:%d/%m/%Y})"
