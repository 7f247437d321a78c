"""The language parts on their own, and the state of the system."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response

from core.errors import FileTooLarge
from core.record import Record
from core.task import Deadline
from service.access.sight import current_sight, seeing_all
from service.office import Office
from service.public_json import PublicRestoredText, restored_json
from service.records import HealthCheck


class RuinedText(Record):
    """Text that lost its accents or letters."""

    text: str


class Health(Record):
    """State of the system, part by part; `ok` when all parts are."""

    ok: bool
    checks: tuple[HealthCheck, ...]


def build_language_routes(office: Office) -> APIRouter:
    """Routes that need no stored document."""
    router = APIRouter()

    @router.post(
        "/restore",
        tags=["Tiếng Việt"],
        summary="Khôi phục tiếng Việt hỏng hoặc mất dấu, giữ nguyên các dòng và chữ tốt",
    )
    def restore(ruined: RuinedText) -> PublicRestoredText:
        limit = office.settings.limits.text_characters
        if len(ruined.text) > limit:
            raise FileTooLarge(f"văn bản dài quá {limit} ký tự", where="text", advice="chia nhỏ văn bản")
        from service.restoration import restore_text

        return restored_json(restore_text(ruined.text, load_restorer=lambda: office.engines.restorer))

    @router.get("/deadline", tags=["Tiếng Việt"], summary="Thời hạn mà một cụm từ nêu; null nếu không nêu")
    def deadline(phrase: Annotated[str, Query(max_length=2_000)], issued_on: date | None = None) -> Deadline | None:
        from ingest.deadlines import parse_deadline

        return parse_deadline(phrase, issued_on=issued_on)

    @router.get(
        "/health",
        tags=["Hệ thống"],
        summary="Tình trạng từng bộ phận; 503 khi có bộ phận hỏng, chi tiết chỉ cho quản trị",
    )
    def health(response: Response) -> Health:
        with seeing_all():
            checks = office.health()
        if current_sight() is not None:
            checks = tuple(check.model_copy(update={"detail": ""}) for check in checks)
        ok = all(check.ok for check in checks)
        response.status_code = 200 if ok else 503
        return Health(ok=ok, checks=checks)

    return router
