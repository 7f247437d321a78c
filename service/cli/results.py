"""`dondoc results`: what units have done of the tasks of one directive, for a synthesis."""

from typing import Annotated

import typer

from core.task import TaskStatus
from core.unit_result import UnitResult
from service.cli.arguments import AsJson, DocumentKey
from service.cli.output import print_json, print_table, print_text, reported_errors
from service.cli.session import reading_office
from service.labels import TASK_STATUS

results = typer.Typer(no_args_is_help=True, help="Kết quả của các đơn vị, để tổng hợp báo cáo.")

Actor = Annotated[str, typer.Option("--by", metavar="TÊN", help="Họ tên người thực hiện.")]


@results.command("list")
def list_results(context: typer.Context, key: DocumentKey, as_json: AsJson = False) -> None:
    """Kết quả hiện có của từng đơn vị; dòng có dấu ? là đề xuất đọc từ báo cáo, chờ xác nhận."""
    with reported_errors(as_json), reading_office(context) as office:
        document = office.documents.find(key)
        found = office.reporting.results.results(document.id)
        if as_json:
            print_json({"results": found})
        else:
            contents = {task.id: task.content for task in office.list_tasks(document.id)}
            rows = [_row(result, contents.get(result.task_id, "")) for result in found]
            print_table(("", "Đơn vị", "Mã nhiệm vụ", "Nhiệm vụ", "Tình trạng", "Kết quả", "Theo"), rows)


@results.command("enter")
def enter(
    context: typer.Context,
    key: DocumentKey,
    task_id: Annotated[str, typer.Argument(metavar="NHIỆM_VỤ", help="Mã nhiệm vụ.")],
    unit: Annotated[str, typer.Option("--unit", metavar="U", help="Đơn vị.")],
    actor: Actor,
    status: Annotated[TaskStatus | None, typer.Option("--status", help="in_progress hoặc done.")] = None,
    words: Annotated[str, typer.Option("--result", metavar="LỜI", help="Kết quả, số liệu.")] = "",
    as_json: AsJson = False,
) -> None:
    """Nhập kết quả một nhiệm vụ của một đơn vị."""
    with reported_errors(as_json), reading_office(context) as office:
        document = office.documents.find(key)
        result = office.reporting.results.enter(document.id, task_id, unit, status=status, words=words, actor=actor)
        if as_json:
            print_json(result)
        else:
            print_text("Đã ghi.")


@results.command("read")
def read(context: typer.Context, key: DocumentKey, actor: Actor, as_json: AsJson = False) -> None:
    """Đọc kết quả từ báo cáo của các đơn vị đã nộp vào kho; thành đề xuất chờ xác nhận."""
    with reported_errors(as_json), reading_office(context) as office:
        found = office.reporting.results.read_reports(office.documents.find(key).id, actor=actor)
        if as_json:
            print_json({"results": found})
        else:
            units = len({result.unit for result in found})
            print_text(f"{len(found)} đề xuất từ báo cáo của {units} đơn vị; xem `dondoc results list`.")


@results.command("confirm")
def confirm(
    context: typer.Context,
    key: DocumentKey,
    actor: Actor,
    unit: Annotated[str | None, typer.Option("--unit", metavar="U", help="Chỉ của đơn vị này.")] = None,
    task_id: Annotated[str | None, typer.Option("--task", metavar="MÃ", help="Chỉ nhiệm vụ này.")] = None,
    as_json: AsJson = False,
) -> None:
    """Xác nhận các đề xuất đọc từ báo cáo."""
    with reported_errors(as_json), reading_office(context) as office:
        document = office.documents.find(key)
        count = office.reporting.results.confirm(document.id, unit=unit, task_id=task_id, actor=actor)
        if as_json:
            print_json({"confirmed": count})
        else:
            print_text(f"Đã xác nhận {count} kết quả.")


def _row(result: UnitResult, content: str) -> tuple[str, ...]:
    return (
        "" if result.is_confirmed else "?",
        result.unit,
        result.task_id,
        content if len(content) <= 80 else content[:79] + "…",
        TASK_STATUS[result.status] if result.status else "",
        result.words,
        result.told_by if result.report_id is None else f"báo cáo {result.report_id[:8]}",
    )
