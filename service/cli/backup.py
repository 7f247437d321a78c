"""`dondoc backup`, `restore-backup`: a whole office in one file, and back."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from service.cli.arguments import AsJson
from service.cli.output import log, log_console, print_json, print_text, reported_errors, working
from service.cli.session import reading_office, settings_of
from service.vietnamese_dates import show_moment


def backup(
    context: typer.Context,
    target: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp sao lưu sẽ ghi (.zip); chưa được có sẵn.")],
    as_json: AsJson = False,
) -> None:
    """Sao lưu toàn bộ dữ liệu vào một tệp, cả khi máy chủ đang chạy."""
    from service.backup import write_backup

    with reported_errors(as_json), Progress(console=log_console(), transient=True) as progress:
        bar = progress.add_task("Đang sao lưu…", total=None)
        manifest = write_backup(
            settings_of(context),
            target,
            on_progress=lambda done, total: progress.update(bar, completed=done, total=total),
        )
    if as_json:
        print_json(manifest.model_copy(update={"files": ()}))
    else:
        megabytes = target.stat().st_size / 1e6
        print_text(f"{target}: {manifest.documents} văn bản, {len(manifest.files)} tệp, {megabytes:.1f} MB")


def restore_backup(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp do `dondoc backup` ghi.")],
    check: Annotated[bool, typer.Option("--check", help="Chỉ kiểm tra bản sao lưu, không khôi phục.")] = False,
    as_json: AsJson = False,
) -> None:
    """Khôi phục bản sao lưu vào thư mục dữ liệu (hoặc cơ sở dữ liệu, kho tệp) trống, dựng lại chỉ mục rồi kiểm tra."""
    from service import backup as backups

    with reported_errors(as_json):
        with working("Đang kiểm tra bản sao lưu…" if check else "Đang khôi phục…"):
            manifest = backups.check_backup(source) if check else backups.restore_backup(source, settings_of(context))
        if as_json:
            print_json(manifest.model_copy(update={"files": ()}))
        else:
            print_text(
                f"Bản sao lưu lúc {show_moment(manifest.made_at)}: {manifest.documents} văn bản, còn nguyên vẹn."
            )
        if not check:
            _see_that_all_is_well(context)


def _see_that_all_is_well(context: typer.Context) -> None:
    """Has the indexes made anew and every part checked, so that nobody finds out later."""
    from service.cli.session import open_any_office

    with open_any_office(context) as office, working("Đang dựng lại chỉ mục…"):
        office.rebuild_index()
    with reading_office(context) as office:
        bad = [check for check in office.health() if not check.ok]
    for check in bad:
        log(f"{check.name}: {check.detail}")
    if bad:
        raise typer.Exit(1)
    log("Đã khôi phục; mọi bộ phận đều tốt.")
