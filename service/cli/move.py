"""`dondoc move-data`: an office moved to other engines, and back."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import SecretStr
from rich.progress import Progress

from service.cli.arguments import AsJson
from service.cli.output import log, log_console, print_json, print_text, reported_errors
from service.cli.session import settings_of
from service.settings import Settings

_SERVER = ("postgresql://", "postgresql+psycopg://", "postgres://")


def move_data(
    context: typer.Context,
    to: Annotated[
        str,
        typer.Option(
            "--to", help="Nơi đến: địa chỉ PostgreSQL (postgresql+psycopg://TÊN@MÁY/CSDL) hoặc một thư mục mới, trống."
        ),
    ],
    files: Annotated[
        str | None, typer.Option("--files", help="Kho tệp nơi đến (s3://THÙNG/THƯ-MỤC); bỏ trống: thư mục dữ liệu.")
    ] = None,
    chroma: Annotated[
        str | None, typer.Option("--chroma", help="Máy chủ Chroma nơi đến (http://MÁY:CỔNG); bỏ trống: thư mục.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Chuyển toàn bộ dữ liệu đang dùng sang nơi khác, rồi kiểm tra từng bản ghi, từng tệp; nơi cũ giữ nguyên."""
    from service.moving.move import move_office

    with reported_errors(as_json), Progress(console=log_console(), transient=True) as progress:
        source = settings_of(context)
        target = target_of(source, to=to, files=files, chroma=chroma)
        bar = progress.add_task("Đang chuyển…", total=None)
        moved = move_office(
            source, target, on_progress=lambda name, count: progress.update(bar, description=f"{name}: {count}")
        )
    if as_json:
        print_json(moved)
        return
    rows, megabytes = sum(moved.rows.values()), moved.files_bytes / 1e6
    print_text(
        f"Đã chuyển và kiểm tra {rows} bản ghi, {moved.files} tệp ({megabytes:.1f} MB), {moved.passages} đoạn để tìm; "
        f"nhật ký kiểm toán liền mạch, {moved.audit_entries} mục."
    )
    log("Nơi cũ vẫn giữ nguyên. Từ nay chạy với:")
    for line in settings_lines(target):
        log(f"  {line}")


def target_of(source: Settings, *, to: str, files: str | None, chroma: str | None) -> Settings:
    """The settings of the office at the new place; with a database on a server the data folder stays in use."""
    is_server = to.startswith(_SERVER)
    return source.model_copy(
        update={
            "database_url": SecretStr(to) if is_server else None,
            "data_dir": source.data_dir if is_server else Path(to),
            "files_url": files,
            "chroma_url": chroma,
        }
    )


def settings_lines(target: Settings) -> list[str]:
    """What is to be set for the new place; passwords are left out."""
    from service.store.postgres_engine import place_of, read_address

    lines = [f"DONDOC_DATA_DIR={target.data_dir}"]
    if target.database_url is not None:
        address = read_address(target.database_url.get_secret_value())
        lines.append(f"DONDOC_DATABASE_URL=postgresql+psycopg://…@{place_of(address)}")
    for name, value in (("FILES_URL", target.files_url), ("CHROMA_URL", target.chroma_url)):
        lines += [f"DONDOC_{name}={value}"] if value is not None else []
    return lines
