"""`dondoc serve`, `worker`, `mcp`, `doctor`: the running program and its health."""

import contextlib
import signal
import threading
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.arguments import AsJson
from service.cli.desktop import has_desktop, open_browser_when
from service.cli.output import log, print_json, print_table, reported_errors, working
from service.cli.session import open_any_office, reading_office, settings_of
from service.cli.start_link import new_start_link
from service.memory import keep_tidy, seldom_look_for_cycles, share_heaps
from service.precedence import take_short_turns
from service.records import HealthCheck
from service.settings import Settings

if TYPE_CHECKING:
    import uvicorn

_COULD_NOT_START = 3
_KEEP_ALIVE_SECONDS = 75
"""Longer than proxies and browsers keep a silent connection, so that the server never closes one just being used."""


def serve(
    context: typer.Context,
    host: Annotated[
        str | None, typer.Option(help="Địa chỉ; chỉ nhận loopback khi chưa bật tài khoản và HTTPS.")
    ] = None,
    port: Annotated[int | None, typer.Option(help="Cổng.")] = None,
    browser: Annotated[bool, typer.Option(help="Mở trình duyệt khi chạy trên máy có màn hình.")] = True,
) -> None:
    """Trang web, API và bộ đọc trong một tiến trình."""
    import uvicorn

    from service.app import create_app

    share_heaps()
    seldom_look_for_cycles()
    take_short_turns()
    with reported_errors(False):
        chosen = {key: value for key, value in (("host", host), ("port", port)) if value is not None}
        settings = settings_of(context, **chosen)
        app = create_app(settings)
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                log_level="warning",
                timeout_graceful_shutdown=3,
                timeout_keep_alive=_KEEP_ALIVE_SECONDS,
                proxy_headers=settings.accounts,
                forwarded_allow_ips=settings.trusted_proxies,
            )
        )
        _tell_address(settings, server, may_open=browser)
        with contextlib.suppress(KeyboardInterrupt):
            server.run()
        if not server.started:
            raise typer.Exit(_COULD_NOT_START)


def _tell_address(settings: Settings, server: "uvicorn.Server", *, may_open: bool) -> None:
    """Says where the server is, and how its one user comes in; opens their browser where there is a desktop."""
    address = f"http://{settings.host}:{settings.port}"
    log(f"Đôn Đốc: {address} (Ctrl+C để dừng)")
    if settings.accounts:
        return
    link = new_start_link(settings)
    log(f"Liên kết mở (dùng một lần, cho trình duyệt của bạn): {link}")
    if may_open and has_desktop():
        open_browser_when(lambda: server.started, link)


def mcp(
    context: typer.Context,
    user: Annotated[str, typer.Option("--user", help="Chỉ đọc những gì người dùng này được xem.")] = "",
) -> None:
    """Máy chủ MCP trên stdin/stdout, cho trợ lý đọc văn bản, hỏi, xem nhiệm vụ, soạn dự thảo."""
    from service.accounts.rights import acting_as
    from service.mcp_server import build_mcp_server

    with reported_errors(False), reading_office(context) as office:
        viewer = office.accounts.viewer_of_person(user) if user else None
        with acting_as(viewer):
            build_mcp_server(office).run("stdio")


def worker(context: typer.Context) -> None:
    """Chỉ bộ đọc: đọc những tệp đang chờ cho tới khi bị dừng."""
    from service.office import open_office

    share_heaps()
    stopped = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    with reported_errors(False), open_office(settings_of(context), writer=True):
        log("Bộ đọc đang chạy (Ctrl+C để dừng)")
        keep_tidy(stopped)


def doctor(
    context: typer.Context,
    rebuild_index: Annotated[bool, typer.Option("--rebuild-index", help="Dựng lại chỉ mục từ cơ sở dữ liệu.")] = False,
    as_json: AsJson = False,
) -> None:
    """Kiểm tra mọi bộ phận, tự sửa chỉ mục hỏng; mã thoát 0 chỉ khi tất cả đều tốt."""
    with reported_errors(as_json):
        checks = () if rebuild_index else _checked(context)
        if rebuild_index or any(check.name == "search_index" and not check.ok for check in checks):
            with open_any_office(context) as office, working("Đang dựng lại chỉ mục…"):
                office.rebuild_index()
            checks = _checked(context)
        if as_json:
            print_json({"checks": list(checks)})
        else:
            rows = [(check.name, "tốt" if check.ok else "HỎNG", check.detail) for check in checks]
            print_table(("Bộ phận", "Tình trạng", "Chi tiết"), rows)
        if not all(check.ok for check in checks):
            raise typer.Exit(1)


def _checked(context: typer.Context) -> tuple[HealthCheck, ...]:
    with reading_office(context) as office, working("Đang kiểm tra…"):
        return office.health()
