"""`dondoc report` and `dondoc check-format`: a drafted report, and whether a file keeps the official format."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli.arguments import AsJson, DocumentKey, parse_date
from service.cli.output import log, print_json, print_text, reported_errors, working
from service.cli.session import reading_office


def report(
    context: typer.Context,
    key: DocumentKey,
    unit: Annotated[str, typer.Option("--unit", metavar="U", help="Đơn vị báo cáo.")],
    period_start: Annotated[str, typer.Option("--from", metavar="D", help="Ngày đầu kỳ báo cáo.")],
    period_end: Annotated[str, typer.Option("--to", metavar="D", help="Ngày cuối kỳ báo cáo.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.docx", help="Tệp Word ghi ra.")],
    clean: Annotated[bool, typer.Option("--clean", help="Bản để ký: không kèm chú thích minh chứng.")] = False,
    as_json: AsJson = False,
) -> None:
    """Dự thảo báo cáo kết quả thực hiện, mỗi ý có minh chứng, chỗ thiếu để trống."""
    with reported_errors(as_json), reading_office(context) as office:
        document = office.find_document(key)
        with working("Đang soạn dự thảo…"):
            draft = office.reporting.draft(
                document.id,
                unit=unit,
                period_start=parse_date(period_start, option="--from"),
                period_end=parse_date(period_end, option="--to"),
            )
            office.reporting.write(draft, output, with_evidence=not clean)
        if as_json:
            print_json(draft)
        else:
            log(f"Đã ghi {output}")


def check_format(
    file: Annotated[Path, typer.Argument(metavar="FILE.docx")],
    as_json: AsJson = False,
) -> None:
    """Những chỗ lệch thể thức văn bản hành chính; mã thoát 0 chỉ khi không có."""
    from service.reports.format_check import check_format as find_deviations

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
