"""`dondoc review`: a drafted report filed, edited in Word, submitted, remarked on, returned, approved."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.review import FiledReport, ReviewAction
from service.cli.arguments import AsJson, DocumentKey
from service.cli.output import log, print_json, print_table, print_text, reported_errors, working
from service.cli.report_order import AsOf, Duty, End, Kind, Start, Unit, Units, order_of
from service.cli.session import reading_office
from service.labels import REVIEW_ACTION, REVIEW_STATE
from service.reports.word.copies import Copy
from service.review.claims import headed_claims
from service.text_changes import Change, DiffPiece
from service.vietnamese_dates import show_moment

if TYPE_CHECKING:
    from service.office import Office
    from service.review.desk import ReviewDesk
    from service.review.view import FiledReportView

review = typer.Typer(no_args_is_help=True, help="Hồ sơ báo cáo: dự thảo, trình, ý kiến, trả lại, duyệt.")

ReportId = Annotated[str, typer.Argument(metavar="REPORT", help="Mã hồ sơ báo cáo (xem `dondoc review list`).")]
Actor = Annotated[str, typer.Option("--by", metavar="TÊN", help="Họ tên người thực hiện.")]
Note = Annotated[str, typer.Option("--note", help="Lời kèm theo.")]


@review.command("file")
def file_report(
    context: typer.Context,
    key: DocumentKey,
    unit: Unit,
    actor: Actor,
    period_start: Start = None,
    period_end: End = None,
    kind: Kind = None,
    duty: Duty = None,
    units: Units = None,
    as_of: AsOf = None,
    smooth: Annotated[
        bool, typer.Option("--smooth", help="Để mô hình ngôn ngữ đã đặt làm mượt câu chữ, ý giữ nguyên.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Soạn dự thảo và lập hồ sơ để trình duyệt; với --of là báo cáo tổng hợp của nhiều đơn vị."""
    with _at_desk(context, as_json=as_json) as (office, desk), working("Đang soạn dự thảo…"):
        order = order_of(unit, period=(period_start, period_end), kind=kind, duty=duty, units=units, as_of=as_of)
        draft = office.reporting.draft(office.documents.find(key).id, order)
        filed = desk.file(office.reporting.smooth(draft) if smooth else draft, actor=actor)
        _print_filed(filed, as_json=as_json)


@review.command("list")
def list_reports(context: typer.Context, as_json: AsJson = False) -> None:
    """Các hồ sơ báo cáo, mới đổi trước."""
    with _at_desk(context, as_json=as_json) as (_, desk):
        reports = desk.records.list_reports()
        if as_json:
            print_json({"reports": reports})
            return
        rows = [
            (filed.id, REVIEW_STATE[filed.state], str(filed.versions), filed.unit, filed.title, filed.filed_by)
            for filed in reports
        ]
        print_table(("Mã", "Tình trạng", "Bản", "Đơn vị", "Trích yếu", "Người lập"), rows)


@review.command("show")
def show(
    context: typer.Context,
    report_id: ReportId,
    version: Annotated[int | None, typer.Option("--version", help="Phiên bản; mặc định là bản mới nhất.")] = None,
    as_json: AsJson = False,
) -> None:
    """Một hồ sơ: từng câu với mã của nó, ý kiến, lịch sử, số liệu đã đổi sau khi soạn."""
    with _at_desk(context, as_json=as_json) as (_, desk):
        from service.review.view import view_report

        view = view_report(desk, report_id, version)
        if as_json:
            print_json(view)
        else:
            _print_view(view)


@review.command("edit")
def edit(
    context: typer.Context,
    report_id: ReportId,
    claim_id: Annotated[str, typer.Argument(metavar="CÂU", help="Mã câu (xem `dondoc review show`).")],
    text: Annotated[str, typer.Argument(metavar="LỜI", help="Lời mới; rỗng là bỏ câu.")],
    actor: Actor,
    is_added: Annotated[bool, typer.Option("--add", help="Thêm thành câu mới ở sau câu này.")] = False,
    as_json: AsJson = False,
) -> None:
    """Sửa một câu, bỏ nó, hoặc thêm câu sau nó; thành phiên bản mới."""
    with _at_desk(context, as_json=as_json) as (_, desk):
        if is_added:
            filed = desk.add_sentence(report_id, claim_id, text, actor=actor)
        else:
            newest = desk.records.get(report_id).versions
            filed = desk.edit(report_id, claim_id, text, base_version=newest, actor=actor)
        _print_filed(filed, as_json=as_json)


def _add_step(name: str, action: ReviewAction, words: str) -> None:
    """Adds a command that takes one step of the review."""

    def take(
        context: typer.Context, report_id: ReportId, actor: Actor, note: Note = "", as_json: AsJson = False
    ) -> None:
        with _at_desk(context, as_json=as_json) as (office, _):
            filed = office.reporting.take_step(report_id, action, actor=actor, note=note)
            _print_filed(filed, as_json=as_json)

    review.command(name, help=words)(take)


_add_step("submit", ReviewAction.SUBMIT, "Trình.")
_add_step("withdraw", ReviewAction.WITHDRAW, "Rút lại hồ sơ đang trình.")
_add_step("return", ReviewAction.RETURN, "Trả lại, kèm lý do (--note).")
_add_step("redraft", ReviewAction.REDRAFT, "Soạn lại theo số liệu hiện nay, giữ lời người đã sửa ở chỗ còn hợp.")


@review.command("approve")
def approve(
    context: typer.Context,
    report_id: ReportId,
    actor: Actor,
    note: Note = "",
    accept_changes: Annotated[
        bool, typer.Option("--accept-changes", help="Vẫn duyệt dù số liệu đã đổi sau khi soạn.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Duyệt: giữ nguyên phiên bản mới nhất cùng mã băm của nó."""
    with _at_desk(context, as_json=as_json) as (_, desk):
        filed = desk.approve(report_id, actor=actor, note=note, accept_changes=accept_changes)
        _print_filed(filed, as_json=as_json)


@review.command("comment")
def comment(
    context: typer.Context,
    report_id: ReportId,
    text: Annotated[str, typer.Argument(metavar="LỜI", help="Ý kiến.")],
    actor: Actor,
    claim_id: Annotated[
        str | None, typer.Option("--claim", metavar="CÂU", help="Mã câu; không có là cả báo cáo.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Cho ý kiến về một câu hoặc cả báo cáo."""
    with _at_desk(context, as_json=as_json) as (_, desk):
        remark = desk.comment(report_id, text, actor=actor, claim_id=claim_id)
        if as_json:
            print_json(remark)
        else:
            print_text(f"Ý kiến {remark.id} đã ghi.")


@review.command("resolve")
def resolve(
    context: typer.Context,
    report_id: ReportId,
    comment_id: Annotated[int, typer.Argument(metavar="SỐ", help="Số của ý kiến.")],
    actor: Actor,
) -> None:
    """Đánh dấu một ý kiến là đã xử lý."""
    with _at_desk(context) as (_, desk):
        desk.resolve(report_id, comment_id, actor=actor)
        print_text(f"Ý kiến {comment_id} đã xử lý.")


@review.command("export")
def export(
    context: typer.Context,
    report_id: ReportId,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Tệp ghi ra: .docx, .pdf hoặc .xlsx.")],
    version: Annotated[int | None, typer.Option("--version", help="Phiên bản; mặc định là bản mới nhất.")] = None,
    compare_with: Annotated[
        int | None, typer.Option("--compare-with", metavar="BẢN", help="Ghi thay đổi so với bản này (tracked changes).")
    ] = None,
    clean: Annotated[bool, typer.Option("--clean", help="Bản để ký: không kèm chú thích minh chứng.")] = False,
    proofs: Annotated[
        bool | None, typer.Option("--proofs/--no-proofs", help="Kèm phụ lục minh chứng; mặc định theo --clean.")
    ] = None,
) -> None:
    """Ghi báo cáo ra Word, PDF, hoặc phụ lục ra Excel."""
    with _at_desk(context) as (_, desk):
        if compare_with is not None:
            desk.files.write_tracked(report_id, output, older=compare_with, newer=version)
        else:
            copy = Copy(with_evidence=not clean, with_proofs=proofs if proofs is not None else not clean)
            desk.files.write(report_id, output, number=version, copy=copy)
        log(f"Đã ghi {output}")


@review.command("compare")
def compare(
    context: typer.Context,
    report_id: ReportId,
    older: Annotated[int, typer.Argument(metavar="BẢN_CŨ", help="Phiên bản cũ.")],
    newer: Annotated[int, typer.Argument(metavar="BẢN_MỚI", help="Phiên bản mới.")],
    as_json: AsJson = False,
) -> None:
    """So sánh hai phiên bản từng từ: [-bỏ-] {+thêm+}."""
    with _at_desk(context, as_json=as_json) as (_, desk):
        comparison = desk.compare(report_id, older, newer)
        if as_json:
            print_json(comparison)
            return
        for change in comparison.differing:
            print_text(f"[{change.claim.id}] {''.join(_marked(piece) for piece in change.pieces)}")
        if not comparison.differing:
            print_text("Hai bản như nhau.")


@review.command("import-word")
def import_word(
    context: typer.Context,
    report_id: ReportId,
    file: Annotated[Path, typer.Argument(metavar="FILE.docx", help="Tệp Word đã sửa.")],
    actor: Actor,
    as_json: AsJson = False,
) -> None:
    """Nhận lại tệp Word đã sửa: so với bản gốc, thành phiên bản mới."""
    with _at_desk(context, as_json=as_json) as (_, desk):
        returned = desk.import_word(report_id, file, actor=actor)
        if as_json:
            print_json(returned)
            return
        print_text(f"Sửa {returned.changed} câu, thêm {returned.added}, bỏ {returned.removed}.")
        for conflict in returned.conflicts:
            print_text(
                f"Câu {conflict.claim_id} đã có người sửa khác; lời trong Word ghi thành ý kiến: {conflict.text}"
            )


@contextmanager
def _at_desk(context: typer.Context, *, as_json: bool = False) -> Iterator[tuple["Office", "ReviewDesk"]]:
    """The office and its reviewing desk, errors told as the command line tells them."""
    with reported_errors(as_json), reading_office(context) as office:
        yield office, office.reporting.desk


def _marked(piece: DiffPiece) -> str:
    match piece.change:
        case Change.ADDED:
            return f"{{+{piece.text}+}}"
        case Change.REMOVED:
            return f"[-{piece.text}-]"
        case _:
            return piece.text


def _print_filed(filed: FiledReport, *, as_json: bool) -> None:
    if as_json:
        print_json(filed)
    else:
        print_text(f"{filed.id}  {REVIEW_STATE[filed.state]}  bản {filed.versions}  {filed.title}")


def _print_view(view: "FiledReportView") -> None:
    filed, shown = view.filed, view.shown
    print_text(f"{filed.title}\n{filed.unit} · {REVIEW_STATE[filed.state]} · bản {shown.number}/{filed.versions}")
    above = ""
    for heading, claim in headed_claims(shown.report):
        if heading != above:
            above = heading
            print_text(f"\n{heading}")
        print_text(f"  [{claim.id}] {claim.text}" + (f"  ({claim.edited_by})" if claim.edited_by else ""))
    print_text("\nÝ kiến" if view.comments else "\nChưa có ý kiến.")
    for remark in view.comments:
        done = f" (đã xử lý: {remark.resolved_by})" if remark.resolved_by else ""
        print_text(f"  {remark.id}. {remark.made_by} [{remark.claim_id or 'cả báo cáo'}]: {remark.text}{done}")
    print_text("\nLịch sử")
    for event in view.events:
        note = f": {event.note}" if event.note else ""
        print_text(f"  {show_moment(event.made_at)}  {event.made_by} {REVIEW_ACTION[event.action]}{note}")
    for change in view.out_of_date:
        log(f"Đã đổi sau khi soạn: {change}")
    if not view.is_intact:
        log("CẢNH BÁO: bản đã duyệt không còn khớp mã băm lúc duyệt.")
