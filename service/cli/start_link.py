"""`dondoc start-link`: ways into a server without accounts, for whoever may open its data folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.arguments import AsJson
from service.cli.output import log, print_json, print_text, reported_errors
from service.cli.session import settings_of
from service.settings import Settings

if TYPE_CHECKING:
    from service.accounts.start_keys import StartKeys


def start_link(
    context: typer.Context,
    program: Annotated[bool, typer.Option("--program", help="Khóa cho chương trình, thay vì liên kết.")] = False,
    take_back: Annotated[bool, typer.Option("--take-back", help="Thu hồi mọi liên kết và khóa đã cấp.")] = False,
    port: Annotated[int | None, typer.Option(help="Cổng mà `dondoc serve` đang chạy, nếu khác thiết lập.")] = None,
    as_json: AsJson = False,
) -> None:
    """Liên kết mở Đôn Đốc cho một trình duyệt, dùng một lần (khi chưa bật tài khoản)."""
    settings = settings_of(context, **({} if port is None else {"port": port}))
    with reported_errors(as_json), _keys(settings) as keys:
        if take_back:
            keys.take_back_all()
            log("Đã thu hồi mọi liên kết và khóa đã cấp.")
            return
        name, made = ("key", keys.make_program_key()) if program else ("link", link_of(settings, keys.make_link()))
        if as_json:
            print_json({name: made})
        else:
            print_text(made)


def new_start_link(settings: Settings) -> str:
    """A link that opens the server of these settings once."""
    with _keys(settings) as keys:
        return link_of(settings, keys.make_link())


def link_of(settings: Settings, code: str) -> str:
    """The address that `code` makes with the server's own."""
    from service.accounts.local_gate import START_PARAMETER

    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}/?{START_PARAMETER}={code}"


@contextmanager
def _keys(settings: Settings) -> Iterator["StartKeys"]:
    from service.accounts.start_keys import StartKeys
    from service.store import open_office_database
    from service.store.start_keys import StartKeyStore

    database = open_office_database(settings)
    try:
        yield StartKeys(StartKeyStore(database))
    finally:
        database.dispose()
