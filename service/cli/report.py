"""`dondoc report`, `duties` and `check-format`: a drafted report, what is owed, whether a file keeps the format."""

from pathlib import Path
from typing import Annotated

import typer

from core.errors import InvalidInput
from service.cli.arguments import AsJson, DocumentKey, parse_optional_date
from service.cli.output import log, print_json, print_table, print_text, reported_errors, working
from service.cli.report_order import AsOf, Duty, End, Kind, Start, Unit, Units, order_of
from service.cli.session import reading_office
from service.vietnamese_dates import show_date


def report(
    context: typer.Context,
    key: DocumentKey,
    unit: Unit,
    period_start: Start = None,
    period_end: End = None,
    kind: Kind = None,
    duty: Duty = None,
    units: Units = None,
    as_of: AsOf = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Tệp ghi ra: .docx, .pdf, hoặc phụ lục .xlsx.")
    ] = None,
    clean: Annotated[bool, typer.Option("--clean", help="Bản để ký: không kèm chú thích minh chứng.")] = False,
    proofs: Annotated[
        bool | None, typer.Option("--proofs/--no-proofs", help="Kèm phụ lục minh chứng; mặc định theo --clean.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Dự thảo báo cáo, mỗi ý có minh chứng, chỗ thiếu để trống; kỳ, nơi nhận, loại theo chế độ báo cáo."""
    with reported_errors(as_json), reading_office(context) as office:
        if output is None and not as_json:
            raise InvalidInput("chưa nói ghi vào đâu", where="-o", advice="thêm -o bao-cao.docx, hoặc --json")
        order = order_of(unit, period=(period_start, period_end), kind=kind, duty=duty, units=units, as_of=as_of)
        document = office.documents.find(key)
        with working("Đang soạn dự thảo…"):
            draft = office.reporting.draft(document.id, order)
            if output is not None:
                office.reporting.write(draft, output, with_evidence=not clean, with_proofs=proofs)
        if as_json:
            print_json(draft)
        else:
            log(f"Đã ghi {output}: {draft.title} ({show_date(draft.period_start)} – {show_date(draft.period_end)})")


def duties(context: typer.Context, key: DocumentKey, unit: Unit, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Các báo cáo mà một văn bản yêu cầu đơn vị nộp: loại, kỳ, nơi nhận, hạn gửi."""
    from datetime import date

    from service.reports.occasion import KIND_NAMES

    with reported_errors(as_json), reading_office(context) as office:
        day = parse_optional_date(as_of, option="--as-of") or date.today()
        found = office.reporting.duties(office.documents.find(key).id, unit, as_of=day)
        if as_json:
            print_json({"duties": found})
            return
        rows = [
            (
                item.task_id or "",
                KIND_NAMES[item.kind],
                f"{show_date(item.period.start)} – {show_date(item.period.end)}",
                show_date(item.due) if item.due else "",
                item.recipient or "",
                item.words,
            )
            for item in found
        ]
        print_table(("Mã", "Loại", "Kỳ", "Hạn gửi", "Gửi", "Nội dung"), rows)


def check_format(
    file: Annotated[Path, typer.Argument(metavar="FILE.docx")],
    as_json: AsJson = False,
) -> None:
    """Những chỗ lệch thể thức văn bản hành chính; mã thoát 0 chỉ khi không có."""
    from service.reports.format_check.checker import check_format as find_deviations

    with reported_errors(as_json):
        deviations = find_deviations(file)
        if as_json:
            print_json({"deviations": list(deviations)})
        elif not deviations:
            print_text("Đúng thể thức.")
        else:
            for deviation in deviations:
                print_text(f"{deviation.place}: {deviation.found} (cần {deviation.expected}) [{deviation.rule}]")
                print_text(f"  → {deviation.advice}")
        if deviations:
            raise typer.Exit(1)
