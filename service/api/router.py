"""The table of contents of the API."""

from fastapi import APIRouter

from service.api.access import build_access_routes
from service.api.corrections import build_correction_routes
from service.api.document_files import build_document_file_routes
from service.api.documents import build_document_routes
from service.api.feeds import build_feed_setup_routes
from service.api.follow_up import build_follow_up_routes
from service.api.language import build_language_routes
from service.api.questions import build_question_routes
from service.api.queue import build_queue_routes
from service.api.related import build_related_routes
from service.api.reports import build_report_routes
from service.api.results import build_result_routes
from service.api.reviews import build_review_routes
from service.api.tasks import build_task_routes
from service.office import Office
from service.wording import ErrorWording

PREFIX = "/api/v1"
_ERRORS: dict[int | str, dict[str, object]] = {
    404: {"model": ErrorWording, "description": "Không tìm thấy"},
    422: {"model": ErrorWording, "description": "Dữ liệu nhập không hợp lệ"},
}


def build_api_router(office: Office) -> APIRouter:
    """All routes under /api/v1 for one office."""
    router = APIRouter(prefix=PREFIX, responses=_ERRORS)
    for routes in (
        build_document_file_routes(office),
        build_access_routes(office),
        build_related_routes(office),
        build_correction_routes(office),
        build_queue_routes(office),
        build_result_routes(office),
        build_document_routes(office),
        build_follow_up_routes(office),
        build_feed_setup_routes(office),
        build_task_routes(office),
        build_question_routes(office),
        build_report_routes(office),
        build_review_routes(office),
        build_language_routes(office),
    ):
        router.include_router(routes)
    return router
