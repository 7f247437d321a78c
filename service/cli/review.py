"""`dondoc review`: a drafted report filed, edited in Word, submitted, remarked on, returned, approved."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.review import FiledReport, ReviewAction
from service.cli.arguments import AsJson, DocumentKey, parse_date
from service.cli.output import log, print_json, print_table, print_text, reported_errors, working
from service.cli.session import reading_office
from service.labels import REVIEW_ACTION, REVIEW_STATE
from service.review.claims import headed_claims
from service.vietnamese_dates import show_moment

if TYPE_CHECKING:
    from service.review.view import FiledReportView

review = typer.Typer(no_args_is_help=True, help="Hồ sơ báo cáo: dự thảo, trình, ý kiến, trả lại, duyệt.")

ReportId = Annotated[str, typer.Argument(metavar="REPORT", help="Mã hồ sơ báo cáo (xem `dondoc review list`).")]
Actor = Annotated[str, typer.Option("--by", metavar="TÊN", help="Họ tên người thực hiện.")]
Note = Annotated[str, typer.Option("--note", help="Lời kèm theo.")]


@review.command("file")
def file_report(
    context: typer.Context,
    key: DocumentKey,
    unit: Annotated[str, typer.Option("--unit", metavar="U", help="Đơn vị báo cáo.")],
    period_start: Annotated[str, typer.Option("--from", metavar="D", help="Ngày đầu kỳ báo cáo.")],
    period_end: Annotated[str, typer.Option("--to", metavar="D", help="Ngày cuối kỳ báo cáo.")],
    actor: Actor,
    units: Annotated[
        list[str] | None, typer.Option("--of", metavar="U", help="Tổng hợp của đơn vị này; nêu nhiều lần được.")
    ] = None,
    smooth: Annotated[
        bool, typer.Option("--smooth", help="Để mô hình ngôn ngữ đã đặt làm mượt câu chữ, ý giữ nguyên.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Soạn dự thảo và lập hồ sơ để trình duyệt; với --of là báo cáo tổng hợp của nhiều đơn vị."""
    with reported_errors(as_json), reading_office(context) as office:
        document = office.find_document(key)
        start, end = parse_date(period_start, option="--from"), parse_date(period_end, option="--to")
        with working("Đang soạn dự thảo…"):
            draft = (
                office.reporting.draft_synthesis(
                    document.id, unit=unit, units=units, period_start=start, period_end=end
                )
                if units
                else office.reporting.draft(document.id, unit=unit, period_start=start, period_end=end)
            )
            draft = office.reporting.smooth(draft) if smooth else draft
            filed = office.reporting.desk.file(draft, actor=actor)
        _print_filed(filed, as_json=as_json)


@review.command("list")
def list_reports(context: typer.Context, as_json: AsJson = False) -> None:
    """Các hồ sơ báo cáo, mới đổi trước."""
    with reported_errors(as_json), reading_office(context) as office:
        reports = office.reporting.desk.records.list_reports()
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
    with reported_errors(as_json), reading_office(context) as office:
        from service.review.view import view_report

        view = view_report(office.reporting.desk, report_id, version)
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
    as_json: AsJson = False,
) -> None:
    """Sửa một câu; thành phiên bản mới."""
    with reported_errors(as_json), reading_office(context) as office:
        newest = office.reporting.desk.records.get(report_id).versions
        filed = office.reporting.desk.edit(report_id, claim_id, text, base_version=newest, actor=actor)
        _print_filed(filed, as_json=as_json)


@review.command("redraft")
def redraft(context: typer.Context, report_id: ReportId, actor: Actor, as_json: AsJson = False) -> None:
    """Soạn lại theo số liệu hiện nay, giữ lời người đã sửa ở chỗ còn hợp."""
    with reported_errors(as_json), reading_office(context) as office:
        _print_filed(office.reporting.take_step(report_id, ReviewAction.REDRAFT, actor=actor), as_json=as_json)


@review.command("submit")
def submit(context: typer.Context, report_id: ReportId, actor: Actor, note: Note = "", as_json: AsJson = False) -> None:
    """Trình."""
    with reported_errors(as_json), reading_office(context) as office:
        _print_filed(office.reporting.desk.submit(report_id, actor=actor, note=note), as_json=as_json)


@review.command("withdraw")
def withdraw(
    context: typer.Context, report_id: ReportId, actor: Actor, note: Note = "", as_json: AsJson = False
) -> None:
    """Rút lại hồ sơ đang trình."""
    with reported_errors(as_json), reading_office(context) as office:
        _print_filed(office.reporting.desk.withdraw(report_id, actor=actor, note=note), as_json=as_json)


@review.command("return")
def send_back(
    context: typer.Context, report_id: ReportId, actor: Actor, note: Note = "", as_json: AsJson = False
) -> None:
    """Trả lại, kèm lý do (--note)."""
    with reported_errors(as_json), reading_office(context) as office:
        _print_filed(office.reporting.desk.send_back(report_id, actor=actor, note=note), as_json=as_json)


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
    with reported_errors(as_json), reading_office(context) as office:
        filed = office.reporting.desk.approve(report_id, actor=actor, note=note, accept_changes=accept_changes)
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
    with reported_errors(as_json), reading_office(context) as office:
        remark = office.reporting.desk.comment(report_id, text, actor=actor, claim_id=claim_id)
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
    with reported_errors(as_json=False), reading_office(context) as office:
        office.reporting.desk.resolve(report_id, comment_id, actor=actor)
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
) -> None:
    """Ghi báo cáo ra Word, PDF, hoặc phụ lục ra Excel."""
    with reported_errors(as_json=False), reading_office(context) as office:
        files = office.reporting.desk.files
        if compare_with is not None:
            files.write_tracked(report_id, output, older=compare_with, newer=version)
        else:
            files.write(report_id, output, number=version, with_evidence=not clean)
        log(f"Đã ghi {output}")


@review.command("import-word")
def import_word(
    context: typer.Context,
    report_id: ReportId,
    file: Annotated[Path, typer.Argument(metavar="FILE.docx", help="Tệp Word đã sửa.")],
    actor: Actor,
    as_json: AsJson = False,
) -> None:
    """Nhận lại tệp Word đã sửa: so với bản gốc, thành phiên bản mới."""
    with reported_errors(as_json), reading_office(context) as office:
        returned = office.reporting.desk.import_word(report_id, file, actor=actor)
        if as_json:
            print_json(returned)
            return
        print_text(f"Sửa {returned.changed} câu, thêm {returned.added}, bỏ {returned.removed}.")
        for conflict in returned.conflicts:
            print_text(
                f"Câu {conflict.claim_id} đã có người sửa khác; lời trong Word ghi thành ý kiến: {conflict.text}"
            )


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
