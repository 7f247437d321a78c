"""`dondoc downgrade`: the way back to a former version of the program."""

from typing import Annotated

import typer

from service.cli.output import log, print_text, reported_errors, working
from service.cli.session import settings_of


def downgrade(
    context: typer.Context,
    schema: Annotated[str, typer.Argument(metavar="LƯỢC-ĐỒ", help="Số lược đồ của bản cũ, ví dụ 0015.")],
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại.")] = False,
) -> None:
    """Đưa cơ sở dữ liệu về lược đồ của bản cũ; dừng máy chủ và sao lưu trước."""
    from service.store.going_back import go_back
    from service.store.opening import open_office_database, writer_lock

    settings = settings_of(context)
    with reported_errors(False):
        if not yes:
            typer.confirm(f"Đưa dữ liệu về lược đồ {schema}? Điều chỉ bản mới giữ được sẽ mất.", abort=True, err=True)
        database = open_office_database(settings)
        lock = writer_lock(settings, database)
        lock.take()
        try:
            with working("Đang đưa về lược đồ cũ…"):
                go_back(database, schema)
        finally:
            lock.release()
            database.dispose()
        print_text(f"Cơ sở dữ liệu ở lược đồ {schema}.")
        log("Cài bản cũ rồi mới chạy lại: bản này sẽ đưa dữ liệu lên lược đồ mới ngay khi mở.")
