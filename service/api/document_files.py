"""What belongs to a document besides its record: page images, the original file, progress of the reading."""

from fastapi import APIRouter
from fastapi.responses import FileResponse, Response, StreamingResponse

from core.errors import NotFound
from service.api.progress import follow
from service.api.uploads import OWN_COPY, download
from service.office import Office

_IMAGE_TYPES = ((b"\x89PNG", "image/png"), (b"RIFF", "image/webp"), (b"\xff\xd8", "image/jpeg"))


def build_document_file_routes(office: Office) -> APIRouter:
    """Routes on a document's files; `{doc}` as in the other document routes."""
    router = APIRouter(tags=["Văn bản"])

    @router.get("/documents/{doc:path}/pages/{page_no}/image", summary="Ảnh của một trang", response_class=Response)
    def page_image(doc: str, page_no: int) -> Response:
        document = office.documents.find(doc)
        image = office.documents.page_image(document.id, page_no)
        if image is None:
            raise NotFound("tệp này không có ảnh trang", where=f"{document.file_name}, trang {page_no}")
        return Response(
            image, media_type=_image_type(image), headers={"Cache-Control": "private, max-age=60", **OWN_COPY}
        )

    @router.get("/documents/{doc:path}/original", summary="Tệp gốc như khi nộp", response_class=FileResponse)
    def original(doc: str) -> FileResponse:
        document = office.documents.find(doc)
        return FileResponse(
            office.documents.original_file(document.id),
            media_type=document.media_type.value,
            headers=download(document.file_name),
        )

    @router.get(
        "/documents/{doc:path}/events",
        summary="Theo dõi việc đọc (Server-Sent Events)",
        description="Mỗi sự kiện `progress` là một bản ghi văn bản; `done` là bản ghi cuối, khi đã đọc xong.",
        response_class=StreamingResponse,
    )
    def events(doc: str) -> StreamingResponse:
        document = office.documents.find(doc)
        return StreamingResponse(follow(office, document.id), media_type="text/event-stream")

    return router


def _image_type(image: bytes) -> str:
    return next((kind for magic, kind in _IMAGE_TYPES if image.startswith(magic)), "application/octet-stream")
