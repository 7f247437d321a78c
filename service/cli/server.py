"""`dondoc serve`, `worker`, `mcp`, `doctor`: the running program and its health."""

import signal
import threading
from typing import Annotated

import typer

from service.cli.arguments import AsJson
from service.cli.output import log, print_json, print_table, reported_errors, working
from service.cli.session import open_any_office, reading_office, settings_of
from service.records import HealthCheck


def serve(
    context: typer.Context,
    host: Annotated[
        str | None, typer.Option(help="Địa chỉ; chỉ nhận loopback khi chưa bật tài khoản và HTTPS.")
    ] = None,
    port: Annotated[int | None, typer.Option(help="Cổng.")] = None,
) -> None:
    """Trang web, API và bộ đọc trong một tiến trình."""
    import uvicorn

    from service.app import create_app

    with reported_errors(False):
        chosen = {key: value for key, value in (("host", host), ("port", port)) if value is not None}
        settings = settings_of(context, **chosen)
        log(f"Đôn Đốc: http://{settings.host}:{settings.port} (Ctrl+C để dừng)")
        uvicorn.run(
            create_app(settings),
            host=settings.host,
            port=settings.port,
            log_level="warning",
            timeout_graceful_shutdown=3,
            forwarded_allow_ips=settings.trusted_proxies,
        )


def mcp(context: typer.Context) -> None:
    """Máy chủ MCP trên stdin/stdout, cho trợ lý đọc văn bản, hỏi, xem nhiệm vụ, soạn dự thảo."""
    from service.mcp_server import build_mcp_server

    with reported_errors(False), reading_office(context) as office:
        build_mcp_server(office).run("stdio")


def worker(context: typer.Context) -> None:
    """Chỉ bộ đọc: đọc những tệp đang chờ cho tới khi bị dừng."""
    from service.office import open_office

    stopped = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    with reported_errors(False), open_office(settings_of(context), writer=True):
        log("Bộ đọc đang chạy (Ctrl+C để dừng)")
        stopped.wait()


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
