"""`dondoc tasks`: who does what by when, on the screen or as a file to send on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from core.task import Deadline, Task
from service.cli.arguments import AsJson, parse_optional_date
from service.cli.output import log, print_json, print_table, reported_errors
from service.cli.session import reading_office
from service.labels import TASK_KIND, TASK_STATUS
from service.public_json import task_json
from service.records import DocumentRecord


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
        _export(found, office.list_documents(), xlsx=xlsx, ics=ics, csv=csv)
        if as_json:
            print_json({"tasks": [task_json(task) for task in found]})
        elif not (xlsx or ics or csv):
            print_table(
                ("Mục", "Loại", "Nội dung", "Chủ trì", "Thời hạn", "Tình trạng"), [_row(task) for task in found]
            )


def _export(
    tasks: Sequence[Task],
    documents: Sequence[DocumentRecord],
    *,
    xlsx: Path | None,
    ics: Path | None,
    csv: Path | None,
) -> None:
    """Writes the files that were asked for; the libraries behind them are loaded only then."""
    if not (xlsx or ics or csv):
        return
    from service.tasks.export_csv import write_csv
    from service.tasks.export_ics import write_ics
    from service.tasks.export_xlsx import write_xlsx

    for path, write in ((xlsx, write_xlsx), (ics, write_ics), (csv, write_csv)):
        if path is not None:
            write(tasks, documents, path)
            log(f"Đã ghi {path}")


def _row(task: Task) -> tuple[str, ...]:
    content = task.content if len(task.content) <= 160 else task.content[:159] + "…"
    return (
        task.section,
        TASK_KIND[task.kind],
        content,
        "; ".join(task.lead_units),
        _when(task.deadline),
        TASK_STATUS[task.status],
    )


def _when(deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    return deadline.raw if deadline.date is None else f"{deadline.raw} (đến {deadline.date:%d/%m/%Y})"
