"""Whether the parts of an office work, each in one Vietnamese sentence."""

import logging
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DatabaseError

from core.errors import DondocError
from service.engines import Engines
from service.records import HealthCheck
from service.settings import Settings
from service.store.audit import AuditStore
from service.store.opening import object_shelf, open_office_files
from service.store.postgres_engine import place_of
from service.store.tables import DocumentRow
from service.wording import describe_error

_log = logging.getLogger(__name__)

_LOW_SPACE_BYTES = 500 * 1024 * 1024
_MOST_NAMED = 3
_IS_HELD = DocumentRow.removed_at.is_(None)


def check_health(settings: Settings, database: Engine, engines: Engines) -> tuple[HealthCheck, ...]:
    """One check for each part that can fail; a broken part never keeps the others from being checked."""
    return (
        _check("database", lambda: _check_database(database)),
        _check("audit", lambda: f"Nhật ký kiểm toán liền mạch, {AuditStore(database).verify()} mục."),
        _check("data_folder", lambda: _check_folder(settings)),
        _check("files", lambda: _check_files(settings, database)),
        _check("ocr", _check_ocr),
        _check("isolation", lambda: _check_isolation(settings)),
        _check("restorer", lambda: _check_restorer(engines)),
        _check("search_index", lambda: _check_index(engines)),
    )


def _check(name: str, probe: Callable[[], str]) -> HealthCheck:
    """What `probe` says when it works; what went wrong, and what to do, when it does not."""
    try:
        return HealthCheck(name=name, ok=True, detail=probe())
    except DondocError as error:
        wording = describe_error(error)
        return HealthCheck(name=name, ok=False, detail=f"{wording.what} {wording.advice}".strip())
    except Exception:  # noqa: BLE001 - a broken part must not keep the others from being checked
        _log.exception("checking %s failed", name)
        return HealthCheck(name=name, ok=False, detail="Bộ phận này hỏng vì lỗi ngoài dự kiến; xem nhật ký.")


def _check_database(database: Engine) -> str:
    if database.dialect.name == "postgresql":
        with database.connect() as connection:
            version = connection.execute(text("SHOW server_version")).scalar_one()
        return f"PostgreSQL {version} tại {place_of(database.url)} trả lời, lược đồ mới nhất."
    try:
        with database.connect() as connection:
            found = connection.execute(text("PRAGMA quick_check")).scalars().all()
    except DatabaseError as error:
        found = [error.orig]
    if found != ["ok"]:
        raise DondocError(
            f"cơ sở dữ liệu hỏng: {'; '.join(map(str, found[:3]))}", advice="khôi phục từ bản sao lưu gần nhất"
        )
    return "Cơ sở dữ liệu nguyên vẹn."


def _check_folder(settings: Settings) -> str:
    folder = settings.data_dir
    try:
        with tempfile.TemporaryFile(dir=folder):
            free_bytes = shutil.disk_usage(folder).free
    except OSError as exc:
        raise DondocError("không ghi được vào thư mục dữ liệu", where=str(folder), advice="kiểm tra quyền ghi") from exc
    if free_bytes < _LOW_SPACE_BYTES:
        raise DondocError(f"đĩa chỉ còn {free_bytes >> 20} MB", where=str(folder), advice="dọn bớt đĩa")
    return f"Ghi được; đĩa còn {free_bytes >> 30} GB."


def _check_files(settings: Settings, database: Engine) -> str:
    shelf = object_shelf(settings)
    if shelf is not None:
        shelf.prove()
    held = {Path(file.key).name: file.size_bytes for file in open_office_files(settings, database).originals()}
    columns = (DocumentRow.sha256, DocumentRow.file_name, DocumentRow.size_bytes)
    with database.connect() as connection:
        wanted = connection.execute(select(*columns).where(_IS_HELD)).all()
    missing = [file_name for sha256, file_name, _ in wanted if sha256 not in held]
    changed = [file_name for sha256, file_name, size in wanted if held.get(sha256, size) != size]
    for what, names in (("thiếu tệp gốc của", missing), ("tệp gốc không còn nguyên vẹn:", changed)):
        if names:
            told = f"{what} {len(names)} văn bản ({', '.join(names[:_MOST_NAMED])}{'…' if names[_MOST_NAMED:] else ''})"
            raise DondocError(told, where=names[0], advice="khôi phục từ bản sao lưu gần nhất")
    place = "thư mục dữ liệu" if shelf is None else shelf.where
    return f"Có đủ tệp gốc của {len(wanted)} văn bản trong {place}."


def _check_ocr() -> str:
    from ingest.scans.ocr import TesseractEngine

    return f"Tesseract {TesseractEngine().version()} có tiếng Việt."


def _check_isolation(settings: Settings) -> str:
    from ingest.files.isolation_check import is_off_network

    if not is_off_network(settings.limits):
        raise DondocError("tiến trình mở tệp lạ vẫn ra được mạng", advice="cài gói libseccomp2")
    return "Tệp lạ được mở trong tiến trình riêng, không ra được mạng."


def _check_restorer(engines: Engines) -> str:
    restored = engines.restorer.restore("ke hoach").text
    return f"Bộ khôi phục tiếng Việt đã nạp (ke hoach → {restored})."


def _check_index(engines: Engines) -> str:
    engines.index.check()
    state = engines.index.reembedding.state()
    if not state.is_finished:
        return f"Chỉ mục tìm kiếm khớp; đang nhúng lại bằng mô hình mới: {state.done}/{state.total} đoạn."
    return "Chỉ mục tìm kiếm khớp với cơ sở dữ liệu."
