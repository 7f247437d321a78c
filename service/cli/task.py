"""`dondoc task …`: look at tasks, change, undo, split, merge, enter, attach, plan, import."""

from pathlib import Path
from typing import Annotated

import typer

from core.errors import InvalidInput
from core.task import Task, TaskKind, TaskStatus
from service.cli.arguments import AsJson, DocumentKey
from service.cli.output import log, print_json, print_table, print_text, reported_errors
from service.cli.session import reading_office
from service.cli.tasks import print_tasks
from service.follow_up.change_words import change_words
from service.follow_up.evidence import EvidenceKind
from service.follow_up.own_unit import OwnUnit
from service.follow_up.task_form import TaskForm
from service.labels import IMPORT_VERDICT, OWN_ROLE, TASK_STATUS

commands = typer.Typer(
    help="Theo dõi từng nhiệm vụ: đổi, hoàn tác, tách, gộp, nhập tay, minh chứng.", no_args_is_help=True
)

TaskId = Annotated[str, typer.Argument(metavar="VIỆC", help="Mã việc, như `dondoc tasks` in ra.")]
TaskIds = Annotated[list[str], typer.Argument(metavar="VIỆC…", help="Các mã việc.")]
Lead = Annotated[str | None, typer.Option("--lead", help="Đơn vị chủ trì; nhiều đơn vị ngăn bằng dấu chấm phẩy.")]
Joined = Annotated[str | None, typer.Option("--coordinating", help="Đơn vị phối hợp.")]
Deadline = Annotated[str | None, typer.Option("--deadline", help="Thời hạn bằng lời: trước ngày 15/12/2025.")]


@commands.command("show")
def show(context: typer.Context, task_id: TaskId, as_json: AsJson = False) -> None:
    """Một nhiệm vụ, lịch sử thay đổi và minh chứng của nó."""
    with reported_errors(as_json), reading_office(context) as office:
        task, changes = office.follow_up.get(task_id), office.follow_up.history(task_id)
        proofs = office.proofs.of((task_id,))
        if as_json:
            print_json({"task": task, "changes": list(changes), "evidence": list(proofs)})
            return
        print_tasks([task])
        for change in changes:
            mark = " (hoàn tác)" if change.undoes is not None else ""
            words = change_words(change)
            moment = f"{change.changed_at:%d/%m/%Y %H:%M} UTC"
            print_text(f"  {moment}  {change.changed_by}  {words.field}: {words.before} → {words.after}{mark}")
        for proof in proofs:
            print_text(f"  Minh chứng {proof.id}: {proof.name}")


@commands.command("set")
def set_status(
    context: typer.Context,
    task_ids: TaskIds,
    status: Annotated[TaskStatus | None, typer.Option("--status", help="Tình trạng mới.")] = None,
    note: Annotated[str | None, typer.Option("--note", help="Ghi chú; để trống để xóa.")] = None,
    as_json: AsJson = False,
) -> None:
    """Đổi tình trạng, ghi chú của một hay nhiều việc cùng lúc."""
    with reported_errors(as_json), reading_office(context) as office:
        if status is None and note is None:
            raise InvalidInput("chưa nêu gì để đổi", where="--status, --note")
        batch = office.follow_up.set_status(task_ids, status=status, note=note)
        _say(
            as_json,
            {"batch": batch, "tasks": len(set(task_ids))},
            f"Đã đổi {len(set(task_ids))} việc (lần đổi {batch}).",
        )


@commands.command("confirm")
def confirm(context: typer.Context, key: DocumentKey, as_json: AsJson = False) -> None:
    """Xác nhận mọi việc đang chờ của một văn bản."""
    with reported_errors(as_json), reading_office(context) as office:
        waiting = office.list_tasks(office.documents.find(key).id, status=TaskStatus.PROPOSED)
        batch = office.follow_up.set_status([task.id for task in waiting], status=TaskStatus.CONFIRMED)
        _say(as_json, {"batch": batch, "tasks": len(waiting)}, f"Đã xác nhận {len(waiting)} việc (lần đổi {batch}).")


@commands.command("edit")
def edit(
    context: typer.Context,
    task_id: TaskId,
    content: Annotated[str | None, typer.Option("--content", help="Nội dung việc.")] = None,
    lead: Lead = None,
    coordinating: Joined = None,
    report_to: Annotated[str | None, typer.Option("--report-to", help="Nơi nhận báo cáo.")] = None,
    deadline: Deadline = None,
    as_json: AsJson = False,
) -> None:
    """Sửa nội dung, đơn vị, thời hạn; điều văn bản ghi vẫn được giữ bên cạnh."""
    given = {"content": content, "lead_units": lead, "coordinating_units": coordinating}
    given |= {"report_to": report_to, "deadline": deadline}
    with reported_errors(as_json), reading_office(context) as office:
        form = TaskForm.model_validate({name: value for name, value in given.items() if value is not None})
        _show_tasks(as_json, (office.follow_up.edit(task_id, form),))


@commands.command("add")
def add(
    context: typer.Context,
    key: DocumentKey,
    content: Annotated[str, typer.Argument(metavar="NỘI DUNG", help="Nội dung việc.")],
    lead: Lead = None,
    coordinating: Joined = None,
    deadline: Deadline = None,
    kind: Annotated[TaskKind, typer.Option("--kind", help="Loại việc.")] = TaskKind.DUTY,
    as_json: AsJson = False,
) -> None:
    """Nhập tay một việc vào bảng của một văn bản."""
    given = {"content": content, "lead_units": lead or "", "coordinating_units": coordinating or ""}
    with reported_errors(as_json), reading_office(context) as office:
        form = TaskForm.model_validate({**given, "deadline": deadline, "kind": kind})
        _show_tasks(as_json, (office.follow_up.enter(office.documents.find(key).id, form),))


@commands.command("split")
def split(
    context: typer.Context,
    task_id: TaskId,
    parts: Annotated[list[str], typer.Argument(metavar="PHẦN…", help="Lời của từng phần.")],
    as_json: AsJson = False,
) -> None:
    """Tách một việc; phần trích đúng lời văn bản giữ được dẫn chứng."""
    with reported_errors(as_json), reading_office(context) as office:
        _show_tasks(as_json, office.follow_up.split(task_id, parts))


@commands.command("merge")
def merge(
    context: typer.Context,
    task_ids: TaskIds,
    content: Annotated[
        str | None, typer.Option("--content", help="Nội dung mới; bỏ trống thì lấy của việc đầu.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Gộp các việc của một văn bản thành một."""
    with reported_errors(as_json), reading_office(context) as office:
        _show_tasks(as_json, (office.follow_up.merge(task_ids, content=content),))


@commands.command("undo")
def undo(
    context: typer.Context,
    task_id: Annotated[str | None, typer.Argument(metavar="[VIỆC]")] = None,
    batch: Annotated[str | None, typer.Option("--batch", help="Hoàn tác cả một lần đổi nhiều việc.")] = None,
    as_json: AsJson = False,
) -> None:
    """Hoàn tác thay đổi gần nhất của một việc, hoặc cả một lần đổi."""
    with reported_errors(as_json), reading_office(context) as office:
        if batch is not None:
            undone, left = office.follow_up.undo_batch(batch)
            words = f"Đã hoàn tác {undone} việc" + (f"; {left} việc đã đổi sau đó nên giữ nguyên." if left else ".")
            _say(as_json, {"undone": undone, "changed_since": left}, words)
        elif task_id is not None:
            office.follow_up.undo(task_id)
            _show_tasks(as_json, (office.follow_up.get(task_id),))
        else:
            raise InvalidInput("chưa nêu việc nào", where="VIỆC", advice="nêu mã việc hoặc --batch")


@commands.command("attach")
def attach(
    context: typer.Context,
    task_id: TaskId,
    value: Annotated[str, typer.Argument(metavar="MINH CHỨNG", help="Tệp, văn bản đang giữ, đường dẫn hoặc lời.")],
    kind: Annotated[EvidenceKind, typer.Option("--as", help="Đó là gì.")] = EvidenceKind.TEXT,
    as_json: AsJson = False,
) -> None:
    """Gắn minh chứng cho một việc."""
    with reported_errors(as_json), reading_office(context) as office:
        if kind is EvidenceKind.FILE:
            proof = office.proofs.attach_file(task_id, Path(value), name=Path(value).name)
        else:
            proof = office.proofs.attach(task_id, kind, value)
        _say(as_json, proof.model_dump(mode="json"), f"Đã gắn minh chứng {proof.id}: {proof.name}")


@commands.command("detach")
def detach(context: typer.Context, evidence_id: int) -> None:
    """Gỡ một minh chứng."""
    with reported_errors(False), reading_office(context) as office:
        office.proofs.detach(evidence_id)
        log(f"Đã gỡ minh chứng {evidence_id}.")


@commands.command("chain")
def chain(context: typer.Context, key: DocumentKey, as_json: AsJson = False) -> None:
    """Chuỗi báo cáo của một văn bản: báo cáo nào chờ báo cáo nào, ngày nội bộ gợi ý."""
    with reported_errors(as_json), reading_office(context) as office:
        plans = office.plans.chain(office.documents.find(key).id)
        if as_json:
            print_json({"reports": list(plans), "steps": list(office.plans.steps())})
            return
        for plan in plans:
            units = "; ".join(plan.task.lead_units) or "(không nêu đơn vị)"
            print_text(f"\n{plan.last_day:%d/%m/%Y}  {units}: {plan.task.content}")
            for given in plan.waits_for:
                late = " – MUỘN so với ngày cần số liệu" if given.is_late else ""
                print_text(
                    f"    chờ báo cáo ngày {given.last_day:%d/%m/%Y} của {'; '.join(given.task.lead_units)}{late}"
                )
            for day in plan.days:
                print_text(f"    gợi ý {day.day:%d/%m/%Y}  {day.name}")


@commands.command("own-unit")
def own_unit(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[TÊN]", help="Tên đơn vị; bỏ trống để xem.")] = None,
    alias: Annotated[list[str] | None, typer.Option("--alias", help="Tên khác, chữ viết tắt.")] = None,
    group: Annotated[list[str] | None, typer.Option("--group", help="Nhóm, cấp: các đơn vị trực thuộc.")] = None,
    as_json: AsJson = False,
) -> None:
    """Đặt hoặc xem đơn vị của tôi: việc nào của các văn bản là việc của đơn vị."""
    with reported_errors(as_json), reading_office(context) as office:
        if name is not None:
            office.follow_up.set_own_unit(OwnUnit(name=name, aliases=tuple(alias or ()), groups=tuple(group or ())))
        unit, counts = office.follow_up.own_unit(), office.follow_up.own_counts()
        if as_json:
            print_json({"unit": unit, "tasks": {role.value: count for role, count in counts.items()}})
            return
        print_text(unit.name if unit else "Chưa đặt đơn vị.")
        for role, count in counts.items():
            print_text(f"  {OWN_ROLE[role]}: {count} việc")


@commands.command("import")
def import_sheet(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FILE.xlsx")],
    apply: Annotated[bool, typer.Option("--apply", help="Ghi các dòng không mâu thuẫn; không có thì chỉ xem.")] = False,
    as_json: AsJson = False,
) -> None:
    """Lấy tiến độ từ bảng Excel gửi lại; dòng mâu thuẫn không bao giờ bị ghi đè."""
    from service.follow_up.sheet_desk import changes_of

    with reported_errors(as_json), reading_office(context) as office:
        rows = office.sheets.look(path)
        made = office.sheets.apply(changes_of(rows))[0] if apply else 0
        if as_json:
            print_json({"rows": list(rows), "applied": made})
            return
        shown = [
            (
                row.place,
                row.content[:80],
                TASK_STATUS[row.current] if row.current else "",
                row.progress,
                IMPORT_VERDICT[row.verdict],
            )
            for row in rows
        ]
        print_table(("Dòng", "Việc", "Đang là", "Trong bảng", "Kết luận"), shown)
        log(f"Đã ghi {made} việc." if apply else "Chưa ghi gì; thêm --apply để ghi các dòng “Sẽ đổi”.")


def _show_tasks(as_json: bool, found: tuple[Task, ...]) -> None:
    if as_json:
        print_json({"tasks": list(found)})
    else:
        print_tasks(found)


def _say(as_json: bool, document: dict[str, object], words: str) -> None:
    if as_json:
        print_json(document)
    else:
        log(words)
