"""The web application: pages, API and workers of one office in one process."""

import logging
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from importlib.metadata import version

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.trustedhost import TrustedHostMiddleware

from core.errors import Busy
from service.accounts.gate import AccountGate, session_cookie
from service.accounts.local_gate import LocalGate
from service.accounts.rate_limits import RateLimits
from service.api import build_api_router
from service.api.errors import UnforeseenErrors, add_error_handlers
from service.api.feeds import build_feed_routes
from service.api.people_first import PeopleFirst
from service.api.reference import build_reference_router
from service.api.security import TRUSTED_HOSTS, BodyLimit, SameOrigin, SecurityHeaders
from service.audit.requests import AuditedRequests
from service.engines import BuildEngines, Engines
from service.log import start_log
from service.memory import keep_tidy
from service.observing.requests import ObservedRequests
from service.observing.routes import build_observing_routes
from service.observing.traces import start_traces
from service.office import Office, open_office
from service.settings import Settings

_log = logging.getLogger(__name__)

_DESCRIPTION = """
- `{doc}` là mã văn bản, phần đầu của mã (nếu không trùng), hoặc số/ký hiệu viết theo cách nào cũng được: `15/KH-CĐN`.
- Ngày viết `2025-12-15`. Danh sách trả về dạng `{"documents": [...]}`, `{"tasks": [...]}`.
- Mọi trích dẫn có `span`: trang, vị trí `start`–`end` trong `text` của văn bản, và chính các từ ở đó.
- Điều văn bản không nêu thì là `null`, không bao giờ là phỏng đoán.
- Lỗi có dạng `{code, what, where, advice}`: chuyện gì, ở đâu, nên làm gì; `code` không đổi giữa các phiên bản.

Ví dụ: `curl -F files=@ke-hoach.pdf http://127.0.0.1:8000/api/v1/documents`
"""

_REQUEST_OVERHEAD_BYTES = 1 << 20
_FILES_A_REQUEST = 5
"""One request may carry as many bytes as so many of the largest files."""

_TAKE_OVER_SECONDS = 1.0


def create_app(settings: Settings, *, build_engines: BuildEngines = Engines) -> FastAPI:
    """The application for the office of `settings.data_dir`; it runs the workers unless another process does.

    Raises:
        ConfigurationError: the data folder belongs to a newer version.
    """
    from service.web import build_web_router, busy_page, denied_page, stranger_page

    start_log(settings)
    start_traces(settings.traces_url)
    office = open_office(settings, writer=False, build_engines=build_engines)
    app = FastAPI(
        title="Đôn Đốc",
        version=version("dondoc"),
        summary="Đọc văn bản chỉ đạo, hỏi đáp có trích dẫn, theo dõi nhiệm vụ, soạn báo cáo thực hiện.",
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan_of(office),
    )
    app.include_router(build_api_router(office))
    app.include_router(build_feed_routes(office))
    app.include_router(build_reference_router())
    app.include_router(build_observing_routes(office.standing, office.upkeep))
    app.include_router(build_web_router(office), include_in_schema=False)
    add_error_handlers(app)
    most_bytes = _FILES_A_REQUEST * settings.limits.file_bytes + _REQUEST_OVERHEAD_BYTES
    app.add_middleware(PeopleFirst, precedence=office.precedence)
    app.add_middleware(UnforeseenErrors)
    app.add_middleware(BodyLimit, most_bytes=most_bytes)
    if settings.accounts:
        app.add_middleware(RateLimits, limits=settings.limits, counts=office.entrance.counts, deny=busy_page())
        cookie = session_cookie(is_secure=settings.https)
        app.add_middleware(AccountGate, desk=office.accounts, deny=denied_page(), cookie=cookie)
        app.add_middleware(AuditedRequests, store=office.audit)
    else:
        keys = office.entrance.start_keys
        app.add_middleware(LocalGate, keys=keys, use=settings.start_link, deny=stranger_page())
    app.add_middleware(SameOrigin)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=_trusted_hosts(settings), www_redirect=False)
    app.add_middleware(SecurityHeaders, is_https=settings.https)
    app.add_middleware(ObservedRequests)
    return app


def _trusted_hosts(settings: Settings) -> list[str]:
    """Names that a request may be addressed to: any other is another site's."""
    return [*TRUSTED_HOSTS, *(name.strip() for name in settings.hostnames.split(",") if name.strip())]


def _lifespan_of(office: Office) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        stopping = threading.Event()
        beside = [threading.Thread(target=_work_beside, args=(office, stopping), name="background", daemon=True)]
        if office.settings.accounts:
            share = office.entrance.counts.keep_shared
            beside.append(threading.Thread(target=share, args=(stopping,), name="request counts", daemon=True))
        for thread in beside:
            thread.start()
        yield
        stopping.set()
        for thread in beside:
            await run_in_threadpool(thread.join)
        await run_in_threadpool(office.close)

    return lifespan


def _work_beside(office: Office, stopping: threading.Event) -> None:
    """Starts the workers, loads the samples and builds the heavy parts, while the server answers already."""
    from service.web.rendering import compile_templates

    try:
        if office.settings.reads_in_server and not _becomes_writer(office):
            office.warm_up()
            while not _becomes_writer(office):
                if stopping.wait(_TAKE_OVER_SECONDS):
                    return
        office.load_samples()
        if not stopping.is_set():
            office.warm_up()
            compile_templates()
        keepers: dict[str, Callable[[threading.Event], None]] = {
            "retention": office.retention.keep_running,
            "memory": partial(keep_tidy, let_pass=office.precedence.let_pass),
        }
        threads = [
            threading.Thread(target=keep, args=(stopping,), name=name, daemon=True) for name, keep in keepers.items()
        ]
        for thread in threads:
            thread.start()
        office.watched.run(stopping)
        for thread in threads:
            thread.join()
    except Exception:  # noqa: BLE001 - the worker side of the server: pages and API serve without it
        _log.exception("the server runs, but a part of it could not be started; see /api/v1/health")


def _becomes_writer(office: Office) -> bool:
    """Whether the workers run here now; while another process runs them, it reads what is handed in here."""
    try:
        office.become_writer()
    except Busy:
        return False
    return True
