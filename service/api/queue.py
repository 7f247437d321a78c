"""Readings preferred, set aside, gone on with, given up, tried again; and how far each page is."""

from fastapi import APIRouter

from core.record import Record
from service.office import Office
from service.public_json import PublicDocument, document_json
from service.records import PageState


class PageStates(Record):
    """How far the current reading is with each page, in order."""

    pages: tuple[PageState, ...]


def build_queue_routes(office: Office) -> APIRouter:
    """Routes that steer readings; they must come before the other routes on documents: `{doc}` takes slashes."""
    router = APIRouter(tags=["Văn bản"])

    @router.post("/documents/{doc:path}/pause", summary="Tạm dừng đọc; trang đã đọc được giữ")
    def pause(doc: str) -> PublicDocument:
        document_id = office.documents.find(doc).id
        office.queue.pause(document_id)
        return document_json(office.documents.find(document_id))

    @router.post("/documents/{doc:path}/resume", status_code=202, summary="Đọc tiếp văn bản đã tạm dừng")
    def resume(doc: str) -> PublicDocument:
        document_id = office.documents.find(doc).id
        office.queue.resume(document_id)
        return document_json(office.documents.find(document_id))

    @router.post("/documents/{doc:path}/first", status_code=202, summary="Đọc văn bản này trước mọi văn bản đang chờ")
    def read_first(doc: str) -> PublicDocument:
        document_id = office.documents.find(doc).id
        office.queue.read_first(document_id)
        return document_json(office.documents.find(document_id))

    @router.post("/documents/{doc:path}/cancel", summary="Hủy việc đọc; bản đọc trước, nếu có, vẫn dùng được")
    def cancel(doc: str) -> PublicDocument:
        document_id = office.documents.find(doc).id
        office.queue.cancel(document_id)
        return document_json(office.documents.find(document_id))

    @router.post("/documents/{doc:path}/retry", status_code=202, summary="Đọc lại những trang không đọc được")
    def retry(doc: str) -> PublicDocument:
        document_id = office.documents.find(doc).id
        office.queue.retry_failed(document_id)
        return document_json(office.documents.find(document_id))

    @router.get("/documents/{doc:path}/pages/states", summary="Tiến độ đọc từng trang")
    def states(doc: str) -> PageStates:
        return PageStates(pages=office.queue.pages(office.documents.find(doc)))

    return router
